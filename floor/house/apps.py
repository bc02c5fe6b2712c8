from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "floor.house"
    label = "house"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import acts, telling, verification  # noqa: F401  acts, claims and sentences register themselves
