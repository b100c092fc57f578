"""Feedback sessions held elsewhere: entered by their facilitator, counted once a lead has approved them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register import check_is_entered, lock_entry
from ninefold.academy.emails.register_approvals import approved, refused
from ninefold.academy.models import Evidence, Registration
from ninefold.academy.policies.register import check_can_settle
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.mail import Mail
from ninefold.accounts.models import LONGEST_NAME, Kind, Person, Role
from ninefold.accounts.policies import By, NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.organisation_names import names_a_person

MOST_WAITING = 60  # more than anybody holds in the time in which a lead looks at them
LONGEST_REASON = 1000


@transaction.atomic
def enter_session_elsewhere(*, held_on: date, organisation: str, by: Role, at: datetime) -> Evidence:
    """Enter a feedback session that one held outside this site; it counts when it is approved.

    Raises NinefoldError for a day to come, for what names a person instead of an organisation, and for a feedback
    session of that day and organisation that is entered already; NotAllowedError for who is no facilitator.
    """
    if by.ended_at is not None or by.kind != Kind.FACILITATOR:
        raise NotAllowedError(_("Only facilitators enter feedback sessions that they held elsewhere."))
    check_is_entered(by.person, held_on, at)
    place = tidy_organisation(organisation)
    entry = lock_entry(by.person, at)
    _check_new(entry, held_on, place)
    row = Evidence.objects.create(
        registration=entry,
        kind=Evidence.Kind.FEEDBACK_SESSION,
        happened_on=held_on,
        organisation=place,
        entered_by=by.person,
        entered_at=at,
        waits_for_approval=True,
    )
    record(by=by, at=at, what="enter session elsewhere", on=row, whom=by.person)
    return row


@transaction.atomic
def approve_sessions(*, evidence: Sequence[Evidence], by: By, at: datetime) -> int:
    """Let these count, and tell each person once; how many there were. To approve twice is to approve once."""
    rows = _lock_waiting(evidence, by)
    for row in rows:
        row.waits_for_approval = False
        row.save(update_fields=["waits_for_approval"])
        record(by=by, at=at, what="approve session elsewhere", on=row, whom=row.registration.person)
    _tell(rows, approved, at)
    return len(rows)


@transaction.atomic
def refuse_sessions(*, evidence: Sequence[Evidence], reason: str, by: By, at: datetime) -> int:
    """Say that these do not count, and why, and tell each person once; how many there were.

    Raises NinefoldError without a reason. What is refused stays, and can be entered anew.
    """
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        raise NinefoldError(
            _("Give a reason, in up to %(most)s characters: the facilitator reads it.") % {"most": LONGEST_REASON}
        )
    rows = _lock_waiting(evidence, by)
    for row in rows:
        row.taken_back_at, row.reason = at, why
        row.save(update_fields=["taken_back_at", "reason"])
        record(by=by, at=at, what="refuse session elsewhere", on=row, whom=row.registration.person)
    _tell(rows, lambda person, theirs: refused(person, theirs, why), at)
    return len(rows)


def tidy_organisation(given: str) -> str:
    """The organisation on one line with nothing unseen in it. Raises NinefoldError for none, and for a person."""
    tidy = " ".join("".join(letter for letter in given if letter.isprintable() or letter.isspace()).split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise NinefoldError(_("Name the organisation, in up to %(most)s characters.") % {"most": LONGEST_NAME})
    if names_a_person(tidy):
        raise NinefoldError(
            _("This looks like a person or an address. Name the organisation alone, such as “Trent Valley Hospitals”.")
        )
    return tidy


def _check_new(entry: Registration, held_on: date, place: str) -> None:
    standing = entry.evidence.filter(kind=Evidence.Kind.FEEDBACK_SESSION, taken_back_at=None)
    same_day = standing.filter(happened_on=held_on, source=None).values_list("organisation", flat=True)
    if place.casefold() in {each.casefold() for each in same_day}:
        raise NinefoldError(
            _("A feedback session of %(day)s at “%(place)s” is entered already. Each is entered once.")
            % {"day": held_on, "place": place}
        )
    if standing.filter(waits_for_approval=True).count() >= MOST_WAITING:
        raise NinefoldError(
            _("%(most)s feedback sessions wait for approval already. Please write to your regional lead first.")
            % {"most": MOST_WAITING}
        )


def _lock_waiting(evidence: Sequence[Evidence], by: By) -> list[Evidence]:
    """Those of them that wait still, locked. Raises NotAllowedError where one is not for `by` to decide about."""
    rows = list(
        Evidence.objects.select_for_update(of=("self",))
        .select_related("registration__person__organisation__region", "registration__person__region")
        .filter(pk__in=[row.pk for row in evidence], waits_for_approval=True, taken_back_at=None)
        .order_by("pk")
    )
    for row in rows:
        check_can_settle(by, row.registration.person)
    return rows


def _tell(rows: Sequence[Evidence], written: Callable[[Person, list[Evidence]], Mail], at: datetime) -> None:
    theirs: dict[Person, list[Evidence]] = {}
    for row in rows:
        theirs.setdefault(row.registration.person, []).append(row)
    for person, each in theirs.items():
        post(to=person.email, mail=written(person, each), at=at)
