from django.apps import AppConfig


class FloorPress(AppConfig):
    name = "floor.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves: acts, what falls due, sentences, claims, what stands on the board.
        from importlib import import_module

        for name in ("acts", "falling_due", "telling", "verification", "showing.on_board"):
            import_module(f"{__package__}.{name}")
