"""The Django side of the room."""

from django.apps import AppConfig

from ninefold.academy import callbacks


class AcademyConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.academy"

    def ready(self) -> None:
        """Say to the room below what it cannot ask."""
        callbacks.register()
