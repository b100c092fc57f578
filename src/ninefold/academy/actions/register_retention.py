"""Deleting the records of somebody who was a facilitator once their period is over."""

from ninefold.academy.models import Attempt, Booking, Certificate, Profile, Registration
from ninefold.accounts.models import Person


def forget_facilitator(person: Person) -> None:
    """Delete somebody's entry on the register and in the directory, their places in CPD sessions and certificates.

    With them go evidence, also what was refused or taken back, leave, audits, attendance, notes to themselves and the
    photograph. Whoever checks a certificate of theirs is told that there is none.
    """
    Certificate.objects.filter(person=person).delete()
    Booking.objects.filter(person=person).delete()
    Attempt.objects.filter(person=person).delete()
    Profile.objects.filter(person=person).delete()
    Registration.objects.filter(person=person).delete()
