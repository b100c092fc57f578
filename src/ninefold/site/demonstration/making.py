"""Making the demonstration, once, in an empty database."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from ninefold.accounts.models import Nation
from ninefold.core.errors import NinefoldError
from ninefold.site.demonstration.academy import play_academy
from ninefold.site.demonstration.casting import make_company
from ninefold.site.demonstration.clockwork import Clockwork, Story
from ninefold.site.demonstration.stage import Stage
from ninefold.site.demonstration.stories import STORIES

Told = Callable[[Stage], Story]
SEED = 9
# Before the first of the stories.
FOUNDED = timedelta(days=300)


def is_made() -> bool:
    """Whether there is anybody already, of the demonstration or not."""
    return Nation.objects.exists()


# The keys are kept before the rows that need them. If the machine stops in between, they are keys of nothing, which
# the next making, or a worker, destroys; if it stops earlier, nothing has been made.
@transaction.atomic
@transaction.atomic(using="keys")
def make_demonstration(now: datetime, seed: int = SEED, stories: Sequence[Told] = STORIES) -> Stage:
    """Let the stories of the cast happen up to `now`. The same seed and instant make the same once more.

    Raises NinefoldError where there is anybody already.
    """
    if is_made():
        raise NinefoldError("There are people already, and the demonstration begins with an empty database.")
    clockwork = Clockwork()
    stage = Stage(now, make_company(now - FOUNDED), clockwork, seed)
    for story in stories:
        clockwork.begin(story(stage))
    clockwork.run(now)
    play_academy(stage)
    return stage
