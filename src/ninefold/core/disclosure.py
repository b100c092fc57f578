"""The rule that decides what of the answers may be shown. `docs/confidentiality.md` tells why each part of it is there.

The promise: no reader of a report can work out what a protected rater answered; and even if one other
rater of the same block tells theirs, nobody can know that this one answered low. In this module

- a *block* is a protected group (any but the person themselves and the line manager), or several
  merged because one of them has fewer than `k` responses (`Rule.minimum`, 3);
- a *cell* is one question of one block: `n` of its raters answered, their answers add up to `S`;
- *low* is the lowest two fifths of the points of a scale `lo..hi`, rounded down, at least one;
  `low` is the highest of them.

Blocks are decided once, from the number of responses: groups under `k`, empty ones too, are merged with
each other, then, if that is still too few, with the smallest block (of equals the first of the framework);
if there is none, they are omitted everywhere and the report says so, whether anybody of them answered or not.

A cell is then one of four things. With `B = max((n - 2)*lo + low + hi + 1, n*low)`:

    n < k, or B >= n*hi - 1     hidden, and its n too (for such an n nothing could be told, whatever was answered)
    S >= n*hi - 1               "at least (n*hi - 1)/n": everybody chose the top, or one of them the point below
    S <= B                      "at most B/n": high enough that no rater of the block, nor all but one, is
                                known to have answered low
    otherwise                   the mean S/n, to two decimals

Nothing else is told of the answers of a block: no counts per point, no lowest or highest, no spread. What is worked
out besides rests on cells alone (`core.results`). Comments on a question stand in one list over all protected blocks;
by block only where every block that wrote has enough writers (`Rule.comment_writers`, 5).

Worked example. Three peers on the scale 0..4 (low is 0 and 1): B = max(1*0 + 1 + 4 + 1, 3*1) = 6.
Answers 3, 3, 2 give S = 8: the mean 2.67 is shown. Answers 4, 1, 1 give S = 6: "at most 2" is shown,
as it would be for 2, 2, 1 or for 0, 0, 0. Should the one who chose 4 tell, the other two are known to
have at most 2 together, and either of them may be the one who chose 2. Answers 4, 4, 3 give S = 11:
"at least 3.67" is shown, as it would be for 4, 4, 4.

What is not promised. Answers 4, 4, 2 give S = 10, the mean 3.33: should the one who chose 2 tell, the other two are
known to have chosen 4, which is not low. And if two tell, the third of three is known; `tests/attack` measures how
fast that fades with the size of a block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction

from ninefold.core.figures import round_half_up
from ninefold.core.framework.model import Group, Scale
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import HIDDEN, Block, Cell, CommentList, Rule, Shown


def disclose(answers: Answers, rule: Rule) -> Shown:
    """All that may be shown of these answers under this rule."""
    blocks, omitted = _blocks(answers, rule)
    members = {block.id: [r for r in answers.responses if r.group in block.groups] for block in blocks}
    rated = [question for question in answers.questions if question.scale is not None]
    cells = {}
    for question in rated:
        assert question.scale is not None  # or it would not be rated
        for block in blocks:
            given = [r.ratings[question.code] for r in members[block.id] if question.code in r.ratings]
            cells[question.code, block.id] = (
                _identified_cell(given) if block.identified else protected_cell(given, question.scale, rule)
            )
    return Shown(
        form=answers.form,
        rule=rule,
        blocks=blocks,
        omitted=omitted,
        cells=cells,
        comments=tuple(
            comments
            for question in answers.questions
            if question.kind == "comment"
            for comments in _comments(question.code, blocks, members, rule)
        ),
    )


def _blocks(answers: Answers, rule: Rule) -> tuple[tuple[Block, ...], bool]:
    """The blocks in the framework's order, and whether answers had to be left out."""
    responses = {group.id: sum(r.group == group.id for r in answers.responses) for group in answers.groups}
    protected = [group for group in answers.groups if not group.identified]
    small = [group for group in protected if responses[group.id] < rule.minimum]
    parts = [[group] for group in answers.groups if group not in small]
    omitted = False
    if small and sum(responses[group.id] for group in small) >= rule.minimum:
        parts.append(small)
    elif small:
        large = [part for part in parts if not part[0].identified]
        if large:
            smallest = min(large, key=lambda part: responses[part[0].id])  # of equals, the first
            parts[parts.index(smallest)] = smallest + small
        else:
            omitted = True
    order = [group.id for group in answers.groups]
    blocks = [_block(sorted(part, key=lambda group: order.index(group.id)), answers, responses) for part in parts]
    return tuple(sorted(blocks, key=lambda block: order.index(block.groups[0]))), omitted


def _block(part: Sequence[Group], answers: Answers, responses: dict[str, int]) -> Block:
    groups = tuple(group.id for group in part)
    asked = None if answers.asked is None else sum(answers.asked.get(group, 0) for group in groups)
    return Block(groups, part[0].identified, sum(responses[group] for group in groups), asked)


def _identified_cell(given: Sequence[int]) -> Cell:
    """Those who were told that their answers are shown as theirs."""
    return Cell("mean", len(given), round_half_up(Fraction(sum(given), len(given)))) if given else HIDDEN


def protected_cell(given: Sequence[int], scale: Scale, rule: Rule) -> Cell:
    """What may be shown of the answers of one protected block to one question."""
    n, total = len(given), sum(given)
    top = n * scale.hi - 1
    bottom = max((n - 2) * scale.lo + scale.low + scale.hi + 1, n * scale.low)
    if n < rule.minimum or bottom >= top:
        return HIDDEN
    if total >= top:
        return Cell("at_least", n, round_half_up(Fraction(top, n)))
    if total <= bottom:
        return Cell("at_most", n, round_half_up(Fraction(bottom, n)))
    return Cell("mean", n, round_half_up(Fraction(total, n)))


def _comments(
    question: str, blocks: Sequence[Block], members: dict[str, list[Response]], rule: Rule
) -> list[CommentList]:
    """The lists in which comments on one question may stand, in the order of the blocks.

    A protected block is only named where every block that wrote has enough writers; else there is
    one list over all of them.
    """
    written = {b.id: [r.comments[question] for r in members[b.id] if r.comments.get(question)] for b in blocks}
    lists = [CommentList(question, (b.id,), _in_no_order(question, written[b.id])) for b in blocks if b.identified]
    protected = [block.id for block in blocks if not block.identified]
    if all(len(written[block]) >= rule.comment_writers for block in protected if written[block]):
        lists += [CommentList(question, (block,), _in_no_order(question, written[block])) for block in protected]
    else:
        together = [text for block in protected for text in written[block]]
        lists.append(CommentList(question, tuple(protected), _in_no_order(question, together)))
    return [comments for comments in lists if comments.texts]


def _in_no_order(question: str, texts: Sequence[str]) -> tuple[str, ...]:
    """An order that depends on the words and the question alone, so nothing of the raters is in it.

    A random one would give other bytes for the same answers; decision 0003 weighs the two.
    """
    return tuple(sorted(texts, key=lambda text: hashlib.sha256(f"{question}\0{text}".encode()).digest()))
