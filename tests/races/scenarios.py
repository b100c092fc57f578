"""What happens at once, played out by threads with connections of their own; each returns plain values.

Run inside an installation by `tests.support.site.run_in`, on a database that is empty but for its tables.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import connections, transaction

from ninefold.accounts.outbox import Message
from ninefold.core.london import closing_instant
from ninefold.feedback.actions import sealed_writing
from ninefold.feedback.actions.answers import change_group, save_answers, send_answers
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.starting import lock_assessment, start_assessment
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, AssessmentState, Due, OpenAnswer, Rater, Report
from ninefold.feedback.queries.open_answers import AnsweringEndedError
from tests.feedback.made import answers_for, let_answer, make_draft, make_open, raters_of
from tests.world import NOON, make_world

A_MOMENT = 0.5  # seconds in which something that waits would have been done, if it did not wait


def at_once(*parts: Callable[[], object]) -> list[str]:
    """Do all of these at once; what each that failed said, in their order."""
    said = [""] * len(parts)
    ready = threading.Barrier(len(parts))

    def do(place: int) -> None:
        ready.wait()
        try:
            parts[place]()
        except Exception as error:  # noqa: BLE001 - a test wants to see whatever it was
            said[place] = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[place]) for place in range(len(parts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def an_answer_while_it_closes(*, held: bool) -> dict[str, Any]:
    """An answer that comes when a close has counted and not ended; without `held`, nothing holds the two apart."""
    assessment = make_open(make_world())
    rater = raters_of(assessment)[0]
    if not held:
        sealed_writing._WRITE = sealed_writing._WRITE.replace("{hold}", "")
    counted = threading.Event()
    given = {}

    def close() -> None:
        with transaction.atomic():
            locked = lock_assessment(assessment)
            given["counted"] = OpenAnswer.objects.count()
            counted.set()
            threading.Event().wait(A_MOMENT)
            locked.state = AssessmentState.CLOSED
            locked.save(update_fields=["state"])

    def answer() -> None:
        counted.wait()
        save_answers(rater=rater, given={"care.level": "3"})

    said = at_once(close, answer)
    return {**given, "said": said, "left": OpenAnswer.objects.count()}


def a_group_changed_while_an_answer_is_kept() -> dict[str, Any]:
    """A rater answers in one tab and, before that is kept, chooses another group in a second."""
    assessment = make_open(make_world())
    rater = raters_of(assessment, "line_manager")[0]
    answered = threading.Event()

    def answer() -> None:
        with transaction.atomic():
            save_answers(rater=rater, given={"care.level": "3"})
            answered.set()
            threading.Event().wait(A_MOMENT)

    def change() -> None:
        answered.wait()
        change_group(rater=rater, group="peer")

    said = at_once(answer, change)
    return {"said": said, "group": Rater.objects.get(pk=rater.pk).group}


def thirty_answer_and_one_closes() -> dict[str, Any]:
    """Thirty raters send while the questionnaire closes: each is counted, or told that it is closed."""
    asked = {"line_manager": 2, "peer": 14, "direct_report": 14}
    assessment = make_open(make_world(), asked=asked)
    first, rest = raters_of(assessment)[:6], raters_of(assessment)[6:]
    let_answer(assessment, first)
    sent: list[int] = []

    def send(place: int) -> None:
        rater = rest[place]
        with suppress(AnsweringEndedError):
            save_answers(rater=rater, given=answers_for(assessment))
            send_answers(rater=rater)
            sent.append(rater.pk)

    def close() -> None:
        close_on_date(assessment, 0, closing_instant(assessment.closes_on))

    said = at_once(*(lambda place=place: send(place) for place in range(len(rest))), close)
    report = Report.objects.get()
    return {
        "said": [each for each in said if each],
        "sent": len(first) + len(sent),
        "counted": sum(block["responses"] for block in report.shown["blocks"]),
        "left": OpenAnswer.objects.count(),
        "keys": SealingKey.objects.count(),
    }


def two_start() -> dict[str, Any]:
    """The participant presses start twice at once."""
    world = make_world()
    draft = make_draft(world)

    def start() -> None:
        start_assessment(assessment=Assessment.objects.get(pk=draft.pk), by=world.participant, at=NOON)

    said = at_once(start, start)
    return {"said": said, "mails": Message.objects.count(), "raters": len(raters_of(draft))}


def two_workers() -> dict[str, Any]:
    """Two workers find the same things due."""
    assessment = make_open(make_world())
    let_answer(assessment)
    late = NOON + timedelta(days=40)
    done: list[int] = []

    def work() -> None:
        done.append(do_what_is_due(late))

    said = at_once(work, work)
    due = Due.objects.filter(due_at__lte=late).exclude(what=CLEAR).count()
    return {"said": said, "done": sum(done), "due": due, "reports": Report.objects.count()}
