"""The Django side of the roof."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.site"
