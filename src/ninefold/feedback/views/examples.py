"""The example reports, and a report made from a file of answers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ninefold.feedback.forms.answer_file import KINDS, PAGE, AnswerFileForm
from ninefold.feedback.queries import examples as queries
from ninefold.feedback.views.acts import EITHER, document
from ninefold.reports.files import MEDIA_TYPES


@require_safe
def examples(request: HttpRequest) -> HttpResponse:
    """The example reports to choose from."""
    return render(request, "feedback/examples.jinja", {"examples": queries.EXAMPLES})


@require_safe
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """One example report, to read."""
    found = _example_or_404(slug)
    kinds = [(kind, label) for kind, label in KINDS if kind != PAGE]
    context = {"example": found, "kinds": kinds, "report": queries.example_fragment(slug)}
    return render(request, "feedback/example.jinja", context)


@require_safe
def example_file(_request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """One example report, to take away."""
    _example_or_404(slug)
    if kind not in MEDIA_TYPES:
        raise Http404
    return document(queries.example_file(slug, kind), MEDIA_TYPES[kind], f"{slug}.{kind}")


@never_cache
@EITHER
def make_report(request: HttpRequest) -> HttpResponse:
    """Takes a file of answers and answers with the report. Nothing is stored, in a session or a log neither."""
    form = AnswerFileForm(request.POST, request.FILES) if request.method == "POST" else AnswerFileForm()
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "feedback/make_report.jinja", {"form": form}, status=status)
    given = form.cleaned_data
    report, kind = queries.report_from(given["answers"]), given["kind"]
    if kind == PAGE:
        return render(request, "feedback/report.jinja", {"report": queries.fragment(report, given["name"])})
    file = slugify(given["name"]) or "report"
    return document(queries.file(report, kind, given["name"]), MEDIA_TYPES[kind], f"{file}.{kind}")


@require_safe
def question_list(_request: HttpRequest) -> HttpResponse:
    """The questions with their codes and scales, for whoever makes a file of answers."""
    return document(queries.question_list(), "text/csv; charset=utf-8", "questions.csv")


@require_safe
def answer_template(_request: HttpRequest, form: str) -> HttpResponse:
    """A file with the first row of a form, to be filled in."""
    try:
        content = queries.answer_template(form)
    except KeyError as error:
        raise Http404 from error
    return document(content, "text/csv; charset=utf-8", f"answers-{form}.csv")


def _example_or_404(slug: str) -> queries.Example:
    found = queries.find_example(slug)
    if found is None:
        raise Http404
    return found
