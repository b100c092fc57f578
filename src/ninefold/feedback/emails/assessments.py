"""Mails to the participant and to whoever checks a list, up to the close."""

from collections.abc import Sequence
from typing import Any

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.core.rater_lists import Suggestion
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.queries.rater_lists import asked_by_group, groups_of, words_of_suggestion


def check_wanted(assessment: Assessment, checker: Person) -> Mail:
    """To the facilitator or a lead: a list waits to be looked at. It names nobody who is on it."""
    context = {
        "checker": checker,
        "participant": assessment.participant,
        "address": address_of("feedback:list_check", pk=assessment.pk),
    }
    return compose("feedback/mail/check_wanted.jinja", context)


def changes_wanted(assessment: Assessment) -> Mail:
    """To the participant: something on the list should be changed. What it is stands on the page alone."""
    return _to_participant("changes_wanted", assessment, address=address_of("feedback:colleagues", pk=assessment.pk))


def list_approved(assessment: Assessment) -> Mail:
    """To the participant: the list has been agreed to."""
    return _to_participant("list_approved", assessment)


def advice(assessment: Assessment, suggestions: Sequence[Suggestion]) -> Mail:
    """To the participant, while it is open: whom it would help most to ask besides."""
    first = suggestions[0]
    asked = asked_by_group(assessment)
    label = next((group.label for group in groups_of(assessment) if group.id == first.group), "")
    return _to_participant(
        "advice",
        assessment,
        first=first,
        label=label,
        asked=asked.get(first.group or "", 0),
        others=[words_of_suggestion(one, assessment) for one in suggestions[1:]],
        reason=words_of_suggestion(first, assessment),
        address=address_of("feedback:colleagues", pk=assessment.pk),
    )


def came_back(assessment: Assessment, raters: Sequence[Rater]) -> Mail:
    """To the participant: whose invitations could not be delivered."""
    return _to_participant("came_back", assessment, raters=raters)


def _to_participant(name: str, assessment: Assessment, **parts: Any) -> Mail:
    context = {
        "participant": assessment.participant,
        "assessment": assessment,
        "address": address_of("feedback:assessment", pk=assessment.pk),
        **parts,
    }
    return compose(f"feedback/mail/{name}.jinja", context, language=assessment.language)
