from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "floor.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves: acts, what falls due, sentences, claims, what goes with a result.
        from importlib import import_module

        for name in ("acts", "falling_due", "hindering", "telling", "verification", "showing", "showing.board"):
            import_module(f"{__package__}.{name}")
