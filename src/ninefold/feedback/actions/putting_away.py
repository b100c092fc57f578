"""Taking what a 360 holds of people out of it. That it took place, and who facilitated it, stays for the register."""

from django.db import transaction

from ninefold.accounts.actions.outbox import drop_locked
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.actions.counting import delete_answers
from ninefold.feedback.actions.key_destruction import destroy_key
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import (
    Assessment,
    Concern,
    Due,
    EvaluationAsked,
    FacilitatorNote,
    Pulse,
    Report,
    SessionTime,
)
from ninefold.feedback.queries.open_answers import STANDING, delete_all_told
from ninefold.feedback.queries.pulses import keys_of
from ninefold.feedback.queries.retention import tells_of_a_session

_WORDS = ("why_now", "to_learn", "from_the_session", "changes_wanted")


def empty(assessment: Assessment) -> None:
    """Delete the report of a locked 360, who was asked, what was wished for and what followed. Not a door by itself.

    What is left says that there was a 360 of this person, when, and who facilitated it. No state is changed.
    """
    _delete_what_is_open(assessment)
    FacilitatorNote.objects.filter(facilitation__assessment=assessment).delete()
    SessionTime.objects.filter(facilitation__assessment=assessment).delete()
    assessment.quarantine.all().delete()
    Report.objects.filter(assessment=assessment).delete()
    Pulse.objects.filter(assessment=assessment).delete()
    EvaluationAsked.objects.filter(assessment=assessment).delete()
    # What makes the databases forget what was told waits for its own sweep.
    Due.objects.filter(assessment=assessment).exclude(what=CLEAR, done_at__isnull=True).delete()
    assessment.goals.all().delete()
    assessment.raters.all().delete()
    assessment.facilitations.update(first_talk="", objection="")
    for name in _WORDS:
        setattr(assessment, name, "")
    # Without a report nothing follows it any more, and its pages go by this instant.
    assessment.opened_at = assessment.thanked_at = None
    assessment.answered_shown, assessment.answered_shown_on = 0, None
    told = ("opened_at", "thanked_at", "answered_shown", "answered_shown_on")
    assessment.save(update_fields=[*_WORDS, *told])


def remove_unless_a_session_counts(assessment: Assessment) -> bool:
    """Delete an emptied 360 in which no feedback session was held and no concern passed on; whether it was deleted."""
    if tells_of_a_session(assessment):
        return False
    remove(assessment)
    return True


def remove(assessment: Assessment) -> None:
    """Delete an emptied 360 wholly, with the parts that facilitators had in it. Not a door by itself."""
    Concern.objects.filter(facilitation__assessment=assessment).delete()
    assessment.facilitations.all().delete()
    assessment.delete()


def _delete_what_is_open(assessment: Assessment) -> None:
    """What was told in a draft or in a pulse, unread, with the mail about it; its key goes once this is kept."""
    names = [assessment.key_name]
    delete_answers(assessment)
    pulse = Pulse.objects.filter(assessment=assessment, closed_at__isnull=True).first()
    if pulse is not None:
        names.append(pulse.key_name)
        secret = find_secret(pulse.key_name)
        if secret is not None:
            delete_all_told(list(assessment.raters.all()), _things_of(pulse), secret)
    for name in names:
        drop_locked(name)
    transaction.on_commit(lambda: [destroy_key(name) for name in names], robust=True)


def _things_of(pulse: Pulse) -> tuple[str, ...]:
    return (*keys_of(pulse), STANDING)
