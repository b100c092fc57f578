"""What somebody may have of what is held of them, as files that they can read; what fields hold goes by their labels.

Never in it: who has answered, what anybody rated, and of the lists of others more than the person's own entry.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from ninefold.academy.models import (
    Attempt,
    AuditItem,
    Booking,
    Evidence,
    Leave,
    Photo,
    Profile,
    Registration,
    StandingTold,
)
from ninefold.academy.queries.afterwards import notes_of
from ninefold.academy.queries.mail_choice import choice_of
from ninefold.academy.queries.places import own_history
from ninefold.accounts.audit import AuditPerson
from ninefold.accounts.audit_reading import entries_about
from ninefold.accounts.mail_waiting import MailWaiting, mail_waiting_for
from ninefold.accounts.models import Person, Role
from ninefold.accounts.privacy import PERSONAL, Privacy
from ninefold.accounts.queries import addresses_of
from ninefold.core.errors import NinefoldError
from ninefold.feedback.models import (
    Assessment,
    Concern,
    EvaluationAsked,
    Facilitation,
    FacilitatorNote,
    HelpRequest,
    Pulse,
    Report,
    SelfAssessment,
    SessionTime,
)
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.erasure import Held
from ninefold.feedback.queries.reports import report_file
from ninefold.feedback.queries.self_assessment_results import document_of, page_of
from ninefold.feedback.queries.self_assessments import read

FORMS = ("html", "pdf", "json")
_IN_CONFIDENCE = Q(what="pass on concern") | Q(on_kind__in=("concern", "quarantinecase"))


@dataclass(frozen=True)
class Copy:
    """What is given to a person: files by name, and sentences that the first of them says.

    `for_review` is said to whoever answers the request and not in a file: what somebody has to look at first.
    """

    files: dict[str, bytes]
    said: tuple[str, ...]
    for_review: tuple[str, ...]


def copy_for(held: Held, *, notes_reviewed: bool, at: datetime) -> Copy:
    """Everything for one person. `notes_reviewed`: somebody has read facilitators' notes on them, and lets them go."""
    files: dict[str, bytes] = {}
    for assessment in held.own:
        files |= _report_files(assessment)
    reports = bool(files)
    own = list(SelfAssessment.objects.filter(person=held.person)) if held.person else []
    pages = {f"self-assessments/{row.answered_on}-{row.pk}.html": page for row in own if (page := _own_view(row))}
    files |= pages
    notes = list(_notes_on(held.person)) if held.person else []
    if notes_reviewed:
        files |= {f"notes/360-{note.facilitation.assessment_id}-{note.pk}.txt": _note(note) for note in notes}
    said = (*_on_reports(reports), *_on_notes(len(notes), notes_reviewed), *_on_lists(held), *_on_own(held))
    if len(pages) < len(own):
        said += (
            _("Of your self-assessments, %(count)s cannot be opened any more.") % {"count": len(own) - len(pages)},
        )
    files["about-you.json"] = _as_json(_about(held, at))
    files["READ-ME.txt"] = _read_me(said)
    return Copy(files, said, _for_review(held.person))


def described(row: Model) -> dict[str, Any]:
    """What a row says of a person, by the labels of its fields; of another row no more than what it is called."""
    labels: dict[str, Privacy] = getattr(row, "privacy", {})
    names = [field.name for field in row._meta.fields if labels.get(field.name) is PERSONAL]  # noqa: SLF001
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value


def _about(held: Held, at: datetime) -> dict[str, Any]:
    person = held.person
    return {
        "written_at": at.isoformat(),
        "account": None if person is None else _account(person),
        "trail_of_what_was_done": [] if person is None else _trail(person),
        "360s_about_you": [_own(one) for one in held.own],
        "self_assessments_you_keep": [described(one) for one in SelfAssessment.objects.filter(person=person)]
        if person
        else [],
        "your_entries_on_lists_of_others": [{"name": rater.name, "email": rater.email} for rater in held.on_lists],
        "goals_of_others_that_name_you": [
            {"name": goal.supporter_name, "email": goal.supporter_email} for goal in held.supported
        ],
        "places_that_name_you_as_somebody_to_turn_to": held.named_at,
        "regions_that_name_you_on_the_page_contact": held.contact_of,
        # Without the names of the people: those are about them.
        "cases_you_were_asked_to_facilitate": [_case(one) for one in held.cases],
        "times_you_offered": [described(one) for one in SessionTime.objects.filter(facilitator=person)]
        if person
        else [],
        **on_the_register(person),
        "your_places_in_cpd_sessions": [] if person is None else [_booking(one) for one in own_history(person)],
        "your_attempts_at_the_assessment": [described(one) for one in Attempt.objects.filter(person=person)]
        if person
        else [],
        "your_notes_on_cpd_sessions": [] if person is None else [described(one) for one in notes_of(person)],
        "cpd_sessions_you_said_you_would_come_to": [described(one) for one in held.interests],
        "which_mail_you_want": None if person is None else described(choice_of(person)),
        **in_the_directory(held),
        "your_requests_for_help": [described(one) for one in HelpRequest.objects.filter(participant=person)]
        if person
        else [],
        "mail_that_waits_for_you": [_mail(one) for one in mail_waiting_for(held.addresses)],
    }


