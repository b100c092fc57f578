"""The report as a spreadsheet: figures as numbers, everything else as text that can never become a formula."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import TYPE_STRING, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ninefold.core.figures import Figure, round_half_up
from ninefold.core.framework.model import Scale
from ninefold.reports.report import Report
from ninefold.reports.words import Translations, Words

# A made file carries no time of its making: the same report gives the same bytes.
NO_TIME = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone, and this is no instant
_MODIFIED = re.compile(rb"(<dcterms:modified [^>]*>)[^<]*")  # openpyxl writes the time of saving whatever is set
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
Value = str | float | int | None


def report_spreadsheet(report: Report, translations: Translations) -> bytes:
    """The bytes of an XLSX file with the figures, the results of dimensions, and the comments."""
    words = Words(report.framework, translations)
    book = Workbook(write_only=True)
    for title, header, rows, widths in (
        _about(report, words),
        _dimensions(report, words),
        _figures(report, words),
        _comments(report, words),
    ):
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "B2"
        for across, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(across)].width = width
        fill(sheet, header, rows)
    book.properties.title = words.gettext("Your 360 report")
    book.properties.creator = "Ninefold"
    book.properties.created = NO_TIME
    file = io.BytesIO()
    book.save(file)
    return without_times(file.getvalue())


Sheet = tuple[str, Sequence[str], Iterable[Sequence[Value]], Sequence[int]]


def _about(report: Report, words: Words) -> Sheet:
    _ = words.gettext
    asked = any(block.asked is not None for block in report.shown.blocks)
    rows: list[Sequence[Value]] = [
        (words.block(block), *([block.asked] if asked else []), block.responses) for block in report.shown.blocks
    ]
    rows.append([_("For development; not for decisions about pay, discipline or selection.")])
    rows.append([_("“At most”, “at least” and ranges protect those who answered, as does “not shown”.")])
    if report.shown.omitted:
        rows.append([_("Answers from a group too small to show were not used.")])
    return _("Who answered"), (_("Group"), *([_("Asked")] if asked else []), _("Answered")), rows, (60, 12, 12)


def _dimensions(report: Report, words: Words) -> Sheet:
    _, results = words.gettext, report.results
    names = [*(words.block(block) for block in report.blocks), _("All colleagues")]
    asked = any(
        r.dimension.importance and r.dimension.importance.code in results.colleagues for r in results.dimensions
    )
    header = [_("Dimension"), *(_("Performance: {group}").format(group=name) for name in names)]
    if asked:
        header += [_("Importance: {group}").format(group=name) for name in names]
    header.append(_("Difference: you less all colleagues"))
    rows = []
    for result in results.dimensions:
        row: list[Value] = [result.dimension.title]
        row += [
            _value(figure, result.scale, words)
            for figure in (*_of_blocks(report, result.performance), result.colleagues)
        ]
        if asked:
            scale = result.dimension.importance.scale if result.dimension.importance else None
            figures = (*_of_blocks(report, result.importance), result.importance_to_colleagues)
            row += [_value(figure, scale, words) for figure in figures]
        rows.append([*row, _gap(result.gap, words)])
    return _("Dimensions"), header, rows, (32, *([18] * (len(header) - 1)))


def _of_blocks(report: Report, figures: Mapping[str, Figure | None]) -> list[Figure | None]:
    return [figures[block.id] for block in report.blocks]


def _figures(report: Report, words: Words) -> Sheet:
    _ = words.gettext
    header = [_("Code"), _("Question")]
    for block in report.blocks:
        header += [words.block(block), _("{group}: answers").format(group=words.block(block))]
    rows = []
    for code in report.results.colleagues:
        question = report.framework.question(code)
        row: list[Value] = [code, question.text]
        for block in report.blocks:
            cell = report.shown.cell(code, block.id)
            figure = cell.figure(question.scale) if question.scale else None
            row += [_value(figure, question.scale, words), cell.n if figure is not None else None]
        rows.append(row)
    return _("Figures"), header, rows, (20, 70, *([16] * (len(header) - 2)))


def _comments(report: Report, words: Words) -> Sheet:
    _ = words.gettext
    labels = {block.id: words.block(block) for block in report.shown.blocks}
    rows = [
        (report.framework.question(entry.question).text, words.joined([labels[block] for block in entry.blocks]), text)
        for entry in report.shown.comments
        for text in entry.texts
    ]
    return _("Comments"), (_("Question"), _("From"), _("Comment")), rows, (50, 30, 100)


def _value(figure: Figure | None, scale: Scale | None, words: Words) -> Value:
    """A number where the figure is one; words where it is a limit, a range, or not shown."""
    if figure is not None and figure.exact:
        return float(round_half_up(figure.least))
    return words.short(figure, scale) if scale is not None else None


def _gap(gap: Figure | None, words: Words) -> Value:
    return float(round_half_up(gap.least)) if gap is not None and gap.exact else words.gap(gap)


def fill(sheet: WriteOnlyWorksheet, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write a header and rows; no text becomes a formula."""
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = TYPE_STRING  # or a comment beginning with “=” would be a formula
        cell.alignment = WRAPPED
    if bold:
        cell.font = BOLD
    return cell


def without_times(data: bytes) -> bytes:
    """The same file with the time of making taken out of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
