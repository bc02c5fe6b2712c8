from floor.site.tests.fixtures import anonymous, ordinary, secretary, today  # noqa: F401
