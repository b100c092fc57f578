"""Text that the PDF's typefaces can draw.

PDF/A allows no character without a glyph. The typefaces shipped here cover Latin, Greek, Cyrillic,
Devanagari and Arabic letters and emoji. Any other character in a comment is written as its name in brackets,
`[U+262D HAMMER AND SICKLE]`; a longer passage in another script as one sentence that says how many
characters stand there, because the HTML page shows them in full.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
NAMED_AT_MOST = 3
"""The longest passage whose characters are named one by one."""

NAMED_IN_ALL = 20
"""How many characters of one text are named before a sentence stands for the passage they are in."""

ARMENIAN = 0x530
"""Where the blocks of Latin, Greek and Cyrillic letters end."""
PUNCTUATION = range(0x2010, 0x2040)

_JOINERS = "\u200d\ufe0e\ufe0f"  # they make one emoji of several and need no glyph
_SVG_TEXT = re.compile(r">([^<>]+)<")


Typefaces = tuple[frozenset[int], ...]


@cache
def of_text() -> Typefaces:
    """The code points of each typeface shipped, without private ones: what those stand for, nobody can say."""
    fonts = (_code_points(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf")))
    return tuple(frozenset(code for code in font if unicodedata.category(chr(code)) != "Co") for font in fonts)


@cache
def of_drawings() -> Typefaces:
    """The same for words inside a chart, which Typst sets letter by letter: no joined letters and no marks."""
    simple = {code for code in (*range(ARMENIAN), *PUNCTUATION) if unicodedata.category(chr(code))[0] != "M"}
    return tuple(font & simple for font in of_text())


def drawable(text: str, passage: str, typefaces: Typefaces | None = None) -> str:
    """`text` in characters that a typeface has; `passage` is the sentence for those left out, with their `{count}`.

    Invisible controls are dropped, so no comment can turn round the direction of what follows it.
    """
    if _plain_text().fullmatch(text):
        return text
    clusters = list(_clusters(unicodedata.normalize("NFC", text)))
    kinds = "".join(_kind(cluster, typefaces or of_text()) for cluster in clusters)
    drawn: list[str] = []
    at = 0
    # Where letters are missing all over a text, one sentence stands for all of it from the first to the last.
    gaps = "x(?:.*x)?" if kinds.count("x") > NAMED_IN_ALL else "x(?:[x ]*x)?"
    for gap in re.finditer(gaps, kinds):
        drawn += clusters[at : gap.start()]
        drawn.append(_stand_in("".join(clusters[gap.start() : gap.end()]), passage))
        at = gap.end()
    return "".join(drawn + clusters[at:])


def drawable_svg(svg: str, passage: str) -> str:
    """The same for the words inside a drawing; its tags and attributes are not drawn and stay as they are."""
    if svg.isascii():
        return svg
    return _SVG_TEXT.sub(lambda text: f">{drawable(text[1], passage, of_drawings())}<", svg)


@cache
def _plain_text() -> re.Pattern[str]:
    """Whole texts of marks that need no closer look: those of the first typeface, but for what joins to others."""
    marks = (chr(code) for code in sorted(of_text()[0] & of_drawings()[0]))
    return re.compile(f"[{re.escape(''.join(marks))}\n]*")


def _clusters(text: str) -> Iterator[str]:
    """Each character together with the marks that stand on it, which the same typeface must draw."""
    cluster = ""
    for mark in text:
        category = unicodedata.category(mark)
        if mark in _JOINERS or category[0] == "M":
            cluster += mark
        elif mark in "\n\t" or category not in ("Cc", "Cf"):
            if cluster:
                yield cluster
            cluster = mark
    if cluster:
        yield cluster


def _kind(cluster: str, typefaces: Typefaces) -> str:
    """`o` for letters that can be drawn, a space for what may stand between two that cannot, `x` for those."""
    needed = {ord(mark) for mark in cluster if mark not in _JOINERS and mark not in "\n\t"}
    if not any(needed <= font for font in typefaces):
        return "x"
    return "o" if any(mark.isalnum() for mark in cluster) or "\n" in cluster else " "


def _stand_in(passage: str, words: str) -> str:
    missing = [mark for mark in passage if not mark.isspace() and mark not in _JOINERS]
    if len(missing) > NAMED_AT_MOST:
        return words.format(count=len(missing))
    named = (f"U+{ord(mark):04X} {unicodedata.name(mark, '')}" for mark in missing)
    return "".join(f"[{name.rstrip()}]" for name in named)


def _code_points(font: bytes) -> Iterator[int]:
    """Every code point in the character map of a TrueType file (its tables of layout 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    (cmap,) = (
        struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * tables, 16)
        if font[at : at + 4] == b"cmap"
    )
    (maps,) = struct.unpack_from(">H", font, cmap + 2)
    for number in range(maps):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0]
        (layout,) = struct.unpack_from(">H", font, start)
        if layout == 4:
            yield from _in_segments(font, start)
        elif layout == 12:
            for first, last, _ in struct.iter_unpack(
                ">3I", font[start + 16 : start + struct.unpack_from(">I", font, start + 4)[0]]
            ):
                yield from range(first, last + 1)


def _in_segments(font: bytes, start: int) -> Iterator[int]:
    """The code points of a map of layout 4: segments whose glyphs follow by a step or stand in a list."""
    segments = struct.unpack_from(">H", font, start + 6)[0] // 2
    column = [start + 14 + 2 * segments * number for number in range(4)]
    column[1:] = [at + 2 for at in column[1:]]
    for number in range(segments):
        last, first, step, offset = (struct.unpack_from(">H", font, at + 2 * number)[0] for at in column)
        for code in range(first, last + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", font, column[3] + 2 * number + offset + 2 * (code - first))
            if code != 0xFFFF and (glyph + step) & 0xFFFF and (not offset or glyph):
                yield code
