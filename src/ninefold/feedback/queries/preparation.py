"""What a facilitator prepares: the report in the few lines that fit on two sheets, and questions to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from ninefold.accounts.languages import spoken
from ninefold.core.framework.model import SELF, Scale
from ninefold.core.preparation import Reasons, reasons_for_extra_time
from ninefold.core.results import DimensionResult
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.reports import report_of
from ninefold.reports.report import Report
from ninefold.reports.words import Words, number

MOST_LINES = 4  # of one finding; the report has the rest


@dataclass(frozen=True)
class Line:
    """One dimension within a finding, with the figures it rests on."""

    title: str
    figures: str


@dataclass(frozen=True)
class Finding:
    """What stands out in one way; `more` dimensions do so besides those in `lines`."""

    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class Step:
    """One of the four steps of the conversation, with what can be asked in it."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Preparation:
    """All of it. `extra_time` are sentences, and empty where there is no reason to take extra time."""

    extra_time: tuple[str, ...]
    scale: str
    findings: tuple[Finding, ...]
    groups_differ: Finding
    answers: str
    groups: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]


def preparation_of(assessment: Assessment) -> Preparation:
    """What to prepare, worked out anew whenever it is asked for; nothing of it is kept."""
    report = report_of(assessment, spoken())
    words = Words(report.framework, translation)
    found = report.findings
    return Preparation(
        extra_time=_extra_time(reasons_for_extra_time(report.results), words),
        scale=_scale(report.results.dimensions[0].scale),
        findings=(
            _finding(_("Strengths that both see"), found.recognised_strengths, words),
            _finding(_("Strengths that colleagues see more of"), found.hidden_strengths, words),
            _finding(_("Other strengths that colleagues see"), found.other_strengths, words),
            _finding(_("Where the person rates themselves higher"), found.you_rate_yourself_higher, words),
            _finding(_("Needs: important, and not high"), found.needs, words),
        ),
        groups_differ=_groups_differ(report, words),
        answers=_answers(report),
        groups=tuple((words.block(part.block), part.block.responses) for part in report.sureness.blocks),
        steps=_steps(report),
    )


def _extra_time(reasons: Reasons, words: Words) -> tuple[str, ...]:
    said = []
    if reasons.low:
        said.append(
            _("Groups see %(count)s dimensions as not yet essential: %(names)s.")
            % {"count": len(reasons.low), "names": _names(reasons.low, words)}
        )
    if reasons.gaps:
        said.append(
            _("In %(count)s dimensions the person rates themselves much higher than colleagues do: %(names)s.")
            % {"count": len(reasons.gaps), "names": _names(reasons.gaps, words)}
        )
    return tuple(said)


def _scale(scale: Scale) -> str:
    return _("Figures are levels from %(lo)s, %(lowest)s, to %(hi)s, %(highest)s.") % {
        "lo": scale.lo,
        "lowest": scale.label(scale.lo),
        "hi": scale.hi,
        "highest": scale.label(scale.hi),
    }


def _names(results: Sequence[DimensionResult], words: Words) -> str:
    return words.joined([result.dimension.title for result in results])


def _finding(title: str, found: Sequence[DimensionResult], words: Words) -> Finding:
    lines = tuple(Line(result.dimension.title, _figures(result, words)) for result in found[:MOST_LINES])
    return Finding(title, lines, more=max(0, len(found) - MOST_LINES))


def _figures(result: DimensionResult, words: Words) -> str:
    return _("colleagues %(colleagues)s, self %(own)s") % {
        "colleagues": words.short(result.colleagues, result.scale),
        "own": words.short(result.performance.get(SELF), result.scale),
    }


def _groups_differ(report: Report, words: Words) -> Finding:
    labels = {block.id: words.block(block) for block in report.shown.blocks}
    lines = []
    for each in report.findings.groups_differ[:MOST_LINES]:
        sides = [
            f"{labels[block]} {words.short(each.result.performance[block], each.result.scale)}"
            for block in (each.higher, each.lower)
        ]
        lines.append(Line(each.result.dimension.title, ", ".join(sides)))
    more = max(0, len(report.findings.groups_differ) - MOST_LINES)
    return Finding(_("Where groups differ"), tuple(lines), more)


def _answers(report: Report) -> str:
    said = {
        "caution": _("%(count)s colleagues answered: too few to conclude from. Speak of first impressions only."),
        "few": _("%(count)s colleagues answered: first signs. Treat small differences as questions."),
        "fair": _("%(count)s colleagues answered: a fair picture. Treat small differences as questions."),
        "sound": _("%(count)s colleagues answered: as sure a picture as there can be."),
    }[report.sureness.verdict]
    reliability = _("On a scale where 1 would be certainty, that many together reach %(value)s.")
    return f"{said} {reliability}" % {
        "count": report.sureness.others,
        "value": number(report.sureness.reliability),
    }


def _steps(report: Report) -> tuple[Step, ...]:
    """Relationship, reaction, content, coaching: the four steps of R2C2, with questions for what this report holds."""
    found = report.findings
    content = [_("Which part would you like to look at first, and why that one?")]
    strengths = (*found.recognised_strengths, *found.hidden_strengths, *found.other_strengths)
    if strengths:
        content.append(
            _("Where do you use %(name)s most, and what does it bring about?") % {"name": strengths[0].dimension.title}
        )
    if found.you_rate_yourself_higher:
        name = found.you_rate_yourself_higher[0].dimension.title
        content.append(_("On %(name)s, what do you do that others may not get to see?") % {"name": name})
    if found.needs:
        name = found.needs[0].dimension.title
        content.append(_("What would be different for your team with more of %(name)s?") % {"name": name})
    if found.groups_differ:
        name = found.groups_differ[0].result.dimension.title
        content.append(_("Groups see %(name)s differently. In what situations does each meet you?") % {"name": name})
    return (
        Step(
            _("Relationship"),
            (
                _("What made you take this on now, and what would make the time well spent?"),
                _("What should I know about your role and the past months before we look at anything?"),
            ),
        ),
        Step(
            _("Reaction"),
            (
                _("What is your first response to this? What did you expect, and what not?"),
                _("How does it feel to read that? We have time."),
            ),
        ),
        Step(_("Content"), tuple(content)),
        Step(
            _("Coaching for change"),
            (
                _("If you changed one thing, which would others notice first?"),
                _("What will you do in the next two weeks, and who will help you?"),
                _("How will you know, three months from now, that it made a difference?"),
            ),
        ),
    )
