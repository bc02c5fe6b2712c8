"""The first migration of a room makes its tables in one go.

Django works out anew, after each of a hundred operations, what every table of the house looks like so far; for an empty
database that was nine tenths of the time `floor found` took, and of each test that begins with nothing. Here it is worked out
once, and each table is made as it is at the end of the migration. What comes later (a second migration, a way back) is
Django's own.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel

#: What a first migration consists of: everything else has to run in its order.
FIRST = (CreateModel, AddField, AddIndex, AddConstraint)


class FirstTables(migrations.Migration):
    """A first migration, whose operations only add."""

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:
        """Every table of the room, with all its columns, indexes and constraints."""
        if collect_sql or not all(isinstance(operation, FIRST) for operation in self.operations):
            return super().apply(project_state, schema_editor, collect_sql)
        # Thrown away, so that the steps below do not mend it one by one; it is made again when it is next asked for.
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(project_state.apps.get_model(self.app_label, operation.name))
        return project_state
