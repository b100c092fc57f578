"""The pages that follow a report, as somebody who is signed in reads them."""

from django.test import Client
from django.urls import reverse

from ninefold.accounts.models import Role
from ninefold.feedback.models import Assessment
from tests.house.pages import Page


def browser_of(role: Role) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(role.person)
    return client


def path(name: str, assessment: Assessment, **more: int) -> str:
    """The address of a page that follows the report of this 360."""
    return reverse(f"feedback:{name}", kwargs={"pk": assessment.pk, **more})


def words(client: Client, address: str) -> str:
    """All that a page says."""
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(Page(response.content.decode()).words)
