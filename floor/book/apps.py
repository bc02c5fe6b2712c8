from django.apps import AppConfig
from django.db.backends.signals import connection_created


class BookConfig(AppConfig):
    name = "floor.book"
    label = "book"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .protected import refuse_writes_outside_acts

        def protect(connection, **_):  # type: ignore[no-untyped-def]
            if refuse_writes_outside_acts not in connection.execute_wrappers:
                connection.execute_wrappers.append(refuse_writes_outside_acts)

        connection_created.connect(protect, weak=False, dispatch_uid="only acts write")
