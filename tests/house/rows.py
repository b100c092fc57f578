"""The rows that an address with a number leads to, made for the cast before it is walked: what each part is called."""

from datetime import timedelta

from django.utils import timezone

from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Facilitation
from tests.feedback.followed import make_opened, set_goal
from tests.feedback.made import make_closed, make_draft, make_open
from tests.feedback.quarantined import make_asked, make_commented
from tests.feedback.self_assessed import make_kept
from tests.world import NOON, World


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


def a_case(world: World) -> dict[str, object]:
    """The part of Felix Achterberg in a closed 360 of hers, with a time next week."""
    return {"pk": _case(world).pk}


def one_with_a_case(world: World) -> dict[str, object]:
    """That 360."""
    return {"pk": _case(world).assessment_id}


def one_that_was_held(world: World) -> dict[str, object]:
    """The same, with all of the report open and the feedback session marked as held."""
    case, at = _case(world), timezone.now() + timedelta(days=8)
    open_all(facilitation=case, by=world.facilitator, at=at)
    mark_held(facilitation=case, by=world.facilitator, at=at)
    return {"pk": case.assessment_id}


def an_opened_one(world: World) -> dict[str, object]:
    """A 360 of hers whose report was opened, with a goal, and an earlier one to set beside it."""
    make_opened(world, at=NOON - timedelta(days=364))
    assessment = make_opened(world)
    set_goal(assessment, 1, world.participant)
    return {"pk": assessment.pk}


def a_goal(world: World) -> dict[str, object]:
    """The goal that came of it."""
    return {**an_opened_one(world), "position": 1}


def a_self_assessment(world: World) -> dict[str, object]:
    """The second of two self-assessments that she keeps, both with everything answered."""
    make_kept(world.participant.person, at=timezone.now() - timedelta(days=200))
    return {"pk": make_kept(world.participant.person, at=timezone.now()).pk}


def her_number(world: World) -> dict[str, object]:
    """Ada Okafor herself."""
    return {"pk": world.participant.person_id}


def a_quarantine_case(world: World) -> dict[str, object]:
    """A comment of her report that Felix Achterberg asked the data protection officer to look at."""
    return {"pk": make_asked(world).pk}


def a_case_with_comments(world: World) -> dict[str, object]:
    """His part in that 360, and the first comment."""
    return {"pk": make_commented(world).pk, "place": 0}


def _case(world: World) -> Facilitation:
    assessment, at = make_closed(world), timezone.now()
    case = Facilitation.objects.get(assessment=assessment)
    meeting = at + timedelta(days=7)
    time = offer_time(starts_at=meeting, minutes=120, where="Room 4", by=world.facilitator, at=at)
    pick_time(facilitation=case, time=time, by=world.participant, at=at)
    return case
