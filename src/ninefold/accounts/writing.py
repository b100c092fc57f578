"""What the page of a mail is turned into: the same words as plain text, and HTML with its looks in every tag.

Text is worked out from the HTML, so that the two can never say different things.
"""

import re
import textwrap
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser

WIDTH = 72
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
FONT = "font-family:Aptos,Calibri,Helvetica,Arial,sans-serif"
BLOCKS = {"p", "h2", "li", "blockquote", "td"}
EMPTY = {"br", "meta"}
SILENT = {"style", "title", "head"}  # tags, and the class of the name at the top


def with_styles(page: str, colours: Mapping[str, str]) -> str:
    """The page with looks in every tag, in these colours, and without the classes that told them."""
    styled = _Styled(_styles(colours), _styles_by_class(colours))
    styled.feed(page)
    styled.close()
    return "".join(styled.parts)


def subject_and_text(page: str) -> tuple[str, str]:
    """The title of the page on one line, and its body as plain text, addresses on lines of their own."""
    plain = _Plain()
    plain.feed(page)
    plain.close()
    return " ".join(CONTROLS.sub(" ", "".join(plain.title)).split()), "\n\n".join(plain.blocks) + "\n"


# Mail programs drop style sheets, so every tag brings its looks along; by its class, else by what it is.
def _styles(colours: Mapping[str, str]) -> dict[str, str]:
    """The looks of plain tags."""
    return {
        "body": f"margin:0;padding:0;background:{colours['paper']};color:{colours['ink']};{FONT}",
        "h2": f"margin:24px 0 8px;color:{colours['teal-deep']};font-size:19px;line-height:1.3",
        "p": "margin:0 0 16px",
        "ul": "margin:0 0 16px;padding:0 0 0 24px",
        "ol": "margin:0 0 16px;padding:0 0 0 24px",
        "li": "margin:0 0 6px",
        "blockquote": f"margin:0 0 16px;padding:2px 0 2px 16px;border-left:solid 4px {colours['teal-soft']}",
        "small": f"color:{colours['quiet']};font-size:14px;line-height:1.4",
        "a": f"color:{colours['teal']};word-break:break-word;overflow-wrap:anywhere",
    }


def _styles_by_class(colours: Mapping[str, str]) -> dict[str, str]:
    """The looks of what the letter and its parts name."""
    part = "font-size:1px;line-height:6px;height:6px;border-right:solid 2px #ffffff"
    return {
        "sheet": f"max-width:640px;background:#ffffff;color:{colours['ink']};{FONT}",
        "head": f"padding:22px 24px 10px;color:{colours['teal-deep']};font-size:22px;font-weight:600",
        "nine": "padding:0 24px",
        "part": f"{part};background:{colours['teal']}",
        "lit": f"{part};background:{colours['amber']}",
        "middle": "padding:24px 24px 8px;font-size:17px;line-height:1.5",
        "foot": (
            f"padding:16px 24px 8px;border-top:solid 1px {colours['line']};color:{colours['quiet']};"
            "font-size:14px;line-height:1.4"
        ),
        "button": "margin:8px 0 16px",
        # Outlook gives a colour and a size to the field of a table, and to nothing smaller.
        "press": f"padding:12px 22px;background:{colours['teal']};border-radius:6px",
        "go": "color:#ffffff;font-size:18px;font-weight:600;text-decoration:none",
    }


class _Styled(HTMLParser):
    """Writes a page again, tag by tag."""

    def __init__(self, styles: Mapping[str, str], by_class: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self._styles, self._by_class = styles, by_class
        self.parts: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = self._by_class.get(given.pop("class", ""), self._styles.get(tag))
        if style:
            given["style"] = style
        self.parts.append("".join([f"<{tag}", *(f' {name}="{escape(value)}"' for name, value in given.items()), ">"]))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")


class _Plain(HTMLParser):
    """Reads a page as somebody without pictures and colours does."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._within: list[tuple[str, str]] = []  # each tag that is open, with its class
        self._joins = False  # whether the next block stands right under the last

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag in BLOCKS:
            self._end_block()
        if tag == "br" or (tag == "a" and kind != "go"):
            self._words.append("\n")
        if tag not in EMPTY:
            self._within.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        while self._within:
            closed, kind = self._within.pop()
            if kind == "go":
                self._words.append(":")
            elif closed == "a":
                self._words.append("\n")
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        within = {name for pair in self._within for name in pair}
        if "title" in within:
            self.title.append(data)
        elif not within & SILENT:
            self._words.append(CONTROLS.sub(" ", data))

    def _end_block(self) -> None:
        """Put down what was read since the last block began, with what marks a point of a list or a quotation."""
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n")]
        self._words = []
        if not any(lines):
            return
        tags = [tag for tag, _ in self._within]
        rest = "> " * tags.count("blockquote") + "  " * ("li" in tags)
        first = rest.removesuffix("  ") + "- " if "li" in tags else rest
        wrapped: list[str] = []
        for line in filter(None, lines):
            wrapped += textwrap.wrap(
                line,
                WIDTH,
                initial_indent=rest if wrapped else first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        text = "\n".join(wrapped)
        if self._joins or ("li" in tags and self.blocks and self.blocks[-1].startswith(first)):
            self.blocks[-1] += "\n" + text
        else:
            self.blocks.append(text)
        self._joins = ("td", "press") in self._within
