from floor.site.tests.fixtures import anonymous, ordinary, secretary, today  # noqa: F401

from .registers import register  # noqa: F401
