"""A pulse: when it is possible, who is asked, what one rater told in it, and what it shows after its close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from ninefold.core.figures import Figure
from ninefold.core.london import london_date
from ninefold.core.pulses import PULSE_SCALE, Verdict, verdict
from ninefold.core.sealing import Seal
from ninefold.core.shown import Cell
from ninefold.core.shown_json import load_cell
from ninefold.core.timetable import months_later
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, Pulse, PulseRater, RaterState
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.open_answers import STANDING, AnsweringEndedError, read_told
from ninefold.feedback.queries.raters import hash_of
from ninefold.reports.charts import Axis, Row, dot_plot
from ninefold.reports.words import Words

MONTHS_TO_PULSE = 3
ALL_WHO_ANSWERED = 1  # the look of all colleagues together, as in the report


@dataclass(frozen=True)
class GoalResult:
    """One goal as it was asked about, and what its answers say together."""

    text: str
    verdict: Verdict
    figure: str
    answered: int


def possible_on(assessment: Assessment) -> date:
    """The day from which others may be asked how the goals of this 360 are going."""
    assert assessment.opened_at is not None  # its report was opened
    return months_later(london_date(assessment.opened_at), MONTHS_TO_PULSE)


def pulse_of(assessment: Assessment) -> Pulse | None:
    """The pulse of this 360, open or closed."""
    return Pulse.objects.filter(assessment=assessment).first()


def points() -> list[tuple[str, str]]:
    """The answers to choose from, from the lowest up, each with what it says."""
    words = (_("much worse"), _("a little worse"), _("no change"), _("a little better"), _("much better"))
    values = range(PULSE_SCALE.lo, PULSE_SCALE.hi + 1)
    return [(str(value), word) for value, word in zip(values, words, strict=True)]


def keys_of(pulse: Pulse) -> list[str]:
    """What each goal is called among the things that a rater tells: its place in the order asked, from 1."""
    return [str(place) for place in range(1, len(pulse.goals) + 1)]


def find_pulse_rater_by_link(link: str) -> PulseRater | None:
    """Whoever has this link to a pulse, open or closed; None for an unknown one."""
    return _known().filter(link_hash=hash_of(link)).exclude(rater__state=RaterState.WITHDRAWN).first()


def find_opened_pulse_rater(number: int, link_hash: str) -> PulseRater | None:
    """Whoever a browser session has opened a pulse for."""
    return _known().filter(pk=number, link_hash=link_hash).exclude(rater__state=RaterState.WITHDRAWN).first()


def seal_of_pulse(asked: PulseRater) -> Seal:
    """The seal of what this rater tells in the pulse. Raises AnsweringEndedError where its key is gone."""
    secret = find_secret(asked.pulse.key_name)
    if secret is None:
        raise AnsweringEndedError(_("This questionnaire is closed and takes no more answers."))
    return Seal(secret, asked.rater_id)


def told_in_pulse(asked: PulseRater) -> dict[str, str]:
    """What this rater has told in the pulse so far, for their own page alone."""
    return read_told(seal_of_pulse(asked), (*keys_of(asked.pulse), STANDING))


def results_of(pulse: Pulse) -> list[GoalResult]:
    """What a closed pulse shows of each goal, in the order asked."""
    words = _words(pulse)
    return [
        GoalResult(text, verdict(cell), words.short(cell.figure(PULSE_SCALE), PULSE_SCALE), cell.n)
        for text, cell in zip(pulse.goals, _cells(pulse), strict=True)
    ]


def chart_of(pulse: Pulse) -> Markup:
    """The figures of a closed pulse as a drawing; empty where nothing is shown."""
    figures = [cell.figure(PULSE_SCALE) for cell in _cells(pulse)]
    if all(figure is None for figure in figures):
        return Markup()
    svg = dot_plot(
        title=_("What colleagues noticed of each goal"),
        rows=_rows(pulse.goals, figures),
        series=[_("All who answered")],
        axis=Axis(PULSE_SCALE.lo, PULSE_SCALE.hi, tuple(word for _value, word in points())),
        marks=[ALL_WHO_ANSWERED],
        words=_words(pulse).of_charts,
    )
    return Markup(svg)  # noqa: S704 - the chart escapes its labels


def _rows(goals: Sequence[str], figures: Sequence[Figure | None]) -> list[Row]:
    return [Row(" ".join(text.split()), (figure,)) for text, figure in zip(goals, figures, strict=True)]


def _cells(pulse: Pulse) -> list[Cell]:
    assert pulse.shown is not None  # it is closed
    return [load_cell(cell) for cell in pulse.shown]


def _words(pulse: Pulse) -> Words:
    return Words(framework_of(pulse.assessment), translation)


def _known() -> QuerySet[PulseRater]:
    home = ("pulse__assessment__organisation", "pulse__assessment__region")
    return PulseRater.objects.select_related("rater", "pulse__assessment__participant", *home)
