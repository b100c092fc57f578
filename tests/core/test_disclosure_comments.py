"""Comments: word for word, but in no order, and by group only where enough people wrote."""

import random
from collections.abc import Mapping

from ninefold.core.disclosure import disclose
from ninefold.core.responses import Answers
from ninefold.core.shown import CommentList, Rule
from tests.core.made import LEVEL, asking, framework, writing

KEEP = "overall.keep"
MADE = framework()
MADE_OF_ITEMS = asking(LEVEL)


def wrote(group: str, texts: list[str], silent: int = 0) -> list[tuple[str, Mapping[str, str]]]:
    """People of one group who wrote these texts, and some who wrote nothing."""
    return [*((group, {KEEP: text}) for text in texts), *[(group, {})] * silent]


def lists(*people: tuple[str, Mapping[str, str]], rule: Rule | None = None) -> dict[tuple[str, ...], set[str]]:
    """Which texts stand together under which blocks."""
    found = disclose(writing(MADE, *people), rule or Rule()).comments
    assert all(entry.question == KEEP for entry in found)
    return {entry.blocks: set(entry.texts) for entry in found}


def numbered(word: str, count: int) -> list[str]:
    return [f"{word} {number}" for number in range(count)]


def test_comments_of_protected_groups_stand_together() -> None:
    peers, reports = numbered("peer", 3), numbered("report", 4)
    assert lists(*wrote("peer", peers), *wrote("direct_report", reports)) == {
        ("peer", "direct_report"): {*peers, *reports}
    }


def test_comments_are_told_by_group_where_five_wrote_in_each_that_wrote() -> None:
    peers, reports = numbered("peer", 5), numbered("report", 6)
    assert lists(*wrote("peer", peers), *wrote("direct_report", reports)) == {
        ("peer",): set(peers),
        ("direct_report",): set(reports),
    }


def test_four_writers_in_one_group_keep_all_comments_together() -> None:
    people = [*wrote("peer", numbered("peer", 9)), *wrote("direct_report", numbered("report", 4), silent=3)]
    assert list(lists(*people)) == [("peer", "direct_report")]


def test_a_group_that_wrote_nothing_does_not_keep_the_others_together() -> None:
    assert lists(*wrote("peer", numbered("peer", 5)), *wrote("other", [], silent=3)) == {
        ("peer",): set(numbered("peer", 5))
    }


def test_writers_count_by_block_and_not_by_group() -> None:
    people = [*wrote("peer", numbered("peer", 3), silent=1), *wrote("other", numbered("other", 2))]
    assert list(lists(*people)) == [("peer+other",)]


def test_a_tighter_rule_asks_for_more_writers() -> None:
    people = [*wrote("peer", numbered("peer", 6)), *wrote("other", numbered("other", 5))]
    assert list(lists(*people)) == [("peer",), ("other",)]
    assert list(lists(*people, rule=Rule(comment_writers=6))) == [("peer", "other")]


def test_oneself_and_the_line_manager_are_told_apart_from_all_others() -> None:
    people = [("self", {KEEP: "mine"}), ("line_manager", {KEEP: "hers"}), *wrote("peer", ["a", "b"], silent=1)]
    assert lists(*people) == {("self",): {"mine"}, ("line_manager",): {"hers"}, ("peer",): {"a", "b"}}


def test_comments_of_groups_that_are_left_out_are_left_out() -> None:
    assert lists(("self", {KEEP: "mine"}), *wrote("peer", ["seen by two only", "never"])) == {("self",): {"mine"}}


def test_one_comment_of_many_people_is_shown_without_a_group() -> None:
    people = [*wrote("peer", ["only one"], silent=4), *wrote("other", [], silent=3)]
    assert lists(*people) == {("peer", "other"): {"only one"}}


def test_the_same_words_of_two_people_stand_twice() -> None:
    found = disclose(writing(MADE, *wrote("peer", ["Thank you.", "Thank you.", "Keep going."])), Rule()).comments
    assert sorted(found[0].texts) == ["Keep going.", "Thank you.", "Thank you."]


def test_an_empty_comment_is_nobodys() -> None:
    people = [*wrote("peer", [*numbered("peer", 4), ""]), *wrote("other", numbered("other", 5))]
    assert list(lists(*people)) == [("peer", "other")]
    assert lists(*wrote("peer", ["", "", ""])) == {}


def test_the_order_of_comments_does_not_depend_on_the_order_of_those_who_wrote() -> None:
    people = [*wrote("peer", numbered("peer", 4)), *wrote("other", numbered("other", 3)), ("self", {KEEP: "mine"})]
    expected = disclose(writing(MADE, *people), Rule())
    shuffle = random.Random(9)
    for _ in range(20):
        shuffle.shuffle(people)
        assert disclose(writing(MADE, *people), Rule()).comments == expected.comments


def test_comments_of_joined_people_are_not_in_the_order_of_their_groups() -> None:
    people = [*wrote("peer", numbered("peer", 8)), *wrote("other", numbered("other", 4))]
    (together,) = disclose(writing(MADE, *people), Rule()).comments
    assert [text.split()[0] for text in together.texts] not in (
        ["peer"] * 8 + ["other"] * 4,
        ["other"] * 4 + ["peer"] * 8,
    )


def test_no_two_comments_of_one_person_have_the_same_place_throughout() -> None:
    people = [("peer", {"q.comment": f"first {number}", KEEP: f"second {number}"}) for number in range(9)]
    answers: Answers = writing(MADE_OF_ITEMS, *people)
    one, other = disclose(answers, Rule()).comments
    assert (one.question, other.question) == ("q.comment", KEEP)
    assert [text.split()[1] for text in one.texts] != [text.split()[1] for text in other.texts]


def test_the_same_words_under_two_questions_stand_in_two_orders() -> None:
    texts = numbered("alike", 9)
    people = [("peer", {"q.comment": text, KEEP: text}) for text in texts]
    one, other = disclose(writing(MADE_OF_ITEMS, *people), Rule()).comments
    assert set(one.texts) == set(other.texts)
    assert one.texts != other.texts


def test_a_list_of_comments_says_nothing_but_question_blocks_and_texts() -> None:
    assert set(CommentList.__slots__) == {"question", "blocks", "texts"}
