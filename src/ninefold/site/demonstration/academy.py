"""What the demonstration shows of the academy: facilitators in the directory, and CPD sessions in every state."""

from datetime import timedelta

from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.cpd_sessions import Plan, announce_session, prepare_session
from ninefold.academy.actions.directory import Said, save_profile
from ninefold.academy.models import CpdSession
from ninefold.academy.queries.topics import TopicOfCpd, shipped_topics
from ninefold.accounts.models import Kind, Role
from ninefold.site.demonstration.casting import BY
from ninefold.site.demonstration.stage import Stage

ENTRIES = {
    "Theo Lindgren": Said(
        about="I led wards for twelve years. I like to begin with what surprised you.",
        sectors=("acute", "ambulance"),
        languages=("en",),
        in_person=True,
        accepting=True,
        availability="Tuesdays and Thursdays",
    ),
    "Marjorie Sinclair": Said(
        about="I work for myself and with people from general practice and charities, mostly on screen.",
        sectors=("primary", "charity"),
        languages=("en", "fr"),
        accepting=True,
        availability="Mornings, and some evenings",
    ),
    "Anil Deshmukh": Said(
        about="Community services are where I come from. I make room for silence.",
        sectors=("community", "mental_health"),
        languages=("en", "hi", "gu"),
        in_person=True,
        accepting=True,
    ),
    "Siân Prosser": Said(
        about="I take few cases at a time.",
        sectors=("community",),
        languages=("en", "cy"),
        availability="Full until the spring",
    ),
}


def play_academy(stage: Stage) -> None:
    """Fill the directory, and let facilitators book: one CPD session is over, one is full, one waits for a date."""
    facilitators = [role for (_key, kind), role in stage.company.roles.items() if kind is Kind.FACILITATOR]
    for role in facilitators:
        said = ENTRIES.get(role.person.name)
        if said is not None:
            save_profile(said=said, by=role, at=stage.at_work(30))
    refresher, on_screen, inquiry, _conversations, dilemmas, _groups = shipped_topics()
    host, *others = facilitators
    over = _announced(stage, refresher, days=8, places=20, host=host)
    _book(stage, over, others[:3], days=20)
    _book(stage, _announced(stage, refresher, days=-20, places=2, host=host), others, days=12)
    _book(stage, _announced(stage, dilemmas, days=-34, places=20, host=others[0]), [host], days=10)
    for topic, days in ((on_screen, -48), (inquiry, None)):
        plan = _plan(stage, topic, days=days, places=20)
        drafted = prepare_session(body=stage.company.nation, plan=plan, by=BY, at=stage.at_work(6))
        if days is None:
            announce_session(session=drafted, by=BY, at=stage.at_work(6))


def _announced(stage: Stage, topic: TopicOfCpd, *, days: int, places: int, host: Role) -> CpdSession:
    at = stage.at_work(45)
    plan = _plan(stage, topic, days=days, places=places, host=host)
    made = prepare_session(body=stage.company.nation, plan=plan, by=BY, at=at)
    announce_session(session=made, by=BY, at=at + timedelta(minutes=5))
    return made


def _plan(stage: Stage, topic: TopicOfCpd, *, days: int | None, places: int, host: Role | None = None) -> Plan:
    return Plan(
        topic=topic.slug,
        title=topic.title,
        about=topic.about,
        starts_at=None if days is None else stage.next_at_work(days, "10:00"),
        capacity=places,
        counts_as_session=topic.counts_as_session,
        online_link=f"https://meet.example/{topic.slug}",
        hosts=() if host is None else (host.person,),
    )


def _book(stage: Stage, session: CpdSession, roles: list[Role], *, days: int) -> None:
    for place, role in enumerate(roles):
        at = stage.at_work(days) + timedelta(minutes=7 * place)
        book_place(session=session, person=role.person, by=role, at=at)
