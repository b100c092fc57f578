"""What a facilitator can say in the directory besides words of their own: sectors and languages, by their codes."""

from collections.abc import Iterable

# What they are called in the reader's language: academy.queries.directory.
SECTORS = ("acute", "ambulance", "care_home", "charity", "commissioning", "community", "mental_health", "primary")
# By their codes in ISO 639-1, and "bfi" for British Sign Language (ISO 639-3).
LANGUAGES = (
    *("en", "cy", "bfi", "ar", "bn", "es", "fr", "gu", "hi"),
    *("it", "ml", "pa", "pl", "pt", "ro", "so", "ta", "ur"),
)


def packed(codes: Iterable[str], known: tuple[str, ...]) -> str:
    """Those of the codes that are known, one a line, in the order in which they are known."""
    given = set(codes)
    return "\n".join(code for code in known if code in given)


def unpacked(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in what was packed; one that is known no more is left out."""
    return tuple(code for code in text.split() if code in known)
