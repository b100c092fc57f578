"""The rows that an address with a number leads to, made for the cast before it is walked: what each part is called."""

from tests.feedback.made import make_draft, make_open
from tests.world import World


def a_draft(world: World) -> dict[str, object]:
    """A 360 of Ada Okafor that is being set up."""
    return {"pk": make_draft(world).pk}


def an_open_one(world: World) -> dict[str, object]:
    """A 360 of hers that is open."""
    return {"pk": make_open(world).pk}


def on_a_list(world: World) -> dict[str, object]:
    """One of the colleagues in a draft of hers."""
    draft = make_draft(world)
    return {"pk": draft.pk, "rater": draft.raters.others().earliest("pk").pk}


def one_that_came_back(world: World) -> dict[str, object]:
    """A colleague in an open 360 of hers whose invitation could not be delivered."""
    assessment = make_open(world)
    rater = assessment.raters.others().earliest("pk")
    assessment.raters.filter(pk=rater.pk).update(state="bounced")
    return {"pk": assessment.pk, "rater": rater.pk}
