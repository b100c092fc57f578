"""What a framework consists of: dimensions, scales, groups, and the questions of its forms.

A framework is one structure file and one file of words per locale. These values hold both, put
together for one locale; `words` makes them, of files that were checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

Kind = Literal["level", "importance", "extent", "impact", "comment"]
KINDS: tuple[Kind, ...] = ("level", "importance", "extent", "impact", "comment")
FEWEST_POINTS, MOST_POINTS = 3, 11

SELF = "self"
LINE_MANAGER = "line_manager"
# Told before they answer that their answers are shown as theirs. No framework file can add to
# these: every other group is protected, whatever it is called.
IDENTIFIED_GROUPS = frozenset({SELF, LINE_MANAGER})


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole points from `lo` to `hi`, with a word for each. `cannot_rate` is no point of the scale."""

    id: str
    lo: int
    hi: int
    labels: tuple[str, ...]
    cannot_rate: str = ""
    help: str = ""

    @property
    def low(self) -> int:
        """The highest of the low points: the lowest two fifths of all points, rounded down, at least one."""
        points = self.hi - self.lo + 1
        return self.lo + max(1, points * 2 // 5) - 1

    def label(self, point: int) -> str:
        """The word for one point."""
        return self.labels[point - self.lo]

    def share(self, value: Fraction) -> Fraction:
        """How far up the scale a value lies: 0 at the foot, 1 at the top."""
        return (value - self.lo) / (self.hi - self.lo)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked. A comment has no scale, impact and general comments no dimension."""

    code: str
    kind: Kind
    dimension: str | None
    scale: Scale | None
    text: str
    text_self: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a dimension above the lowest point: what it looks like, and ways of growing towards it."""

    id: str
    point: int
    anchor: str
    prompts: tuple[str, ...]
    development: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: what it is, why it matters, what it is not, and what is asked about it."""

    id: str
    title: str
    short: str
    tagline: str
    what: str
    why: str
    is_not: tuple[str, ...]
    levels: tuple[Level, ...]
    level: Question | None
    importance: Question | None
    items: tuple[Question, ...]
    comment: Question | None

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that is asked about the dimension, in the order of the questionnaire."""
        asked = (self.level, self.importance, *self.items, self.comment)
        return tuple(question for question in asked if question is not None)


@dataclass(frozen=True, slots=True)
class Group:
    """Raters who stand in the same relation to the participant."""

    id: str
    label: str
    asked_as: str

    @property
    def identified(self) -> bool:
        """Whether the answers of this group are shown as theirs (and they are told so first)."""
        return self.id in IDENTIFIED_GROUPS


@dataclass(frozen=True, slots=True)
class Impact:
    """The questions on what the participant's leading brings about, the same for every dimension."""

    title: str
    intro: str
    questions: tuple[Question, ...]
    comment: Question | None


@dataclass(frozen=True, slots=True)
class Pointer:
    """From a situation to a dimension that matters in it: why it does, and one thing to try or to ask."""

    dimension: str
    why: str
    to_try: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation that somebody leads in, told in a few sentences, and where it points, what matters most first."""

    id: str
    title: str
    text: str
    pointers: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a difference or a level is worth a sentence, in points of the result's scale.

    `strength`: colleagues' result from here up. `self_other`: you and colleagues are further apart
    than this. `between_groups`: two groups are at least this far apart. `level` and `importance`:
    the lines between the four quarters.
    """

    strength: Fraction
    self_other: Fraction
    between_groups: Fraction
    level: Fraction
    importance: Fraction


@dataclass(frozen=True, slots=True)
class Advice:
    """How many answers research advises: in a group, for a caution, for a sound report; and reliability.

    `single_rater_reliability` is the reliability of one rater's answer, from which that of `n` raters
    follows by the formula of Spearman and Brown.
    """

    group: int
    caution_below: int
    few_below: int
    sound_from: int
    single_rater_reliability: Fraction


@dataclass(frozen=True)
class Framework:
    """A framework in one locale."""

    id: str
    version: str
    locale: str
    title: str
    summary: str
    groups: tuple[Group, ...]
    scales: tuple[Scale, ...]
    dimensions: tuple[Dimension, ...]
    overall_title: str
    overall: tuple[Question, ...]
    impact: Impact | None
    forms: tuple[tuple[str, tuple[Kind, ...]], ...]
    thresholds: Thresholds
    advice: Advice
    situations: tuple[Situation, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of the framework in the order in which it is asked."""
        impact = () if self.impact is None else (*self.impact.questions, self.impact.comment)
        of_dimensions = (question for dimension in self.dimensions for question in dimension.questions)
        return tuple(q for q in (*of_dimensions, *self.overall, *impact) if q is not None)

    @cached_property
    def _by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    def question(self, code: str) -> Question:
        """The question with this code; KeyError if there is none."""
        return self._by_code[code]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension with this id; KeyError if there is none."""
        return self._by_id[dimension_id]

    @cached_property
    def _by_id(self) -> dict[str, Dimension]:
        return {dimension.id: dimension for dimension in self.dimensions}

    def group(self, group_id: str) -> Group:
        """The group with this id; KeyError if there is none."""
        return next(group for group in self.groups if group.id == group_id)

    def form(self, form_id: str) -> tuple[Question, ...]:
        """The questions of one form, in order; KeyError if there is no such form."""
        kinds = dict(self.forms)[form_id]
        return tuple(question for question in self.questions if question.kind in kinds)

    @cached_property
    def _level_scale(self) -> Scale | None:
        return next((scale for scale in self.scales if scale.id == "level"), None)

    def level_name(self, level: Level) -> str:
        """What a level is called: its point on the scale of levels, or its id where there is no such scale."""
        return level.id if self._level_scale is None else self._level_scale.label(level.point)

    def result_scale(self, dimension: Dimension) -> Scale:
        """The scale on which a dimension's result lies: that of its level, else that of its items."""
        source = dimension.level or dimension.items[0]
        assert source.scale is not None  # only comments have none
        return source.scale
