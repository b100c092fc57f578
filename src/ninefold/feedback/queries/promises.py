"""What those who answer are promised, sentence by sentence, each with the tests that prove it; and what cannot be.

Pages for raters say these sentences and no other; a sentence without a test is not made, and `house/test_promise.py`
sees to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from ninefold.core.framework.model import LINE_MANAGER
from ninefold.feedback.models import Rater

Audience = Literal["rater", "line_manager", "pulse"]


@dataclass(frozen=True)
class Promise:
    """One promise: its first sentence, what belongs to it, to whom it is made, and the tests that prove it."""

    to: tuple[Audience, ...]
    says: str | Lazy
    more: str | Lazy
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A promise in words, for somebody who is asked about a person of this name."""

    says: str
    more: str
    tests: tuple[str, ...]


PROMISES = (
    Promise(
        ("line_manager",),
        _("Your answers are shown as those of the line manager, comments word for word."),
        _("You are told so before you answer."),
        (
            "tests/core/test_disclosure_cells.py::test_oneself_and_the_line_manager_are_shown_as_they_answered",
            (
                "tests/feedback/test_rating_choices.py::"
                "test_a_line_manager_is_told_first_that_their_answers_are_shown_as_theirs"
            ),
        ),
    ),
    Promise(
        ("rater",),
        _("Your ratings are only ever shown added up with those of at least two other people."),
        _("Nobody can work out from the report what you chose."),
        (
            "tests/core/test_disclosure_blocks.py::test_small_groups_are_joined",
            "tests/core/test_disclosure_cells.py::test_no_answer_can_be_worked_out_whatever_was_answered",
            "tests/attack/test_rounds.py::test_no_answer_is_known_exactly",
            "tests/attack/test_small_blocks.py::test_no_block_of_three_to_five_gives_anybody_away_on_any_scale",
        ),
    ),
    Promise(
        ("rater",),
        _("Nobody can tell from the report that you answered low."),
        _("That holds even if one other person in your group says what they put."),
        (
            "tests/core/test_disclosure_cells.py::test_nobody_is_known_to_have_answered_low_even_if_one_other_tells",
            "tests/attack/test_rounds.py::test_nobody_is_known_to_have_answered_low",
            "tests/attack/test_rounds.py::test_nor_when_any_one_rater_tells_what_they_answered",
        ),
    ),
    Promise(
        ("pulse",),
        _("All answers are shown as one group, whoever gave them."),
        _("They are shown only if five people or more send them."),
        (
            "tests/core/test_pulses.py::test_with_four_answers_nothing_is_shown_whatever_they_are",
            "tests/feedback/test_pulses.py::test_everybody_asked_is_one_group_the_line_manager_too",
            "tests/feedback/test_pulses.py::test_of_fewer_than_five_answers_nothing_is_shown",
        ),
    ),
    Promise(
        ("pulse",),
        _("Nobody can tell from it that you answered low, or what you chose."),
        _("That you answered low stays hidden even if one other person says what they put."),
        (
            "tests/core/test_pulses.py::test_nobody_is_known_to_have_answered_low_nor_what_they_answered",
            "tests/attack/test_beyond_one_report.py::test_a_pulse_gives_nobody_away",
        ),
    ),
    Promise(
        ("rater", "line_manager"),
        _("Until the questionnaire closes, only you can open your answers."),
        _("Until then nobody is told whether you answered: only that your link was opened."),
        (
            "tests/feedback/test_answers.py::test_each_rater_finds_their_own_answers_alone",
            "tests/forensics/test_files.py::test_while_it_is_open_no_word_and_no_key_stands_in_the_main_database",
            "tests/forensics/test_who_answered.py::test_the_rows_are_the_same_whoever_answered",
            (
                "tests/house/test_nothing_is_told.py::"
                "test_before_the_close_no_page_of_anybody_differs_by_who_has_answered_or_what"
            ),
            "tests/feedback/test_mailings.py::test_a_reminder_goes_to_who_has_not_answered_and_looks_like_one_to_all",
        ),
    ),
    Promise(
        ("pulse",),
        _("Until this page closes, only you can open your answers."),
        _("Until then nobody is told who answered, or how many."),
        (
            "tests/feedback/test_pulses.py::test_answers_lie_sealed_and_each_finds_their_own_alone",
            "tests/feedback/test_pulses_pages.py::test_while_it_runs_nobody_is_told_who_or_how_many_answered",
        ),
    ),
    Promise(
        ("rater",),
        _("When it closes, the report is made and your answers are deleted."),
        _("From then on, not even the people who run this site can find out what you answered."),
        (
            "tests/feedback/test_closing.py::test_the_report_is_what_the_rule_shows_and_every_answer_is_gone",
            (
                "tests/feedback/test_closing.py::"
                "test_the_key_is_destroyed_after_the_close_and_no_mail_about_answers_is_left"
            ),
            "tests/forensics/test_files.py::test_after_the_close_no_table_holds_a_place_or_a_sealed_byte_of_it",
            "tests/forensics/test_files.py::test_a_copy_from_while_it_was_open_is_silent_once_it_has_closed",
        ),
    ),
    Promise(
        ("pulse",),
        _("When it closes, all answers are added up and then deleted."),
        _("From then on, not even the people who run this site can find out what you answered."),
        (
            "tests/feedback/test_pulses.py::test_the_close_keeps_what_may_be_shown_and_nothing_else",
            "tests/feedback/test_pulses.py::test_the_key_is_gone_right_after_the_close",
        ),
    ),
    Promise(
        ("rater", "line_manager"),
        _("%(name)s reads the report with a trained facilitator, who helps to make sense of it."),
        _("Nobody else where you work gets it from us."),
        (
            "tests/feedback/test_facilitator_pages.py::test_nobody_but_its_facilitator_sees_a_case",
            "tests/feedback/test_own_report.py::test_what_is_one_s_own_is_nobody_else_s",
            (
                "tests/house/test_nothing_is_told.py::"
                "test_a_comment_is_read_by_the_facilitator_from_the_close_and_by_the_participant_once_it_is_opened"
            ),
        ),
    ),
    Promise(
        ("rater",),
        _("Before you send, you see how each comment will look, and what in it may give you away."),
        _("The order of comments says nothing of who wrote them."),
        (
            (
                "tests/feedback/test_rating_comments.py::"
                "test_comments_are_shown_as_they_will_look_with_what_may_give_their_writer_away"
            ),
            (
                "tests/core/test_disclosure_comments.py::"
                "test_the_order_of_comments_does_not_depend_on_the_order_of_those_who_wrote"
            ),
            "tests/core/test_disclosure_comments.py::test_no_two_comments_of_one_person_have_the_same_place_throughout",
        ),
    ),
    Promise(
        ("line_manager",),
        _("What people in other groups put is never shown person by person."),
        _("That is so for you too."),
        (
            "tests/core/test_disclosure_blocks.py::test_a_line_manager_is_never_joined_with_others",
            "tests/core/test_disclosure_cells.py::test_two_answers_are_hidden_and_so_is_that_there_were_two",
        ),
    ),
    Promise(
        ("rater", "line_manager"),
        _("You need not take part, and no reason is asked."),
        _("Nobody is told that you said no."),
        ("tests/feedback/test_rating_choices.py::test_to_decline_asks_no_reason_tells_nobody_and_can_be_thought_over",),
    ),
)

