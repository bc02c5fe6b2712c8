from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "floor.polls"
    label = "polls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They register themselves: acts, what falls due, sentences, claims.
        from importlib import import_module

        for name in (
            "acts",
            "announced",
            "falling_due",
            "hindering",
            "merging_units",
            "telling",
            "verification",
            "showing.board",
        ):
            import_module(f"{__package__}.{name}")
