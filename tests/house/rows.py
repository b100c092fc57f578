"""The rows that an address with a number leads to, made for the cast before it is walked: what each part is called."""

from datetime import timedelta

from django.utils import timezone

from ninefold.academy.actions.attendance import confirm_match, count_attendance, read_file
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.directory import save_photo
from ninefold.academy.actions.learning import begin_attempt
from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_audits import draw_audit
from ninefold.academy.actions.register_leave import enter_leave
from ninefold.academy.actions.topics import Saying, make_topic
from ninefold.academy.models import Attendee, AuditItem, Certificate, CpdSession, Evidence, Host
from ninefold.core.london import london_date
from ninefold.feedback.actions.helping import ask_for_help
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Assessment, Evaluation, EvaluationAsked, Facilitation, HelpRequest
from tests.academy.attended import make_attended
from tests.academy.cpd import make_session
from tests.academy.directory import list_in_directory, photo_file
from tests.academy.learned import passed
from tests.academy.listed import listed
from tests.feedback.followed import make_opened, set_goal
from tests.feedback.made import make_closed, make_draft, make_open
from tests.feedback.quarantined import make_asked, make_commented
from tests.feedback.self_assessed import make_kept
from tests.world import NOON, OPERATOR, World


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


def one_to_evaluate(world: World) -> dict[str, object]:
    """The same, whose participant was asked what she thinks of it."""
    made = one_that_was_held(world)
    held = Assessment.objects.get()
    EvaluationAsked.objects.create(assessment=held, stage=Evaluation.Stage.AFTER, asked_at=timezone.now())
    return made


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


def an_entry(world: World) -> dict[str, object]:
    """Felix Achterberg, who is on the register."""
    return {"pk": an_evidence(world)["pk"]}


def an_evidence(world: World) -> dict[str, object]:
    """What is entered of Felix Achterberg on the register."""
    at, person = timezone.now(), world.facilitator.person
    entered = enter_evidence(
        person=person, kind=Evidence.Kind.ACCREDITED, happened_on=at.date() - timedelta(days=9), by=OPERATOR, at=at
    )
    return {"pk": person.pk, "evidence": entered.pk}


def a_leave(world: World) -> dict[str, object]:
    """A leave of Felix Achterberg."""
    at, person = timezone.now(), world.facilitator.person
    leave = enter_leave(person=person, starts_on=at.date(), ends_on=None, reason="", by=world.midlands_lead, at=at)
    return {"pk": person.pk, "leave": leave.pk}


def an_attempt(world: World) -> dict[str, object]:
    """An attempt at the assessment that Felix Achterberg has begun."""
    begin_attempt(by=world.facilitator, at=timezone.now())
    return {}


def a_sent_attempt(world: World) -> dict[str, object]:
    """One that he sent, with three wrong answers."""
    return {"pk": passed(world.facilitator, wrong=3, at=timezone.now()).pk}


def an_attended_one(world: World) -> dict[str, object]:
    """A CPD session of the nation that Felix Achterberg attended."""
    return {"pk": make_attended(make_session(world), world.facilitator).session_id}


def a_profile(world: World) -> dict[str, object]:
    """The entry of Felix Achterberg in the directory, with a photograph."""
    at = timezone.now()
    entry = list_in_directory(world.facilitator, at)
    save_photo(content=photo_file(), by=world.facilitator, at=at)
    return {"pk": entry.pk}


def a_help_request(world: World) -> dict[str, object]:
    """That Ada Okafor asked for help to choose."""
    return {"pk": ask_for_help(need=HelpRequest.Need.CHOOSE, by=world.participant, at=timezone.now()).pk}


def a_place(world: World) -> dict[str, object]:
    """A CPD session of the nation in which Felix Achterberg has a place."""
    at = timezone.now()
    session = make_session(world, starts_at=at + timedelta(days=3))
    book_place(session=session, person=world.facilitator.person, by=world.facilitator, at=at)
    return {"pk": session.pk}


def a_topic(world: World) -> dict[str, object]:
    """A topic of the nation's own."""
    saying = Saying("Feedback for whole teams", "What is different when a team asks together.")
    return {"pk": make_topic(body=world.nation, saying=saying, by=world.administrator, at=timezone.now()).pk}


def a_held_session(world: World) -> dict[str, object]:
    """A CPD session that was held, with a place of Felix Achterberg, and a list with him and others as guests."""
    at = timezone.now().replace(microsecond=0)
    begins = at - timedelta(hours=3)
    session = make_session(world, starts_at=begins)
    Host.objects.create(session=session, person=world.other_facilitator.person)
    book_place(session=session, person=world.facilitator.person, by=world.facilitator, at=begins - timedelta(days=9))
    read_file(session=session, content=listed(begins, "Felix Achterberg", "A Visitor"), by=world.administrator, at=at)
    return {"pk": session.pk}


def a_certificate(world: World) -> dict[str, object]:
    """His certificate of it, once it was counted."""
    session = CpdSession.objects.get(**a_held_session(world))
    guest = Attendee.objects.get(session=session, match=Attendee.Match.NAME)
    confirm_match(attendee=guest, booking=guest.booking, by=world.administrator, at=timezone.now())
    count_attendance(session=session, by=world.administrator, at=timezone.now())
    return {"code": Certificate.objects.get().code}


def an_audit(world: World) -> dict[str, object]:
    """An audit of the Midlands in which Felix Achterberg is asked about a feedback session held elsewhere."""
    at = timezone.now()
    felix, lead = world.facilitator.person, world.midlands_lead
    enter_evidence(person=felix, kind=Evidence.Kind.ACCREDITED, happened_on=london_date(at), by=lead, at=at)
    draw = draw_audit(region=world.midlands, by=lead, at=at)
    item = AuditItem.objects.get(draw=draw)
    assert item.pk == draw.pk  # one address names the draw, the other the item
    return {"pk": draw.pk}


def _case(world: World) -> Facilitation:
    assessment, at = make_closed(world), timezone.now()
    case = Facilitation.objects.get(assessment=assessment)
    meeting = at + timedelta(days=7)
    time = offer_time(starts_at=meeting, minutes=120, where="Room 4", by=world.facilitator, at=at)
    pick_time(facilitation=case, time=time, by=world.participant, at=at)
    return case