# What no test can prove, because it is not in the program's hands. Said where promises are made.
_WORD_FOR_WORD = _(
    "Your comments are shown word for word, without your name. Somebody may recognise how you write, or what you tell. "
    "You need not write any."
)
_ANOTHER_TELLS = _(
    "If somebody else in your group tells what they put, more could be worked out about yours. It could still not be "
    "known that you answered low."
)
_TWO_TELL = _("If two people in your group tell what they put, that does not hold any more.")
_ALL_ANSWERED = _(
    "After the close the report says how many of your group answered. If all of you did, readers know that you did."
)
_ALL_ANSWERED_PULSE = _(
    "After the close it is told how many answered. If all who were asked did, it is known that you did."
)
_DANGER = _(
    "If a comment describes danger to a person or a crime, it may have to be passed on. Your name is not with it: by "
    "then nobody has it."
)
_DANGER_MANAGER = _("If a comment describes danger to a person or a crime, it may have to be passed on.")
_BAD = _("A comment may be held back. That is done if it breaks the law, sets out to hurt, or tells who a patient is.")
_LAW = _("The law may ask for a report. Nobody can hand over your own answers: they are not there any more.")
_LAW_MANAGER = _("The law may ask for a report, and it shows your answers as yours.")
_RUNNING = _(
    "While you can still change your answers, they are kept in one place, and the key to them in another. Somebody who "
    "ran this site and broke into both could read them. At the close the key is gone for good."
)
LIMITS: dict[Audience, tuple[str | Lazy, ...]] = {
    "rater": (_WORD_FOR_WORD, _ANOTHER_TELLS, _TWO_TELL, _ALL_ANSWERED, _DANGER, _BAD, _LAW, _RUNNING),
    "line_manager": (_DANGER_MANAGER, _BAD, _LAW_MANAGER, _RUNNING),
    "pulse": (_ANOTHER_TELLS, _TWO_TELL, _ALL_ANSWERED_PULSE, _RUNNING),
}


def audience_of(rater: Rater) -> Audience:
    """To whom one is promised what, as a rater."""
    return "line_manager" if rater.group == LINE_MANAGER else "rater"


def promises_to(audience: Audience, name: str) -> list[Said]:
    """What somebody is promised who is asked about the person of this name, in order."""
    return [
        Said(str(promise.says) % {"name": name}, str(promise.more), promise.tests)
        for promise in PROMISES
        if audience in promise.to
    ]


def limits_for(audience: Audience) -> list[str]:
    """What cannot be promised to them."""
    return [str(limit) for limit in LIMITS[audience]]


def all_tests() -> Iterator[str]:
    """Every test that a promise names, as `pytest` takes it."""
    for promise in PROMISES:
        yield from promise.tests
