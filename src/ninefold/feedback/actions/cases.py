"""A case as an action changes it: the row of a facilitation, locked, and its moves."""

from datetime import timedelta

from ninefold.accounts.policies import Operator
from ninefold.core.lifecycles import FACILITATION, FacilitationState, check_move
from ninefold.feedback.models import Facilitation

# Who makes a move that nobody asked for on the day.
THE_PROGRAM = Operator("program", is_program=True)
# What is due for a case; the number of each is that of the facilitation.
LAPSE_REQUEST = "lapse_request"
ASK_HELD_AGAIN, ASK_HELD_LAST, COUNT_HELD = "ask_held_again", "ask_held_last", "count_held"
DELETE_NOTES = "delete_notes"
NOTES_KEPT = timedelta(days=183)  # half a year after the feedback session, or after the case was handed over


def lock_case(facilitation: Facilitation) -> Facilitation:
    """The row of a facilitation as it is now, kept from other changes until this one is made."""
    rows = Facilitation.objects.select_for_update(of=("self",))
    people = rows.select_related("facilitator", "assessment__participant")
    return people.select_related("assessment__organisation", "assessment__region").get(pk=facilitation.pk)


def move(case: Facilitation, name: str) -> None:
    """Make one move of the life of a facilitation. Raises WrongStateError if it does not start here."""
    case.state = check_move(FACILITATION, name, FacilitationState(case.state))
