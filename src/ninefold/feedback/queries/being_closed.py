"""What is being closed: its last day is over, and the worker is about to work it out, which takes a minute or two.

It is read from the closing date and the clock alone: until the close nobody is told more, whatever was answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ninefold.core.london import closing_instant
from ninefold.feedback.models import Assessment, AssessmentState, Pulse

# The worker looks each minute for what is due; after this long it is busy with much, or away.
LONGER_THAN_USUAL = timedelta(minutes=10)


@dataclass(frozen=True)
class BeingClosed:
    """Since when something waits for its close, and whether that is longer than usual."""

    since: datetime
    late: bool


def assessment_being_closed(assessment: Assessment, at: datetime) -> BeingClosed | None:
    """How long an open 360 has waited for its close; None before its last day is over, and once it is closed."""
    return _waiting(assessment.closes_on, at) if assessment.state == AssessmentState.OPEN else None


def pulse_being_closed(pulse: Pulse, at: datetime) -> BeingClosed | None:
    """The same of a pulse."""
    return _waiting(pulse.closes_on, at) if pulse.closed_at is None else None


def _waiting(closes_on: date, at: datetime) -> BeingClosed | None:
    since = closing_instant(closes_on)
    return BeingClosed(since, at - since > LONGER_THAN_USUAL) if at >= since else None
