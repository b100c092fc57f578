"""The beginning: what the report is for, how to read it, and who answered."""

from __future__ import annotations

from fractions import Fraction

from ninefold.core.figures import Figure
from ninefold.core.framework.model import Scale
from ninefold.reports.content.matter import Matter
from ninefold.reports.document import Block, Bullets, Callout, Item, Paragraph, Section, Table


def purpose(matter: Matter) -> str:
    """What a report may be used for, said on its cover."""
    return matter.words.gettext(
        "For your development, to be explored with a trained facilitator. Not for decisions about pay, discipline or "
        "selection. The report belongs to you: who else reads it is for you to decide."
    )


def facts(matter: Matter) -> tuple[tuple[str, str], ...]:
    """The few facts of the cover."""
    _, report = matter.words.gettext, matter.report
    answers = _("{count} besides your own") if report.has_self else "{count}"
    return (
        (_("Framework"), f"{report.framework.title}, {report.framework.version}"),
        (_("Questionnaire"), _("{form} form").format(form=report.shown.form)),
        (_("Answers used"), answers.format(count=report.sureness.others)),
    )


def how_to_read(matter: Matter) -> Section:
    """The scales, and what a range and “not shown” mean: explained here once for the whole report."""
    _, report = matter.words.gettext, matter.report
    dimension = report.framework.dimensions[0]
    scale = report.framework.result_scale(dimension)
    example = Figure.exactly(scale.lo + Fraction(3, 5) * (scale.hi - scale.lo))
    blocks: list[Block] = [
        Paragraph(
            _(
                "This report brings together how you see your leadership and how colleagues see it. Read it for what "
                "surprises you and what you already knew, rather than for marks: there are none in it."
            ),
            lead=True,
        ),
        Bullets(
            (
                Item(term=_("Performance"), text=_performance(matter, scale)),
                *_importance(matter),
                Item(
                    term=_("Words and figures"),
                    text=_(
                        "A figure is the mean of the answers of a group. It is said in the words of the scale first: "
                        "“{example}”."
                    ).format(example=matter.words.figure(example, scale)),
                ),
                *_colleagues(matter),
                Item(term=_("A limit or a range"), text=_ranges(matter, scale)),
                Item(
                    term=_("Not shown"),
                    text=_(
                        "Fewer than {count} people of a group answered, nobody did, or nothing could be said "
                        "without giving somebody away. It does not mean that answers were low."
                    ).format(count=matter.words.count(report.shown.rule.minimum)),
                ),
            )
        ),
        Callout(
            "say",
            _("On limits, ranges and what is not shown"),
            _(
                "“Some figures are given as a limit or a range, or not at all. That protects those who answered in "
                "confidence: nobody, and that includes me, can work out from this report what one of them put.”"
            ),
        ),
    ]
    if report.sureness.verdict in ("caution", "few"):
        blocks.insert(1, caution(matter))
    return Section("how-to-read", _("How to read this report"), tuple(blocks))


def _performance(matter: Matter, scale: Scale) -> str:
    _ = matter.words.gettext
    ends = {"lowest": scale.label(scale.lo), "lo": scale.lo, "highest": scale.label(scale.hi), "hi": scale.hi}
    if not any(dimension.level for dimension in matter.report.framework.dimensions):
        return _("What people see you do, from {lowest} ({lo}) to {highest} ({hi}).").format(**ends)
    return _(
        "How far your leadership reaches, from {lowest} ({lo}) to {highest} ({hi}). A level is not a grade, of a post "
        "or of a person: somebody early in a career may be exemplary, somebody very senior essential, and either can "
        "be just what the role asks for."
    ).format(**ends)


def _importance(matter: Matter) -> tuple[Item, ...]:
    _ = matter.words.gettext
    scale = matter.importance_scale
    if scale is None:
        return ()
    text = _(
        "How much your role asks for a dimension, from {lowest} ({lo}) to {highest} ({hi}). A low figure matters where "
        "the importance is high, and hardly where it is not."
    )
    return (
        Item(
            term=_("Importance"),
            text=text.format(lowest=scale.label(scale.lo), lo=scale.lo, highest=scale.label(scale.hi), hi=scale.hi),
        ),
    )


def _colleagues(matter: Matter) -> tuple[Item, ...]:
    _ = matter.words.gettext
    if len(matter.report.others) < 2:
        return ()
    text = _(
        "Everybody but you, each counting the same. A group that is not shown for a question is not in this figure for "
        "it either."
    )
    return (Item(term=matter.all_colleagues, text=text),)


def _ranges(matter: Matter, scale: Scale) -> str:
    limit = Figure(Fraction(scale.lo), Fraction((scale.lo + scale.hi) // 2))
    return matter.words.gettext(
        "Near an end of the scale a figure could give away what one person answered. There we say no more than a "
        "limit, such as “{limit}”, and draw it as a hatched bar instead of a mark. Whatever is worked out from it is "
        "the range that fits, and we state a finding only where it holds over the whole of that range."
    ).format(limit=matter.words.figure(limit, scale))


def caution(matter: Matter) -> Callout:
    """Said before anything else where few people answered."""
    _, words, report = matter.words.gettext, matter.words, matter.report
    title, text = _("Too few answers to rely on"), _("No answers but your own could be used.")
    if report.sureness.verdict == "few":
        title = _("Few answers")
        text = _("This report rests on the answers of {people} besides you. Small differences in it mean little.")
    elif report.sureness.others:
        text = _(
            "This report rests on the answers of {people} besides you, and fewer than {advised} are too few to rely "
            "on. Use it to begin a conversation, not to settle one."
        )
    advised = words.count(report.framework.advice.caution_below)
    return Callout("caution", title, text.format(people=people(matter), advised=advised))


def people(matter: Matter) -> str:
    """How many besides the participant, inside a sentence: “seven people”."""
    words, count = matter.words, matter.report.sureness.others
    return words.ngettext("{count} person", "{count} people", count).format(count=words.count(count))


def who_answered(matter: Matter) -> Section:
    """How many were asked, where that is known, and how many answered, by group."""
    _, words, report = matter.words.gettext, matter.words, matter.report
    asked = any(block.asked is not None for block in report.shown.blocks)
    rows = [
        (words.block(block), *([str(block.asked or 0)] if asked else []), str(block.responses))
        for block in report.shown.blocks
    ]
    header = (_("Group"), *([_("Asked")] if asked else []), _("Answered"))
    blocks: list[Block] = [Table(_("How many people answered, by group"), header, tuple(rows))]
    if not rows:
        blocks = [Paragraph(_("No answers could be used."))]
    if any(len(block.groups) > 1 for block in report.shown.blocks):
        blocks.append(
            Paragraph(
                _(
                    "A group of fewer than {count} answers is joined with another one, here and in every figure, so "
                    "that nobody in it can be picked out."
                ).format(count=words.count(report.shown.rule.minimum))
            )
        )
    if report.shown.omitted:
        blocks.append(Callout("note", _("Answers left out"), left_out(matter)))
    return Section("who-answered", _("Who answered"), tuple(blocks), starts_page=False)


def left_out(matter: Matter) -> str:
    """The sentence about a group that was too small and could not be joined with another."""
    return matter.words.gettext("Answers from a group too small to show were not used.")
