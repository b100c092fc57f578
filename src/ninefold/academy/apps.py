"""The Django side of the room."""

from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.academy"
