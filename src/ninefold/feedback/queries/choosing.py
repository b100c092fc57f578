"""Whether one facilitator can be asked for the 360 of one participant, and if not, why, in one sentence."""

from datetime import date

from django.utils.translation import gettext as _

from ninefold.academy.queries.conflicts import named_by, tied_to
from ninefold.academy.queries.directory import not_accepting
from ninefold.academy.queries.standings import people_held_back
from ninefold.accounts.models import Kind, Person, Role


def why_not(facilitator: Person, participant: Person, day: date) -> str:
    """Why this participant cannot ask this facilitator on the day; empty where they can.

    Of a tie that somebody else declared it is not told that there is one.
    """
    number, said = facilitator.pk, {"name": facilitator}
    here = Role.objects.running().filter(person=number, kind=Kind.FACILITATOR, person__is_active=True)
    if not here.exists():
        return _("%(name)s is not a facilitator here any more. Please choose somebody else.") % said
    if number == participant.pk:
        return _("Nobody facilitates their own 360. Choose somebody else.")
    if tied := _why_tied(facilitator, participant):
        return tied
    if people_held_back([number], day):
        return _("%(name)s is not accredited at present. Please choose somebody else.") % said
    if not_accepting([number]):
        return _("%(name)s takes no new 360s at present. Please choose somebody else.") % said
    return ""


def _why_tied(facilitator: Person, participant: Person) -> str:
    said = {"name": facilitator}
    if facilitator.pk in named_by(participant):
        return _("You have said that there is a tie between %(name)s and you, so please choose somebody else.") % said
    if facilitator.pk in tied_to(participant):
        return _("%(name)s cannot facilitate this 360. Please choose somebody else.") % said
    return ""
