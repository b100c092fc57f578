"""Mails about what follows a report: goals and their reminders, someone to support me, thanks, a pulse."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import override

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.feedback.models import Assessment, Goal, Pulse, Rater


def goal_reminder(goal: Goal, days_left: int) -> Mail:
    """To the participant: a goal’s date is near, or is today or past."""
    return _to_participant("goal_reminder", goal.assessment, page="feedback:goals", goal=goal, days_left=days_left)


def support_wanted(goal: Goal) -> Mail:
    """To whoever is named as someone to support: what is asked of them, with the goal."""
    context = {"participant": goal.assessment.participant, "goal": goal}
    return compose("feedback/mail/support_wanted.jinja", context, language=goal.assessment.language)


def thanks(assessment: Assessment, rater: Rater, text: str, goals: Sequence[Goal]) -> Mail:
    """To somebody who was invited: thanks in the participant’s own words, with the goals they share."""
    context = {"rater": rater, "participant": assessment.participant, "text": text, "goals": goals}
    return compose("feedback/mail/thanks.jinja", context, language=rater.language)


def pulse_possible(assessment: Assessment) -> Mail:
    """To the participant: three months have passed, and others can be asked."""
    return _to_participant("pulse_possible", assessment, page="feedback:pulse")


def pulse_closed(assessment: Assessment) -> Mail:
    """To the participant: what colleagues noticed can be seen. What it is stands in no mail."""
    return _to_participant("pulse_closed", assessment, page="feedback:pulse")


def pulse_invitation(pulse: Pulse, rater: Rater, link: str) -> Mail:
    """To somebody who is asked in a pulse: the goals, and their link."""
    return _to_rater(pulse, rater, link, again=False)


def pulse_reminder(pulse: Pulse, rater: Rater, link: str) -> Mail:
    """The same once more. It says nothing of what the rater has done so far."""
    return _to_rater(pulse, rater, link, again=True)


def _to_rater(pulse: Pulse, rater: Rater, link: str, *, again: bool) -> Mail:
    with override(rater.language):
        context = {
            "rater": rater,
            "participant": pulse.assessment.participant,
            "home": pulse.assessment.home,
            "goals": pulse.goals,
            "closes_on": date_format(pulse.closes_on, "l j F"),
            "address": address_of("feedback:pulse_door", token=link),
            "again": again,
        }
    return compose("feedback/mail/pulse_invitation.jinja", context, language=rater.language)


def _to_participant(name: str, assessment: Assessment, page: str, **parts: object) -> Mail:
    context = {"participant": assessment.participant, "address": address_of(page, pk=assessment.pk), **parts}
    return compose(f"feedback/mail/{name}.jinja", context, language=assessment.language)
