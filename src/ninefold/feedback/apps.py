"""The Django side of the room."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.feedback"

    def ready(self) -> None:
        """Say to the rooms below what they ask of this one."""
        from ninefold.feedback import callbacks  # noqa: PLC0415 - tables are there only now

        callbacks.register()
