"""Whether what was given as an organisation names a person instead, as far as that can be told honestly.

A name without a title cannot be told from a place called after somebody, so only a title, or an address, is refused.
"""

from __future__ import annotations

import re

from ninefold.core.names import holds_an_address

_TITLED = re.compile(
    r"\b(dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|lady|lord|revd|rev)\b\.?\s+[^\W\d_]", re.IGNORECASE
)
# Practices are called after their doctors: “Dr Patel and Partners” is an organisation.
_PRACTICE = re.compile(r"\b(associates|centre|clinic|partners|practice|surgery)\b", re.IGNORECASE)


def names_a_person(given: str) -> bool:
    """Whether it holds an address, or somebody with a title, and is no practice called after them."""
    return holds_an_address(given) or (_TITLED.search(given) is not None and _PRACTICE.search(given) is None)
