"""Mail of which more will come can be ended in one click, as RFC 8058 has it; one's account leads to the choice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.announcing import announce_dates, tell_of_dates
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.interest import Said, express_interest, queue_interested
from ninefold.academy.actions.mail_choice import LINK_KEPT, choose_mail, mail_choice_address
from ninefold.academy.jobs.bookings import tell_bookings
from ninefold.academy.models import CpdSessionState, Interest, MailChoice, StandingSaid, TimeOfWeek
from ninefold.academy.queries.mail_choice import wants
from ninefold.accounts.letters import Letter
from ninefold.accounts.mail import Mail
from ninefold.accounts.smtp import written_out
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import EARLY, make_session
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def service() -> Client:
    """A mail service, which has no cookie and no token of a form."""
    return Client(enforce_csrf_checks=True)


def path_of(mail: Mail) -> str:
    return "/" + mail.unsubscribe.split("/", 3)[3]


def announced(world: World) -> Mail:
    session = make_session(
        world, state=CpdSessionState.DRAFT, announced_at=None, starts_at=timezone.now() + timedelta(days=40)
    )
    announce_dates(sessions=[session], by=world.administrator, at=timezone.now())
    tell_of_dates(timezone.now())
    return posted(world.facilitator.person.email)[-1]


def test_news_of_dates_are_ended_by_the_one_post_and_nothing_else_that_was_chosen(
    world: World, service: Client
) -> None:
    mail = announced(world)
    head = written_out(Letter("felix@example.org", mail, "<1@example.org>")).message()
    assert head["List-Unsubscribe"] == f"<{mail.unsubscribe}>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert path_of(mail).startswith("/mail/")
    for _twice in range(2):
        answer = service.post(path_of(mail), "List-Unsubscribe=One-Click", content_type=FORM)
        assert (answer.status_code, answer.content) == (200, b"You get no more mail of this kind.\n")
    felix = world.facilitator.person
    assert (wants(felix, "news"), wants(felix, "opinions")) == (False, True)


def test_it_may_be_sent_as_a_form_of_several_parts_and_keeps_what_was_refused_before(
    world: World, service: Client
) -> None:
    choose_mail(person=world.facilitator.person, news=True, opinions=False, at=timezone.now())
    assert service.post(path_of(announced(world)), ONE_CLICK).status_code == 200
    assert not wants(world.facilitator.person, "opinions")


@pytest.mark.parametrize(
    "sent", [{}, {"news": "on"}, {"List-Unsubscribe": "no"}, {**ONE_CLICK, "opinions": "on"}, {"opinions": "on"}]
)
def test_whatever_else_is_sent_without_the_token_of_a_form_is_refused(
    world: World, service: Client, sent: dict[str, str]
) -> None:
    path = path_of(announced(world))
    assert service.post(path, sent).status_code == 403
    assert service.get(path).status_code == 200
    assert not MailChoice.objects.exists()


def test_a_token_that_is_over_or_unknown_ends_nothing(world: World, service: Client) -> None:
    old = mail_choice_address(world.facilitator.person, timezone.now() - LINK_KEPT - timedelta(days=1))
    for path in ("/" + old.split("/", 3)[3], "/mail/unknown/", "/interest/withdraw/unknown/"):
        assert service.post(path, ONE_CLICK).status_code == 404
    assert not MailChoice.objects.exists()


def test_the_page_that_wants_a_form_still_takes_its_own(world: World, service: Client) -> None:
    path = path_of(announced(world))
    token = service.get(path).content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert service.post(path, {"csrfmiddlewaretoken": token, "opinions": "on"}).status_code == 302
    assert not wants(world.facilitator.person, "news")


def test_what_somebody_said_they_would_come_to_is_withdrawn_by_the_post_its_mail_names(
    world: World, service: Client
) -> None:
    at = timezone.now()
    said = Said(
        topic="refresher", times=(TimeOfWeek.values[0],), standing=StandingSaid.values[0], region=world.midlands
    )
    express_interest(person=world.participant.person, said=said, at=at)
    queue_interested(session=make_session(world, starts_at=at + timedelta(days=40)), at=at)
    mail = posted(world.participant.person.email)[-1]
    assert path_of(mail).startswith("/interest/withdraw/")
    assert service.post(path_of(mail), {"x": "y"}).status_code == 403
    assert Interest.objects.exists()
    assert service.post(path_of(mail), ONE_CLICK).status_code == 200
    assert not Interest.objects.exists()


def test_mail_that_somebody_needs_has_no_such_button(world: World) -> None:
    book_place(session=make_session(world), person=world.facilitator.person, by=world.facilitator, at=EARLY)
    tell_bookings(EARLY)
    mail = posted(world.facilitator.person.email)[-1]
    assert mail.unsubscribe == ""
    assert "List-Unsubscribe" not in written_out(Letter("felix@example.org", mail, "<1@example.org>")).message()


def test_an_address_of_two_lines_is_no_header() -> None:
    with pytest.raises(NinefoldError, match="one line"):
        Mail("Dates", "Text", unsubscribe="https://example.org/\nBcc: all@example.org")


def test_the_page_of_one_s_account_leads_to_the_choice(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    assert '<a href="/account-mail/">Which mail you want</a>' in client.get("/account/").content.decode()
