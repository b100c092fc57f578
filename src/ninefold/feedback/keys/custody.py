"""Making, finding and destroying keys. They are in a database of their own, so no transaction covers them and a row."""

from django.db import connections

from ninefold.core.sealing import new_secret
from ninefold.feedback.keys.models import SealingKey

# Asked with every answer that is saved, and written out because to have it put together each time costs as much again.
_FIND = "SELECT of, secret FROM keys_sealingkey WHERE of = %s"


def find_secret(of: str) -> bytes | None:
    """The secret of this name; None where it was destroyed, or never made."""
    found = next(iter(SealingKey.objects.raw(_FIND, [of])), None)
    return None if found is None else bytes(found.secret)


def make_secret(of: str) -> bytes:
    """The secret of this name, made if there is none. To be called while what it seals is known to be open."""
    key, _made = SealingKey.objects.get_or_create(of=of, defaults={"secret": new_secret()})
    return bytes(key.secret)


def destroy_secret(of: str) -> bool:
    """Destroy the secret of this name for ever; whether there was one. An SQLite file keeps no trace of it either."""
    destroyed, _each = SealingKey.objects.filter(of=of).delete()
    connection = connections["keys"]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(destroyed)


def names_of_secrets() -> list[str]:
    """The names of all secrets that there are: of what is open, and of what was closed a moment ago."""
    return list(SealingKey.objects.values_list("of", flat=True))
