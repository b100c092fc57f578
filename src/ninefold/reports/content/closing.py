"""The end: how sure the report is, what to do next, how confidentiality was kept, and the dimensions themselves."""

from __future__ import annotations

import math

from ninefold.core.framework.model import LINE_MANAGER, Level
from ninefold.core.results import DimensionResult
from ninefold.reports.content.matter import Matter
from ninefold.reports.content.opening import caution, left_out, people
from ninefold.reports.document import Block, Bullets, Heading, Item, Paragraph, Section, Table, WritingLines
from ninefold.reports.words import number

GOALS = 3
MANY = 3  # dimensions; of more, one suggestion each is enough to choose from


def how_sure(matter: Matter) -> Section:
    """The number of answers by group against what research advises. No figure about a group's agreement."""
    _, words, sureness = matter.words.gettext, matter.words, matter.report.sureness
    header = (_("Group"), _("Answered"), _("Advised"), _("More would help"))
    rows = []
    for part in sureness.blocks:
        if part.advised is None:
            row = (words.block(part.block), str(part.block.responses), "–", "–")
        else:
            more = str(part.short_by) if part.short_by else _("enough")
            row = (words.block(part.block), str(part.block.responses), str(part.advised), more)
        rows.append(row)
    blocks: list[Block] = [
        *([caution(matter)] if sureness.verdict in ("caution", "few") else []),
        Paragraph(_verdict(matter)),
        *([Table(_("Answers against the number that is advised"), header, tuple(rows))] if rows else []),
        Paragraph(
            words.ngettext(
                "More than half of what makes one rating differ from another lies in the person who rates. That "
                "evens out only over many. On a scale where 1 would be certainty, research puts one rater at "
                "{single}; 0.7 is usually asked for. Read small differences as a question to ask, not as a fact.",
                "More than half of what makes one rating differ from another lies in the person who rates. That "
                "evens out only over many. On a scale where 1 would be certainty, research puts one rater at "
                "{single} and {count} raters at {together}; 0.7 is usually asked for. Read small differences as a "
                "question to ask, not as a fact.",
                max(1, sureness.others),  # of nobody there is nothing to say
            ).format(
                single=number(matter.report.framework.advice.single_rater_reliability),
                count=sureness.others,
                together=number(sureness.reliability),
            )
        ),
    ]
    return Section("how-sure", _("How sure this report is"), tuple(blocks))


def _verdict(matter: Matter) -> str:
    _, sureness, advice = matter.words.gettext, matter.report.sureness, matter.report.framework.advice
    if not sureness.others:
        return _("No answers but your own could be used.")
    text = {
        "caution": _("The answers of {people} besides you: too few to conclude from. {sound} or more would be many."),
        "few": _("The answers of {people} besides you: first signs. {sound} or more would be many."),
        "fair": _("The answers of {people} besides you: a fair picture. {sound} or more would be many."),
        "sound": _("The answers of {people} besides you: many, and as sure a picture as there can be."),
    }[sureness.verdict]
    return text.format(people=people(matter), sound=advice.sound_from)


def suggestions(matter: Matter) -> Section:
    """Ways of growing towards the next level, for what stands out in the overview."""
    _, found = matter.words.gettext, matter.report.findings
    if found.needs:
        why = _("For the dimensions that are low against their importance to your role. One or two are plenty: choose.")
        chosen = found.needs
    elif found.you_rate_yourself_higher:
        why = _(
            "No need stands out. These are for the dimensions in which you rate yourself higher than colleagues do."
        )
        chosen = found.you_rate_yourself_higher
    else:
        why = _("No need stands out. These are for growing further in the strengths that colleagues see.")
        chosen = (*found.recognised_strengths, *found.hidden_strengths, *found.other_strengths)
    blocks: list[Block] = []
    for result in chosen:
        level = _next_level(result)
        if level is not None and level.development:
            title = _("{dimension}: towards {level}").format(
                dimension=result.dimension.title, level=result.scale.label(level.point)
            )
            ways = level.development if len(chosen) <= MANY else level.development[:1]
            blocks += [Heading(title), Bullets(tuple(Item(text) for text in ways))]
    if not blocks:
        why = _("Nothing stands out so clearly that a suggestion would follow from it. Choose what matters to you.")
    return Section("suggestions", _("Suggestions"), (Paragraph(why), *blocks))


