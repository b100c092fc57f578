"""Tables of pages, as `table` of ui/parts.jinja writes them: cards where there is little room, heard as tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from markdown_it.token import Token

_ROLES = {"thead_open": "rowgroup", "tbody_open": "rowgroup", "tr_open": "row"}
_CELLS = ("th", "td")


def with_tables(tokens: list[Token]) -> list[Token]:
    """The tokens, with those of tables dressed. A table is named by the heading above it."""
    table = _Table()
    made: list[Token] = []
    for index, token in enumerate(tokens):
        kind = token.type.partition("_")[0]
        if token.type == "heading_open":
            table = _Table(named_by=str(token.attrs.get("id", "")))
        if token.type == "table_open":
            table.header.clear()
            made.append(Token("room_open", "div", 1, attrs={"class": "table-room"}))
            token.attrs = {"class": "table", "role": "table"}
            if table.named_by:
                token.attrs["aria-labelledby"] = table.named_by
        elif token.type in _ROLES:
            token.attrs = {"role": _ROLES[token.type]}
            table.column = 0
        made += table.cell(token, tokens[index + 1]) if kind in _CELLS else [token]
        if token.type == "table_close":
            made.append(Token("room_close", "div", -1))
    return made


@dataclass
class _Table:
    """How far one is in a table: the words of its columns, and in which of them."""

    named_by: str = ""
    header: list[str] = field(default_factory=list)
    column: int = 0

    def cell(self, token: Token, words: Token) -> list[Token]:
        """The tag of a cell with what belongs to it. The first of a row names it; the others bear their column's words.

        Within those is room beside that label, which stands there where a row is a card.
        """
        opens, names_row = token.nesting == 1, self.column == 0
        is_head = token.type.startswith("th")
        if opens:
            # The style attribute goes with the rest: nothing on a page is styled where it stands.
            is_number = "right" in str(token.attrs.get("style", ""))
            token.attrs = self._attributes(words, is_head=is_head) | ({"class": "table__number"} if is_number else {})
        else:
            self.column += 1
        if is_head:
            return [token]
        if names_row:
            token.tag = "th"
            return [token]
        return [token, Token("room_open", "div", 1)] if opens else [Token("room_close", "div", -1), token]

    def _attributes(self, words: Token, *, is_head: bool) -> dict[str, str | int | float]:
        if is_head:
            self.header.append("".join(child.content for child in words.children or []))
            return {"scope": "col", "role": "columnheader"}
        if self.column == 0:
            return {"scope": "row", "role": "rowheader"}
        return {"role": "cell", "data-label": self.header[self.column]}
