"""What happens at once to one self-assessment, played out by threads; each returns plain values."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.db.models import QuerySet

from ninefold.feedback.actions.self_assessments import (
    begin_in_account,
    begin_in_browser,
    delete,
    forget_untouched,
    keep,
    save,
)
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.self_assessment_questions import questions
from ninefold.feedback.queries.self_assessments import Content, open_in_browser, read
from tests.races.scenarios import at_once
from tests.world import NOON, make_world


def all_fields_are_saved_at_once(*, locked: bool = True) -> dict[str, Any]:
    """Each answer is sent by itself, as a script does, all in one moment; or the same without holding the row."""
    secret = begin_in_browser(at=NOON)
    codes = _rated_codes()[:12]

    def give(code: str) -> None:
        save(holder=secret, given={code: "1"}, at=NOON)

    saves = [lambda code=code: give(code) for code in codes]
    said = at_once(*saves) if locked else _unheld(saves)
    return {"said": [each for each in said if each], "told": len(read(secret).told), "given": len(codes)}


def _rated_codes() -> tuple[str, ...]:
    """The codes of what is rated, in the order of the pages."""
    return tuple(code for code, question in questions().items() if question.scale is not None)


def _unheld(saves: Sequence[Callable[[], None]]) -> list[str]:
    """The same where no row is held, and each has read before any writes."""
    everybody = threading.Barrier(len(saves), timeout=30)

    def open_together(secret: bytes, sealed: bytes) -> Content:
        everybody.wait()
        return open_in_browser(secret, sealed)

    with (
        patch.object(QuerySet, "select_for_update", lambda rows: rows),
        patch("ninefold.feedback.actions.self_assessments.open_in_browser", open_together),
    ):
        return at_once(*saves)


def two_keep_it_and_one_saves() -> dict[str, Any]:
    """Two presses move it into an account while one more answer comes in; it is there, or was told to be gone."""
    person = make_world().participant.person
    secret = begin_in_browser(at=NOON)
    save(holder=secret, given={"care.level": "2"}, at=NOON)

    def press() -> None:
        keep(secret=secret, person=person, at=NOON)

    said = at_once(press, press, lambda: save(holder=secret, given={"team.level": "3"}, at=NOON))
    row = SelfAssessment.objects.get()
    return {
        "said": [each for each in said[:2] if each],
        "kept": SelfAssessment.objects.count(),
        "left": OpenSelfAssessment.objects.count(),
        "agree": ("team.level" in read(row).told) is (said[2] == ""),
    }


def two_begin_in_one_account() -> dict[str, Any]:
    """A double press of Start by who has signed in."""
    person = make_world().participant.person
    said = at_once(*[lambda: begin_in_account(person=person, at=NOON)] * 2)
    return {"said": said, "begun": SelfAssessment.objects.count()}


def it_is_swept_and_deleted_while_answers_come_in() -> dict[str, Any]:
    """Whoever answers while it goes has saved, or is told that it is gone; nothing comes back."""
    secret = begin_in_browser(at=NOON)
    later = NOON + timedelta(hours=30)
    said = at_once(
        lambda: forget_untouched(later),
        lambda: delete(holder=secret, at=later),
        *[lambda: save(holder=secret, given={"care.level": "1"}, at=later)] * 4,
    )
    return {"troubles": sorted({each for each in said if each}), "left": OpenSelfAssessment.objects.count()}
