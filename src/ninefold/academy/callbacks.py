"""What this room tells the rooms below, which cannot ask it: a page of its own about one's account."""

from django.utils.translation import gettext_lazy as _

from ninefold.accounts.own_pages import register_own_page


def register() -> None:
    """Register once, when the program starts."""
    register_own_page("academy:account_mail", _("Which mail you want"))
