"""A closed 360 with comments, and one of them asked to be looked at."""

from ninefold.core.london import closing_instant
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.quarantine import ask_to_look
from ninefold.feedback.models import Assessment, Facilitation, QuarantineCase
from ninefold.feedback.queries.quarantine import comments_of
from tests.feedback.made import answer, make_open, raters_of, take_on
from tests.world import NOON, World

HARD = "Shouts at people. You all know who I mean, and I will see to it."


def make_commented(world: World) -> Facilitation:
    """The part of Felix Achterberg in a 360 of Ada Okafor that has closed, with comments of all who were asked."""
    assessment = make_open(world)
    facilitation = take_on(assessment, world.facilitator)
    for number, rater in enumerate(raters_of(assessment)):
        answer(rater, comment=HARD if number == 3 else f"Listens well, says number {number}.")
    close_on_date(assessment, 0, closing_instant(assessment.closes_on))
    return Facilitation.objects.with_people().get(pk=facilitation.pk)


def place_of(assessment: Assessment, text: str = HARD) -> int:
    """Where a comment first stands in a report."""
    return next(comment.place for comment in comments_of(assessment) if comment.text == text)


def make_asked(world: World, facilitation: Facilitation | None = None) -> QuarantineCase:
    """The hard comment of that report, which the facilitator asked the data protection officer to look at."""
    found = facilitation or make_commented(world)
    place = place_of(found.assessment)
    ground = QuarantineCase.Ground.ABUSIVE
    return ask_to_look(facilitation=found, place=place, ground=ground, by=world.facilitator, at=NOON)
