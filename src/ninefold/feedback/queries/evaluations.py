"""What participants think of their 360s, added up by region; which questions are asked of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Region, Role
from ninefold.core.evaluations import joined_months
from ninefold.core.london import london_date
from ninefold.feedback.models import Assessment, Evaluation, EvaluationAsked

LEAST, MOST = 1, 5
WORDS = (
    (1, _("not at all")),
    (2, _("a little")),
    (3, _("somewhat")),
    (4, _("a good deal")),
    (5, _("very much")),
)
QUESTIONS: Mapping[str, Mapping[str, str | Promise]] = {
    Evaluation.Stage.AFTER: {
        "worth_it": _("Was your 360 worth the time?"),
        "session_helped": _("Did the feedback session help you?"),
        "report_clear": _("Was the report clear?"),
    },
    Evaluation.Stage.LATER: {"made_a_difference": _("Has your 360 made a difference to how you lead?")},
}


@dataclass(frozen=True)
class Line:
    """One question, how many answers are shown together, and their mean from 1 to 5, to one decimal."""

    question: str
    count: int
    mean: Decimal


def stage_asked(assessment: Assessment, stage: str) -> EvaluationAsked | None:
    """That the participant of this 360 was asked at this stage."""
    return EvaluationAsked.objects.filter(assessment=assessment, stage=stage).first()


def evaluation(role: Role, year: int, at: datetime) -> list[Line]:
    """What may be shown of a year to a lead of a region or a nation, all facilitators together; nothing under five.

    `core.evaluations` has the rule: months that are over, joined until there are five answers, never divided again; of
    a nation the sum of its regions. So a figure that moves on moves by five answers or more. One query.
    """
    rows = list(
        Evaluation.objects.filter(region__in=_regions(role))
        .values("region", "stage", "month")
        .annotate(count=Count("pk"), **{f"sum_{name}": Sum(name) for names in QUESTIONS.values() for name in names})
    )
    shown = [row for of in _by_region_and_stage(rows).values() for row in _shown(of, year, london_date(at))]
    return [
        line
        for stage, names in QUESTIONS.items()
        for name, question in names.items()
        if (line := _line(str(question), name, [row for row in shown if row["stage"] == stage])) is not None
    ]


Row = Mapping[str, object]


def _by_region_and_stage(rows: Sequence[Row]) -> Mapping[tuple[object, object], list[Row]]:
    found: defaultdict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["region"], row["stage"]].append(row)
    return found


def _shown(rows: Sequence[Row], year: int, today: date) -> list[Row]:
    """Those of the months that are shown of a year: of one region and stage."""
    counts = {_month(row): _number(row["count"]) for row in rows}
    months = {month for joined in joined_months(counts, today) if joined[-1].year == year for month in joined}
    return [row for row in rows if _month(row) in months]


def _line(question: str, name: str, rows: Sequence[Row]) -> Line | None:
    count = sum(_number(row["count"]) for row in rows)
    if not count:
        return None
    total = sum(_number(row[f"sum_{name}"]) for row in rows)
    return Line(question, count, (Decimal(total) / count).quantize(Decimal("0.1")))


def _month(row: Row) -> date:
    month = row["month"]
    assert isinstance(month, date)
    return month


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _regions(role: Role) -> list[int]:
    """The regions of which a role is shown what participants think."""
    if role.ended_at is None and role.kind == Kind.REGIONAL_LEAD and role.region_id is not None:
        return [role.region_id]
    if role.ended_at is None and role.kind == Kind.NATIONAL_ADMINISTRATOR:
        return list(Region.objects.filter(nation=role.nation_id).values_list("pk", flat=True))
    return []
