"""After a CPD session: what somebody thought of it, kept without who it was, and a note for themselves alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Attempt, Booking, CpdSession, Reflection, SessionFeedback
from ninefold.academy.policies.afterwards import check_was_there
from ninefold.academy.queries.afterwards import RATINGS, asked_until
from ninefold.accounts.models import Person, Role
from ninefold.core.errors import NinefoldError

LOWEST, HIGHEST = 1, 4
LONGEST_WORDS = 2000
LONGEST_NOTE = 5000


@dataclass(frozen=True)
class Note:
    """The parts of a reflective note; any may be empty."""

    learned: str = ""
    changed: str = ""
    relevance: str = ""


@transaction.atomic
def give_feedback(
    *, booking: Booking, ratings: Mapping[str, int | None], words: str = "", by: Role, at: datetime
) -> bool:
    """Keep what somebody thought of a CPD session, once for a booking; whether it is kept now.

    It is taken for a month: then it is shown, and one answer more would show itself. Nothing says whose it is: no
    time, no entry in the trail. As rows and the marks that feedback was given would come into being in the same order,
    all rows of the CPD session are written anew in a random one.
    """
    mine = _locked(booking, by)
    until = asked_until(mine.session)
    if until is None or at >= until:
        raise NinefoldError(_("What people thought is taken for a month after a CPD session, and that is over."))
    given = {name: ratings.get(name) for name in RATINGS}
    _check_feedback(given, words)
    note, _made = Reflection.objects.get_or_create(booking=mine)
    if note.feedback_given:
        return False
    note.feedback_given = True
    note.save(update_fields=["feedback_given"])
    rows = [*SessionFeedback.objects.filter(session=mine.session_id)]
    rows.append(SessionFeedback(session_id=mine.session_id, words=words.strip(), **given))
    SystemRandom().shuffle(rows)
    SessionFeedback.objects.filter(session=mine.session_id).delete()
    for row in rows:
        row.pk = None
    SessionFeedback.objects.bulk_create(rows)
    return True


@transaction.atomic
def write_note(*, booking: Booking, note: Note, by: Role, at: datetime) -> Reflection:
    """Keep one's note on a CPD session that one attended, in place of what it said before.

    The trail says nothing of it: that somebody wrote is theirs alone.
    """
    mine = _locked(booking, by)
    for text in (note.learned, note.changed, note.relevance):
        if len(text) > LONGEST_NOTE:
            raise NinefoldError(_("A part of a note may have %(most)s characters.") % {"most": LONGEST_NOTE})
    kept, _made = Reflection.objects.get_or_create(booking=mine)
    kept.learned, kept.changed, kept.relevance = (text.strip() for text in (note.learned, note.changed, note.relevance))
    kept.written_at = at
    kept.save(update_fields=["learned", "changed", "relevance", "written_at"])
    return kept


def forget_learning(person: Person) -> None:
    """Delete the notes and the attempts of somebody who is erased; what they thought of a CPD session names nobody."""
    Reflection.objects.filter(booking__person=person).delete()
    Attempt.objects.filter(person=person).delete()


def _locked(booking: Booking, by: Role) -> Booking:
    """The booking as it is now, behind the lock of its CPD session: two at once would both rewrite its rows."""
    CpdSession.objects.select_for_update().get(pk=booking.session_id)
    mine = Booking.objects.select_related("session").get(pk=booking.pk)
    check_was_there(by, mine)
    return mine


def _check_feedback(ratings: Mapping[str, int | None], words: str) -> None:
    if all(value is None for value in ratings.values()) and not words.strip():
        raise NinefoldError(_("Answer one of the questions, or write something."))
    if any(value is not None and not LOWEST <= value <= HIGHEST for value in ratings.values()):
        raise NinefoldError(_("Choose one of the answers that are there."))
    if len(words) > LONGEST_WORDS:
        raise NinefoldError(_("This may have %(most)s characters.") % {"most": LONGEST_WORDS})
