"""The overview in words: what stands out, each finding tied to the figures it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ninefold.core.findings import Difference
from ninefold.core.framework.model import SELF
from ninefold.core.results import DimensionResult
from ninefold.reports.content.matter import Matter
from ninefold.reports.document import Block, Cards, DimensionCard, Paragraph, Section


def overview(matter: Matter) -> Section:
    """Strengths, differences between oneself and others, needs, and differences between groups."""
    _ = matter.words.gettext
    blocks: list[Block] = [
        Paragraph(
            _(
                "Only what is certain stands here: a finding that some value inside a range would overturn is left "
                "out. Under each heading the clearest come first, and the order of the questionnaire decides between "
                "those that are alike."
            )
        ),
        *_strengths(matter),
    ]
    if matter.report.has_self:
        blocks.append(_you_rate_yourself_higher(matter))
    if matter.importance_scale is not None:
        blocks.append(_needs(matter))
    if len(matter.report.others) > 1:
        blocks.append(_groups_differ(matter))
    return Section("overview", _("Overview in words"), tuple(blocks))


def _strengths(matter: Matter) -> list[Cards]:
    _, found = matter.words.gettext, matter.report.findings
    cards = [
        Cards(
            title=_("Recognised strengths"),
            explanation=_("Colleagues see a strength here, and so do you."),
            cards=tuple(_card(matter, result) for result in found.recognised_strengths),
            none=_("No dimension is certainly a strength in the eyes of colleagues and in yours."),
            anchor="recognised-strengths",
        ),
        Cards(
            title=_("Hidden strengths"),
            explanation=_("Colleagues see more in you here than you do. It may be worth asking them what they see."),
            cards=tuple(_card(matter, result) for result in found.hidden_strengths),
            none=_("There is no strength that colleagues certainly see more of than you do."),
            anchor="hidden-strengths",
        ),
        Cards(
            title=_("Other strengths that colleagues see"),
            explanation=_("Colleagues see a strength here; the figures do not settle how your own view compares."),
            cards=tuple(_card(matter, result) for result in found.other_strengths),
            none="",
            anchor="other-strengths",
        ),
    ]
    if not matter.report.has_self:
        return cards[2:]
    return cards if found.other_strengths else cards[:2]


def _you_rate_yourself_higher(matter: Matter) -> Cards:
    _ = matter.words.gettext
    return Cards(
        title=_("Where you rate yourself higher"),
        explanation=_(
            "You and your colleagues see different moments of your work. A difference is something to be curious "
            "about, not a mistake on either side."
        ),
        cards=tuple(_card(matter, result) for result in matter.report.findings.you_rate_yourself_higher),
        none=_("There is no dimension in which you certainly rate yourself higher than colleagues do."),
        anchor="you-rate-yourself-higher",
    )


def _needs(matter: Matter) -> Cards:
    _ = matter.words.gettext
    return Cards(
        title=_("Needs"),
        explanation=_("Important to your role in the eyes of colleagues, and not yet at the level that it asks for."),
        cards=tuple(_card(matter, result, importance=True) for result in matter.report.findings.needs),
        none=_("No dimension is certainly low against its importance to your role."),
        anchor="needs",
    )


def _groups_differ(matter: Matter) -> Cards:
    _ = matter.words.gettext
    by_dimension = groupby(matter.report.findings.groups_differ, key=lambda difference: difference.result.dimension.id)
    return Cards(
        title=_("Where groups see you differently"),
        explanation=_(
            "People in different places see different sides of the same person, and all of them may be right."
        ),
        cards=tuple(_differences(matter, list(found)) for _dimension, found in by_dimension),
        none=_("No two groups are certainly far apart about any dimension."),
        anchor="groups-differ",
    )


def _card(matter: Matter, result: DimensionResult, *, importance: bool = False) -> DimensionCard:
    words = matter.words
    figures = [(matter.all_colleagues, words.figure(result.colleagues, result.scale))]
    if SELF in result.performance:
        figures.append((words.group(SELF), words.figure(result.performance[SELF], result.scale)))
    if importance and (scale := matter.importance_of(result)):
        figures.append((words.gettext("Importance"), words.figure(result.importance_to_colleagues, scale)))
    return DimensionCard(result.dimension.title, result.dimension.tagline, tuple(figures))


def _differences(matter: Matter, found: Sequence[Difference]) -> DimensionCard:
    """All pairs of groups that see one dimension differently."""
    words, result = matter.words, found[0].result
    labels = {block.id: words.block(block) for block in matter.report.shown.blocks}
    sentence = words.gettext("Rated higher by {higher} than by {lower}.")
    text = " ".join(
        sentence.format(higher=words.inside(labels[pair.higher]), lower=words.inside(labels[pair.lower]))
        for pair in found
    )
    concerned = dict.fromkeys(block for pair in found for block in (pair.higher, pair.lower))
    figures = tuple((labels[block], words.figure(result.performance[block], result.scale)) for block in concerned)
    return DimensionCard(result.dimension.title, text, figures)