def on_the_register(person: Person | None) -> dict[str, Any]:
    """Their entry, evidence, days of leave, audits and reminders. Why they were on leave is told in confidence."""
    mine = Registration.objects.filter(person=person or 0)
    evidence = Evidence.objects.filter(registration__in=mine).order_by("happened_on", "pk")
    return {
        "your_time_on_the_register": [described(one) for one in mine],
        "your_entry_on_the_register": [described(one) for one in evidence],
        "your_leave": [described(one) for one in Leave.objects.filter(registration__in=mine).order_by("starts_on")],
        "what_audits_asked_of_you": [described(one) for one in AuditItem.objects.filter(registration__in=mine)],
        "when_you_were_reminded": [described(one) for one in StandingTold.objects.filter(registration__in=mine)],
    }


def in_the_directory(held: Held) -> dict[str, Any]:
    """Their entry, what they declared; of what others declared about them no more than the tie: who is not told."""
    person = held.person
    own = [one for one in held.conflicts if person is not None and one.declared_by_id == person.pk]
    entries = Profile.objects.filter(person=person) if person else []
    return {
        "your_entry_in_the_directory": [_entry(one) for one in entries],
        "ties_you_declared": [described(one) for one in own],
        "ties_declared_to_you": [{"reason": one.reason} for one in held.conflicts if one not in own],
    }


def _entry(profile: Profile) -> dict[str, Any]:
    photo = Photo.objects.filter(profile=profile).first()
    return {**described(profile), "photo": None if photo is None else b64encode(photo.content).decode()}


def _booking(booking: Booking) -> dict[str, Any]:
    """A booking with what happened to it; not with whom they took it over from: that is about somebody else."""
    said = {**described(booking), "session": booking.session.title, "took_over_from": None}
    begins = None if booking.session.starts_at is None else booking.session.starts_at.isoformat()
    events = [{"what": one.what, "at": one.at.isoformat()} for one in booking.events.order_by("pk")]
    return {**said, "begins": begins, "events": events}


def _account(person: Person) -> dict[str, Any]:
    roles = Role.objects.filter(person=person).select_related("nation", "region", "organisation", "programme")
    return {
        **described(person),
        "addresses": [vars(address) for address in addresses_of(person)],
        "roles": [described(role) for role in roles.order_by("granted_at")],
    }


def _trail(person: Person) -> list[dict[str, str]]:
    """When what was done, as what and on which kind of row; not by or to whom else.

    What somebody looked into in confidence about them is for a data protection officer to tell.
    """
    own_number = AuditPerson.objects.filter(person=person.pk).values_list("number", flat=True).first()
    entries = entries_about(person).exclude(~Q(by=own_number) & _IN_CONFIDENCE)
    return [
        {
            "at": entry.at.isoformat(),
            "who": "you" if entry.by == own_number else "another",
            "as": entry.role,
            "what": entry.what,
            "on": entry.on_kind,
        }
        for entry in entries
    ]


def _own(assessment: Assessment) -> dict[str, Any]:
    pulse = Pulse.objects.filter(assessment=assessment).first()
    facilitations = assessment.facilitations.select_related("facilitator").order_by("pk")
    times = SessionTime.objects.filter(facilitation__assessment=assessment)
    return {
        **described(assessment),
        "whom_you_ask": list(assessment.raters.others().order_by("pk").values("name", "email")),
        "goals": [described(goal) for goal in assessment.goals.all()],
        "pulse": None if pulse is None else {**described(pulse), "shown": pulse.shown},
        "facilitators": [described(one) for one in facilitations],
        "feedback_sessions": [described(one) for one in times],
        "asked_what_you_think_of_it": [
            described(one) for one in EvaluationAsked.objects.filter(assessment=assessment).order_by("pk")
        ],
    }


def _case(case: Facilitation) -> dict[str, Any]:
    names = ("state", "requested_at", "answer_by", "accepted_at", "first_talk", "held_at", "confirmed_at")
    return {name: _plain(getattr(case, name)) for name in names}


def _mail(mail: MailWaiting) -> dict[str, str]:
    """No more than what it is about: some mail opens doors."""
    return {"subject": mail.subject, "leaves_at": mail.leaves_at.isoformat()}


