from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "floor.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves: acts, what falls due, sentences, claims.
        from importlib import import_module

        for name in ("acts", "falling_due", "telling", "verification", "showing.board"):
            import_module(f"{__package__}.{name}")
