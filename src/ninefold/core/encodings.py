"""The text in the bytes of a file that a spreadsheet saved."""

from __future__ import annotations

import codecs

from ninefold.core.errors import NinefoldError

OLD_WORKBOOK, NEW_WORKBOOK = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


class NotTextError(NinefoldError):
    """The bytes are no text from this line on. `encoding` is what they seemed to be; None if a character is none."""

    def __init__(self, line: int, encoding: str | None) -> None:
        super().__init__(f"Line {line} of the file is no {encoding or 'readable'} text. Save it as “CSV UTF-8”.")
        self.line, self.encoding = line, encoding


def decoded(data: bytes) -> str:
    """The text, without the mark that says how it is encoded: UTF-16 where there is such a mark, else UTF-8.

    Raises NotTextError; anything else would have to be guessed, and would guess names wrongly.
    """
    encoding = "UTF-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "UTF-8"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotTextError(error.object[: error.start].count(b"\n") + 1, encoding) from error
    if "\0" in text:
        raise NotTextError(text[: text.index("\0")].count("\n") + 1, None)
    return text
