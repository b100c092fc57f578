"""Whether the meeting in Teams of a CPD session is as that is now."""

import hashlib

from ninefold.academy.models import CpdSession


def what_meeting_is(session: CpdSession) -> str:
    """A mark of what a meeting for it is said to be: its times and its title."""
    begins = None if session.starts_at is None else session.starts_at.timestamp()
    return hashlib.sha256(f"{begins} {session.minutes} {session.title}".encode()).hexdigest()


def meeting_is_behind(session: CpdSession) -> bool:
    """Whether it has a meeting that was made here and was last said to be another thing."""
    return session.meeting_id != "" and session.meeting_for != what_meeting_is(session)
