"""Over many assessments: published values, figures by hand with fractions, and one result from two ways of reading."""

import math
import random
from fractions import Fraction
from statistics import mean, variance

import pytest

from ninefold.core.analysis import Analysis, Row, analyse
from ninefold.core.analysis_file import read_table
from ninefold.core.answer_file import AnswerFileError
from ninefold.core.framework.library import load_framework

HEAD = "assessment,rater,group,q1,q2\n"
# Shrout and Fleiss (1979): six targets, four judges.
JUDGES = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
NINE = load_framework("nine-dimensions")


def analysed(text: str, scale: tuple[int, int] | None = (1, 5)) -> Analysis:
    return analyse(read_table(text.encode(), None, scale), None, scale)


def one(text: str, group: str = "peer", scale: tuple[int, int] | None = (1, 5)) -> Row:
    return next(row for row in analysed(text, scale).rows if row.group == group)


def rows_of(tables: list[list[list[int]]], group: str = "peer") -> str:
    return HEAD + "".join(
        f"a{place},r{rater},{group},{','.join(map(str, answers))}\n"
        for place, table in enumerate(tables)
        for rater, answers in enumerate(table)
    )


def test_six_targets_and_four_judges_give_what_shrout_and_fleiss_published() -> None:
    lines = [f"{t},{j},peer,{x}\n" for t, judged in enumerate(JUDGES) for j, x in enumerate(judged)]
    row = one("assessment,rater,group,q\n" + "".join(lines), scale=(1, 10))
    assert (round(row.icc1 or 0, 2), round(row.icc2 or 0, 2)) == (0.17, 0.44)
    assert row.alpha is None


def test_figures_are_those_that_the_formulas_give_by_hand() -> None:
    """Worked with fractions, and for alpha and ICC from their definitions, over groups of several sizes."""
    chance = random.Random(8)
    tables = [[[chance.randint(1, 5) for _ in "12"] for _ in range(size)] for size in (3, 1, 5, 2, 4)]
    row = one(rows_of(tables))
    agreed, lindell, apart = [], [], []
    for table in (table for table in tables if len(table) > 1):
        items = [[Fraction(x) for x in column] for column in zip(*table, strict=True)]
        share = mean(variance(column) for column in items) / 2
        cut = min(share, Fraction(1))
        agreed.append(2 * (1 - cut) / (2 * (1 - cut) + cut))
        lindell.append(1 - share)
        apart.append(mean(abs(x - mean(column)) for column in items for x in column))
    assert row.rwg_j == pytest.approx(float(mean(agreed)))
    assert row.rwg_j_lindell == pytest.approx(float(mean(lindell)))
    assert row.ad_m_j == pytest.approx(float(mean(apart)))
    everybody = [answers for table in tables for answers in table]
    scores = [[Fraction(sum(answers), 2) for answers in table] for table in tables]
    flat = [score for table in scores for score in table]
    assert (row.assessments, row.raters, row.n) == (5, 15, 15)
    assert row.mean == pytest.approx(float(mean(flat)))
    assert row.sd == pytest.approx(math.sqrt(variance(flat)))
    between = sum(len(t) * (mean(t) - mean(flat)) ** 2 for t in scores) / 4
    within = sum((score - mean(t)) ** 2 for t in scores for score in t) / 10
    assert row.icc1 == pytest.approx(float((between - within) / (between + 2 * within)))  # three is the mean size
    assert row.icc2 == pytest.approx(float((between - within) / between))
    of_items = sum(variance([Fraction(answers[item]) for answers in everybody]) for item in (0, 1))
    assert row.alpha == pytest.approx(float(2 * (1 - of_items / variance([2 * score for score in flat]))))
    assert row.alpha is not None
    assert row.alpha_low is not None
    assert row.alpha_high is not None
    assert row.alpha_low < row.alpha < row.alpha_high


def test_a_rater_who_left_an_item_out_is_left_out() -> None:
    row = one(HEAD + "a,1,peer,1,2\na,2,peer,3,4\na,3,peer,5,-\na,4,peer,,5\n")
    assert (row.raters, row.n, row.mean) == (4, 2, 2.5)
    assert row.ad_m_j == 1


def test_single_raters_have_no_agreement_and_nobody_no_figure() -> None:
    single = one(HEAD + "a,1,peer,1,2\nb,1,peer,3,4\n")
    assert (single.n, single.mean) == (2, 2.5)
    assert (single.rwg_j, single.rwg_j_lindell, single.ad_m_j, single.icc1, single.icc2) == (None,) * 5
    nobody = one(HEAD + "a,1,peer,1,\nb,1,peer,,\n")
    assert (nobody.assessments, nobody.raters, nobody.n, nobody.mean, nobody.alpha) == (0, 2, 0, None, None)


