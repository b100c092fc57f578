"""The tables of moves: what is possible is possible, nothing else is, and the drawing says the same."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from ninefold.core.cpd_lifecycles import BOOKING, CPD_SESSION, BookingState, CpdSessionState
from ninefold.core.lifecycle_pages import diagram, document
from ninefold.core.lifecycles import (
    ASSESSMENT,
    FACILITATION,
    RATER,
    AssessmentState,
    Cycle,
    FacilitationState,
    RaterState,
    WrongStateError,
    check_move,
)

ALL: list[tuple[Cycle[Any], type[StrEnum]]] = [
    (ASSESSMENT, AssessmentState),
    (RATER, RaterState),
    (FACILITATION, FacilitationState),
    (CPD_SESSION, CpdSessionState),
    (BOOKING, BookingState),
]
EVERY_LIFE = pytest.mark.parametrize(("cycle", "states"), ALL, ids=lambda value: getattr(value, "title", ""))


def lived(cycle: Cycle[Any], *moves: str) -> str:
    """The state that these moves lead to from the beginning."""
    state = cycle.first
    for move in moves:
        state = check_move(cycle, move, state)
    return str(state)


def test_a_360_runs_from_the_draft_to_the_archive() -> None:
    assert lived(ASSESSMENT) == "draft"
    assert lived(ASSESSMENT, "start", "extend", "close") == "closed"
    assert lived(ASSESSMENT, "start", "close_early", "open_report", "archive") == "archived"
    assert lived(ASSESSMENT, "start", "extend_by_itself", "end_as_too_few") == "too_few"
    assert lived(ASSESSMENT, "cancel") == "cancelled"


def test_an_address_that_came_back_is_mended() -> None:
    assert lived(RATER, "invite", "bounce", "mend", "open_link") == "opened"
    assert lived(RATER, "invite", "withdraw") == "withdrawn"


def test_a_facilitation_runs_from_the_request_to_the_register() -> None:
    moves = ("accept", "arrange", "rearrange", "share", "mark_held")
    assert lived(FACILITATION, *moves, "confirm") == "counted"
    assert lived(FACILITATION, *moves, "object", "mark_held", "count") == "counted"
    assert lived(FACILITATION, "accept", "arrange", "call_off", "arrange", "replace") == "replaced"


def test_a_booking_runs_from_the_waiting_list_to_being_there() -> None:
    assert lived(BOOKING, "offer", "accept", "attend") == "attended"
    assert lived(BOOKING, "give", "miss", "undo", "cancel") == "cancelled"
    assert lived(BOOKING, "offer", "expire") == "expired"
    assert lived(CPD_SESSION, "announce", "move", "hold", "close", "reopen") == "held"


@pytest.mark.parametrize("state", ["closed", "opened", "archived", "too_few", "cancelled"])
def test_a_360_that_is_closed_is_never_opened_for_answers_extended_or_cancelled(state: str) -> None:
    possible = {move.name for move in ASSESSMENT.moves_from(AssessmentState(state))}
    assert possible <= {"open_report", "archive"}
    for move in ("start", "extend", "extend_by_itself", "close", "close_early", "cancel"):
        with pytest.raises(WrongStateError):
            check_move(ASSESSMENT, move, AssessmentState(state))


def test_an_invitation_that_was_opened_cannot_be_withdrawn() -> None:
    with pytest.raises(WrongStateError) as caught:
        check_move(RATER, "withdraw", RaterState.OPENED)
    assert str(caught.value) == (
        "This invitation cannot be withdrawn now: it has been opened. That is possible only while "
        "it has not been sent or it has been sent or it came back from the address."
    )
    assert (caught.value.cycle, caught.value.move, caught.value.state) == ("Rater’s invitation", "withdraw", "opened")


def test_no_state_of_a_rater_tells_whether_they_answered() -> None:
    assert set(RaterState) == {"nominated", "invited", "opened", "bounced", "withdrawn"}
    assert RATER.moves_from(RaterState.OPENED) == ()


@EVERY_LIFE
def test_a_move_that_is_not_in_the_table_is_refused_in_one_sentence_after_the_other(
    cycle: Cycle[Any], states: type[StrEnum]
) -> None:
    refused = 0
    for state in states:
        for move in cycle.moves:
            if state in move.starts:
                assert check_move(cycle, move.name, state) is move.end
                continue
            with pytest.raises(WrongStateError) as caught:
                check_move(cycle, move.name, state)
            assert str(caught.value).startswith(f"This {cycle.thing} cannot be {move.done} now: it ")
            refused += 1
    assert refused > len(cycle.moves)


@EVERY_LIFE
def test_every_state_has_a_meaning_and_can_be_reached(cycle: Cycle[Any], states: type[StrEnum]) -> None:
    assert list(cycle.meanings) == list(states)
    reached = {cycle.first}
    while more := {move.end for state in reached for move in cycle.moves_from(state)} - reached:
        reached |= more
    assert reached == set(states)


@EVERY_LIFE
def test_a_move_has_one_name_and_somebody_who_may(cycle: Cycle[Any], states: type[StrEnum]) -> None:
    assert len({move.name for move in cycle.moves}) == len(cycle.moves)
    assert all(move.who and move.starts and move.end in states for move in cycle.moves)
    with pytest.raises(KeyError):
        cycle.move("release")


def test_the_drawing_has_an_arrow_for_each_move_and_for_each_end() -> None:
    assert diagram(RATER).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> nominated",
        "    nominated --> invited: invite",
        "    invited --> opened: open_link",
        "    bounced --> opened: open_link",
        "    invited --> bounced: bounce",
        "    bounced --> invited: mend",
        "    nominated --> withdrawn: withdraw",
        "    invited --> withdrawn: withdraw",
        "    bounced --> withdrawn: withdraw",
        "    opened --> [*]",
        "    withdrawn --> [*]",
    ]


def test_the_document_is_drawn_from_the_tables() -> None:
    path = Path(__file__).parents[2] / "docs" / "life-cycles.md"
    assert path.read_text(encoding="utf-8") == document(), "run tools/life-cycles"
