"""A pulse: three months on, everybody who was asked says how each goal is going; shown together, or not at all.

Its answers lie sealed under a key of its own, as those of the 360 did under theirs, and go the same way at its close.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import drop_locked, post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import closing_instant, london_date
from ninefold.core.pulses import FEWEST_ASKED, PULSE_SCALE, TooFewAskedError, work_out_pulse
from ninefold.core.shown import HIDDEN, Cell
from ninefold.core.shown_json import dump_cell
from ninefold.feedback.actions.cases import THE_PROGRAM
from ninefold.feedback.actions.clearing import plan_to_clear
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.actions.goals import PULSE_POSSIBLE, check_can_follow
from ninefold.feedback.actions.key_destruction import destroy_key
from ninefold.feedback.actions.mailings import has_not_answered, mail_with_links
from ninefold.feedback.actions.sealed_writing import Taking, write_sealed
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.actions.timetable import morning_of
from ninefold.feedback.emails import following as emails
from ninefold.feedback.keys.custody import find_secret, make_secret
from ninefold.feedback.models import Assessment, Pulse, PulseRater, Rater
from ninefold.feedback.queries.goals import can_be_written_to
from ninefold.feedback.queries.open_answers import (
    CANNOT_RATE,
    SENT,
    STANDING,
    delete_all_told,
    read_all_told,
)
from ninefold.feedback.queries.pulses import keys_of, possible_on, seal_of_pulse
from ninefold.feedback.queries.raters import hash_of, link_of

INVITE, REMIND, CLOSE = "invite_pulse", "remind_pulse", "close_pulse"
DAYS_OPEN, REMIND_AFTER = timedelta(days=14), timedelta(days=7)
POINTS = {str(point) for point in range(PULSE_SCALE.lo, PULSE_SCALE.hi + 1)} | {CANNOT_RATE}
# How a pulse is found to take answers.
_TAKES = "asked.assessment_id = %s AND asked.closed_at IS NULL"


def check_can_start_pulse(assessment: Assessment, at: datetime) -> None:
    """Raise NinefoldError before three months have passed, and where too few people could be asked."""
    first = possible_on(assessment)
    if london_date(at) < first:
        raise NinefoldError(
            _("It takes time for others to notice. You can ask them from %(day)s on.")
            % {"day": date_format(first, "j F Y")}
        )
    asked = can_be_written_to(assessment).count()
    if asked < FEWEST_ASKED:
        raise TooFewAskedError(
            _("At least %(fewest)s people are needed, so that nobody’s answer can be worked out; you asked %(asked)s.")
            % {"fewest": FEWEST_ASKED, "asked": asked}
        )


@transaction.atomic
def start_pulse(*, assessment: Assessment, goals: Collection[int], by: By, at: datetime) -> None:
    """Ask everybody how the goals in these positions are going, in the words that stand now; they are shared by that.

    The worker writes to them. To start twice is to start once: there is one pulse for a 360.
    """
    check_can_follow(by, assessment)
    locked, today = lock_assessment(assessment), london_date(at)
    if Pulse.objects.filter(assessment=locked).exists():
        return
    check_can_start_pulse(locked, at)
    chosen = locked.goals.filter(position__in=goals).order_by("position")
    texts = list(chosen.values_list("text", flat=True))
    if not texts:
        raise NinefoldError(_("Choose at least one goal to ask about."))
    chosen.update(shared=True)
    pulse = Pulse.objects.create(assessment=locked, goals=texts, started_at=at, closes_on=today + DAYS_OPEN)
    # The key is made when this is kept: until then a sweep would take it for one of a pulse that is gone.
    plan(INVITE, locked, at)
    plan(REMIND, locked, morning_of(today + REMIND_AFTER))
    plan(CLOSE, locked, closing_instant(pulse.closes_on))
    unplan(PULSE_POSSIBLE, locked)
    record(by=by, at=at, what="start pulse", on=locked, closes_on=pulse.closes_on.isoformat())


@transaction.atomic
def invite_to_pulse(assessment: Assessment, _number: int, at: datetime) -> None:
    """Give everybody who is asked a link of their own to an open pulse, and write it to them."""
    pulse = _lock_open(assessment)
    if pulse is None or pulse.raters.exists():
        return
    secret = make_secret(pulse.key_name)
    raters = list(can_be_written_to(assessment))
    PulseRater.objects.bulk_create(
        PulseRater(pulse=pulse, rater=rater, link_hash=hash_of(link_of(secret, rater))) for rater in raters
    )
    mail_with_links(raters, pulse.key_name, at, lambda rater, link: emails.pulse_invitation(pulse, rater, link))


@transaction.atomic
def remind_of_pulse(assessment: Assessment, _number: int, at: datetime) -> None:
    """Remind those who have not answered; from outside it looks like mail to all."""
    pulse = _lock_open(assessment)
    if pulse is not None:
        raters = _raters(pulse)
        mails = emails.pulse_reminder
        mail_with_links(raters, pulse.key_name, at, lambda rater, link: mails(pulse, rater, link), has_not_answered)


def answer_pulse(*, asked: PulseRater, given: Mapping[str, str]) -> None:
    """Keep what a rater answers for every goal, and count it at the close. To answer again is to answer anew.

    Raises NinefoldError for what is no answer, and AnsweringEndedError after the close.
    """
    keys = keys_of(asked.pulse)
    if set(given) != set(keys) or not POINTS.issuperset(given.values()):
        raise NinefoldError(_("Choose an answer for each goal, or “I cannot tell”."))
    taking = Taking(Pulse, _TAKES, (asked.pulse_id,))
    write_sealed(seal_of_pulse(asked), {**given, STANDING: SENT}, taking)


@transaction.atomic
def close_pulse(assessment: Assessment, _number: int, at: datetime) -> None:
    """Work out what may be shown, and keep nothing else: the answers are deleted, and then their key is destroyed."""
    pulse = _lock_open(assessment)
    if pulse is None or at < closing_instant(pulse.closes_on):
        return
    raters, secret = _raters(pulse), find_secret(pulse.key_name)
    pulse.shown = [dump_cell(cell) for cell in _work_out(pulse, raters, secret)]
    pulse.closed_at = at
    pulse.save(update_fields=["shown", "closed_at"])
    if secret is not None:
        delete_all_told(raters, _things(pulse), secret)
    drop_locked(pulse.key_name)
    unplan(REMIND, assessment)
    plan_to_clear(assessment, pulse.key_name, at)
    transaction.on_commit(lambda: destroy_key(pulse.key_name), robust=True)
    post(to=assessment.participant.email, mail=emails.pulse_closed(assessment), at=at)
    record(by=THE_PROGRAM, at=at, what="close pulse", on=assessment)


def _work_out(pulse: Pulse, raters: Sequence[Rater], secret: bytes | None) -> list[Cell]:
    """One figure for each goal. Without the key nobody can read an answer, and of so few nothing is shown."""
    keys = keys_of(pulse)
    if secret is None or len(raters) < FEWEST_ASKED:
        return [HIDDEN for _key in keys]
    told = read_all_told(raters, _things(pulse), secret).values()
    answers = [
        {key: int(each[key]) for key in keys if each.get(key, CANNOT_RATE) != CANNOT_RATE}
        for each in told
        if each.get(STANDING) == SENT
    ]
    cells = work_out_pulse(keys, answers, asked=len(raters)).cells
    return [cells[key] for key in keys]


def _things(pulse: Pulse) -> tuple[str, ...]:
    return (*keys_of(pulse), STANDING)


def _raters(pulse: Pulse) -> list[Rater]:
    """Those who are asked in a pulse."""
    return [asked.rater for asked in pulse.raters.select_related("rater").order_by("rater")]


def _lock_open(assessment: Assessment) -> Pulse | None:
    """The pulse of this 360, kept from other changes until this one is made; None if there is none or it is closed."""
    return Pulse.objects.select_for_update().filter(assessment=assessment, closed_at__isnull=True).first()
