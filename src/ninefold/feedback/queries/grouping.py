"""In which group a rater counts, said to them, and how their group will be shown as far as that is known beforehand.

Worked out from who was asked alone, by the rule that decides at the close: as if everybody answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count
from django.utils.translation import gettext as _

from ninefold.core.disclosure import disclose
from ninefold.core.framework.model import Framework, Group
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.queries.frameworks import framework_of

Kind = Literal["identified", "alone", "joined", "too_small"]


@dataclass(frozen=True)
class Grouping:
    """How a rater's group is going to be shown: as theirs, alone, joined with others, or not at all.

    `people` is the group in words, `joined` are those that it would stand together with.
    """

    kind: Kind
    people: str
    joined: tuple[str, ...] = ()


def grouping_of(rater: Rater) -> Grouping:
    """How the group of this rater will be shown if everybody who was asked answers."""
    assessment = rater.assessment
    found = assessment.raters.others().asked().values_list("group").annotate(people=Count("pk")).order_by()
    rule = Rule(assessment.minimum, assessment.comment_writers)
    return group_as_asked(framework_of(assessment), assessment.form, dict(found), rule, rater.group, _name(assessment))


def group_as_asked(
    framework: Framework, form: str, asked: Mapping[str, int], rule: Rule, group: str, name: str
) -> Grouping:
    """How `group` is shown where so many people of each group were asked about `name`, and all of them answer."""
    people = people_of(framework, group, name)
    if framework.group(group).identified:
        return Grouping("identified", people)
    responses = tuple(Response(one, {}) for one, people in asked.items() for _each in range(people))
    blocks = disclose(Answers(framework, form, responses, asked), rule).blocks
    mine = next((block for block in blocks if group in block.groups), None)
    if mine is None:
        return Grouping("too_small", people)
    others = tuple(people_of(framework, other, name) for other in mine.groups if other != group)
    return Grouping("joined", people, others) if others else Grouping("alone", people)


def choices_of(rater: Rater) -> list[tuple[str, str]]:
    """The groups that a rater can count in, each in their own words."""
    framework = framework_of(rater.assessment)
    return [(group.id, said_by(framework, group.id, _name(rater.assessment))) for group in framework.groups[1:]]


def said_by(framework: Framework, group: str, name: str) -> str:
    """How somebody of this group stands to the participant of this name, said to them: “Ada Okafor manages you”."""
    told = {
        "line_manager": _("You manage %(name)s"),
        "peer": _("You work with %(name)s as a colleague of similar standing"),
        "direct_report": _("%(name)s manages you"),
        "other": _("You know the work of %(name)s in another way"),
    }.get(group)
    return told % {"name": name} if told else framework.group(group).label


def label_to_others(group: Group) -> str:
    """What a group is called on a page of anybody but the participant, whom its own label addresses."""
    return _("People they manage") if group.id == "direct_report" else group.label


def people_of(framework: Framework, group: str, name: str) -> str:
    """The people of a group, within a sentence said to somebody else than the participant."""
    told = {
        "line_manager": _("the line managers of %(name)s"),
        "peer": _("colleagues of similar standing"),
        "direct_report": _("the people whom %(name)s manages"),
        "other": _("others who know the work of %(name)s"),
    }.get(group)
    return told % {"name": name} if told else _("the group “%(group)s”") % {"group": framework.group(group).label}


def _name(assessment: Assessment) -> str:
    return assessment.participant.name
