"""Names that a framework's author chooses: they stand in addresses of pages, in codes of questions and in files."""

from __future__ import annotations

import re

from ninefold.core.framework.positions import Place

NAME = re.compile(r"[a-z][a-z0-9_-]*")


def read_name(place: Place) -> str:
    """The name that stands here; one that no address could hold is noted as a fault."""
    text = place.text()
    if text and not NAME.fullmatch(text):
        place.fault(
            f"{place.name} is “{text}”.",
            "It should begin with a small letter and hold small letters, digits, “-” and “_” only.",
        )
    return text


def read_names(place: Place) -> tuple[str, ...]:
    """The names in a list, each once."""
    names: list[str] = []
    for entry in place.items():
        name = read_name(entry)
        if not name:
            entry.fault(f"{entry.name} is empty.", "Write its name, or take the entry out.")
        elif name in names:
            entry.fault(f"“{name}” is there twice in {place.name}.", "Keep one of the two.")
        else:
            names.append(name)
    return tuple(names)
