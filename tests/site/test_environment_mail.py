"""Settings about mail: what each address means, and one clear sentence for one that is wrong."""

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.site import environment


@pytest.mark.parametrize(
    ("address", "means"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://mail.example.org:2525", ("mail.example.org", 2525, "", "", False, False)),
        ("smtp://kim:p%40ss%2Fword@mail:587?tls=starttls", ("mail", 587, "kim", "p@ss/word", False, True)),
        ("smtp://mail?tls=starttls", ("mail", 587, "", "", False, True)),
        ("smtps://kim%40example.org:x@mail", ("mail", 465, "kim@example.org", "x", True, False)),
        ("smtps://[::1]:4650/", ("::1", 4650, "", "", True, False)),
    ],
)
def test_an_address_of_a_mail_server(address: str, means: tuple[object, ...]) -> None:
    found = environment.mail_server(address)
    assert found is not None
    assert tuple(found[key] for key in ("host", "port", "username", "password", "use_ssl", "use_tls")) == means
    assert found["timeout"] == 20


def test_without_an_address_there_is_no_mail_server() -> None:
    assert environment.mail_server("") is None


@pytest.mark.parametrize(
    "wrong",
    [
        "mail.example.org",
        "http://kim:secret@mail",
        "smtp://",
        "smtp://kim:secret@",
        "smtp://kim:secret@mail:port",
        "smtp://kim:secret@mail?tls=yes",
        "smtp://kim:secret@mail?startls",
        "smtp://kim:secret@mail/inbox",
        "smtp://[kim:secret@mail",
    ],
)
def test_what_is_no_mail_server_is_refused_without_repeating_the_password(wrong: str) -> None:
    with pytest.raises(NinefoldError, match="NINEFOLD_MAIL_URL is not the address of a mail server") as refused:
        environment.mail_server(wrong)
    assert "secret" not in str(refused.value)


def test_whom_mail_is_from() -> None:
    assert environment.sender("Ninefold <feedback@example.org>", needed=True) == "Ninefold <feedback@example.org>"
    assert environment.sender("feedback@example.org", needed=True) == "feedback@example.org"
    assert environment.sender("", needed=False) == "Ninefold <ninefold@localhost>"


@pytest.mark.parametrize("wrong", ["", "Ninefold", "Ninefold <@>", "a@b\nBcc: c@d", "@example.org", "kim@"])
def test_mail_from_nobody_is_refused_where_it_would_leave(wrong: str) -> None:
    with pytest.raises(NinefoldError, match="NINEFOLD_MAIL_FROM"):
        environment.sender(wrong, needed=True)


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("", "http://localhost:8000"),
        ("https://feedback.example.org/", "https://feedback.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_address_of_the_site(given: str, means: str) -> None:
    assert environment.site_address(given) == means


@pytest.mark.parametrize(
    "wrong", ["feedback.example.org", "ftp://a", "https://", "https://a/b", "https://a?b", "https://[a", "javascript:x"]
)
def test_what_is_no_address_of_a_site_is_refused(wrong: str) -> None:
    with pytest.raises(NinefoldError, match="NINEFOLD_ADDRESS"):
        environment.site_address(wrong)
