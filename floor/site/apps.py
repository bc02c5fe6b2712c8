from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "floor.site"
    label = "floor_site"
    default_auto_field = "django.db.models.BigAutoField"
