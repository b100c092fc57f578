"""Who may take the e-learning assessment."""

from django.utils.translation import gettext as _

from ninefold.academy.models import Attempt
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError


def check_can_learn(by: Role) -> None:
    """Facilitators, and those who train to be one: they have that role from the start."""
    if by.ended_at is not None or by.kind != Kind.FACILITATOR:
        raise NotAllowedError(_("The assessment is for facilitators, and for those in training."))


def check_is_own(by: Role, attempt: Attempt) -> None:
    """An attempt is answered and sent by whom it is of, and by nobody for them."""
    check_can_learn(by)
    if by.person_id != attempt.person_id:
        raise NotAllowedError(_("This attempt is somebody else’s."))
