"""Somebody without an account looks at one self-assessment, asked and answered in this process. Runs inside one."""

from __future__ import annotations

import gzip
import itertools
import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from measure import median_ms

from ninefold.feedback.actions.self_assessments import save
from ninefold.feedback.queries.self_assessment_questions import questions
from tests.feedback.self_assessed import START, begin, secret_in

WARM = 5


class Answered(Protocol):
    """What a browser got."""

    status_code: int

    @property
    def content(self) -> bytes:
        """As it was sent."""


PAGES = {
    "start": "",
    "a page of questions": "questions/care/",
    "what is answered": "check/",
    "the result": "result/",
    "the plan": "plan/",
}
SAVE, PDF = "save one answer", "its PDF, of answers never drawn before"


def measured(runs: int, pdf_runs: int) -> dict[str, tuple[float, int, float]]:
    """Of each request: the median in milliseconds, how many queries it asks, and how many KB are sent, compressed."""
    browser = begin(Client(SERVER_NAME="localhost"))
    answers = itertools.cycle(_answers(random.Random(9)))
    tell = partial(_tell, secret_in(browser))
    tell(next(answers))
    found = {name: _of(partial(browser.get, f"{START}{path}"), runs) for name, path in PAGES.items()}
    found[SAVE] = _of(lambda: browser.post(f"{START}save/", {"care.level": "2"}), runs)
    # The typesetter remembers what it has drawn, so each is of other answers than the one before.
    draw = partial(browser.get, f"{START}result.pdf")
    telling = median_ms(lambda: tell(next(answers)), pdf_runs, warm=WARM)
    both = median_ms(lambda: (tell(next(answers)), draw()), pdf_runs, warm=WARM)
    _ms, queries, size = _of(draw, 1)
    return {**found, PDF: (both - telling, queries, size)}


def _of(ask: Callable[[], Answered], runs: int) -> tuple[float, int, float]:
    took = median_ms(ask, runs, warm=WARM)
    with CaptureQueriesContext(connection) as asked:
        response = ask()
    assert response.status_code in (200, 204), response.status_code
    return took, len(asked), len(gzip.compress(response.content)) / 1000


def _answers(chance: random.Random) -> list[Mapping[str, str]]:
    """Forty self-assessments, each with everything answered, lines of evidence and a plan."""

    def answer(code: str, number: int) -> str:
        scale = questions()[code].scale
        return f"Line {number} on {code}." if scale is None else str(chance.randint(scale.lo, scale.hi))

    return [{code: answer(code, number) for code in questions()} for number in range(40)]


def _tell(secret: bytes, given: Mapping[str, str]) -> object:
    return save(holder=secret, given=given, at=timezone.now())
