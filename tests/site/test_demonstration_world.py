"""What stands in the demonstration once it is made, and that every page of it can be opened by everybody in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from ninefold.accounts.mailbox import SentMail, sent_mail
from ninefold.accounts.models import Kind, Organisation, Person, Region, Role
from ninefold.accounts.outbox import Message
from ninefold.core.london import london_date
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Due,
    Facilitation,
    FacilitationState,
    Pulse,
    Rater,
    RaterState,
    Report,
)
from ninefold.feedback.queries.pulses import results_of
from ninefold.feedback.queries.reports import report_of
from ninefold.feedback.queries.self_assessment_results import goals_begun, set_beside
from ninefold.feedback.queries.self_assessments import is_fresh, kept_by, read
from ninefold.feedback.queries.session_times import time_of
from ninefold.site.demonstration.cast import EVERYBODY, PLACES
from ninefold.site.demonstration.making import make_demonstration
from ninefold.site.demonstration.stage import Stage
from tests.house.pages import Page

# Where everybody begins, besides the home page; each of these is for some roles alone.
WAYS_IN = ("/360/", "/facilitating/", "/programme/")
# Walked by tests of their own, and the same for everybody.
PUBLIC = ("/static/", "/mailbox/", "/examples/", "/report-from-a-file/")
AN_INVITATION = re.compile(r"https?://[^\s/]+(/r/[^\s/]+/)")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stage")]
ROLES = [(somebody.name, kind) for somebody in EVERYBODY for kind, _place in somebody.roles]


@contextmanager
def undone() -> Iterator[None]:
    """What is changed within is as before afterwards."""
    with transaction.atomic(), transaction.atomic(using="keys"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:  # noqa: ARG001
    """The whole of it, made once for the tests of this file and gone after them."""
    whole = override_settings(
        DEMO=True,
        MAIL_ANY_HOUR=True,
        MAIL_SERVER=None,
        ROOT_URLCONF="tests.support.demonstration_urls",
        TEMPLATES=settings.TEMPLATES,
    )
    with django_db_blocker.unblock(), whole, undone():
        yield make_demonstration(timezone.now())


def assessment_of(stage: Stage, key: str) -> Assessment:
    """The 360 of somebody, the last of theirs."""
    mine = Assessment.objects.filter(participant=stage.company.people[key]).select_related("participant")
    return mine.order_by("-created_at")[0]


def case_of(stage: Stage, key: str) -> Facilitation:
    return Facilitation.objects.get(assessment=assessment_of(stage, key))


def come_in_as(role: Role) -> Client:
    """The browser of whoever pressed that name on the sign-in page."""
    client = Client()
    response = client.post(f"/account/try/{role.person_id}/", {"role": role.pk})
    assert response.status_code == 302
    return client


def test_there_are_two_regions_three_organisations_and_about_forty_people() -> None:
    assert (Region.objects.count(), Organisation.objects.count()) == (2, 3)
    assert 36 <= Person.objects.get_queryset().count() <= 44
    assert {role.kind for role in Role.objects.all()} == set(Kind)
    assert {kind for _name, kind in ROLES} == set(Kind)


def test_nobody_and_no_number_of_it_is_real() -> None:
    addresses = {*Person.objects.get_queryset().values_list("email", flat=True)}
    addresses |= {mail.letter.to for mail in sent_mail("")} | {*Rater.objects.values_list("email", flat=True)}
    assert [address for address in addresses if not address.endswith(".example")] == []
    for place in PLACES:
        numbers = re.findall(r"0[0-9 ]{8,}[0-9]", place.speak_up + place.support)
        assert [number for number in numbers if not number.startswith("01632 960")] == []


def test_every_state_of_a_360_and_of_a_facilitation_can_be_found(stage: Stage) -> None:
    states = {AssessmentState(state) for state in Assessment.objects.values_list("state", flat=True)}
    assert set(AssessmentState) - states == {AssessmentState.ARCHIVED}  # nothing is old enough
    cases = {FacilitationState(state) for state in Facilitation.objects.values_list("state", flat=True)}
    assert cases >= {
        FacilitationState.REQUESTED,
        FacilitationState.ACCEPTED,
        FacilitationState.ARRANGED,
        FacilitationState.SHARING,
        FacilitationState.HELD,
        FacilitationState.COUNTED,
    }
    assert not Assessment.objects.filter(participant=stage.company.people["parveen"]).exists()


def test_what_is_being_set_up_waits_for_different_things(stage: Stage) -> None:
    samuel, kasia, harriet, meera = (assessment_of(stage, key) for key in ("samuel", "kasia", "harriet", "meera"))
    assert not samuel.raters.others().exists()
    assert (kasia.why_now, kasia.programme) == ("", stage.company.programmes["first_steps"])
    assert harriet.check_asked_at is not None
    assert harriet.raters.filter(checked=False, email__endswith="@borough.example").count() == 2
    assert not meera.raters.filter(checked=False).exists()
    assert case_of(stage, "gareth").state == FacilitationState.REQUESTED


def test_what_is_open_is_told_in_steps_and_can_be_extended_mended_or_closed_early(stage: Stage) -> None:
    lorna, daniel, fiona = (assessment_of(stage, key) for key in ("lorna", "daniel", "fiona"))
    assert {lorna.state, daniel.state, fiona.state} == {AssessmentState.OPEN}
    assert (lorna.organisation, lorna.region) == (None, stage.company.places["midlands"])
    assert daniel.answered_shown >= 6
    assert [rater.name for rater in daniel.raters.filter(state=RaterState.BOUNCED)] == ["Tom Feldman"]
    assert fiona.extended
    assert fiona.answered_shown < 6


def test_feedback_sessions_lie_ahead_are_going_on_are_missing_and_are_to_be_confirmed(stage: Stage) -> None:
    yusuf, graham, ellen, chloe = (case_of(stage, key) for key in ("yusuf", "graham", "ellen", "chloe"))
    ahead, now = time_of(yusuf), time_of(graham)
    assert ahead is not None
    assert now is not None
    assert now.starts_at < stage.now < ahead.starts_at
    opened = Report.objects.get(assessment=graham.assessment)
    assert len(opened.sections_opened) == 3
    assert not opened.all_opened
    assert ellen.assessment.closed_at is not None
    assert timedelta(days=45) < stage.now - ellen.assessment.closed_at < timedelta(days=60)
    assert time_of(ellen) is None
    assert chloe.state == FacilitationState.HELD


def test_reports_are_rich_with_small_groups_and_hard_to_hear(stage: Stage) -> None:
    rich, small = (report_of(assessment_of(stage, key)) for key in ("bernadette", "owen"))
    answered = [sum(block.responses for block in report.others) for report in (rich, small)]
    assert answered == [15, 7]
    assert len(rich.others) > len(small.others)
    assert Assessment.objects.filter(participant=stage.company.people["bernadette"], state="opened").count() == 2
    assert assessment_of(stage, "bernadette").goals.count() == 3
    assert assessment_of(stage, "bernadette").thanked_at is not None


def test_one_pulse_is_open_and_one_has_a_result(stage: Stage) -> None:
    running, over = (Pulse.objects.get(assessment=assessment_of(stage, key)) for key in ("rachel", "owen"))
    assert running.closed_at is None
    assert running.raters.count() >= 6
    assert all(result.answered >= 5 for result in results_of(over))


def test_one_keeps_two_self_assessments_to_compare_and_to_begin_a_360_with(stage: Stage) -> None:
    person = stage.company.people["parveen"]
    later, earlier = kept_by(person)
    assert timedelta(days=180) < later.answered_on - earlier.answered_on
    assert is_fresh(later, london_date(stage.now))
    beside = set_beside(read(earlier), read(later))
    assert {line.change for line in beside.levels} == {"higher", "same"}
    assert goals_begun(read(later))


def test_nothing_that_was_due_was_left_undone(stage: Stage) -> None:
    # Its files are cleared by the worker, once it runs.
    assert not Due.objects.filter(due_at__lte=stage.now, done_at__isnull=True).exclude(what=CLEAR).exists()
    assert not Message.objects.waiting().filter(due_at__lte=stage.now).exists()


def invitations_to(assessment: Assessment) -> Iterator[tuple[SentMail, str]]:
    """The mails with a link to this questionnaire, and where the link leads."""
    for mail in sent_mail(""):
        if assessment.participant.name in mail.letter.mail.subject and (
            link := AN_INVITATION.search(mail.letter.mail.text)
        ):
            yield mail, link[1]


def test_the_mailbox_holds_invitations_whose_links_open_the_questionnaire(stage: Stage) -> None:
    client, assessment = Client(), assessment_of(stage, "lorna")
    mail, link = next(invitations_to(assessment))
    shown = client.get(f"/mailbox/{mail.number}/")
    assert link in [address for _text, address in Page(shown.content.decode()).links]
    assert client.get(link).status_code == 200
    welcome = client.post("/r/", {"link": link.split("/")[-2]}, follow=True)
    assert welcome.status_code == 200
    assert "Lorna Maxwell" in welcome.content.decode()
    walk(client, urlsplit(welcome.redirect_chain[-1][0]).path)


def test_whatever_is_written_to_somebody_with_an_account_leads_them_to_a_page() -> None:
    people = {person.email: person for person in Person.objects.get_queryset()}
    ways = {
        (mail.letter.to, way)
        for mail in sent_mail("")
        for way in re.findall(r"https?://[^\s/]+(/(?:360|facilitating|programme)/[^\s]*)", mail.letter.mail.text)
    }
    assert len(ways) > 50
    for email, way in sorted(ways):
        client = Client()
        client.force_login(people[email])
        assert client.get(way, follow=True).status_code == 200, f"{way}, of which {email} was told"


@pytest.mark.parametrize(("name", "kind"), ROLES, ids=str)
def test_every_page_that_somebody_can_reach_opens(name: str, kind: Kind) -> None:
    role = Role.objects.get(person__name=name, kind=kind)
    client = come_in_as(role)
    ways = [way for way in WAYS_IN if client.get(way).status_code == 200]
    reached = walk(client, "/", *ways)
    assert role.kind in (Kind.NATIONAL_ADMINISTRATOR, Kind.DATA_PROTECTION_OFFICER) or ways
    assert len(reached) > 4


def walk(client: Client, *begins: str) -> set[str]:
    """Follow every link from these pages; each leads to a page, and to one of this site. Where it came to."""
    reached: set[str] = set()
    ahead = [(begin, "the beginning") for begin in begins]
    while ahead:
        address, before = ahead.pop()
        path = address.partition("#")[0]
        if path in reached or not path.startswith("/") or path.startswith(PUBLIC):
            continue
        reached.add(path)
        response = client.get(path, follow=True)
        assert response.status_code == 200, f"{before} leads to {path}, which answers with {response.status_code}"
        if response.headers["Content-Type"].startswith("text/html"):
            page = Page(response.content.decode())
            assert faults_of(page) == [], path
            ahead += [(link, path) for _text, link in page.links]
    return reached


def faults_of(page: Page) -> list[str]:
    """What is wrong with a page that is full: what the tests of the house ask of each page by itself."""
    places: dict[str, set[str]] = defaultdict(set)
    for text, address in page.links:
        places[text].add(address)
    ids = Counter(values["id"] for _tag, values in page.tags if "id" in values)
    marks = [address[1:] for _text, address in page.links if address.startswith("#")]
    return [
        *(f"“{text}” leads to {sorted(found)}" for text, found in places.items() if len(found) > 1 or not text),
        *(f"{count} things are called #{name}" for name, count in ids.items() if count > 1),
        *(f"a link leads to #{mark}, which is not there" for mark in marks if mark and mark not in ids),
        *(f"{tag} is there {count} times" for tag in ("h1", "main") if (count := tags_of(page, tag)) != 1),
    ]


def tags_of(page: Page, tag: str) -> int:
    return sum(name == tag for name, _values in page.tags)
