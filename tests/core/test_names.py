"""A name that would be a link in a mail is told from one that people bear."""

import pytest

from ninefold.core.names import holds_an_address


@pytest.mark.parametrize(
    "name",
    [
        "Win a prize at https://evil.example",
        "www.evil.example",
        "Look: evil.com",
        "EVIL.CO.UK/now",
        "bit.ly/abc",
        "Jo (jo@evil.example)",
        "evil。com",
        "a-b.click",
    ],
)
def test_an_address_in_a_name_is_found(name: str) -> None:
    assert holds_an_address(name)


@pytest.mark.parametrize(
    "name",
    [
        "Dr. A.B. O’Neill-St.John",
        "Dr.Li Ng",
        "J.R.R. Tolkien",
        "Ann Smith (she/her)",
        "Mary-Jane d’Arcy, M.Sc.",
        "Prof.Patel",
        "José Ñáñez",
        "王小明",
        "Ward 7 / Theatre",
    ],
)
def test_a_name_that_people_bear_is_none(name: str) -> None:
    assert not holds_an_address(name)
