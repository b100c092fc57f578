"""The Django side of the roof."""

from django.apps import AppConfig
from django.conf import settings

from ninefold.accounts.trying import register_people
from ninefold.reports.face import wear


class SiteConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.site"

    def ready(self) -> None:
        """Let documents wear the face of this installation; in a demonstration, say who its people are."""
        wear(settings.FACE)
        if settings.DEMO:
            from ninefold.site.demonstration.casting import TO_TRY  # noqa: PLC0415 - tables are there only now

            register_people(TO_TRY)
