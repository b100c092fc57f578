"""What pages ask about people and what they are here as."""

from collections.abc import Sequence

from ninefold.accounts.models import Kind, Person, Role

# What belongs to a role's place, so that asking for its scope or what lies in it costs nothing more.
WITH_PLACE = ("nation", "region", "organisation__region", "programme__organisation__region")


def roles_held(person: Person) -> list[Role]:
    """The running roles of somebody, the oldest first."""
    roles = list(Role.objects.running().filter(person=person).select_related(*WITH_PLACE).order_by("granted_at", "pk"))
    for role in roles:
        role.person = person
    return roles


def role_to_act_as(held: Sequence[Role], chosen: object = None) -> Role | None:
    """The chosen one of the roles held; else that of a participant, else the first. None where none is held."""
    for role in held:
        if role.pk == chosen:
            return role
    return next((role for role in held if role.kind == Kind.PARTICIPANT), held[0] if held else None)
