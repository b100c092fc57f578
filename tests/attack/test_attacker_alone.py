"""The attacker shares no code with the program that it attacks, and its measure is not blind."""

import ast
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from ninefold.core import disclosure
from ninefold.core.figures import round_half_up
from ninefold.core.framework.model import Scale
from ninefold.core.responses import Answers
from ninefold.core.shown import HIDDEN, Cell, Rule
from tests.attack import measures
from tests.attack.attacker import on_report
from tests.attack.attacker_sums import ImpossibleError
from tests.attack.measures import Tally, measure
from tests.attack.published import files, published, read
from tests.attack.rounds import LOW, USUAL, ordinary_round

FILES = sorted(Path(__file__).parent.glob("attacker*.py"))
MAY_IMPORT = {"__future__", "collections.abc", "dataclasses", "fractions", "itertools", "math", "typing", "ortools"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import would not be seen here"
            yield node.module or ""
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            assert name not in ("__import__", "import_module", "eval", "exec"), "an import that would not be seen here"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_attacker_imports_nothing_of_the_program(path: Path) -> None:
    names = set(imported(ast.parse(path.read_text())))
    others = {name for name in names if name.partition(".")[0] not in MAY_IMPORT and name not in MAY_IMPORT}
    assert {name for name in others if not name.startswith("tests.attack.attacker")} == set()


def test_these_are_all_of_the_attacker() -> None:
    assert [path.stem for path in FILES] == [
        "attacker",
        "attacker_comparison",
        "attacker_figures",
        "attacker_people",
        "attacker_reading",
        "attacker_sums",
        "attacker_witnesses",
    ]


def weaker(given: Sequence[int], scale: Scale, rule: Rule, *, lower: int) -> Cell:
    """The rule with a limit at the bottom that is lower by so many answers, and shown as such."""
    n, total = len(given), sum(given)
    top = n * scale.hi - 1
    bottom = max((n - 2) * scale.lo + scale.low + scale.hi + 1, n * scale.low) - lower
    if n < rule.minimum:
        return HIDDEN
    if total >= top:
        return Cell("at_least", n, round_half_up(Fraction(top, n)))
    if total <= bottom:
        return Cell("at_most", n, round_half_up(Fraction(bottom, n)))
    return Cell("mean", n, round_half_up(Fraction(total, n)))


@pytest.mark.parametrize(("lower", "seen"), [(1, "known_low_if_one_tells"), (99, "known_low")])
def test_a_weaker_rule_fails_the_measure(lower: int, seen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        disclosure, "protected_cell", lambda given, scale, rule: weaker(given, scale, rule, lower=lower)
    )
    tally = Tally()
    for number in range(12):
        tally += measure(ordinary_round(f"weaker {number}", 0, 4, USUAL[0, 4] - 1), ("json",))
    assert tally.counts[seen] > 0
    assert tally.counts["unexplained"] > 0
    assert tally.counts["without_witness"] > 0


def test_a_byte_that_depends_on_answers_fails_the_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    def telling(answers: Answers, forms: Sequence[str], rule: Rule | None) -> dict[str, bytes]:
        total = sum(sum(one.ratings.values()) for one in answers.responses)
        return {**files(answers, forms, rule), "html": str(total % 7).encode()}

    monkeypatch.setattr(measures, "files", telling)
    tally = measure(ordinary_round("a byte", 0, 4, LOW[0, 4]), ("json", "html"))
    assert (tally.counts["changes"], tally.counts["changes_that_show"]) == (2, 1)


def test_a_figure_that_is_off_by_a_hundredth_fails_the_measure() -> None:
    made = ordinary_round("a hundredth", 1, 7, USUAL[1, 7])
    report = read(published(made.answers))
    figure = next(entry["figure"] for entry in report["derived"]["colleagues"] if "value" in (entry["figure"] or {}))
    figure["value"] = round(figure["value"] + 0.01, 2)
    tally = Tally()
    measures.count_figures(tally, report, made)
    assert tally.counts["figures_that_miss"] == 1
    attack = on_report(report, made.raters, made.asked)
    assert len(attack.unexplained) == 1
    with pytest.raises(ImpossibleError, match="not true of any answers: all colleagues"):
        attack.fits()
