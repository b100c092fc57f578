"""The table of those who are asked. Of how far they are it holds no more than may be told: invited, opened, bounced."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ninefold.accounts.models import LONGEST_NAME
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.core.framework.model import SELF
from ninefold.feedback.models.assessments import Assessment
from ninefold.feedback.models.states import RaterState


class RaterQuerySet(models.QuerySet["Rater"]):
    """Raters."""

    def others(self) -> Self:
        """All but the participant themselves."""
        return self.exclude(group=SELF)

    def standing(self) -> Self:
        """Those on the list: not withdrawn."""
        return self.exclude(state=RaterState.WITHDRAWN)

    def asked(self) -> Self:
        """Those who were invited, whether they opened it, it bounced, or neither.

        Not whoever has another address since then that nobody has agreed to yet.
        """
        invited = self.exclude(state__in=[RaterState.NOMINATED, RaterState.WITHDRAWN])
        return invited.exclude(state=RaterState.BOUNCED, checked=False)

    def with_people(self) -> Self:
        """The same with who asks them, and where that 360 belongs to."""
        return self.select_related("assessment__participant", "assessment__organisation", "assessment__region")


class Rater(models.Model):
    """Somebody who is asked about a participant, or, in the group of oneself, the participant.

    `mailbox` is what two spellings of one address have in common. `checked`: nothing speaks against inviting them, or
    somebody other than the participant has agreed. `link_hash` is that of the link in every mail to them; with
    `link_number` one up there is another link, and the earlier is dead. `letter_hash`: the same for a code on paper.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "assessment": PERSONAL,
        "name": PERSONAL,
        "email": PERSONAL,
        "mailbox": PERSONAL,
        "group": PERSONAL,
        "language": PERSONAL,
        "state": PERSONAL,
        "checked": PERSONAL,
        "link_hash": CONFIDENTIAL,
        "link_number": CONFIDENTIAL,
        "letter_hash": CONFIDENTIAL,
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="raters")
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField(blank=True)
    mailbox = models.CharField(max_length=254, blank=True)
    group = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=RaterState, default=RaterState.NOMINATED)
    checked = models.BooleanField(default=False)
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    link_number = models.PositiveSmallIntegerField(default=0)
    letter_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)

    objects = RaterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "mailbox"],
                condition=~Q(mailbox="") & ~Q(state="withdrawn"),
                name="rater_mailbox_once_in_a_360",
            ),
            models.UniqueConstraint(fields=["assessment"], condition=Q(group=SELF), name="rater_self_once_in_a_360"),
        )
        indexes = (models.Index(fields=["mailbox"], condition=~Q(mailbox=""), name="rater_by_mailbox"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_self(self) -> bool:
        """Whether this is the participant."""
        return self.group == SELF
