"""The page of all parts in a real Chromium, on the site with its addresses for tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import page_at, site_url
from tests.ui import addresses

__all__ = ["page_at", "site_url"]


@pytest.fixture(autouse=True)
def nothing_saved() -> Iterator[None]:
    """Nothing is kept from one test to the next."""
    addresses.SAVED.clear()
    addresses.ANSWERS.clear()
    yield
    addresses.SAVED.clear()
    addresses.ANSWERS.clear()
