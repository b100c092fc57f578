"""Every address of the site with what it answers, and what of a page the tests of the house look at."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What a reader of the words meets: attributes that are read aloud or shown.
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")
SILENT = ("script", "style")


@dataclass(frozen=True)
class Address:
    """One address: the parts to fill in, whether it is a page to read, and the status for a stranger and each role."""

    parts: dict[str, str] = field(default_factory=dict)
    page: bool = True
    stranger: int = 200
    role: int = 200


# A new address fails a test until it is here, with what it answers to whom.
ADDRESSES = {
    "home": Address(),
    "alive": Address(page=False),
    "ready": Address(page=False),
    "robots": Address(page=False),
    "feedback:examples": Address(),
    "feedback:example": Address({"slug": "ward-manager"}),
    "feedback:example_file": Address({"slug": "ward-manager", "kind": "pdf"}, page=False),
    "feedback:make_report": Address(),
    "feedback:question_list": Address(page=False),
    "feedback:answer_template": Address({"form": "short"}, page=False),
}
PAGES = [name for name, address in ADDRESSES.items() if address.page]


def path_of(name: str) -> str:
    """The path of an address in the table."""
    return reverse(name, kwargs=ADDRESSES[name].parts)


def names(patterns: list[URLPattern | URLResolver] | None = None, within: str = "") -> set[str]:
    """The names of all addresses that the site answers to; one without a name stands as its pattern."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            space = f"{within}{pattern.namespace}:" if pattern.namespace else within
            found |= names(pattern.url_patterns, space)
        else:
            found.add(f"{within}{pattern.name or pattern.pattern}")
    return found


class Page(HTMLParser):
    """A page taken apart: its words, its links, its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._silent = 0
        self._link: str | None = None
        self._link_text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.words += [values[name] for name in SPOKEN if values.get(name)]
        self._silent += tag in SILENT
        if tag == "a":
            self._link, self._link_text = values.get("href"), [values.get("aria-label", "")]
        elif tag == "img" and self._link is not None:
            self._link_text.append(values.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag == "a" and self._link is not None:
            self.links.append((" ".join(" ".join(self._link_text).split()), self._link))
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.words.append(" ".join(data.split()))
            if self._link is not None:
                self._link_text.append(data)
