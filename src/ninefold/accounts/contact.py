"""Whom anybody may ask about the service in a region: columns of the table of regions."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import PERSONAL, Privacy

LONGEST_CONTACT, LONGEST_PHONE = 200, 40


class Contact(models.Model):
    """A person who agreed to be named on a page that everybody can read, with an address, a number, or both.

    Whom raters turn to is somebody else, told to those who take part alone: `ask_name` and `ask_email` of `Care`.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "contact_name": PERSONAL,
        "contact_email": PERSONAL,
        "contact_phone": PERSONAL,
    }

    contact_name = models.CharField(max_length=LONGEST_CONTACT, blank=True, default="", db_default="")
    contact_email = models.EmailField(blank=True, default="", db_default="")
    contact_phone = models.CharField(max_length=LONGEST_PHONE, blank=True, default="", db_default="")

    class Meta:
        abstract = True
