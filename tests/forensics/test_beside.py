"""What travels beside an answer: a visitor with much in every request, and whatever of it is anywhere afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.forensics.conftest import Installation, play
from tests.forensics.searching import found_in
from tests.support.site import ROOT, running_site
from tests.support.visitor import RefusedError, Visitor

SOURCE = "127.0.0.77"
BESIDE = {
    "user-agent": "Vqzagent/9.1 (an odd browser)",
    "accept-language": "cy-GB, vqzlanguage;q=0.7",
    "x-forwarded-for": "203.0.113.77",
    "referer": "https://vqzreferer.example/from/here",
    "x-odd": "vqzodd-header",
    "from": "vqzfrom@elsewhere.example",
}
MARKS = ("Vqzagent", "vqzlanguage", "203.0.113.77", "vqzreferer", "vqzodd-header", "vqzfrom@", "vqzcookie", SOURCE)
COMMENT = "Vqzcomment is said at each handover."
WRONG_LINK = "vqzwronglinkvqzwronglink"


@dataclass(frozen=True)
class Visit:
    """One rater who answers and meets every kind of error, and what was found before, meanwhile and after."""

    told: dict[str, Any]
    before: dict[str, Any]
    after: dict[str, Any]
    at_last: str
    said: str
    faults: list[int]


@pytest.fixture(scope="module")
def visit(installation: Installation) -> Visit:
    """The visit, made once on each database."""
    told = play(installation, "open_on_the_web()")
    with running_site(installation.environment) as port, closing(coming(port)) as visitor:
        visitor.cookies[b"odd"] = b"vqzcookie"
        visitor.get(f"/r/{told['link']}/")
        visitor.post("/r/", {"link": told["link"]})
        before = play(installation, "rows_that_are_not_sealed()")
        answer_all(visitor, told)
        after = play(installation, "rows_that_are_not_sealed()")
        faults = [*meet_errors(port, visitor, told), *meet_faults(installation, visitor, told)]
    play(installation, "break_an_answer()")
    said = (installation.folder / "web.log").read_text() + worked(installation)
    return Visit(told, before, after, play(installation, "all_that_is_told()"), said, faults)


def coming(port: int) -> Visitor:
    """A visitor with all of it."""
    return Visitor(port, beside=BESIDE, source=SOURCE)


def answer_all(visitor: Visitor, told: dict[str, Any]) -> None:
    for slug, codes in told["pages"]:
        path = f"/feedback/{told['rater']}/{slug}/"
        visitor.get(path)
        visitor.post(path, {code: COMMENT if code in told["comments"] else "3" for code in codes}, follow=False)
    visitor.get(f"/feedback/{told['rater']}/check/")
    visitor.post(f"/feedback/{told['rater']}/check/", {"confirm": "on"}, follow=False)


def meet_errors(port: int, visitor: Visitor, told: dict[str, Any]) -> list[int]:
    """What a visitor can get wrong: an address, a link, an answer, a form without its token."""
    with closing(coming(port)) as stranger:
        return [
            refused(lambda: stranger.get(f"/r/{WRONG_LINK}/")),
            refused(lambda: stranger.get(f"/nowhere/{WRONG_LINK}/")),
            refused(lambda: stranger.post("/r/", {"link": told["link"]})),
            refused(lambda: visitor.post(f"/feedback/{told['rater']}/save/", {"care.level": COMMENT})),
        ]


def meet_faults(installation: Installation, visitor: Visitor, told: dict[str, Any]) -> list[int]:
    """What is no fault of the visitor: the table of answers is gone while they save."""
    comment = {told["comments"][0]: COMMENT}
    with without(installation, "feedback_openanswer"):
        saved = refused(lambda: visitor.post(f"/feedback/{told['rater']}/save/", comment))
        worked(installation)
    with without(installation, "feedback_rater"):
        entered = refused(lambda: visitor.get(f"/r/{told['link']}/"))
    return [saved, entered]


def refused(act: Any) -> int:
    """The status with which this was refused."""
    with pytest.raises(RefusedError) as error:
        act()
    return int(str(error.value).rpartition(" ")[2])


@contextmanager
def without(installation: Installation, table: str) -> Iterator[None]:
    play(installation, f"rename({table!r}, 'gone')")
    try:
        yield
    finally:
        play(installation, f"rename('gone', {table!r})")


def worked(installation: Installation) -> str:
    """All that a worker says in one sweep."""
    command = [sys.executable, "-m", "ninefold.site.cli", "worker", "--once"]
    done = subprocess.run(
        command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout + done.stderr


def test_answering_and_sending_changes_no_row_but_those_that_are_sealed(visit: Visit) -> None:
    assert visit.after == visit.before


def test_the_visit_met_every_kind_of_error(visit: Visit) -> None:
    assert visit.faults == [404, 404, 403, 422, 500, 500]
    # The log does tell of faults, and where they are.
    assert "Internal Server Error: /feedback/" in visit.said
    assert "sealed_writing.py" in visit.said
    assert "SealBrokenError" in visit.said


def test_nothing_that_travels_beside_an_answer_is_in_any_file_or_table(
    visit: Visit, installation: Installation
) -> None:
    files = [*installation.main_files(), *installation.keys_files(), *installation.folder.iterdir()]
    wanted = {mark.encode() for mark in (*MARKS, COMMENT[:10], WRONG_LINK)}
    assert found_in(files, wanted) == {}
    assert [mark for mark in (*MARKS, COMMENT[:10], WRONG_LINK) if mark in visit.at_last + visit.said] == []


def test_the_link_of_a_rater_is_in_no_file_and_no_log(visit: Visit, installation: Installation) -> None:
    files = [*installation.main_files(), *installation.keys_files(), *installation.folder.iterdir()]
    link = visit.told["link"]
    assert found_in(files, [link.encode()]) == {}
    assert link not in visit.said
    assert link in visit.at_last  # the control: it is in the mail that waits, under the key of the round


def test_no_page_behind_a_link_tells_its_address_to_whatever_it_fetches(
    visit: Visit, installation: Installation
) -> None:
    with running_site(installation.environment) as port, closing(Visitor(port)) as visitor:
        head, page = visitor._send(b"GET", f"/r/{visit.told['link']}/".encode(), b"")
    assert b"/static/" in page
    assert b"referrer-policy: strict-origin\r\n" in head.lower()
