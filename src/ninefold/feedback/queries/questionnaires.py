"""A questionnaire as it is met: its pages, how long they take, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ninefold.core.framework.model import Dimension, Framework, Level, Question
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.frameworks import framework_of

# How long one question takes, in seconds, by its kind: a level is read with what describes it.
SECONDS = {"level": 30, "importance": 10, "extent": 8, "impact": 8, "comment": 45}
# What is asked first: without it something is missing, and with it alone the quick way is gone.
FIRST_KINDS = ("level", "importance")
LAST_PAGE = "overall"
# Words that stand in addresses where the name of a dimension does: a dimension of that name is found under another.
RESERVED = {LAST_PAGE, "address", "check", "code", "decline", "group", "save", "sent", "shared"}
RESERVED |= {"self-assessment", "take-back", "unlock"}


@dataclass(frozen=True)
class Asked:
    """One question as a page shows it. `points` are the value, the word and the description of each answer."""

    code: str
    kind: str
    text: str
    points: tuple[tuple[str, str, str], ...] = ()
    cannot_rate: str = ""
    help: str = ""


@dataclass(frozen=True)
class FormPage:
    """One page: what it is about, what is asked first, what more may be said, and the boxes for comments.

    `first_heading` and `comments_heading` stand over their parts where a page has several.
    """

    slug: str
    title: str
    number: int = 0
    intro: str = ""
    about: str = ""
    is_not: tuple[str, ...] = ()
    first_heading: str = ""
    first: tuple[Asked, ...] = ()
    more: tuple[Asked, ...] = ()
    comments_heading: str = ""
    comments: tuple[Asked, ...] = ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All that is asked on the page, in its order."""
        return (*self.first, *self.more, *self.comments)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all that is asked on the page."""
        return tuple(one.code for one in self.asked)


@dataclass(frozen=True)
class Minutes:
    """How long a form takes: with what is asked first alone, and with everything."""

    quick: int
    whole: int


@dataclass(frozen=True)
class Questionnaire:
    """A form as somebody fills it in. `needed` are the codes of what is missing where it is left out."""

    pages: tuple[FormPage, ...]
    needed: Mapping[str, str]
    codes: tuple[str, ...]
    minutes: Minutes

    def page(self, slug: str) -> FormPage | None:
        """The page at this address."""
        return next((page for page in self.pages if page.slug == slug), None)

    def around(self, page: FormPage) -> tuple[FormPage | None, FormPage | None]:
        """The pages before and after this one."""
        pages = (None, *self.pages, None)
        return pages[page.number - 1], pages[page.number + 1]

    def gaps(self, told: Mapping[str, str]) -> list[tuple[FormPage, list[Asked]]]:
        """The pages on which something is missing, each with what."""
        missing = self._missing(told)
        found = [(page, [asked for asked in page.asked if asked.code in missing]) for page in self.pages]
        return [(page, asked) for page, asked in found if asked]

    def first_with_a_gap(self, told: Mapping[str, str]) -> FormPage | None:
        """The first page on which anything but a comment is not answered, needed or not."""
        return next((page for page in self.pages for one in (*page.first, *page.more) if not told.get(one.code)), None)

    def minutes_left(self, told: Mapping[str, str]) -> int:
        """How many minutes what is missing takes; 0 where nothing is."""
        return _minutes(self.needed[code] for code in self._missing(told))

    def comments(self, told: Mapping[str, str]) -> list[tuple[FormPage, Asked, str]]:
        """The comments that were written, each with its page and its question."""
        asked = [(page, one) for page in self.pages for one in page.comments]
        return [(page, one, told[one.code]) for page, one in asked if told.get(one.code)]

    def _missing(self, told: Mapping[str, str]) -> set[str]:
        return {code for code in self.needed if not told.get(code)}


def questionnaire_of(assessment: Assessment, *, own: bool = False) -> Questionnaire:
    """The form of this 360 in the language that is spoken now, worded for a rater or, with `own`, for the participant.

    Put together once for each form and language, as every page of every rater needs it.
    """
    return _questionnaire(assessment.framework, assessment.form, assessment.language, get_language() or "", own)


@lru_cache(maxsize=64)
def _questionnaire(framework: str, form: str, asked_in: str, spoken: str, own: bool) -> Questionnaire:
    found = framework_of(Assessment(framework=framework, language=asked_in), spoken)
    questions = {question.code: question for question in found.form(form)}
    pages = [_page_of(dimension, questions, own=own) for dimension in found.dimensions]
    pages = [page for page in (*pages, _last_page(found, questions, own=own)) if page.asked]
    asked = {code: question.kind for code, question in questions.items()}
    return put_together(pages, asked, {code: kind for code, kind in asked.items() if kind in FIRST_KINDS})


def put_together(
    pages: Iterable[FormPage], asked: Mapping[str, str], needed: Mapping[str, str] | None = None
) -> Questionnaire:
    """Pages as one form, numbered in their order. `asked` is the kind of each question by its code.

    `needed` are those of them that are missing where they are left out; all, unless it says otherwise.
    """
    first = asked if needed is None else needed
    return Questionnaire(
        pages=tuple(replace(page, number=number) for number, page in enumerate(pages, start=1)),
        needed=first,
        codes=tuple(asked),
        minutes=Minutes(_minutes(first.values()), _minutes(asked.values())),
    )


def asked_of_oneself(question: Question, levels: tuple[Level, ...] = ()) -> Asked:
    """A question as a page shows it to whom it is about."""
    return _asked(question, levels, own=True)


def _page_of(dimension: Dimension, questions: Mapping[str, Question], *, own: bool) -> FormPage:
    """The page of a dimension. Where it has neither level nor importance, what else is rated is asked first."""
    asked = {
        question.code: _asked(question, dimension.levels, own=own)
        for question in dimension.questions
        if question.code in questions
    }
    first = tuple(one for one in asked.values() if one.kind in FIRST_KINDS)
    more = tuple(one for one in asked.values() if one.kind == "extent")
    return FormPage(
        slug=f"{dimension.id}-" if dimension.id in RESERVED else dimension.id,
        title=dimension.title,
        intro=dimension.tagline,
        about=dimension.what,
        is_not=dimension.is_not,
        first=first or more,
        more=more if first else (),
        comments=tuple(one for one in asked.values() if one.kind == "comment"),
    )


def _last_page(framework: Framework, questions: Mapping[str, Question], *, own: bool) -> FormPage:
    """The page of what is asked about everything: what the leading brings about, and comments."""
    impact = framework.impact
    comments = (*framework.overall, *((impact.comment,) if impact and impact.comment else ()))
    rated = impact.questions if impact else ()
    return FormPage(
        slug=LAST_PAGE,
        title=_("All in all"),
        first_heading=impact.title if impact else "",
        intro=impact.intro if impact else "",
        first=tuple(_asked(question, own=own) for question in rated if question.code in questions),
        comments_heading=framework.overall_title,
        comments=tuple(_asked(question, own=own) for question in comments if question.code in questions),
    )


def _asked(question: Question, levels: tuple[Level, ...] = (), *, own: bool) -> Asked:
    text = question.text_self if own else question.text
    scale = question.scale
    if scale is None:
        return Asked(question.code, question.kind, text)
    described = {level.point: level.anchor for level in levels} if question.kind == "level" else {}
    if described:
        next_up = capfirst(scale.label(scale.lo + 1))
        described.setdefault(scale.lo, _("What is described under “%(level)s” is not there yet.") % {"level": next_up})
    points = tuple(
        (str(point), capfirst(scale.label(point)), described.get(point, "")) for point in range(scale.lo, scale.hi + 1)
    )
    # One sees oneself always: what somebody cannot tell of themselves they leave open.
    cannot_rate = _("I would rather leave this open") if own and scale.cannot_rate else scale.cannot_rate
    return Asked(question.code, question.kind, text, points, cannot_rate, scale.help)


def _minutes(kinds: Iterable[str]) -> int:
    """Whole minutes, more rather than fewer; the first half minute over does not count."""
    seconds = sum(SECONDS[kind] for kind in kinds)
    return max(1, round(seconds / 60)) if seconds else 0
