"""The table of links in mails of this room: to book, to answer an offer, to withdraw, to change what mail one gets."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Person
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class Link(models.Model):
    """One link to one person (or, for an interest without account, to an address): only its hash is kept.

    `about` is the number of what it is for: of a CPD session to book, of a booking whose offer it answers, of an
    interest to withdraw.
    """

    class Purpose(models.TextChoices):
        """What a link opens."""

        BOOK = "book", _("book a place")
        OFFER = "offer", _("answer an offer")
        INTEREST = "interest", _("withdraw an interest")
        MAIL = "mail", _("choose which mail one gets")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "hash": CONFIDENTIAL,
        "purpose": OPEN,
        "person": PERSONAL,
        "about": OPEN,
        "made_at": OPEN,
        "expires_at": OPEN,
    }

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    about = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="link_expires"),)

    def __str__(self) -> str:
        return f"link {self.pk} to {self.purpose}"
