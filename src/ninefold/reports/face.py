"""What documents wear: the name, the colours and the logo of this installation, set once when a process starts."""

from __future__ import annotations

import base64
import json

from ninefold.core.face import OUR_NAME, Face
from ninefold.core.logo import SVG

_worn = Face()


def wear(face: Face) -> None:
    """From now on every document is drawn with this face."""
    global _worn  # noqa: PLW0603 - one installation has one face, and a hundred functions would only pass it on
    _worn = face


def worn() -> Face:
    """The face that documents are drawn with."""
    return _worn


def as_json() -> str:
    """The face as `look.typ` reads it."""
    logo = _worn.logo
    drawn = None
    if logo is not None:
        is_svg = logo.media_type == SVG
        drawn = {
            "format": "svg" if is_svg else "png",
            "content": logo.content.decode() if is_svg else list(logo.content),
        }
    return json.dumps({"name": _worn.name, "ours": OUR_NAME, "colours": dict(_worn.colours), "logo": drawn})


def logo_inside() -> str:
    """The logo as an address that holds it whole, for a page that has no other file; empty where there is none."""
    logo = _worn.logo
    return f"data:{logo.media_type};base64,{base64.b64encode(logo.content).decode()}" if logo else ""


def properties() -> str:
    """The colours as custom properties, for a page without our style sheets; those alone that are not our own."""
    return _worn.properties()
