"""The lives of an assessment, of a rater's invitation and of a facilitation: which moves there are from which state.

The tables below are the only place where that is said, with those of CPD sessions in `core.cpd_lifecycles`;
`docs/life-cycles.md` is drawn from them by `core.lifecycle_pages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from ninefold.core.errors import NinefoldError

Actor = Literal["participant", "rater", "facilitator", "programme lead", "host", "lead", "the program"]


class AssessmentState(StrEnum):
    """Where a 360 stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    OPENED = "opened"
    ARCHIVED = "archived"
    TOO_FEW = "too_few"
    CANCELLED = "cancelled"


class RaterState(StrEnum):
    """Where one rater's invitation stands. What they do with the questionnaire is in no state, as nobody may know."""

    NOMINATED = "nominated"
    INVITED = "invited"
    OPENED = "opened"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


class FacilitationState(StrEnum):
    """Where one facilitator's part in a 360 stands."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ARRANGED = "arranged"
    SHARING = "sharing"
    HELD = "held"
    COUNTED = "counted"
    REPLACED = "replaced"


State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """One move: what it is called, from where, to where, who may, what it sends, and the rest of “it cannot be …”."""

    name: str
    starts: tuple[State, ...]
    end: State
    who: tuple[Actor, ...]
    done: str
    sends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cycle(Generic[State]):
    """The life of one kind of thing: a state's meaning completes “it …”, the first state is the one it begins in."""

    title: str
    thing: str
    about: str
    meanings: dict[State, str]
    moves: tuple[Move[State], ...]

    @property
    def first(self) -> State:
        """The state in which it begins."""
        return next(iter(self.meanings))

    def move(self, name: str) -> Move[State]:
        """The move of this name; KeyError if there is none."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(name)

    def moves_from(self, state: State) -> tuple[Move[State], ...]:
        """The moves that are possible in this state."""
        return tuple(move for move in self.moves if state in move.starts)


class WrongStateError(NinefoldError):
    """What is asked for does not fit the state. `cycle`, `move` and `state` help to say it in other words."""

    def __init__(self, cycle: Cycle[State], move: Move[State], state: State) -> None:
        fitting = " or ".join(f"it {cycle.meanings[start]}" for start in move.starts)
        super().__init__(
            f"This {cycle.thing} cannot be {move.done} now: it {cycle.meanings[state]}. "
            f"That is possible only while {fitting}."
        )
        self.cycle, self.move, self.state = cycle.title, move.name, state


def check_move(cycle: Cycle[State], move: str, state: State) -> State:
    """The state that a move leads to from this one. Raises WrongStateError if it does not start here."""
    found = cycle.move(move)
    if state not in found.starts:
        raise WrongStateError(cycle, found, state)
    return found.end


_A = AssessmentState
ASSESSMENT: Cycle[AssessmentState] = Cycle(
    title="360",
    thing="360",
    about="A closed 360 takes no more answers, and its report is never made again from others.",
    meanings={
        _A.DRAFT: "is being prepared",
        _A.OPEN: "is open for answers",
        _A.CLOSED: "is closed and its report is with the facilitator",
        _A.OPENED: "is closed and its report has been shown to the participant",
        _A.ARCHIVED: "is over and has been put away",
        _A.TOO_FEW: "ended with too few answers",
        _A.CANCELLED: "was cancelled",
    },
    moves=(
        Move("start", (_A.DRAFT,), _A.OPEN, ("participant",), "started", ("invitation",)),
        Move("extend", (_A.OPEN,), _A.OPEN, ("participant", "programme lead"), "extended", ("closing_date_moved",)),
        Move("extend_by_itself", (_A.OPEN,), _A.OPEN, ("the program",), "extended", ("closing_date_moved",)),
        Move("close_early", (_A.OPEN,), _A.CLOSED, ("participant",), "closed", ("questionnaire_closed",)),
        Move("close", (_A.OPEN,), _A.CLOSED, ("the program",), "closed", ("questionnaire_closed",)),
        Move("end_as_too_few", (_A.OPEN,), _A.TOO_FEW, ("the program",), "ended", ("too_few_answers",)),
        Move("open_report", (_A.CLOSED,), _A.OPENED, ("facilitator",), "opened for the participant", ("how_are_you",)),
        Move("archive", (_A.CLOSED, _A.OPENED), _A.ARCHIVED, ("the program",), "archived"),
        Move(
            "cancel",
            (_A.DRAFT, _A.OPEN),
            _A.CANCELLED,
            ("participant", "programme lead"),
            "cancelled",
            ("assessment_cancelled",),
        ),
    ),
)

_R = RaterState
RATER: Cycle[RaterState] = Cycle(
    title="Rater’s invitation",
    thing="invitation",
    about=(
        "Whether a rater began, answered, sent or declined is in no state: the rater alone sees it, "
        "and it is gone after the close. No move differs for a rater who has answered."
    ),
    meanings={
        _R.NOMINATED: "has not been sent",
        _R.INVITED: "has been sent",
        _R.OPENED: "has been opened",
        _R.BOUNCED: "came back from the address",
        _R.WITHDRAWN: "was withdrawn",
    },
    moves=(
        Move("invite", (_R.NOMINATED,), _R.INVITED, ("the program",), "sent", ("invitation",)),
        Move("open_link", (_R.INVITED, _R.BOUNCED), _R.OPENED, ("rater",), "opened"),
        Move("bounce", (_R.INVITED,), _R.BOUNCED, ("the program",), "marked as come back", ("address_to_mend",)),
        Move(
            "mend",
            (_R.BOUNCED,),
            _R.INVITED,
            ("participant", "programme lead"),
            "sent to another address",
            ("invitation",),
        ),
        Move("withdraw", (_R.NOMINATED, _R.INVITED, _R.BOUNCED), _R.WITHDRAWN, ("participant",), "withdrawn"),
    ),
)

_F = FacilitationState
FACILITATION: Cycle[FacilitationState] = Cycle(
    title="Facilitation",
    thing="facilitation",
    about=(
        "A feedback session counts once, when the participant confirms it or has not objected for 14 days. One that "
        "was objected to waits until they confirm it after all, it is marked as held anew, or somebody else is asked."
    ),
    meanings={
        _F.REQUESTED: "waits for the facilitator’s answer",
        _F.ACCEPTED: "has been accepted",
        _F.DECLINED: "was declined",
        _F.LAPSED: "was not answered in time",
        _F.ARRANGED: "has a feedback session arranged",
        _F.SHARING: "has a feedback session in which the report is being opened",
        _F.HELD: "has a feedback session marked as held",
        _F.COUNTED: "has been counted",
        _F.REPLACED: "was given to another facilitator",
    },
    moves=(
        Move("accept", (_F.REQUESTED,), _F.ACCEPTED, ("facilitator",), "accepted", ("request_accepted",)),
        Move("decline", (_F.REQUESTED,), _F.DECLINED, ("facilitator",), "declined", ("request_declined",)),
        Move("lapse", (_F.REQUESTED,), _F.LAPSED, ("the program",), "ended for want of an answer", ("request_lapsed",)),
        Move("arrange", (_F.ACCEPTED,), _F.ARRANGED, ("participant",), "arranged", ("calendar_invitation",)),
        Move(
            "rearrange",
            (_F.ARRANGED,),
            _F.ARRANGED,
            ("participant", "facilitator"),
            "moved to another time",
            ("calendar_update",),
        ),
        Move(
            "call_off",
            (_F.ARRANGED,),
            _F.ACCEPTED,
            ("participant", "facilitator"),
            "called off",
            ("calendar_cancellation",),
        ),
        Move("share", (_F.ACCEPTED, _F.ARRANGED), _F.SHARING, ("facilitator",), "begun"),
        Move("mark_held", (_F.SHARING, _F.HELD), _F.HELD, ("facilitator",), "marked as held", ("was_it_held",)),
        Move("object", (_F.HELD,), _F.HELD, ("participant",), "objected to", ("not_held",)),
        Move("confirm", (_F.HELD,), _F.COUNTED, ("participant",), "confirmed"),
        Move("count", (_F.HELD,), _F.COUNTED, ("the program",), "counted"),
        Move(
            "replace",
            (_F.REQUESTED, _F.ACCEPTED, _F.ARRANGED, _F.SHARING, _F.HELD),
            _F.REPLACED,
            ("programme lead",),
            "given to another facilitator",
            ("facilitator_replaced", "facilitation_request"),
        ),
    ),
)
