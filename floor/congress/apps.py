from django.apps import AppConfig


class CongressConfig(AppConfig):
    name = "floor.congress"
    label = "congress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves: acts, what falls due, sentences, claims.
        from importlib import import_module

        for name in (
            "acts",
            "falling_due",
            "seats.apportioned",
            "seats.merged_units",
            "telling",
            "verification",
            "showing.board",
            "showing.said_below",
        ):
            import_module(f"{__package__}.{name}")
