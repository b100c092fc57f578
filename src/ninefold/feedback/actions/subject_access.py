"""Answering somebody who asks what is held of them. The trail says that it was asked for, never what was given."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By, check_can_give_out
from ninefold.core.errors import NinefoldError
from ninefold.feedback.queries.erasure import held_of
from ninefold.feedback.queries.subject_access import Copy, copy_for


@transaction.atomic
def give_copy(*, email: str, notes_reviewed: bool, by: By, at: datetime) -> Copy:
    """Everything that the person with this address may have. Raises NinefoldError where nothing is held of them."""
    check_can_give_out(by)
    held = held_of(email)
    if held.first is None:
        raise NinefoldError(
            _(
                "Nothing is held of anybody with the address “%(address)s”: no account, and no place on a list of whom "
                "to ask. What somebody answered in a questionnaire that has closed can be found no more: it was "
                "deleted then."
            )
            % {"address": email}
        )
    record(by=by, at=at, what="give copy", on=held.first, notes="reviewed" if notes_reviewed else "")
    return copy_for(held, notes_reviewed=notes_reviewed, at=at)
