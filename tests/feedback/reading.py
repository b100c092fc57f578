"""Pages as a test reads them: in the browser of somebody who is signed in, at a time that the test chooses."""

import re
from datetime import datetime
from typing import Protocol

import pytest
from django.test import Client

from ninefold.accounts.models import Role
from tests.house.pages import Page


class Answered(Protocol):
    """What a browser got."""

    @property
    def content(self) -> bytes:
        """The page as it was sent."""


def words(response: Answered) -> str:
    """The words of a page, each blank once."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode().replace("<wbr>", "")).split())


def browser_of(role: Role) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(role.person)
    return client


def words_at(browser: Client, address: str) -> str:
    """All that the page at an address says in this browser."""
    response = browser.get(address)
    assert response.status_code == 200, address
    return " ".join(Page(response.content.decode()).words)


def set_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Make it this instant for whoever looks at the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
