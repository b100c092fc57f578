"""Raters who come in, each with a browser of their own."""

from html.parser import HTMLParser

from django.test import Client

from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.open_answers import read_told, seal_of
from ninefold.feedback.queries.raters import link_of


def link_to(rater: Rater) -> str:
    """The part of the link in the mails to this rater that opens it."""
    secret = find_secret(rater.assessment.key_name)
    assert secret is not None
    return link_of(secret, rater)


def path_of(rater: Rater, page: str = "") -> str:
    """The address of one of a rater's pages."""
    return f"/feedback/{rater.pk}/{page}"


def come_in(rater: Rater, browser: Client | None = None) -> Client:
    """A browser in which this rater has opened their link."""
    client = browser or Client()
    client.post("/r/", {"link": link_to(rater)})
    return client


def told(rater: Rater, *things: str) -> dict[str, str]:
    """What this rater has told of these things."""
    return read_told(seal_of(rater), things)


def answer_page(client: Client, rater: Rater, slug: str, **given: str) -> int:
    """Fill in a page as it is shown in this browser, send it by its first button, and give the status that comes back.

    The names of what is given are those of the questions, with `__` for the dot.
    """
    path = f"/feedback/{rater.pk}/{slug}/"
    sent = {**as_shown(client, path), **{name.replace("__", "."): value for name, value in given.items()}}
    return client.post(path, {**sent, "then": "next"}).status_code


def as_shown(client: Client, path: str) -> dict[str, str]:
    """What the form of this page would send if it were sent as it is shown."""
    return fields_of(client.get(path).content.decode())


def fields_of(html: str) -> dict[str, str]:
    """What the forms in the main part of a page would send as they are shown, buttons left aside."""
    reader = _Fields()
    reader.feed(html[max(html.find("<main"), 0) :])
    return reader.found


class _Fields(HTMLParser):
    """Reads what forms would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name, kind = values.get("name", ""), values.get("type", "")
        if tag == "textarea":
            self._area, self.found[name] = name, ""
        elif tag == "input" and (kind in {"hidden", "text"} or "checked" in values):
            self.found[name] = values.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # A browser leaves out the line end that follows the tag.
            self.found[self._area] = self.found[self._area].removeprefix("\n")
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.found[self._area] += data
