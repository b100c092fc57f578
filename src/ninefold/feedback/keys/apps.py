"""The Django side of the keys. An app of its own, so that its one table stands in a database of its own."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """What Django knows the keys by."""

    name = "ninefold.feedback.keys"
    label = "keys"
