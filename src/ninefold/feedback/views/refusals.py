"""Doing what a page asks for, where it may turn out that it cannot be done."""

from collections.abc import Callable

from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError


def why_refused(act: Callable[[], object]) -> str:
    """Do it; why it could not be done, or nothing where it was. Who may not do it at all gets a page that says so."""
    try:
        act()
    except NotAllowedError:
        raise
    except NinefoldError as error:
        return str(error)
    return ""
