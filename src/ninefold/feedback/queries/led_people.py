"""The people of a 360 as its lead meets them: names, and how each invitation stands. And who can be prepared one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind, Organisation, Person, PersonQuerySet, Programme, Region, Role
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, Rater, RaterState
from ninefold.feedback.queries.grouping import label_to_others
from ninefold.feedback.queries.leading import LEADS
from ninefold.feedback.queries.leads import first_who_hold
from ninefold.feedback.queries.rater_lists import groups_of

MOST_FOUND = 20
FEWEST_LETTERS = 2  # of a name or an address that is looked for


@dataclass(frozen=True)
class Invited:
    """Somebody on the list: how far the invitation is, and what a lead can do about it.

    Whoever was invited by mail can be sent it again, opened or not: what they did with it since is nobody's business.
    """

    rater: Rater
    group: str
    stands: str
    can_resend: bool
    can_mend: bool


def invited(assessment: Assessment) -> list[Invited]:
    """Everybody on the list but the participant, by name."""
    rows = assessment.raters.others().standing().order_by("name", "pk")
    labels = {group.id: label_to_others(group) for group in groups_of(assessment)}
    is_open = assessment.state == AssessmentState.OPEN
    return [
        Invited(
            rater=rater,
            group=labels.get(rater.group, rater.group),
            stands=how_it_stands(rater),
            can_resend=is_open and bool(rater.email) and rater.checked and rater.state != RaterState.NOMINATED,
            can_mend=is_open and bool(rater.email) and rater.state == RaterState.BOUNCED,
        )
        for rater in rows
    ]


def how_it_stands(rater: Rater) -> str:
    """How far an invitation is, in words."""
    if not rater.checked:
        return _("waits for the check of the list")
    if not rater.email:
        return {
            RaterState.NOMINATED: _("no e-mail: gets a letter"),
            RaterState.INVITED: _("letter printed") if rater.link_number else _("letter to be printed"),
        }.get(RaterState(rater.state), str(RaterState(rater.state).label))
    return str(RaterState(rater.state).label)


def on_paper(assessment: Assessment) -> list[Rater]:
    """Those of an open 360 who have no e-mail and have not opened their letter, by name."""
    if assessment.state != AssessmentState.OPEN:
        return []
    return list(assessment.raters.others().filter(email="", state=RaterState.INVITED).order_by("name", "pk"))


def timeline(assessment: Assessment, facilitation: Facilitation | None) -> list[tuple[str, datetime]]:
    """What has happened so far and when, the first first. The closing date stands by itself."""
    happened = [
        (_("Begun"), assessment.created_at),
        (_("Started"), assessment.started_at),
        (_("Closed"), assessment.closed_at),
        (_("Report opened"), assessment.opened_at),
        (_("Feedback session marked as held"), None if facilitation is None else facilitation.held_at),
        (_("Feedback session confirmed"), None if facilitation is None else facilitation.confirmed_at),
    ]
    return [(said, at) for said, at in happened if at is not None]


def was_prepared(assessment: Assessment) -> bool:
    """Whether somebody who leads began it, and not the participant: the trail knows."""
    began = AuditEntry.objects.filter(on_kind="assessment", on_id=assessment.pk, what="create")
    return began.filter(role__in=LEADS).exists()


def people_led(role: Role) -> PersonQuerySet:
    """For whom this role can prepare a 360: who is at home in its place, or where its programme is run; not oneself."""
    if role.kind == Kind.PROGRAMME_LEAD and role.programme is not None and role.ended_at is None:
        people = Person.objects.get_queryset().filter(organisation=role.programme.organisation_id)
    else:
        people = Person.objects.visible_to(role)
    return people.filter(is_active=True).exclude(pk=role.person_id).select_related("organisation", "region")


def found_people(role: Role, sought: str) -> list[Person]:
    """Those of them whose name or address has this in it; one more than are shown, where there are more."""
    words = sought.split()
    if len("".join(words)) < FEWEST_LETTERS:
        return []
    found = Q(email__icontains="".join(words))
    named = Q()
    for word in words:
        named &= Q(name__icontains=word)
    return list(people_led(role).filter(found | named).order_by("name", "pk")[: MOST_FOUND + 1])


def programmes_for(role: Role, person: Person) -> list[Programme]:
    """The programmes that a 360 of this person can be part of, as far as this role leads them."""
    mine = Programme.objects.visible_to(role).filter(organisation=person.organisation_id)
    return list(mine.order_by("name")) if person.organisation_id is not None else []


def homes_led(role: Role) -> Sequence[Organisation | Region]:
    """Where this role may add people: its organisation, or its region and all organisations of that."""
    if role.kind == Kind.ORGANISATION_LEAD and role.organisation is not None:
        return [role.organisation]
    if role.kind == Kind.REGIONAL_LEAD and role.region is not None:
        return [*Organisation.objects.visible_to(role).order_by("name"), role.region]
    return []


def who_adds_people(role: Role) -> list[Person]:
    """Who can add somebody where a programme is run: those who lead the organisation, else its region."""
    if role.programme is None:
        return []
    home = role.programme.organisation
    return first_who_hold(
        [Q(kind=Kind.ORGANISATION_LEAD, organisation=home), Q(kind=Kind.REGIONAL_LEAD, region=home.region_id)]
    )
