"""Settings for meetings in Teams: all four or none, and a secret goes to nobody but over HTTPS."""

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.core.teams_account import TeamsAccount
from ninefold.site import environment

CLIENT, ORGANISER = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-00000000AAAA"
GIVEN = {
    "tenant": "example.onmicrosoft.com",
    "client": CLIENT,
    "secret": "s3cret~of.the-site",
    "organiser": ORGANISER,
    "sign_in": "",
    "graph": "",
}


def test_without_any_of_the_four_links_are_entered_by_hand() -> None:
    assert environment.teams(**dict.fromkeys(GIVEN, "")) is None


def test_with_all_four_meetings_are_asked_for_at_the_usual_addresses_or_those_that_are_set() -> None:
    account = environment.teams(**GIVEN)
    assert account == TeamsAccount("example.onmicrosoft.com", CLIENT, "s3cret~of.the-site", ORGANISER)
    assert (account.sign_in, account.graph) == ("https://login.microsoftonline.com", "https://graph.microsoft.com")
    other = environment.teams(**{**GIVEN, "graph": "https://graph.microsoft.us/"})
    assert other is not None
    assert other.graph == "https://graph.microsoft.us"


def test_some_without_the_others_are_refused_with_those_that_are_missing() -> None:
    with pytest.raises(NinefoldError, match="need NINEFOLD_TEAMS_SECRET and NINEFOLD_TEAMS_ORGANISER too"):
        environment.teams(**{**GIVEN, "secret": "", "organiser": " "})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("tenant", "example.org/common"),
        ("client", "the site"),
        ("organiser", "kim@example.org"),
        ("sign_in", "http://login.example.org"),
        ("graph", "https://graph.example.org/v1.0"),
        ("graph", "https://user:password@graph.example.org"),
        ("graph", "https://[graph"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name_and_without_the_secret(name: str, wrong: str) -> None:
    with pytest.raises(NinefoldError, match=f"NINEFOLD_TEAMS_{name.upper()} is") as refused:
        environment.teams(**{**GIVEN, name: wrong})
    assert "s3cret" not in str(refused.value)
