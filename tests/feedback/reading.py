"""A page as a test reads it: its words, without its tags."""

import re
from typing import Protocol


class Answered(Protocol):
    """What a browser got."""

    @property
    def content(self) -> bytes:
        """The page as it was sent."""


def words(response: Answered) -> str:
    """The words of a page, each blank once."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
