"""What a rater does with a questionnaire: kept sealed, theirs alone, and gone at the close."""

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF
from ninefold.feedback.actions.answers import (
    GroupFrozenError,
    change_group,
    code_fits,
    decline,
    lock_with_code,
    move_invitation,
    open_invitation,
    save_answers,
    send_answers,
    take_back,
)
from ninefold.feedback.actions.counting import answers_sent
from ninefold.feedback.keys.custody import destroy_secret, find_secret
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import OpenAnswer, Rater, RaterState
from ninefold.feedback.queries.open_answers import (
    ABOUT_ONESELF,
    CODE,
    STANDING,
    AnsweringEndedError,
    read_told,
    seal_of,
)
from ninefold.feedback.queries.raters import find_rater_by_link, link_of
from tests.feedback.made import answer, make_draft, make_open, raters_of
from tests.world import World

LEVEL, COMMENT = "care.level", "care.comment"


def told(rater: Rater, *things: str) -> dict[str, str]:
    return read_told(seal_of(rater), things)


def link(rater: Rater) -> str:
    return link_of(bytes(SealingKey.objects.get().secret), rater)


def test_an_answer_is_there_again_and_a_later_one_takes_its_place(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    save_answers(rater=rater, given={LEVEL: "3", COMMENT: " She listens.\r\nAlways. "})
    save_answers(rater=rater, given={LEVEL: "-"})
    assert told(rater, LEVEL, COMMENT) == {LEVEL: "-", COMMENT: "She listens.\nAlways."}


def test_each_rater_finds_their_own_answers_alone(world: World) -> None:
    one, other = raters_of(make_open(world))[1:3]
    save_answers(rater=one, given={LEVEL: "0"})
    assert told(other, LEVEL) == {}


def test_a_row_tells_neither_whose_it_is_nor_what_it_says(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    save_answers(rater=rater, given={LEVEL: "3", COMMENT: "She listens."})
    assert {field.name for field in OpenAnswer._meta.get_fields()} == {"place", "sealed"}
    for row in OpenAnswer.objects.all():
        raw = bytes(row.place) + bytes(row.sealed)
        assert b"listens" not in raw
        assert b"care" not in raw


@pytest.mark.parametrize(("code", "value"), [(LEVEL, "5"), (LEVEL, "3.0"), (LEVEL, "-1"), (LEVEL, "three")])
def test_what_is_no_point_of_the_scale_is_refused(world: World, code: str, value: str) -> None:
    rater = raters_of(make_open(world))[1]
    with pytest.raises(NinefoldError, match="Choose one of the answers"):
        save_answers(rater=rater, given={code: value})
    assert not OpenAnswer.objects.exists()


def test_a_question_that_the_form_does_not_ask_is_refused(world: World) -> None:
    rater = raters_of(make_open(world, form="short"))[1]
    for code in ("care.b1", "care.levels", STANDING, CODE):
        with pytest.raises(NinefoldError, match="not asked"):
            save_answers(rater=rater, given={code: "3"})


def test_a_comment_that_is_too_long_is_refused_with_its_length(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    with pytest.raises(NinefoldError, match="4001 characters; 4000"):
        save_answers(rater=rater, given={COMMENT: "x" * 4001})


def test_one_faulty_answer_of_a_page_keeps_none_of_it_half_saved(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    with pytest.raises(NinefoldError):
        save_answers(rater=rater, given={"care.importance": "2", LEVEL: "9"})
    assert told(rater, "care.importance") == {}


def test_what_was_not_sent_or_taken_back_does_not_count_and_what_was_sent_twice_counts_once(world: World) -> None:
    assessment = make_open(world)
    begun, back, declined, twice = raters_of(assessment)[1:5]
    save_answers(rater=begun, given={LEVEL: "1"})
    answer(back)
    take_back(rater=back)
    answer(declined)
    decline(rater=declined)
    answer(twice)
    send_answers(rater=twice)
    assert [response.group for response in answers_sent(assessment).responses] == ["peer"]


def test_cannot_rate_and_an_emptied_comment_are_no_answers(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[1]
    save_answers(rater=rater, given={LEVEL: "-", "care.importance": "2", COMMENT: "x"})
    save_answers(rater=rater, given={COMMENT: ""})
    send_answers(rater=rater)
    (response,) = answers_sent(assessment).responses
    assert (response.ratings, response.comments) == ({"care.importance": 2}, {})


def test_a_rater_says_in_which_group_they_count_until_they_have_answered(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    change_group(rater=rater, group="other")
    assert Rater.objects.get(pk=rater.pk).group == "other"
    save_answers(rater=rater, given={LEVEL: "2"})
    with pytest.raises(GroupFrozenError):
        change_group(rater=rater, group="peer")
    assert Rater.objects.get(pk=rater.pk).group == "other"


@pytest.mark.parametrize("group", [SELF, "boss", ""])
def test_nobody_counts_as_the_participant_or_in_a_group_that_does_not_exist(world: World, group: str) -> None:
    rater = raters_of(make_open(world))[1]
    with pytest.raises(NinefoldError, match="Choose one of the groups"):
        change_group(rater=rater, group=group)


def test_an_invitation_that_is_moved_has_another_link_and_the_earlier_one_is_dead(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    earlier, shown = link(rater), rater.email
    save_answers(rater=rater, given={LEVEL: "2"})
    later = move_invitation(rater=rater, email="bea@home.example")
    assert find_rater_by_link(earlier) is None
    assert find_rater_by_link(later) == rater
    assert told(rater, LEVEL) == {LEVEL: "2"}
    # What the participant sees is what they wrote.
    assert Rater.objects.get(pk=rater.pk).email == shown
    assert "home.example" not in str(Rater.objects.filter(pk=rater.pk).values().get())


def test_an_address_that_is_none_moves_nothing(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    earlier = link(rater)
    with pytest.raises(NinefoldError, match="is not an e-mail address"):
        move_invitation(rater=rater, email="bea at home")
    assert find_rater_by_link(earlier) == rater


def test_to_move_an_invitation_makes_no_key_where_there_is_none(world: World) -> None:
    """A key made anew would hide that the one of all the answers is gone."""
    assessment = make_open(world)
    destroy_secret(assessment.key_name)
    with pytest.raises(AnsweringEndedError):
        move_invitation(rater=raters_of(assessment)[0], email="bea@home.example")
    assert find_secret(assessment.key_name) is None


def test_a_code_of_four_digits_locks_the_answers_and_is_nowhere_to_be_read(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    lock_with_code(rater=rater, code="4071")
    kept = told(rater, CODE)
    assert code_fits(kept, "4071")
    assert not code_fits(kept, "4072")
    assert "4071" not in kept[CODE]
    lock_with_code(rater=rater, code="")
    assert code_fits(told(rater, CODE), "anything")
    for code in ("407", "40711", "abcd", "\uff14\uff10\uff17\uff11"):
        with pytest.raises(NinefoldError, match="four digits"):
            lock_with_code(rater=rater, code=code)


def test_opening_is_noted_and_nothing_that_follows_changes_what_others_can_see(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    open_invitation(rater=rater)
    seen = Rater.objects.filter(pk=rater.pk).values().get()
    assert seen["state"] == RaterState.OPENED
    answer(rater, comment="Kind.")
    decline(rater=rater)
    take_back(rater=rater)
    lock_with_code(rater=rater, code="4071")
    assert Rater.objects.filter(pk=rater.pk).values().get() == seen


def test_oneself_answers_before_the_start_and_nobody_else_does(world: World) -> None:
    assessment = make_draft(world)
    (oneself,) = raters_of(assessment, SELF)
    save_answers(rater=oneself, given={LEVEL: "2"})
    assert told(oneself, LEVEL) == {LEVEL: "2"}
    with pytest.raises(AnsweringEndedError):
        save_answers(rater=raters_of(assessment)[0], given={LEVEL: "2"})


def test_without_the_key_nothing_is_found(world: World) -> None:
    rater = raters_of(make_open(world))[1]
    answer(rater)
    SealingKey.objects.all().delete()
    with pytest.raises(AnsweringEndedError):
        told(rater, LEVEL, *ABOUT_ONESELF)
    with pytest.raises(AnsweringEndedError):
        save_answers(rater=rater, given={LEVEL: "2"})
