"""The tables of the room."""

from ninefold.academy.models.afterwards import Certificate, Reflection, SessionFeedback
from ninefold.academy.models.attendance import AttendanceFile, Attendee
from ninefold.academy.models.bookings import Booking, BookingEvent, BookingState
from ninefold.academy.models.directory import Conflict, Photo, Profile
from ninefold.academy.models.interest import Interest, MailChoice, StandingSaid, TimeOfWeek
from ninefold.academy.models.learning import Attempt
from ninefold.academy.models.links import Link
from ninefold.academy.models.register import (
    AuditDraw,
    AuditItem,
    Evidence,
    Leave,
    RegisterRules,
    Registration,
    StandingTold,
)
from ninefold.academy.models.sessions import Announcement, CpdSession, CpdSessionState, Host, OpenTo, Topic

__all__ = [
    "Announcement",
    "Attempt",
    "AttendanceFile",
    "Attendee",
    "AuditDraw",
    "AuditItem",
    "Booking",
    "BookingEvent",
    "BookingState",
    "Certificate",
    "Conflict",
    "CpdSession",
    "CpdSessionState",
    "Evidence",
    "Host",
    "Interest",
    "Leave",
    "Link",
    "MailChoice",
    "OpenTo",
    "Photo",
    "Profile",
    "Reflection",
    "RegisterRules",
    "Registration",
    "SessionFeedback",
    "StandingSaid",
    "StandingTold",
    "TimeOfWeek",
    "Topic",
]
