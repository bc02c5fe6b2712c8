from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "floor.polls"
    label = "polls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import acts, due, hindering, telling, verification  # noqa: F401  they register themselves
