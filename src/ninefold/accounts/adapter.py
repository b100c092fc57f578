"""Where the library for signing in asks what is particular to this site."""

from typing import Any, Never

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.accounts.limits import check_not_too_many, note_failure

MOST_WRONG_PASSWORDS = 10


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library brings no types
    """Limits wrong passwords in our table, which all processes share, and leaves all mail to our outbox."""

    def pre_authenticate(self, _request: HttpRequest, **credentials: Any) -> None:
        """Raise TooManyFailuresError where wrong passwords were given for this address too often."""
        instead = _(
            "Wrong passwords were given for this address too often. For the next ten minutes sign in with a code, "
            "which we send you by e-mail."
        )
        who = credentials["email"]
        check_not_too_many("password", who, at=timezone.now(), most=MOST_WRONG_PASSWORDS, instead=instead)

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password."""
        note_failure("password", credentials["email"], at=timezone.now())

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: where somebody is told what happened, a view does it."""

    def send_mail(self, template_prefix: str, _email: str, _context: dict[str, Any]) -> Never:
        """Refused: each of our mails is written by an action, into the outbox."""
        raise TypeError(f"{template_prefix} is no mail of ours.")
