"""Comments of a report one by one, by their place in it, and the cases that are about some of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ninefold.accounts.models import Kind, Person, Role
from ninefold.feedback.models import Assessment, Concern, QuarantineCase
from ninefold.feedback.models import Report as StoredReport
from ninefold.feedback.queries.frameworks import questions_asked


@dataclass(frozen=True)
class PlacedComment:
    """A comment as it was written, where it stands, and the case about it if there is one."""

    place: int
    question: str
    text: str
    case: QuarantineCase | None

    @property
    def withheld(self) -> bool:
        """Whether it is shown to nobody."""
        return self.case is not None and self.case.state == QuarantineCase.State.WITHHELD


def comments_of(assessment: Assessment) -> list[PlacedComment]:
    """Every comment of a report, in its order; the place of each is its number in it, from 0. None without a report."""
    stored: Mapping[str, Any] | None = (
        StoredReport.objects.filter(assessment=assessment).values_list("shown", flat=True).first()
    )
    if stored is None:
        return []
    cases = {case.place: case for case in QuarantineCase.objects.filter(assessment=assessment)}
    asked = questions_asked(assessment)
    written = [(entry["question"], text) for entry in stored["comments"] for text in entry["texts"]]
    return [
        PlacedComment(place, asked[code].text if code in asked else "", text, cases.get(place))
        for place, (code, text) in enumerate(written)
    ]


def comment_at(assessment: Assessment, place: int) -> PlacedComment | None:
    """The comment at this place of the report, if there is one."""
    return next((comment for comment in comments_of(assessment) if comment.place == place), None)


def withheld_places(assessment: Assessment) -> tuple[int, ...]:
    """The places of comments that are shown to nobody, in order."""
    rows = QuarantineCase.objects.filter(assessment=assessment).withheld()
    return tuple(rows.order_by("place").values_list("place", flat=True))


def officers_of(assessment: Assessment, *, besides: int) -> list[Person]:
    """The data protection officers of where a 360 is at home; never its participant, nor the person of this number."""
    region = assessment.home_region
    if region is None:
        return []
    roles = Role.objects.running().filter(
        kind=Kind.DATA_PROTECTION_OFFICER, nation=region.nation_id, person__is_active=True
    )
    others = roles.exclude(person__in=[assessment.participant_id, besides]).select_related("person")
    return [role.person for role in others.order_by("granted_at", "pk")]


def concerns_about(assessment: Assessment) -> list[Concern]:
    """What was passed on about a report within the limits of confidence, the first first."""
    rows = Concern.objects.filter(facilitation__assessment=assessment).select_related(
        "told", "facilitation__facilitator"
    )
    return list(rows.order_by("raised_at", "pk"))
