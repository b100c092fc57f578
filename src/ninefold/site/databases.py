"""Which table stands in which database: keys of open questionnaires in one, everything else in the other."""

from typing import Any

from django.db.models import Model

KEYS = "keys"


class Router:
    """Sends the app `keys` to the database `keys`, and all other apps to the main one."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """The database of a table."""
        return KEYS if model._meta.app_label == KEYS else "default"  # noqa: SLF001 - public in Django

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """A table is made in its own database alone."""
        return (db == KEYS) == (app_label == KEYS)
