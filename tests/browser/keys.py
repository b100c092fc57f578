"""A person at the keyboard: the tabulator, Enter, Space, the arrows and letters, and eyes that must find the focus."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.walk import Walk

FAR = 150  # presses of the tabulator in which anything on a page is reached
# What has the focus: what it is called, which field it is, whether it can be seen, and whether it is marked.
FOCUS = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const marked = (element, part) => {
        const style = getComputedStyle(element, part);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const around = [it, ...(it.labels ?? []), it.closest(".point, .nhsuk-file-upload")].filter(Boolean);
    const parts = [null, "::before", "::after"];
    const box = it.getBoundingClientRect();
    const said = it.getAttribute("aria-label") ?? it.labels?.[0]?.textContent ?? it.textContent;
    return {
        name: said.trim().replace(/\\s+/g, " "),
        field: it.name ?? "",
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: around.some((element) => parts.some((part) => marked(element, part))),
    };
}"""


class Keys:
    """Somebody who has no mouse."""

    def __init__(self, walk: Walk, page: Page) -> None:
        self._walk = walk
        self.page = page

    def to(self, name: str = "", field: str = "") -> None:
        """Go by the tabulator to what is called so (or begins so, with a star), or to this field.

        Fails if the focus is lost or hidden on the way.
        """
        gone = 0
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            focus = self._focus()
            gone += focus is None
            assert gone < 2, f"the focus is lost on {self.page.url}"
            if focus and (_called(focus["name"], name) or (field and focus["field"] == field)):
                return
        raise AssertionError(f"the tabulator never came to “{name or field}” on {self.page.url}")

    def press(self, name: str, key: str = "Enter") -> None:
        """Go to a button or link, press it, and wait for the page that it leads to."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def type(self, field: str, text: str) -> None:
        """Go to a field and write this in place of what stands there."""
        self.to(field=field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def choose(self, field: str, steps: int = 0) -> None:
        """Go to a choice, take it, and go so many further by the arrow."""
        self.to(field=field)
        self.page.keyboard.press("Space")
        for _ in range(steps):
            self.page.keyboard.press("ArrowDown")

    def is_told_of(self, fault: str, field: str) -> None:
        """After an error the summary has the focus, and its link leads to the field."""
        expect(self.page.locator(".nhsuk-error-summary")).to_be_focused()
        expect(self.page).to_have_title(re.compile("^Error: "))
        self.to(fault)
        self.page.keyboard.press("Enter")
        focus = self._focus()
        assert focus is not None
        assert focus["field"] == field

    def _focus(self) -> dict[str, Any] | None:
        focus: dict[str, Any] | None = self.page.evaluate(FOCUS)
        if focus is not None:
            where = f"“{focus['name'] or focus['field']}” on {self.page.url}"
            assert focus["seen"], f"the focus is out of sight: {where}"
            assert focus["marked"], f"the focus does not show: {where}"
        return focus


def _called(said: str, name: str) -> bool:
    return said.startswith(name[:-1]) if name.endswith("*") else bool(name) and said == name