def test_participants_are_compared_with_all_others() -> None:
    lines = [
        f"{p},s,self,{own},{own}\n{p},1,peer,{x},{x}\n{p},2,other,{y},{y}\n"
        for p, own, x, y in (("a", 5, 2, 4), ("b", 3, 2, 2), ("c", 4, 3, 3))
    ]
    (found,) = analysed(HEAD + "".join(lines)).self_other
    assert found.assessments == 3
    assert found.difference == pytest.approx(4 / 3)  # 2, 1 and 1 points
    assert found.sd == pytest.approx(math.sqrt(1 / 3))
    assert found.r == pytest.approx(math.sqrt(3) / 2)  # own 5 3 4 and others 3 2 3: 1 / √(2 · 2/3)


def test_a_scale_that_nobody_gave_is_found() -> None:
    text = HEAD + "a,1,peer,2,6\na,2,peer,4,4\n"
    assert analysed(text, None).scale == (2, 6)
    assert analysed(text, (1, 7)).scale is None


def test_a_framework_divides_the_questions_into_rows() -> None:
    codes = [question.code for question in NINE.questions if question.scale is not None]
    lines = [
        "assessment,rater,group," + ",".join(codes),
        *(f"a,{r},peer," + ",".join("3" for _ in codes) for r in "12"),
    ]
    rows = analyse(read_table("\n".join(lines).encode(), NINE, None), NINE, None).rows
    assert [(row.dimension, row.kind) for row in rows[:3]] == [
        (NINE.dimensions[0].id, kind) for kind in ("behaviours", "level", "importance")
    ]
    assert len(rows) == 9 * 3 + 1
    assert (rows[-1].kind, {row.rwg_j for row in rows}) == ("impact", {1.0})


@pytest.mark.parametrize("change", [("\n", "\r\n"), (",", ";"), (",", "\t"), ("a3,", '"A3",'), ("a3,", " a3 ,")])
def test_the_fast_and_the_careful_way_read_the_same(change: tuple[str, str]) -> None:
    chance = random.Random(9)
    lines = [
        f"a{place},r{rater},{'self' if not rater else chance.choice(['peer', 'other'])},"
        f"{chance.choice(['', '-', *map(str, range(11))])},{chance.randint(0, 10)}\n"
        for place in range(40)
        for rater in range(5)
    ]
    text = HEAD + "".join(lines)
    given = text.replace(*change).encode()
    tables = [read_table(data, None, (0, 10), plain=way) for data in (text.encode(), given) for way in (True, False)]
    for table in tables[1:]:
        assert (table.questions, table.groups, table.assessments) == (("q1", "q2"), tables[0].groups, 40)
        assert (table.values == tables[0].values).all()
        assert (table.group == tables[0].group).all()
        assert (table.assessment == tables[0].assessment).all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        (HEAD, "no answers"),
        ("rater,group,q\n1,peer,2\n", "Row 1 has no column “assessment”"),
        ("assessment,rater,group\na,1,peer\n", "no question that is rated"),
        ("assessment,rater,group,q,q\na,1,peer,1,1\n", "Row 1, column 5: “q” is there already, in column 4"),
        (HEAD + "a,1,peer,1,2\n\na,2,peer,1,6\n", "Row 4, column 5 .q2.: “6” is not on the scale.*from 1 to 5"),
        (HEAD + "a,1,peer,1,2.5\n", "Row 2, column 5 .q2.: “2.5”"),
        (HEAD + "a,1,peer,1\n", "Row 2 ends after column 4"),
        (HEAD + "a,1,peer,1,2,3\n", "Row 2, column 6: row 1 does not say"),
        (HEAD + "a,1,peer,1,2\nA,1,other,1,2\n", "Row 3, column 2 .rater.: “1” is there already for “a”, in row 2"),
        (HEAD + "a,1,self,1,2\na,2,self,1,2\n", "Row 3, column 3 .group.: “a” has a “self” already, in row 2"),
        (HEAD + ",1,self,1,2\n", "Row 2, column 1 .assessment.: is empty"),
        (HEAD + 'a,"1,self,1,2\n', "Row 2 cannot be read"),
        (HEAD + "a,\0,self,1,2\n", "Line 2"),
    ],
)
def test_every_fault_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(AnswerFileError, match=said):
        read_table(text.encode(), None, (1, 5))


@pytest.mark.parametrize(
    ("head", "group", "said"),
    [
        (
            "purpose.levle",
            "peer",
            "column 4: “purpose.levle” is not the name.*Did you mean “purpose.level”",
        ),
        ("purpose.b1", "peer", "no column “purpose.b2”, but others that belong with it"),
        ("purpose.level", "pear", "column 3 .group.: “pear” is not a group. Did you mean “peer”"),
    ],
)
def test_with_a_framework_names_are_checked(head: str, group: str, said: str) -> None:
    with pytest.raises(AnswerFileError, match=said):
        read_table(f"assessment,rater,group,{head}\na,1,{group},2\n".encode(), NINE, None)
