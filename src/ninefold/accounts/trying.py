"""In a demonstration: what whoever comes in as somebody finds. The roof registers it, which knows who they are."""

from collections.abc import Mapping

_told: dict[str, str] = {}


def register_people(told: Mapping[str, str]) -> None:
    """Say of each person, by the address that they are written to, what there is to try."""
    _told.update(told)


def what_to_try(email: str) -> str:
    """What there is to try as the person with this address; empty where nobody said."""
    return _told.get(email, "")