def _next_level(result: DimensionResult) -> Level | None:
    """The level to grow towards: above an exact figure the next one, of a range its upper end."""
    figure, levels = result.colleagues, result.dimension.levels
    if figure is None or not levels or result.dimension.level is None:
        return None
    towards = math.floor(figure.least) + 1 if figure.exact else math.ceil(figure.greatest)
    return next((level for level in levels if level.point >= towards), levels[-1])


def goals(matter: Matter) -> Section:
    """A page to write on."""
    _ = matter.words.gettext
    blocks: list[Block] = [
        Paragraph(
            _(
                "People change when they choose one to three goals, tell somebody, and look again after three "
                "months. Build on a strength with at least one of them."
            )
        )
    ]
    for place in range(1, GOALS + 1):
        blocks += [
            Heading(_("Goal {number}").format(number=place)),
            WritingLines(_("What I want to do, and what others will notice"), 2),
            WritingLines(_("My first step, by when, and when I look again"), 1),
            WritingLines(_("Someone to support me"), 1),
        ]
    return Section("goals", _("My goals"), tuple(blocks))


def confidentiality(matter: Matter) -> Section:
    """The rule that was kept, printed in every report."""
    _, words, rule = matter.words.gettext, matter.words, matter.report.shown.rule
    items = [
        _identified(matter),
        _(
            "No figure of any other group rests on fewer than {count} people. A group with fewer answers was joined "
            "with another one, in the same way throughout."
        ).format(count=words.count(rule.minimum)),
        _(
            "A figure near an end of a scale is a limit and not a number, so that no answer can be worked out from it. "
            "Even if one person of a group tells what they put, nobody can know of any one of the others that they "
            "answered low. All other figures are made from what is shown, and from nothing else."
        ),
        _(
            "No lowest or highest answer, no count of answers for each point and no measure of agreement is shown for "
            "a group."
        ),
        _(
            "Comments stand word for word, in an order that says nothing. They are told by group only if at least "
            "{count} people wrote in every group that wrote; otherwise they are together. Somebody may still be known "
            "by how they write or what they tell."
        ).format(count=words.count(rule.comment_writers)),
        *([left_out(matter)] if matter.report.shown.omitted else []),
    ]
    bullets = Bullets(tuple(Item(text) for text in items))
    return Section("confidentiality", _("How confidentiality was kept"), (bullets,))


def _identified(matter: Matter) -> str:
    _ = matter.words.gettext
    if not any(group.id == LINE_MANAGER for group in matter.report.framework.groups):
        return _("Only you are shown as yourself. All others are shown by group.")
    return _(
        "Only you and your line manager are shown as yourselves, which a line manager is to be told before answering; "
        "several line managers are shown together. All others are shown by group."
    )


def the_dimensions(matter: Matter) -> Section:
    """The framework in short, to read on."""
    words, framework = matter.words, matter.report.framework
    blocks: list[Block] = [Paragraph(framework.summary)] if framework.summary else []
    for dimension in framework.dimensions:
        blocks.append(Heading(dimension.title))
        blocks += [Paragraph(text) for text in (dimension.what, dimension.why) if text]
        if dimension.is_not:
            blocks.append(Paragraph(words.gettext("What it is not:")))
            blocks.append(Bullets(tuple(Item(text) for text in dimension.is_not)))
    title = words.gettext("The {count} dimensions").format(count=words.count(len(framework.dimensions)))
    return Section("the-dimensions", title, tuple(blocks))
