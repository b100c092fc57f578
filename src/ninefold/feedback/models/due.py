"""The table of what is to happen by itself: a reminder, a mail, a day that ends something."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy
from ninefold.feedback.models.assessments import Assessment


class Due(models.Model):
    """One thing that is due for a 360 at an instant, once.

    `what` names what is done (`feedback.jobs`), `number` says which where a 360 has several, such as the position of
    a goal. Whoever sets `done_at` does it; a sweep that is late or made twice does each thing once.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "what": OPEN,
        "assessment": PERSONAL,
        "number": OPEN,
        "due_at": PERSONAL,
        "done_at": PERSONAL,
    }

    what = models.CharField(max_length=40)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["what", "assessment", "number"], name="due_once"),)
        indexes = (models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="due_next"),)

    def __str__(self) -> str:
        return f"{self.what} of 360 {self.assessment_id}, due {self.due_at:%Y-%m-%d %H:%M}"
