"""What is played in an installation whose files are opened afterwards; each returns plain values, bytes as hex."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils import timezone

from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.outbox import Message
from ninefold.core.london import closing_instant
from ninefold.core.sealing import Seal
from ninefold.feedback.actions import clearing, key_destruction
from ninefold.feedback.actions.answers import (
    decline,
    lock_with_code,
    move_invitation,
    open_invitation,
    save_answers,
    send_answers,
)
from ninefold.feedback.actions.closing import close_early
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.mailings import remind_on_day
from ninefold.feedback.jobs import clear_databases, destroy_keys, do_what_is_due
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Due, OpenAnswer, Rater, Report
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.open_answers import ABOUT_ONESELF, AnsweringEndedError, seal_of
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.raters import link_of
from tests.feedback.made import answers_for, let_answer, make_open, raters_of, take_on
from tests.forensics.rows import all_rows
from tests.world import NOON, make_world

A_WEEK = timedelta(days=7)


def two_open() -> dict[str, Any]:
    """Two rounds in which people answer in turns; of the one that will close first, what it put into the files."""
    world = make_world()
    one = make_open(world, at=NOON)
    other = make_open(world, participant=world.payer, at=NOON + A_WEEK)
    take_on(one, world.facilitator)
    ours, theirs = raters_of(one), raters_of(other)
    for mine, strange in zip(ours, theirs, strict=True):
        for rater in (mine, strange):
            open_invitation(rater=rater)
            save_answers(rater=rater, given=answers_for(rater.assessment, 1, f"First words of {word(rater)}."))
    earlier = traces(one)
    for place, (mine, strange) in enumerate(zip(ours, theirs, strict=True)):
        for rater in (strange, mine):
            save_answers(rater=rater, given=answers_for(rater.assessment, place % 5, comment(rater)))
            if rater.pk != ours[-1].pk:
                send_answers(rater=rater)
    decline(rater=ours[-1])
    lock_with_code(rater=ours[0], code="4071")
    move_invitation(rater=ours[1], email="zinnia@elsewhere.example")
    for number in (7, 14):
        remind_on_day(one, number, NOON + timedelta(days=number))
    return {
        "one": one.pk,
        "sent": [comment(rater) for rater in ours[:-1]],
        "never_sent": [comment(ours[-1]), *(f"First words of {word(rater)}." for rater in ours), "zinnia@elsewhere"],
        "earlier": earlier,
        "current": traces(one),
        "of_the_other": traces(other),
        "secret": _secret(one).hex(),
        "opened": what_can_be_opened(one.pk),
    }


def word(rater: Rater) -> str:
    """A word that stands nowhere but in what this rater wrote."""
    return f"qzx{rater.pk:04d}vjk"


def comment(rater: Rater) -> str:
    """What this rater says at last."""
    return f"Says {word(rater)} at each handover."


def traces(assessment: Assessment) -> list[list[str]]:
    """The place and the sealed bytes of all that is told in a round now, and of the mail that its key opens."""
    secret, things = _secret(assessment), (*questions_asked(assessment), *ABOUT_ONESELF)
    places = [Seal(secret, rater.pk).place(thing) for rater in assessment.raters.all() for thing in things]
    rows = OpenAnswer.objects.filter(place__in=places)
    mails = Message.objects.filter(lock=assessment.key_name)
    return [
        *([bytes(row.place).hex(), bytes(row.sealed).hex()] for row in rows),
        *(["", bytes(mail.sealed).hex()] for mail in mails),
    ]


def close(number: int) -> dict[str, Any]:
    """Close a round as the worker does, and clear up after it."""
    assessment = Assessment.objects.get(pk=number)
    at = closing_instant(assessment.closes_on)
    do_what_is_due(at)
    destroy_keys(at)
    cleared = clear_databases(at)
    assessment.refresh_from_db()
    return {
        "state": assessment.state,
        "cleared": cleared,
        "waits": Due.objects.filter(what="clear", done_at__isnull=True).count(),
        "shown": json.dumps(Report.objects.get().shown),
        "keys": list(SealingKey.objects.values_list("of", flat=True)),
    }


def what_can_be_opened(number: int) -> dict[str, Any]:
    """With all that an installation has: how many answers and mails of a round can be read, and of how many raters."""
    assessment = Assessment.objects.get(pk=number)
    raters = list(assessment.raters.select_related("assessment"))
    told = 0
    for rater in raters:
        with suppress(AnsweringEndedError):
            seal_of(rater)
            told += 1
    rows = {bytes(row.place): bytes(row.sealed) for row in OpenAnswer.objects.all()}
    things = (*questions_asked(assessment), *ABOUT_ONESELF)
    seals = [Seal(bytes(key.secret), rater.pk) for key in SealingKey.objects.all() for rater in raters]
    found = [(seal, thing) for seal in seals for thing in things if seal.place(thing) in rows]
    mails = list(Message.objects.filter(lock=assessment.key_name))
    key = key_of(assessment.key_name)
    return {
        "rows": len(rows),
        "rows_opened": len([seal.open(thing, rows[seal.place(thing)]) for seal, thing in found]),
        "raters_told": told,
        "mails": len(mails),
        "mails_opened": 0 if key is None else len([open_letter(mail.sealed, key, mail.lock) for mail in mails]),
    }


def restored(number: int) -> dict[str, Any]:
    """What a restored copy gives, looked at and then closed by a worker."""
    found = what_can_be_opened(number)
    assessment = Assessment.objects.get(pk=number)
    before = assessment.state
    do_what_is_due(closing_instant(assessment.closes_on))
    assessment.refresh_from_db()
    return {**found, "states": [before, assessment.state], "reports": Report.objects.count()}


def one_round(peers: list[int]) -> dict[str, Any]:
    """A round in which these of the four peers answer, and all others but the participant; its rows before and after.

    Everybody opens their link, and all who answer answer alike.
    """
    world = make_world()
    assessment = make_open(world, at=NOON)
    take_on(assessment, world.facilitator)
    raters = raters_of(assessment)
    for rater in raters:
        open_invitation(rater=rater)
    silent = {rater.pk for place, rater in enumerate(raters_of(assessment, "peer")) if place not in peers}
    answering = [rater for rater in raters if rater.pk not in silent]
    for rater in answering if 0 in peers else reversed(answering):
        save_answers(rater=rater, given=answers_for(assessment, 3))
        send_answers(rater=rater)
    remind_on_day(assessment, 7, NOON + A_WEEK)
    before = all_rows()
    closed = close(assessment.pk)
    return {"state": closed["state"], "before": before, "after": all_rows()}


def _secret(assessment: Assessment) -> bytes:
    secret = find_secret(assessment.key_name)
    assert secret is not None  # it is open
    return secret


def open_on_the_web() -> dict[str, Any]:
    """A round that is open now: the link and number of a peer, and what each page asks."""
    assessment = make_open(make_world(), at=timezone.now())
    rater = raters_of(assessment, "peer")[0]
    pages = questionnaire_of(assessment).pages
    return {
        "link": link_of(_secret(assessment), rater),
        "rater": rater.pk,
        "comments": [code for code, question in questions_asked(assessment).items() if question.scale is None],
        "pages": [[page.slug, list(page.codes)] for page in pages],
    }


def rows_that_are_not_sealed() -> dict[str, Any]:
    """Every row of the main database but those of open answers."""
    return {table: rows for table, rows in all_rows().items() if table != "feedback_openanswer"}


def all_that_is_told() -> str:
    """What the main database holds, with everything opened that the installation can open but the answers."""
    mails = [
        open_letter(mail.sealed, key, mail.lock)
        for mail in Message.objects.all()
        if (key := key_of(mail.lock)) is not None
    ]
    sessions = [session.get_decoded() for session in Session.objects.all()]
    return repr([all_rows(), mails, sessions, list(Due.objects.values())])


def break_an_answer() -> int:
    """Write over something that was told, so that nothing can read it; how many rows there are."""
    OpenAnswer.objects.update(sealed=b"altered")
    return OpenAnswer.objects.count()


def rename(table: str, to: str) -> bool:
    """Take a table away, or put it back."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {to}")
    return True


