"""The logo of an organisation: a PNG or an SVG file, taken by what is in it and not by its name.

An SVG is a document that can hold programs and fetch from other hosts. What could do so is refused; what a drawing
program notes for itself is left out; the rest is written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from ninefold.core.errors import NinefoldError

LARGEST = 64 * 1024  # bytes: it comes with the first page that somebody opens
LARGEST_SIDE = 4000  # pixels
PNG, SVG = "image/png", "image/svg+xml"
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
NAMESPACE, LINKS = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
DRAWN = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "path"),
        *("rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern", "style", "filter"),
        *("feBlend", "feColorMatrix", "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset"),
    )
)
# What may stand in a style or an attribute points into the file itself: a gradient, a mask.
OUTER = re.compile(r"url\(\s*+(?!['\"]?\s*#)|@import|\\|image-set|\bsrc\(", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*(?:px)?\s*")


@dataclass(frozen=True)
class Logo:
    """The file as it is sent, what it is, and how wide and high it is drawn, in its own units."""

    content: bytes
    media_type: str
    width: int
    height: int


def read_logo(content: bytes) -> Logo:
    """The logo in a file. Raises NinefoldError with what is wrong with it, and what would be right."""
    if len(content) > LARGEST:
        raise NinefoldError(
            f"The logo has {len(content) // 1024} KB. It is loaded with every first page, so at most "
            f"{LARGEST // 1024} KB are taken: save it smaller, or as SVG."
        )
    if content.startswith(PNG_BEGINS):
        return _png(content)
    if b"<svg" in content or b":svg" in content:
        return _svg(content)
    raise NinefoldError("The logo is neither a PNG nor an SVG file. Save it as one of these.")


def _png(content: bytes) -> Logo:
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content[12:16] != b"IHDR" or not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise NinefoldError(f"The logo is a PNG file that is broken, or more than {LARGEST_SIDE} pixels wide or high.")
    return Logo(content, PNG, width, height)


def _svg(content: bytes) -> Logo:
    try:
        # From text: what the file says of its own letters is then believed by nobody.
        text = content.decode("utf-8-sig")
        if "<!ENTITY" in text:
            raise NinefoldError("The logo is an SVG file that defines entities. Save it as plain SVG.")
        root = ElementTree.fromstring(text)  # noqa: S314 - it defines no entity, and the parser fetches nothing
    except UnicodeDecodeError as error:
        raise NinefoldError("The logo is an SVG file that is not in UTF-8. Save it as plain SVG.") from error
    except ElementTree.ParseError as error:
        raise NinefoldError(f"The logo is an SVG file that is broken in line {error.position[0]}.") from error
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise NinefoldError("The logo is no SVG file: its first element is not an svg. Save it as plain SVG.")
    try:
        _keep_what_is_drawn(root)
    except RecursionError as error:
        raise NinefoldError("The logo is an SVG file with parts nested too deeply. Save it as plain SVG.") from error
    width, height = _size(root)
    ElementTree.register_namespace("", NAMESPACE)
    ElementTree.register_namespace("xlink", LINKS)
    return Logo(ElementTree.tostring(root), SVG, width, height)


def _keep_what_is_drawn(element: ElementTree.Element) -> None:
    """Take out what a drawing program keeps for itself. Raises NinefoldError for what may do more than draw."""
    for name, value in list(element.attrib.items()):
        if name.startswith("{") and not name.startswith((f"{{{LINKS}}}", "{http://www.w3.org/XML/1998/namespace}")):
            del element.attrib[name]
        else:
            _check_attribute(name.rpartition("}")[2], value)
    if element.tag == f"{{{NAMESPACE}}}style" and OUTER.search("".join(element.itertext())):
        raise NinefoldError("The logo is an SVG file whose style fetches from elsewhere. Save it as plain SVG.")
    for child in list(element):
        namespace, _, name = child.tag.removeprefix("{").rpartition("}")
        if namespace == NAMESPACE and name in DRAWN:
            _keep_what_is_drawn(child)
        elif (namespace == NAMESPACE and name != "metadata") or "html" in namespace:
            raise NinefoldError(f"The logo is an SVG file with <{name}> in it, which does more than draw. Take it out.")
        else:
            element.remove(child)


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise NinefoldError(f"The logo is an SVG file with {name}, which runs a program. Take it out.")
    if (name in {"href", "src", "base"} and not value.strip().startswith("#")) or OUTER.search(value):
        raise NinefoldError(f"The logo is an SVG file that fetches from elsewhere, by {name}. Save it as plain SVG.")


def _size(root: ElementTree.Element) -> tuple[int, int]:
    """Width and height, of the drawing's own field if it has one."""
    field = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    parts = field[2:] if len(field) == 4 else [root.get("width", ""), root.get("height", "")]
    sizes = [round(float(found[1])) for part in parts if (found := LENGTH.fullmatch(part))]
    if len(sizes) != 2 or not all(0 < size <= LARGEST_SIDE for size in sizes):
        raise NinefoldError(
            f"The logo is an SVG file without a viewBox of 1 to {LARGEST_SIDE} units. Save it with one."
        )
    return sizes[0], sizes[1]
