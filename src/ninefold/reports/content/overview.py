"""The overview in words: what stands out, each finding tied to the figures it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ninefold.core.findings import Difference
from ninefold.core.framework.model import SELF
from ninefold.core.results import DimensionResult
from ninefold.reports.content.matter import Matter
from ninefold.reports.document import Block, Callout, Cards, DimensionCard, Paragraph, Section


def overview(matter: Matter) -> Section:
    """Strengths, differences between oneself and others, needs, and differences between groups."""
    _ = matter.words.gettext
    title = _("Overview in words")
    if not matter.report.sureness.others:
        return Section("overview", title, (Paragraph(_("There is nothing yet to set your own view beside.")),))
    how_to_read = Paragraph(
        _(
            "What stands here holds wherever inside a range a figure may lie. How much weight it bears depends on how "
            "many answered: see “{how_sure}”. Under each heading the clearest come first, and the order of the "
            "questionnaire decides between those that are alike."
        ).format(how_sure=_("How sure this report is"))
    )
    found = _strengths(matter)
    if matter.report.has_self:
        found.append(_you_rate_yourself_higher(matter))
    if matter.importance_scale is not None:
        found.append(_needs(matter))
    if len(matter.report.others) > 1:
        found.append(_groups_differ(matter))
    return Section("overview", title, (how_to_read, *_told_once(found), *_on_differences(matter)))


def _told_once(found: Sequence[Cards]) -> list[Cards]:
    """The same findings, with what a dimension is about said only where it first stands."""
    told: set[str] = set()
    once = []
    for kind in found:
        cards = [replace(card, text="") if card.text in told else card for card in kind.cards]
        told.update(card.text for card in kind.cards)
        once.append(replace(kind, cards=tuple(cards)))
    return once


def _on_differences(matter: Matter) -> list[Block]:
    """Words for the hardest part of the conversation, where there is one."""
    _, findings = matter.words.gettext, matter.report.findings
    if not findings.you_rate_yourself_higher and not findings.needs:
        return []
    text = _(
        "“You know what you meant, and others know what reached them. Which of these did you expect, and about which "
        "would you like to hear more?”"
    )
    return [Callout("say", _("On what is lower than you thought"), text)]


def _strengths(matter: Matter) -> list[Cards]:
    _, found = matter.words.gettext, matter.report.findings
    cards = [
        Cards(
            title=_("Recognised strengths"),
            explanation=_("Colleagues see a strength here, and so do you."),
            cards=tuple(_card(matter, result) for result in found.recognised_strengths),
            none=_("The figures show no dimension that is a strength both in the eyes of colleagues and in yours."),
            anchor="recognised-strengths",
        ),
        Cards(
            title=_("Hidden strengths"),
            explanation=_("Colleagues see more in you here than you do. It may be worth asking them what they see."),
            cards=tuple(_card(matter, result) for result in found.hidden_strengths),
            none=_("The figures show no strength that colleagues see more of than you do."),
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
        none=_("The figures show no dimension in which you rate yourself higher than colleagues do."),
        anchor="you-rate-yourself-higher",
    )


def _needs(matter: Matter) -> Cards:
    _ = matter.words.gettext
    return Cards(
        title=_("Needs"),
        explanation=_("Important to your role in the eyes of colleagues, and at the middle of the scale or below it."),
        cards=tuple(_card(matter, result, importance=True) for result in matter.report.findings.needs),
        none=_("The figures show no dimension that is low against its importance to your role."),
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
        none=_("The figures show no two groups far apart about any dimension."),
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
    sentences = []
    for higher, pairs in groupby(sorted(found, key=lambda pair: list(labels).index(pair.higher)), _higher):
        lower = words.joined([labels[pair.lower] for pair in pairs])
        sentences.append(
            words.gettext("Rated higher by {higher} than by {lower}.").format(
                higher=words.inside(labels[higher]), lower=words.inside(lower)
            )
        )
    concerned = dict.fromkeys(block for pair in found for block in (pair.higher, pair.lower))
    figures = tuple((labels[block], words.figure(result.performance[block], result.scale)) for block in concerned)
    return DimensionCard(result.dimension.title, " ".join(sentences), figures)


def _higher(difference: Difference) -> str:
    return difference.higher
