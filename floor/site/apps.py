from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "floor.site"
    label = "floor_site"
