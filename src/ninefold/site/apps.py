"""The Django side of the roof."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "ninefold.site"