def _report_files(assessment: Assessment) -> dict[str, bytes]:
    """The report on a 360, if there is one, whether it was opened or not."""
    if not Report.objects.filter(assessment=assessment).exists():
        return {}
    return {f"reports/360-{assessment.pk}.{form}": report_file(assessment, form) for form in FORMS}


def _own_view(row: SelfAssessment) -> bytes:
    """A self-assessment that they keep, as a page; nothing where it cannot be shown any more."""
    try:
        return page_of(document_of(read(row), row.answered_on))
    except NinefoldError:  # no key of this site opens it, or its framework is no longer here
        return b""


def _notes_on(person: Person) -> Iterable[FacilitatorNote]:
    notes = FacilitatorNote.objects.filter(facilitation__assessment__participant=person).exclude(text="")
    return notes.select_related("facilitation__facilitator").order_by("pk")


def _note(note: FacilitatorNote) -> bytes:
    said = _("Notes of your facilitator, %(name)s:") % {"name": note.facilitation.facilitator.name}
    return f"{said}\n\n{note.text}\n".encode()


def _on_reports(some: bool) -> tuple[str, ...]:
    if not some:
        return ()
    return (
        _(
            "Reports are best read together with a facilitator, also those that were not opened for you yet. Ask for "
            "one before you read on; it is your choice."
        ),
    )


def _on_notes(count: int, reviewed: bool) -> tuple[str, ...]:
    if not count:
        return ()
    if reviewed:
        return (_("The notes that your facilitator wrote are in the folder “notes”."),)
    return (
        _(
            "Your facilitator’s notes on you, %(count)s of them, are not in here yet: somebody first looks through "
            "them for what is about other people. You get them after that."
        )
        % {"count": count},
    )


def _on_lists(held: Held) -> tuple[str, ...]:
    """What is said to who was asked by others. It is the same whether they have answered or not."""
    open_ones = held.on_lists.filter(assessment__state__in=BEFORE_CLOSE).count()
    closed = held.on_lists.exclude(assessment__state__in=BEFORE_CLOSE).count()
    said = []
    if open_ones:
        said.append(
            _(
                "Your name is on a list of whom to ask in %(count)s questionnaires that have not closed. If you have "
                "been invited, the link in the mail to you leads to whatever you may have written there: you can read "
                "it, change it or take it back until the close. Nobody is given that link again, and nothing of what "
                "is written there is in here."
            )
            % {"count": open_ones}
        )
    if closed:
        said.append(
            _(
                "Your name is on a list of %(count)s questionnaires that have closed. Whatever anybody answered there "
                "can be found no more, by nobody: at the close the answers of all were worked into one report and "
                "deleted, and the key that opened them was destroyed. Comments stand in that report without a name, "
                "and nothing links them to who wrote them. So nothing of it can be given to you."
            )
            % {"count": closed}
        )
    return tuple(said)


def _on_own(held: Held) -> tuple[str, ...]:
    said = []
    if any(one.state in BEFORE_CLOSE for one in held.own):
        said.append(
            _("What you answered about yourself in a 360 that has not closed stands on its own page, after signing in.")
        )
    if held.cases:
        said.append(
            _(
                "Your notes on people whom you facilitate are about them. You read and copy them on the page of the "
                "case."
            )
        )
    if held.person is not None and notes_of(held.person).exists():
        said.append(
            _(
                "Your notes to yourself on CPD sessions are told here without their words, which nobody but you sees: "
                "you read and save them after signing in, under “Your CPD sessions and notes”."
            )
        )
    return tuple(said)


def _for_review(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    concerns = _(
        "Records that a concern was passed on, %(count)s: not in the copy and not named in it. Have the data "
        "protection officer decide whether they may be given."
    )
    reasons = _(
        "Reasons of leave on the register, %(count)s: written by leads in confidence, and not in the copy. Read them "
        "on the page of their entry, and give what is about them."
    )
    told = {
        concerns: Concern.objects.filter(facilitation__assessment__participant=person).count(),
        reasons: Leave.objects.filter(registration__person=person).exclude(reason="").count(),
    }
    return tuple(what % {"count": count} for what, count in told.items() if count)


def _read_me(said: Iterable[str]) -> bytes:
    parts = (
        _("This is what is held of you here."),
        _(
            "“about-you.json” holds your account, your roles, your 360s with whom you asked, wishes and goals, your "
            "entries on lists of others, and what mail waits for you. The folder “reports”, if there is one, has "
            "each report about you as a page, to print, and for programs; the folder “self-assessments” has each of "
            "yours that you keep, as a page."
        ),
        *said,
        _("Mail that waits is told by its subject and when it leaves. Passwords and links are kept as hashes alone."),
    )
    return "\n\n".join([*parts, ""]).encode()


def _as_json(about: dict[str, Any]) -> bytes:
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()
