"""The catalogue of translations for rooms that know no web framework: core and reports."""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"


def translations_for(locale: str) -> gettext.NullTranslations:
    """The translations into this locale; English, which the texts are written in, where there are none."""
    return gettext.translation("django", LOCALES, [locale.replace("-", "_")], fallback=True)
