"""Self-assessments in a browser and in accounts, made by the actions that make the real thing."""

from collections.abc import Mapping
from datetime import datetime

from django.test import Client

from ninefold.accounts.models import Person
from ninefold.feedback.actions.self_assessments import begin_in_account, save
from ninefold.feedback.models import SelfAssessment
from ninefold.feedback.queries.self_assessment_questions import questions
from ninefold.feedback.queries.self_assessments import COOKIE, Content, read, secret_of
from tests.feedback.coming_in import as_shown
from tests.world import NOON

START = "/self-assessment/"


def all_of_it(level: int = 2) -> dict[str, str]:
    """An answer to everything that is rated: this point, or the lowest of its scale where that is higher."""
    rated = {code: question.scale for code, question in questions().items() if question.scale is not None}
    return {code: str(max(level, scale.lo)) for code, scale in rated.items()}


def make_kept(person: Person, *, at: datetime = NOON, given: Mapping[str, str] | None = None) -> SelfAssessment:
    """One in somebody's account, with everything answered unless something else is given."""
    row = begin_in_account(person=person, at=at)
    save(holder=row, given=all_of_it() if given is None else given, at=at)
    row.refresh_from_db()
    return row


def begin(browser: Client | None = None) -> Client:
    """A browser in which a self-assessment was begun without an account."""
    client = browser or Client()
    client.post(f"{START}begin/")
    return client


def secret_in(browser: Client) -> bytes:
    """The secret in its cookie."""
    secret = secret_of(browser.cookies[COOKIE].value)
    assert secret is not None
    return secret


def told_in(browser: Client) -> Mapping[str, str]:
    """What was told in this browser."""
    return content_in(browser).told


def content_in(browser: Client) -> Content:
    """All of it."""
    return read(secret_in(browser))


def answer_page(browser: Client, slug: str, then: str = "next", **given: str) -> str:
    """Fill in a page as it is shown, send it, and give where it leads; `__` in a name stands for the dot."""
    path = f"{START}questions/{slug}/"
    sent = {**as_shown(browser, path), **{name.replace("__", "."): value for name, value in given.items()}}
    response = browser.post(path, {**sent, "then": then})
    assert response.status_code == 302, response.content.decode()
    return response.headers["Location"]
