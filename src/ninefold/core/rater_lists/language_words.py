"""The language that somebody means by a word such as “Welsh”, “Cymraeg” or “cy”."""

from __future__ import annotations

import re
from collections.abc import Collection

# What people write for a language, in that language and in the others.
NAMED = {
    "cy": ("cy", "cym", "cymraeg", "gymraeg", "welsh", "yn gymraeg"),
    "en-gb": ("en", "en gb", "eng", "english", "saesneg", "yn saesneg"),
}


def language_named(written: str, offered: Collection[str]) -> str | None:
    """The one of the languages on offer, such as `en-gb`, that is meant; None where none is."""
    words = " ".join(re.findall(r"[^\W_]+", written.casefold()))
    return next((language for language in offered if words in NAMED.get(language, ())), None)
