"""What goes from the register with somebody who is erased, where their entry has to stay under a pseudonym."""

from ninefold.academy.models import AuditItem, Evidence, Leave, StandingTold
from ninefold.accounts.models import Person


def forget_on_register(person: Person) -> None:
    """Delete the words on somebody's entry, whoever wrote them, where they were, and of what they were reminded.

    The days stay as long as the entry does: the standing follows from them.
    """
    Leave.objects.filter(registration__person=person).update(reason="")
    Evidence.objects.filter(registration__person=person).update(reason="", organisation="", about="")
    # Who is erased is at home nowhere, so nobody could settle what is open, and no audit could be drawn again.
    AuditItem.objects.filter(registration__person=person, outcome=AuditItem.Outcome.WAITING).delete()
    AuditItem.objects.filter(registration__person=person).update(said="")
    StandingTold.objects.filter(registration__person=person).delete()
