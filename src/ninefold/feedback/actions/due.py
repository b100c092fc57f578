"""What is to happen by itself: written down when it is known, and done once when its time comes."""

from datetime import datetime

from ninefold.feedback.models import Assessment, Due


def plan(what: str, assessment: Assessment, due_at: datetime, number: int = 0) -> None:
    """Write down what is due for a 360 and when; another time for the same thing takes the place of the first.

    What has been done stays done.
    """
    _row, made = Due.objects.get_or_create(what=what, assessment=assessment, number=number, defaults={"due_at": due_at})
    if not made:
        Due.objects.filter(what=what, assessment=assessment, number=number, done_at__isnull=True).update(due_at=due_at)


def unplan(what: str, assessment: Assessment, number: int | None = None) -> None:
    """Forget what was due and has not been done: one thing, or with no number all of this kind."""
    waiting = Due.objects.filter(what=what, assessment=assessment, done_at__isnull=True)
    (waiting if number is None else waiting.filter(number=number)).delete()


def unplan_all(assessment: Assessment) -> None:
    """Forget all that was due for a 360 that is over."""
    Due.objects.filter(assessment=assessment, done_at__isnull=True).delete()
