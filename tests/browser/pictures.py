"""Twelve pages, and two pictures of a page compared as somebody would who holds them side by side."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from ninefold.feedback.queries.self_assessment_questions import questions
from tests.feedback.self_assessed import all_of_it, make_kept
from tests.house.pages import ADDRESSES
from tests.world import World

# How much two pictures of one page may differ: drawn by two Chromiums, or on another day, letters move a little.
MOST_APART = 5.0  # of 255, in the mean over small squares of each
MOST_LONGER = 0.02
COMPARE = """async ([first, second]) => {
    const seen = [];
    for (const source of [first, second]) {
        const picture = new Image();
        picture.src = `data:image/png;base64,${source}`;
        await picture.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [64, 64];
        const context = canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.drawImage(picture, 0, 0, 64, 64);
        const {data} = context.getImageData(0, 0, 64, 64);
        seen.push({data, size: [picture.width, picture.height]});
    }
    const [one, other] = seen.map(picture => picture.data);
    const apart = one.reduce((sum, value, place) => sum + Math.abs(value - other[place]), 0);
    return {apart: apart / (64 * 64 * 3), sizes: seen.map(one => one.size)};
}"""


@dataclass(frozen=True)
class Pictured:
    """A page of which pictures are taken: its name in the table of addresses, what is in its path, and who reads it.

    `keep` is the width at which its picture stands in the documents, 0 for none; `make` makes rows for it,
    and `mark` is where on it one looks.
    """

    address: str
    parts: Mapping[str, str] | None = None
    reader: str = ""
    keep: int = 0
    make: Callable[[World], Mapping[str, object]] | None = None
    mark: str = ""


def a_self_assessment(world: World) -> dict[str, object]:
    """One as somebody might answer it."""
    levels = dict(zip(questions(), (3, 4, 1, 4, 2, 3, 2, 2, 4, 4, 1, 2, 3, 3, 2, 4, 3, 2), strict=False))
    given = {code: str(levels.get(code, 3)) for code in all_of_it()}
    return {"pk": make_kept(world.participant.person, at=timezone.now(), given=given).pk}


PAGES = {
    "home": Pictured("home", keep=1280),
    "model": Pictured("academy:explorer"),
    "dimension": Pictured("academy:dimension", {"slug": "care"}, keep=768),
    "situation": Pictured("academy:situation", {"slug": "night-shift"}),
    "side-by-side": Pictured("academy:compare"),
    "about-360": Pictured("academy:about_360"),
    "contact": Pictured("academy:contact"),
    "sign-in": Pictured("account_login"),
    "example-report": Pictured("feedback:example", {"slug": "ward-manager"}, keep=1280, mark="#overview"),
    "own-360": Pictured("feedback:assessment", reader="participant", keep=320),
    "self-assessment": Pictured(
        "feedback:self_assessment_kept_result", reader="participant", keep=1280, make=a_self_assessment
    ),
    "programme": Pictured("feedback:programme", reader="trent_lead"),
}


def path_of(pictured: Pictured, world: World) -> str:
    """The path of this page, with its rows made."""
    address = ADDRESSES[pictured.address]
    make = pictured.make or address.made
    made = make(world) if make is not None else {}
    path = reverse(pictured.address, kwargs={**address.parts, **(pictured.parts or {}), **made})
    return path + pictured.mark


def differ(browser: Browser, first: bytes, second: bytes) -> str:
    """How two pictures differ, in words; empty where they show the same."""
    page: Page = browser.new_page()
    found = page.evaluate(COMPARE, [b64encode(one).decode() for one in (first, second)])
    page.close()
    (width, height), (other_width, other_height) = found["sizes"]
    if width != other_width or abs(height - other_height) > MOST_LONGER * height:
        return f"{width} by {height} pixels, and {other_width} by {other_height}"
    return f"{found['apart']:.1f} of 255 apart" if found["apart"] > MOST_APART else ""
