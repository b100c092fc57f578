"""The Django side of the room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """What Django knows the room by."""

    name = "ninefold.accounts"