def cleared_while_somebody_reads() -> dict[str, Any]:
    """A close while a backup reads that began before it: how much was cleared then, and once the backup was done."""
    assessment = make_open(make_world(), at=NOON)
    let_answer(assessment)
    at = closing_instant(assessment.closes_on)
    backup = connection.copy()
    backup.set_autocommit(autocommit=False)
    with backup.cursor() as cursor:
        if backup.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM accounts_nation")
        do_what_is_due(at)
        destroy_keys(at)
        meanwhile = clear_databases(at)
    backup.rollback()
    backup.close()
    return {"meanwhile": meanwhile, "afterwards": clear_databases(at), "again": clear_databases(at)}


def cleared_before_the_key_is_gone() -> dict[str, Any]:
    """The database of keys is away when a round closes: what a sweep clears then, and once the key is destroyed."""
    assessment = make_open(make_world(), at=NOON)
    let_answer(assessment)
    at = closing_instant(assessment.closes_on)
    with patch.object(key_destruction, "destroy_secret", side_effect=DatabaseError("gone")):
        do_what_is_due(at)
        meanwhile = [destroy_keys(at), clear_databases(at)]
    return {"meanwhile": meanwhile, "afterwards": [destroy_keys(at), clear_databases(at)]}


def cleared_by_night() -> dict[str, Any]:
    """A round closed by day, with tables too large to be cleared by day: what a sweep clears then, and at night."""
    clearing.MOST_BY_DAY = 0
    world = make_world()
    assessment = make_open(world, at=NOON)
    let_answer(assessment)
    tell_answered(assessment, NOON)
    close_early(assessment=assessment, by=world.participant, at=NOON)
    return {"by_day": clear_databases(NOON), "by_night": clear_databases(NOON + timedelta(hours=10))}
