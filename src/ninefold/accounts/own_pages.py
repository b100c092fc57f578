"""Pages of other rooms about one's own account, to which the page of the account leads; a room above registers its."""

from collections.abc import Mapping

from django.utils.functional import Promise

_pages: dict[str, str | Promise] = {}


def register_own_page(page: str, title: str | Promise) -> None:
    """Say that the page of one's account leads to the page of this name, and what it is called."""
    _pages[page] = title


def own_pages() -> Mapping[str, str | Promise]:
    """What each of them is called, by its name, in the order in which they were registered."""
    return dict(_pages)
