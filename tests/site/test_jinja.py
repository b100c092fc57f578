"""The environment of pages: strict, escaped, with addresses that change when a file does."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from jinja2 import UndefinedError

from ninefold.site import look


def rendered(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize(
    "source", ["{{ nmae }}", "{% if nmae %}{% endif %}", "{{ person.nmae }}", "{{ person.nmae.x }}"]
)
def test_a_misspelt_name_fails_at_once(source: str) -> None:
    with pytest.raises(UndefinedError, match="nmae"):
        rendered(source, person=object())


def test_a_macro_of_the_design_system_may_ask_for_what_it_was_not_given() -> None:
    assert rendered("{{ params.hint.text }}{{ 'x' if params.hint }}", params={}) == ""


def test_what_somebody_wrote_is_escaped() -> None:
    assert rendered("{{ name }}", name="<b>") == "&lt;b&gt;"
    assert rendered("{% trans who=name %}Of {{ who }}{% endtrans %}", name="<b>") == "Of &lt;b&gt;"


def _forget() -> None:
    look._marked.cache_clear()


def test_the_address_of_a_file_changes_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.css"
    monkeypatch.setattr(finders, "find", lambda _path: str(file))
    addresses = []
    for content in ("a", "b", "a"):
        file.write_text(content)
        _forget()
        addresses.append(look.asset("a.css"))
    _forget()
    assert addresses[0] == addresses[2] != addresses[1]
    assert addresses[0].startswith("/static/a.css?")


def test_a_file_that_is_not_there_fails_at_once() -> None:
    with pytest.raises(FileNotFoundError, match=r"no static file nowhere\.css"):
        look.asset("nowhere.css")


def test_a_long_address_breaks_before_its_at_and_is_escaped() -> None:
    assert rendered("{{ address | breakable }}", address="<b>@trent.example") == "&lt;b&gt;<wbr>@trent.example"
