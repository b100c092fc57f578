"""What the person's leading brings about, whatever the dimension."""

from __future__ import annotations

from ninefold.reports.content.matter import Line, Matter
from ninefold.reports.document import Block, Paragraph, Section


def impact(matter: Matter) -> list[Section]:
    """The questions on impact by group, and the comments on them; left out where none were asked."""
    _, asked = matter.words.gettext, matter.report.framework.impact
    if asked is None or not any(q.code in matter.report.results.colleagues for q in asked.questions):
        return []
    scale = asked.questions[0].scale
    assert scale is not None  # impact is rated
    blocks: list[Block] = [
        *([Paragraph(asked.intro)] if asked.intro else []),
        matter.chart(
            caption=_("Impact, by group"),
            first=_("Question"),
            lines=[Line(question.text, matter.of_question(question)) for question in asked.questions],
            scale=scale,
        ),
        *matter.comments(asked.comment),
    ]
    return [Section("impact", asked.title, tuple(blocks))]
