"""The Django side of the room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ninefold.ui"
