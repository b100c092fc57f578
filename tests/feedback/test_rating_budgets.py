"""How much a rater's page asks of the databases, both of them together: six queries at most, and four to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.models import Rater
from tests.feedback.coming_in import as_shown, come_in, link_to
from tests.feedback.made import answers_for, make_open, raters_of
from tests.world import World


@pytest.fixture
def rater(world: World) -> Rater:
    """Somebody who has answered everything in the full form, and whom another participant has asked too."""
    make_open(world, participant=world.payer)
    rater = raters_of(make_open(world, form="full"), "direct_report")[0]
    save_answers(rater=rater, given=answers_for(rater.assessment, comment="A comment on Ward 7 by Bea."))
    return rater


@contextmanager
def at_most(queries: int) -> Iterator[None]:
    """Fails if more queries are made than these, in the main database and in that of the keys."""
    with ExitStack() as stack:
        seen = [stack.enter_context(CaptureQueriesContext(connections[name])) for name in ("default", "keys")]
        yield
    made = [query["sql"] for each in seen for query in each.captured_queries]
    assert len(made) <= queries, "\n".join(made)


@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("", 5),
        ("care/", 4),
        ("overall/", 4),
        ("check/", 5),
        ("sent/", 4),
        ("group/", 2),
        ("address/", 2),
        ("code/", 4),
        ("decline/", 2),
    ],
)
def test_a_page(rater: Rater, page: str, queries: int) -> None:
    phone, path = come_in(rater), f"/feedback/{rater.pk}/{page}"
    phone.get(path)
    with at_most(queries):
        phone.get(path)


def test_the_link_and_the_page_of_all_who_asked(rater: Rater) -> None:
    phone, link = come_in(rater), link_to(rater)
    with at_most(1):
        Client().get(f"/r/{link}/")
    with at_most(3):
        phone.get("/feedback/")


def test_opening_the_link_in_a_new_browser(rater: Rater) -> None:
    link = link_to(rater)
    # The last four make the row of the browser session, which Django writes in a transaction of its own.
    with at_most(4 + 4):
        Client().post("/r/", {"link": link})


Saving = Callable[[Client, Rater], int]


def save_one(phone: Client, rater: Rater) -> int:
    return phone.post(f"/feedback/{rater.pk}/save/", {"care.level": "1"}).status_code


def save_page(phone: Client, rater: Rater) -> int:
    path = f"/feedback/{rater.pk}/care/"
    given = {"care.level": "1", "care.b1": "2", "care.b2": "-", "care.comment": "Another.", "then": "next"}
    return phone.post(path, given).status_code


@pytest.mark.parametrize("save", [save_one, save_page])
def test_saving(rater: Rater, save: Saving) -> None:
    phone = come_in(rater)
    save(phone, rater)
    with at_most(4):
        status = save(phone, rater)
    assert status in (204, 302)


def test_a_page_that_is_sent_as_it_was_shown_writes_nothing(rater: Rater) -> None:
    phone, path = come_in(rater), f"/feedback/{rater.pk}/care/"
    shown = as_shown(phone, path)
    with at_most(2):
        phone.post(path, {**shown, "then": "next"})


def test_sending(rater: Rater) -> None:
    phone = come_in(rater)
    with at_most(6):
        assert phone.post(f"/feedback/{rater.pk}/check/").status_code == 302


def test_a_page_of_the_own_part(rater: Rater, world: World) -> None:
    phone = Client()
    phone.force_login(world.participant.person)
    path = f"/360/{rater.assessment_id}/own-part/"
    phone.get(path)
    # The first also looks for a self-assessment that it could begin with.
    for page, queries in (("", 7), ("care/", 6), ("check/", 6)):
        with at_most(queries):
            phone.get(path + page)
