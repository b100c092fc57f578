"""Certificates: one's own as files, checked by anybody with the code, taken back where the count was."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from ninefold.academy.actions.attendance import count_attendance, mark_present, undo_attendance
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.certificates import certify_accreditation
from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_evidence import take_back_evidence
from ninefold.academy.models import Certificate, CpdSession, Evidence
from ninefold.academy.queries.certificates import check_address, printed
from ninefold.accounts.models import Role
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import DAY, EARLY, make_facilitator, make_session
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
AFTER = DAY + timedelta(hours=2)


@pytest.fixture
def session(world: World) -> CpdSession:
    """A refresher at which Felix Achterberg was, as its administrator says."""
    made = make_session(world, title="Refresher in May")
    booking = book_place(session=made, person=world.facilitator.person, by=world.facilitator, at=EARLY)
    mark_present(booking=booking, reason="I saw him.", by=world.administrator, at=AFTER)
    count_attendance(session=made, by=world.administrator, at=AFTER)
    return made


def signed(role: Role) -> Client:
    client = Client()
    client.force_login(role.person)
    return client


def said(code: str, *, status: int = 200, client: Client | None = None) -> str:
    """What the page says to anybody who checks this code."""
    answer = (client or Client()).get("/certificates/", {"code": code})
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("session")
def test_anybody_with_the_code_sees_for_whom_and_what_it_is() -> None:
    given = Certificate.objects.get()
    for typed in (given.code, given.code.lower(), f" {given.code.replace('-', ' ')} ", given.code.replace("-", "")):
        page = said(typed)
        assert "This certificate is genuine" in page
        assert "Felix Achterberg" in page
        assert "Refresher in May" in page
        assert "20 May 2026" in page


@pytest.mark.usefixtures("session")
def test_the_address_on_paper_leads_to_its_check() -> None:
    given = Certificate.objects.get()
    path = "/" + check_address(given).split("/", 3)[3]
    assert "This certificate is genuine" in Client().get(path).content.decode()
    assert printed(given).address.endswith(path)


def test_one_that_was_taken_back_says_since_when_and_holds_again_after_another_count(
    world: World, session: CpdSession
) -> None:
    code = Certificate.objects.get().code
    undo_attendance(session=session, by=world.administrator, at=AFTER)
    page = said(code)
    assert "This certificate does not hold" in page
    assert "Taken back" in page
    assert "genuine</" not in page
    count_attendance(session=session, by=world.administrator, at=AFTER)
    assert "This certificate is genuine" in said(code)


def test_one_of_accreditation_says_the_standing_of_its_day_and_of_today(world: World) -> None:
    person = world.facilitator.person
    today = timezone.now()
    first = (today - timedelta(days=700)).date()
    enter_evidence(person=person, kind=Evidence.Kind.ACCREDITED, happened_on=first, by=OPERATOR, at=today)
    given = certify_accreditation(by=world.facilitator, at=today - timedelta(days=690))
    page = said(given.code)
    assert 'Standing on that day</dt> <dd class="nhsuk-summary-list__value">accredited<' in page
    assert 'Standing today</dt> <dd class="nhsuk-summary-list__value">out of practice<' in page


@pytest.mark.usefixtures("session")
def test_a_code_that_is_none_is_said_kindly_and_counted() -> None:
    client = Client()
    for _guess in range(20):
        assert "No certificate has this code" in said("AAAA-BBBB-CCCC-DDDD", status=404, client=client)
    assert "Wait ten minutes" in said("AAAA-BBBB-CCCC-DDDE", status=429, client=client)
    # What is right is never refused because of it.
    assert "This certificate is genuine" in said(Certificate.objects.get().code, client=client)


def test_without_a_code_the_page_asks_for_one() -> None:
    assert "Enter the code that is printed" in said("", status=422)
    assert Client().get("/certificates/").status_code == 200


@pytest.mark.usefixtures("session")
def test_the_file_is_given_to_its_owner_alone(world: World) -> None:
    path = f"/certificates/{Certificate.objects.get().code}.pdf"
    answer = signed(world.facilitator).get(path)
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer["Content-Disposition"]
    for role in (world.other_facilitator, world.administrator, world.participant):
        assert signed(role).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_the_file_of_one_that_was_taken_back_leads_to_the_page_that_says_so(world: World, session: CpdSession) -> None:
    undo_attendance(session=session, by=world.administrator, at=AFTER)
    given = Certificate.objects.get()
    answer = signed(world.facilitator).get(f"/certificates/{given.code}.pdf")
    assert answer["Location"] == check_address(given)


def test_ones_certificates_stand_on_the_page_of_ones_standing(world: World, session: CpdSession) -> None:
    code = Certificate.objects.get().code
    assert f"/certificates/{code}.pdf" in signed(world.facilitator).get("/standing/").content.decode()
    assert code not in signed(world.other_facilitator).get("/standing/").content.decode()
    undo_attendance(session=session, by=world.administrator, at=AFTER)
    assert code not in signed(world.facilitator).get("/standing/").content.decode()


def test_who_is_accredited_makes_one_for_today_and_twice_is_once(world: World) -> None:
    role = make_facilitator("Well Accredited", world.trent, accredited_on=date(2025, 1, 10))
    now = timezone.now()
    Evidence.objects.filter(registration__person=role.person).update(happened_on=now.date() - timedelta(days=30))
    client = signed(role)
    for _twice in range(2):
        page = client.post("/certificates/new/", follow=True).content.decode()
        assert "The certificate of your accreditation today is made" in page
    given = Certificate.objects.get(kind=Certificate.Kind.ACCREDITATION)
    assert client.get(f"/certificates/{given.code}.pdf").content.startswith(b"%PDF")


def test_who_is_not_accredited_makes_none(world: World) -> None:
    page = signed(world.facilitator).post("/certificates/new/", follow=True).content.decode()
    assert "You are not accredited at present" in page
    with pytest.raises(NinefoldError, match="not accredited at present"):
        certify_accreditation(by=world.facilitator, at=AFTER)


@pytest.mark.usefixtures("session")
def test_a_certificate_is_in_english_whatever_language_its_owner_reads(world: World) -> None:
    client = signed(world.facilitator)
    path = f"/certificates/{Certificate.objects.get().code}.pdf"
    assert client.get(path).content == client.get(path, headers={"accept-language": "cy"}).content
    with override("cy"):
        assert ("On", "20 May 2026") in printed(Certificate.objects.get()).facts


def test_what_is_found_later_not_to_be_so_is_not_printed_anew(world: World) -> None:
    now = timezone.now()
    role = make_facilitator("Ana Silva", world.trent)
    row = enter_evidence(
        person=role.person, kind=Evidence.Kind.ACCREDITED, happened_on=now.date(), by=world.midlands_lead, at=now
    )
    given = certify_accreditation(by=role, at=now)
    assert signed(role).get(f"/certificates/{given.code}.pdf").status_code == 200
    take_back_evidence(evidence=row, reason="It was somebody else.", by=world.midlands_lead, at=now)
    answer = signed(role).get(f"/certificates/{given.code}.pdf")
    assert answer.status_code == 302
    assert "in training" in said(given.code)
