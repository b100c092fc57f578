"""An earlier 360 beside a later one of the same person, in words and figures: what both reports show, and no more."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from ninefold.accounts.languages import spoken
from ninefold.core.comparison import Change, ThenAndNow, compare
from ninefold.core.framework.model import Scale
from ninefold.feedback.models import Assessment, Report
from ninefold.feedback.queries.reports import report_of
from ninefold.reports.words import Words


@dataclass(frozen=True)
class Line:
    """One dimension: then, now, and whether a change is clear."""

    title: str
    then: str
    now: str
    change: Change


@dataclass(frozen=True)
class Beside:
    """Two 360s side by side, one line for each dimension. `groups`: which groups of colleagues count, in words."""

    own: tuple[Line, ...]
    colleagues: tuple[Line, ...]
    groups: str


def is_all_opened(assessment: Assessment) -> bool:
    """Whether nothing of the report is held back, so that figures from all parts of it may be set beside others."""
    return Report.objects.filter(assessment=assessment, all_opened=True).exists()


def earlier_of(assessment: Assessment, *, same_version: bool) -> Assessment | None:
    """The latest 360 of the same person before this one whose whole report was opened."""
    before = Assessment.objects.filter(
        participant=assessment.participant_id, opened_at__lt=assessment.opened_at, report__all_opened=True
    )
    if same_version:
        before = before.filter(framework=assessment.framework, framework_version=assessment.framework_version)
    return before.select_related("participant").order_by("-opened_at").first()


def set_beside(earlier: Assessment, assessment: Assessment) -> Beside:
    """The two, which were asked by the same version of one framework. Raises NotComparableError."""
    now = report_of(assessment, spoken())
    found = compare(report_of(earlier, spoken()).results, now.results)
    words = Words(now.framework, translation)
    labels = [words.group(group) for group in found.groups]
    return Beside(
        own=tuple(_line(one.dimension.title, one.own, one.scale, words) for one in found.dimensions),
        colleagues=tuple(_line(one.dimension.title, one.colleagues, one.scale, words) for one in found.dimensions),
        groups=words.joined(labels) if labels else "",
    )


def words_of_change(change: Change) -> str:
    """What is said of a change."""
    return {
        "higher": _("Higher now"),
        "lower": _("Lower now"),
        "no_clear_change": _("No clear change"),
        "not_shown": _("Not shown both times"),
    }[change]


def _line(title: str, of: ThenAndNow, scale: Scale, words: Words) -> Line:
    return Line(title, words.figure(of.then, scale), words.figure(of.now, scale), of.change)
