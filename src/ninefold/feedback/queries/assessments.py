"""What a participant's pages ask about their 360s: how far each is, and what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import get_language

from ninefold.academy.queries.conflicts import tied_to
from ninefold.academy.queries.directory import not_accepting
from ninefold.academy.queries.standings import people_held_back
from ninefold.accounts.models import Kind, Organisation, Person, Region, Role
from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import SELF
from ninefold.core.london import london_date
from ninefold.core.timetable import ENOUGH_ANSWERS, FEWEST_DAYS, MONTHS_ADVISED, MONTHS_APART, months_later
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState, Rater
from ninefold.feedback.models.states import BEFORE_CLOSE, BEFORE_OPENING, RUNNING, TAKEN_ON
from ninefold.feedback.queries.frameworks import OFFERED
from ninefold.feedback.queries.leads import first_who_hold
from ninefold.feedback.queries.open_answers import SENT, STANDING, read_told, seal_of
from ninefold.feedback.queries.questionnaires import Minutes, questionnaire_of

# Without a report nothing can be told from the difference to another, so these keep nobody from beginning anew.
WITHOUT_REPORT = (AssessmentState.DRAFT, AssessmentState.CANCELLED, AssessmentState.TOO_FEW)


@dataclass(frozen=True)
class SettingUp:
    """How far a draft is: what each of its steps has come to."""

    wishes: bool
    own_part: bool
    facilitation: Facilitation | None
    asked: int
    unchecked: int
    told: bool
    date_is_near: bool

    @property
    def facilitator_is_found(self) -> bool:
        """Whether a facilitator has taken it on."""
        return self.facilitation is not None and self.facilitation.state in TAKEN_ON

    @property
    def too_few(self) -> bool:
        """Whether so few are asked that there can be no report."""
        return self.asked < ENOUGH_ANSWERS

    @property
    def ready(self) -> bool:
        """Whether it can be started. One's own part and a facilitator can follow while it is open."""
        return not (self.too_few or self.unchecked or self.date_is_near)


def under_way(person: Person) -> Assessment | None:
    """The 360 that somebody is setting up or that is open. There is at most one."""
    return Assessment.objects.filter(participant=person, state__in=BEFORE_CLOSE).order_by("-created_at").first()


def without_report_yet(person: Person) -> Assessment | None:
    """The latest 360 of somebody for which a facilitator can still be asked."""
    return Assessment.objects.filter(participant=person, state__in=BEFORE_OPENING).order_by("-created_at").first()


def next_possible_on(person: Person) -> date | None:
    """The day from which somebody can begin another 360, half a year after their last was started; None if any."""
    last = _last_started(person)
    return None if last is None else months_later(last, MONTHS_APART)


def next_advised_on(person: Person) -> date | None:
    """The day from which another 360 is likely to say something new; None if any."""
    last = _last_started(person)
    return None if last is None else months_later(last, MONTHS_ADVISED)


def _last_started(person: Person) -> date | None:
    started = Assessment.objects.filter(participant=person, started_at__isnull=False).exclude(state__in=WITHOUT_REPORT)
    last = started.order_by("-started_at").values_list("started_at", flat=True).first()
    return None if last is None else london_date(last)


def who_enters_care(home: Organisation | Region) -> list[Person]:
    """Who can enter what a place has to offer before a 360 is begun there: those who lead its region or nation."""
    region = home if isinstance(home, Region) else home.region
    above = Q(kind=Kind.NATIONAL_ADMINISTRATOR, nation=region.nation_id)
    below = Q(kind=Kind.REGIONAL_LEAD, region=region)
    return first_who_hold([above] if isinstance(home, Region) else [below, above])


def oneself(assessment: Assessment) -> Rater:
    """The participant as one of those who are asked."""
    return assessment.raters.get(group=SELF)


def own_part_sent(assessment: Assessment) -> bool:
    """Whether the participant has sent their own part. For their own pages alone."""
    if assessment.state not in BEFORE_CLOSE or find_secret(assessment.key_name) is None:
        return False
    rater = oneself(assessment)
    rater.assessment = assessment
    return read_told(seal_of(rater), (STANDING,)).get(STANDING) == SENT


def key_is_lost(assessment: Assessment) -> bool:
    """Whether what is answered in this open 360 can be read by nobody any more, and no report can come of it."""
    return find_secret(assessment.key_name) is None


def facilitation_of(assessment: Assessment) -> Facilitation | None:
    """The part of a facilitator in this 360 that runs, else the one that was asked last and not handed over."""
    return facilitations_of([assessment]).get(assessment.pk)


def facilitations_of(assessments: Iterable[Assessment]) -> dict[int, Facilitation]:
    """The same of many 360s, by their numbers."""
    asked = Facilitation.objects.filter(assessment__in=[one.pk for one in assessments])
    found: dict[int, Facilitation] = {}
    rows = asked.exclude(state=FacilitationState.REPLACED).select_related("facilitator__organisation")
    for each in rows.order_by("requested_at", "pk"):
        before = found.get(each.assessment_id)
        if before is None or before.state not in RUNNING:
            found[each.assessment_id] = each
    return found


def setting_up(assessment: Assessment, today: date) -> SettingUp:
    """How far a draft is on this day."""
    raters = list(assessment.raters.others().standing())
    return SettingUp(
        wishes=bool(assessment.why_now or assessment.to_learn or assessment.from_the_session),
        own_part=own_part_sent(assessment),
        facilitation=facilitation_of(assessment),
        asked=len(raters),
        unchecked=sum(not rater.checked for rater in raters),
        told=assessment.colleagues_told_at is not None,
        date_is_near=(assessment.closes_on - today).days < FEWEST_DAYS,
    )


def minutes_of_forms() -> dict[str, Minutes]:
    """How long each form that is offered takes a colleague."""
    language = get_language() or ""
    forms = [form for form, _kinds in load_framework(OFFERED).forms]
    asked = {form: Assessment(framework=OFFERED, language=language, form=form) for form in forms}
    return {form: questionnaire_of(one).minutes for form, one in asked.items()}


def facilitators_for(assessment: Assessment, day: date) -> list[Person]:
    """Everybody who takes new 360s on this day, those of the participant's region first.

    Never the participant, nor whoever has a tie to them.
    """
    roles = Role.objects.running().filter(kind=Kind.FACILITATOR).values("person")
    people = Person.objects.get_queryset().filter(pk__in=roles, is_active=True).exclude(pk=assessment.participant_id)
    own = assessment.home_region
    near = Q(region=own) | Q(organisation__region=own)
    asked = roles.values_list("person", flat=True)
    not_these = people_held_back(asked, day) | not_accepting(asked) | tied_to(assessment.participant)
    placed = people.exclude(pk__in=not_these)
    placed = placed.select_related("region", "organisation__region")
    first = list(placed.filter(near).order_by("name", "pk")) if own is not None else []
    return [*first, *(person for person in placed.order_by("name", "pk") if person not in first)]
