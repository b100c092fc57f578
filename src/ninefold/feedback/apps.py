"""The Django side of the room."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "ninefold.feedback"
