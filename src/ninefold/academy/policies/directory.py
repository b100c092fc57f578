"""Who may say something of themselves in the directory."""

from django.utils.translation import gettext as _

from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError


def check_can_edit_profile(by: Role) -> None:
    """A profile is its facilitator's own: nobody else writes it, those who lead neither."""
    if by.ended_at is not None or by.kind != Kind.FACILITATOR:
        raise NotAllowedError(_("Only facilitators have a page in the directory, and each writes their own."))
