"""What a name may not hold: an address that a mail program turns into a link, for names stand in mails to strangers."""

import re

# Endings that mail programs take for the end of a web address. Not those that are surnames too: “Dr.Li” is a name.
_ENDINGS = (
    "app|biz|cc|click|club|co|com|de|dev|edu|eu|fr|gov|gg|gl|info|io|it|link|live|ly|me|mobi|net|nhs|nl|online|org|page|"
    "pl|pro|ru|shop|site|space|store|su|top|tv|uk|us|vip|website|wiki|work|world|ws|xyz|zip"
)
_AN_ADDRESS = re.compile(rf"@|://|\bwww\.|[^\W_][\w-]+\.({_ENDINGS})\b", re.IGNORECASE)
_DOTS = str.maketrans("\uff0e\u3002", "..")  # browsers take these for a dot


def holds_an_address(name: str) -> bool:
    """Whether a name holds a web or mail address. Titles, initials and hyphens are none: `Dr. A.B. O’Neill-St.John`."""
    return _AN_ADDRESS.search(name.translate(_DOTS)) is not None
