"""The lives of a CPD session and of a booking of a place in one; the tables are of the kind in `core.lifecycles`."""

from __future__ import annotations

from enum import StrEnum

from ninefold.core.lifecycles import Cycle, Move


class CpdSessionState(StrEnum):
    """Where a CPD session stands. Whether it is full is counted, not stored."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class BookingState(StrEnum):
    """Where one person's part in a CPD session stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    ATTENDED = "attended"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    EXPIRED = "expired"


_S = CpdSessionState
CPD_SESSION: Cycle[CpdSessionState] = Cycle(
    title="CPD session",
    thing="CPD session",
    about="It is full while nobody more would get a place at once; that is counted, not stored.",
    meanings={
        _S.DRAFT: "is being prepared",
        _S.ANNOUNCED: "has been announced",
        _S.HELD: "has been held",
        _S.CLOSED: "is closed: who was there has been counted",
        _S.CANCELLED: "was cancelled",
    },
    moves=(
        Move("announce", (_S.DRAFT,), _S.ANNOUNCED, ("lead",), "announced", ("cpd_announced",)),
        Move("move", (_S.ANNOUNCED,), _S.ANNOUNCED, ("lead",), "moved", ("calendar_update",)),
        Move("hold", (_S.ANNOUNCED, _S.HELD), _S.HELD, ("host", "lead"), "marked as held"),
        Move("close", (_S.HELD,), _S.CLOSED, ("host", "lead"), "closed", ("certificate", "we_missed_you")),
        Move("reopen", (_S.CLOSED,), _S.HELD, ("host", "lead"), "opened again"),
        Move("cancel", (_S.DRAFT, _S.ANNOUNCED), _S.CANCELLED, ("lead",), "cancelled", ("calendar_cancellation",)),
    ),
)

_B = BookingState
BOOKING: Cycle[BookingState] = Cycle(
    title="Booking",
    thing="booking",
    about=(
        "A place is held from the offer on. Places booked and offered are never more than there are, and whoever "
        "waits gets one in the order in which they asked."
    ),
    meanings={
        _B.WAITING: "is on the waiting list",
        _B.OFFERED: "has a place on offer",
        _B.BOOKED: "has a place",
        _B.ATTENDED: "has been used",
        _B.ABSENT: "has not been used",
        _B.CANCELLED: "was cancelled",
        _B.DECLINED: "was given up when a place was offered",
        _B.EXPIRED: "ended: no place became free, or an offer was not answered",
    },
    moves=(
        Move("give", (_B.WAITING,), _B.BOOKED, ("the program",), "given a place", ("place_booked",)),
        Move("offer", (_B.WAITING,), _B.OFFERED, ("the program",), "offered a place", ("place_offered",)),
        Move("accept", (_B.OFFERED,), _B.BOOKED, ("facilitator",), "accepted", ("place_booked",)),
        Move("decline", (_B.OFFERED,), _B.DECLINED, ("facilitator",), "declined"),
        Move("expire", (_B.WAITING, _B.OFFERED), _B.EXPIRED, ("the program",), "ended", ("offer_expired",)),
        Move(
            "cancel",
            (_B.WAITING, _B.OFFERED, _B.BOOKED),
            _B.CANCELLED,
            ("facilitator", "lead"),
            "cancelled",
            ("calendar_cancellation",),
        ),
        Move("attend", (_B.BOOKED, _B.ABSENT), _B.ATTENDED, ("host", "lead"), "marked as there", ("certificate",)),
        Move("miss", (_B.BOOKED, _B.ATTENDED), _B.ABSENT, ("host", "lead"), "marked as absent", ("we_missed_you",)),
        Move("undo", (_B.ATTENDED, _B.ABSENT), _B.BOOKED, ("host", "lead"), "taken back"),
    ),
)
