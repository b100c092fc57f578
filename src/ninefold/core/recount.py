"""A second count of the answers, in the plainest way, to hold against what the engine says may be shown.

It shares no code with `core.disclosure` and takes nothing from it but its result: groups are looked up one by one,
answers are added up one by one, and each cell is compared with what the rule says of that number and that sum. A fault
in either of the two shows as a disagreement, and then nothing is closed.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ninefold.core.errors import SayableError
from ninefold.core.framework.model import Question, Scale
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import HIDDEN, Block, Cell, Rule, Shown

HALF_A_HUNDREDTH = Fraction(5, 1000)


class CountsDisagreeError(SayableError):
    """What was to be shown is not what a second count of the answers gives; the text names the place and no answer."""


def check_against_recount(shown: Shown, answers: Answers, rule: Rule) -> None:
    """Raise CountsDisagreeError unless this is what the rule shows of these answers."""
    _agree((shown.rule, shown.form) == (rule, answers.form), "the rule and the form")
    _check_blocks(shown, answers, rule)
    rated = {question.code: question for question in answers.questions if question.scale is not None}
    wanted = {(code, block.id) for code in rated for block in shown.blocks}
    _agree(set(shown.cells) == wanted, "which cells there are")
    for (code, name), cell in shown.cells.items():
        block = next(each for each in shown.blocks if each.id == name)
        given = [each.ratings[code] for each in _who(answers, block) if code in each.ratings]
        scale = rated[code].scale
        assert scale is not None
        _agree(is_right_cell(cell, given, scale, block.identified, rule), f"question {code} of {name}")
    for question in answers.questions:
        if question.scale is None:
            _check_comments(shown, answers, question, rule)
    asked = {question.code for question in answers.questions if question.scale is None}
    _agree({each.question for each in shown.comments} <= asked, "which comments there are")


def is_right_cell(cell: Cell, given: list[int], scale: Scale, identified: bool, rule: Rule) -> bool:
    """Whether this is what the rule shows of these answers to one question of one block."""
    n, total = 0, 0
    for answer in given:
        n, total = n + 1, total + answer
    at_most = max((n - 2) * scale.lo + scale.low + scale.hi + 1, n * scale.low)
    at_least = n * scale.hi - 1
    if n == 0 or (not identified and (n < rule.minimum or at_most >= at_least)):
        return cell == HIDDEN
    if identified or at_most < total < at_least:
        kind, sum_shown = "mean", total
    else:
        kind, sum_shown = ("at_least", at_least) if total >= at_least else ("at_most", at_most)
    rounded_well = abs(Fraction(cell.value) - Fraction(sum_shown, n)) <= HALF_A_HUNDREDTH
    return (cell.kind, cell.n) == (kind, n) and rounded_well and (Fraction(cell.value) * 100).denominator == 1


def _check_blocks(shown: Shown, answers: Answers, rule: Rule) -> None:
    """Each group that was invited is in one block, or under the minimum and left out with all others like it."""
    sent = Counter(response.group for response in answers.responses)
    in_blocks = [group for block in shown.blocks for group in block.groups]
    invited = {group.id: group for group in answers.groups}
    _agree(len(in_blocks) == len(set(in_blocks)) and set(in_blocks) <= set(invited), "which groups are in which block")
    left_out = [group for group in invited if group not in in_blocks]
    few = sum(sent[group] for group in left_out)
    _agree(shown.omitted == bool(left_out) and few < rule.minimum, "which groups are left out")
    _agree(not any(invited[group].identified for group in left_out), "which groups are left out")
    _agree(not left_out or all(block.identified for block in shown.blocks), "which groups are left out")
    for block in shown.blocks:
        single = len(block.groups) == 1
        _agree(all(invited[group].identified == block.identified for group in block.groups), f"who is in {block.id}")
        _agree(block.responses == sum(sent[group] for group in block.groups), f"how many answered in {block.id}")
        asked = None if answers.asked is None else sum(answers.asked.get(group, 0) for group in block.groups)
        _agree(block.asked == asked, f"how many were asked in {block.id}")
        if block.identified:
            _agree(single, f"who is in {block.id}")
        else:
            joined_for_need = single or any(sent[group] < rule.minimum for group in block.groups)
            _agree(block.responses >= rule.minimum and joined_for_need, f"who is in {block.id}")


def _check_comments(shown: Shown, answers: Answers, question: Question, rule: Rule) -> None:
    """Each comment stands once and word for word, by block only where enough wrote in each that did."""
    code = question.code
    lists = [each for each in shown.comments if each.question == code]
    blocks = {block.id: block for block in shown.blocks}
    wrote = {name: _texts(answers, block, code) for name, block in blocks.items()}
    for each in lists:
        told = sorted(text for name in each.blocks for text in wrote.get(name, []))
        _agree(bool(told) and sorted(each.texts) == told, f"the comments on {code}")
    named = [name for each in lists for name in each.blocks]
    without = {name for name, texts in wrote.items() if texts} - set(named)
    _agree(len(named) == len(set(named)) and set(named) <= set(blocks) and not without, f"the comments on {code}")
    protected = [name for name, block in blocks.items() if not block.identified]
    by_block = all(len(wrote[name]) >= rule.comment_writers for name in protected if wrote[name])
    for each in lists:
        alone = len(each.blocks) == 1 and (blocks[each.blocks[0]].identified or by_block)
        together = list(each.blocks) == protected
        _agree(alone or together, f"the comments on {code}")


def _who(answers: Answers, block: Block) -> list[Response]:
    return [response for response in answers.responses if response.group in block.groups]


def _texts(answers: Answers, block: Block, code: str) -> list[str]:
    return [each.comments[code] for each in _who(answers, block) if each.comments.get(code)]


def _agree(right: bool, what: str) -> None:
    if not right:
        raise CountsDisagreeError(f"A second count of the answers disagrees about {what}.")
