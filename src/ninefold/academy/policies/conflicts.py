"""Who may declare that two people must not work together on a 360."""

from django.utils.translation import gettext as _

from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError

DECLARE = (Kind.FACILITATOR, Kind.PARTICIPANT)


def check_can_declare(by: Role) -> None:
    """Facilitators and participants declare their own ties."""
    if by.ended_at is not None or by.kind not in DECLARE:
        raise NotAllowedError(_("Facilitators and participants declare such ties, each their own."))
