"""With whom somebody must not work on a 360. Nobody is told who declared it."""

from django.db.models import Q

from ninefold.academy.models import Conflict
from ninefold.accounts.models import Person, Role
from ninefold.accounts.queries import addresses_of, person_with_address


def tied_to(person: Person) -> set[int]:
    """The numbers of those with whom somebody has a tie, whichever of the two declared it."""
    theirs = {each.email.lower() for each in addresses_of(person) if not each.is_private}
    by_others = Conflict.objects.filter(Q(with_person=person) | Q(with_address__in=theirs))
    return {*named_by(person), *by_others.values_list("declared_by", flat=True)} - {person.pk}


def named_by(person: Person) -> set[int]:
    """The numbers of those to whom somebody declared a tie themselves."""
    declared = Conflict.objects.filter(declared_by=person)
    addresses = declared.exclude(with_address="").values_list("with_address", flat=True)
    at_addresses = [number for address in addresses if (number := _number_at(address)) is not None]
    return {*at_addresses, *declared.filter(with_person__isnull=False).values_list("with_person__pk", flat=True)}


def are_tied(one: Person, other: Person) -> bool:
    """Whether the two must not work together."""
    return other.pk in tied_to(one)


def own_conflicts(role: Role) -> list[Conflict]:
    """What one declared, the newest first."""
    return list(Conflict.objects.visible_to(role).select_related("with_person").order_by("-declared_at", "-pk"))


def _number_at(address: str) -> int | None:
    """Whose the address is. A private one stays private: to be refused would tell whose it is."""
    owner = person_with_address(address)
    return None if owner is None or owner.private_email.lower() == address else owner.pk
