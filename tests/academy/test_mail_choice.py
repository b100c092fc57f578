"""Which mail somebody wants: both sorts until they choose, on their page or by the link in a mail."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.mail_choice import LINK_KEPT, choose_mail, mail_choice_address
from ninefold.academy.models import MailChoice
from ninefold.academy.queries.mail_choice import wants, who_want
from ninefold.accounts.audit import AuditEntry
from tests.world import NOON, World


def path_for(world: World, days_ago: int = 0) -> str:
    address = mail_choice_address(world.facilitator.person, timezone.now() - timedelta(days=days_ago))
    return "/" + address.split("/", 3)[3]


def test_who_has_not_chosen_wants_both_and_the_last_word_counts(world: World) -> None:
    felix, grace = world.facilitator.person, world.other_facilitator.person
    assert wants(felix, "news")
    assert wants(felix, "opinions")
    choose_mail(person=felix, news=False, opinions=True, at=NOON)
    choose_mail(person=felix, news=False, opinions=False, at=NOON)
    choose_mail(person=felix, news=False, opinions=True, at=NOON)
    assert (wants(felix, "news"), wants(felix, "opinions")) == (False, True)
    assert who_want([grace, felix], "news") == [grace]
    assert AuditEntry.objects.filter(what="choose mail").count() == 3


def test_the_link_in_a_mail_opens_the_choice_and_nothing_else(world: World, client: Client) -> None:
    path = path_for(world)
    page = client.get(path).content.decode()
    assert page.count("checked") == 2
    assert not MailChoice.objects.exists()
    assert "Your choice is kept." in client.post(path, {"opinions": "on"}, follow=True).content.decode()
    assert (wants(world.facilitator.person, "news"), wants(world.facilitator.person, "opinions")) == (False, True)
    assert client.get("/account/").status_code == 302


def test_a_link_that_is_too_old_or_unknown_changes_nothing(world: World, client: Client) -> None:
    for path in (path_for(world, days_ago=LINK_KEPT.days + 1), "/mail/unknown/"):
        assert client.post(path).status_code == 404
    assert not MailChoice.objects.exists()


def test_signed_in_one_chooses_for_oneself(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    client.post("/account-mail/", {"news": "on"})
    assert not wants(world.facilitator.person, "opinions")
    assert wants(world.other_facilitator.person, "opinions")
