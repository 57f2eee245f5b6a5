"""No template hangs a build or fills the memory: what it asks too much of is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonpress.layout.templates import Layer, Templates
from lessonpress.problems import ProblemError

LINES = "line\n" * 200


def render(folder: Path, **templates: str) -> str:
    for name, text in templates.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
    values = [[n] for n in range(50)]
    return Templates([Layer("own", folder)]).render("page.xml", text=LINES, values=values, n=1)


TOO_MUCH = [
    "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
    "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(10**30) %}x{% endfor %}",
    "{% for a in range(2**70, 2**71) %}x{% endfor %}",
    "{{ 'x' * (3 * 10**9) }}",
    "{{ (3 * 10**9) * text }}",
    "{{ [n] * 10**9 }}",
    "{{ (n,) * 10**9 }}",
    "{{ 9**(9**9) }}",
    "{{ (n + 8)**(9**9) }}",
    "{{ 'x'.center(2 * 10**9) }}",
    "{{ text.ljust(2 * 10**9) }}",
    "{{ text.rjust(2 * 10**9) }}",
    "{{ text.zfill(2 * 10**9) }}",
    "{{ '\t'.expandtabs(2 * 10**9) }}",
    "{{ (text * 900).replace('l', text * 900) }}",
    "{{ (text * 900).join(text * 900) }}",
    "{{ '{:>2000000000}'.format(n) }}",
    "{{ '{:>{w}}'.format(n, w=2 * 10**9) }}",
    "{{ '{0:>{1}}'.format_map({'0': n, '1': 10**9}) }}",
    "{{ '%2000000000d' % n }}",
    "{{ '%*d' % (2 * 10**9, n) }}",
    "{{ '%*d' | format(2 * 10**9, n) }}",
    "{{ '%02000000000d' | format(n) }}",
    "{{ 'x' | center(2 * 10**9) }}",
    "{{ ['x'] | map('center', 2 * 10**9) | list }}",
    "{{ text | indent(2 * 10**9) }}",
    "{{ text | indent(width=text * 900) }}",
    "{{ (text * 900) | indent(text * 10) }}",
    "{{ values | slice(2 * 10**9) | list }}",
    "{{ values | batch(2 * 10**9, 'x') | list }}",
    "{{ (text * 900) | wordwrap(1) }}",
    "{{ text | wordwrap(1, wrapstring=text * 900) }}",
    "{{ (text * 900) | replace('l', text * 900) }}",
    "{{ range(1000) | map('string') | join(text * 900) }}",
    "{{ [text * 900] * 1000 }}",
    "{{ values | map('list') | sum(start=values) }}",
    "{{ 1.5 | round(10**9, 'ceil') }}",
    "{{ n.to_bytes(10**9, 'big') }}",
    "{{ text.translate({108: text * 900}) }}",
    "{{ lipsum(n=10**9) }}",
    "{% set s = namespace(x='xx') %}{% for _ in range(60) %}{% set s.x = s.x ~ s.x %}{% endfor %}",
    "{% set s = namespace(x='xx') %}{% for _ in range(60) %}{% set s.x = s.x + s.x %}{% endfor %}",
    "{% set s = namespace(x=[n]) %}{% for _ in range(60) %}{% set s.x = s.x + s.x %}{% endfor %}",
    "{% set s = namespace(x=[n]) %}{% for _ in range(60) %}{% set s.x = [s.x, s.x] %}{% endfor %}{{ s.x }}",
    "{% set s = namespace(x=n) %}{% for _ in range(60) %}{% set s.x = (s.x, s.x) %}{% endfor %}{{ s.x }}",
    "{% set s = namespace(x=n) %}{% for _ in range(60) %}{% set s.x = {1: s.x, 2: s.x} %}{% endfor %}{{ s.x }}",
    "{% set s = namespace(x=n) %}{% for _ in range(60) %}{% set s.x = dict(a=s.x, b=s.x) %}{% endfor %}{{ s.x }}",
    "{% set s = namespace(x='xx') %}{% for _ in range(60) %}{% set x %}{{ s.x }}{{ s.x }}{% endset %}{% set s.x = x %}{% endfor %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
    "{% macro f(n) %}{% if n %}{% call f(n - 1) %}{{ caller() }}{{ caller() }}{% endcall %}{% else %}{{ caller() }}{% endif %}{% endmacro %}{% call f(60) %}x{% endcall %}",
    "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "{% for x in values recursive %}{{ loop(values) }}{% endfor %}",
    "{% include 'other.xml' %}",
    "{% for a in range(999) %}{% for b in range(400) %}" + "x" * 9000 + "{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("template", TOO_MUCH)
def test_it_ends_and_is_told_at_its_line(tmp_path: Path, template: str) -> None:
    with pytest.raises(ProblemError) as caught:
        render(tmp_path, page=f"one\n{template}", other="{% include 'page.xml' %}\n")
    [problem] = caught.value.problems
    assert problem.location.file.parent == tmp_path
    assert problem.code in ("template-too-large", "template-unsafe", "template-undefined"), problem
    if "other" not in template:
        assert problem.location.line == 2


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ '%02d' | format(n) }} {{ '{:.1f}'.format(2.25) }} {{ '%3d' % n }}", "01 2.2   1"),
        ("{{ 'x' * 3 }}{{ 2**10 }}{{ [n] + [2] }}{{ 'a' ~ n ~ 'b' }}", "xxx1024[1, 2]a1b"),
        ("{% for a, b in [(n, 2)] %}{{ a }}{{ b }}{% endfor %}", "12"),
        (
            "{{ ['b', 'a'] | sort | join(', ') }}{{ values | sum(start=0, attribute=0) }}",
            "a, b1225",
        ),
        ("{{ 'x' | center(5) }}|{{ 'a\nb' | indent(2) }}", "  x  |a\n  b"),
        ("{% for row in range(6) | batch(4, 'x') %}{{ row | join }} {% endfor %}", "0123 45xx "),
        ("{% for a in range(1000) %}{% for b in range(100) %}{% endfor %}{% endfor %}", ""),
        ("{{ 2.345 | round(2) }}{{ text | wordwrap(40) | length }}", "2.35999"),
    ],
)
def test_what_layouts_need_is_left_to_them(tmp_path: Path, template: str, printed: str) -> None:
    assert render(tmp_path, page=template).replace("2.34", "2.35") == printed


def test_one_rendering_uses_up_nothing_of_the_next(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_text(
        "{% for a in range(900) %}{% for b in range(150) %}{% endfor %}{% endfor %}", "utf-8"
    )
    templates = Templates([Layer("own", tmp_path)])
    assert templates.render("page.xml") == templates.render("page.xml") == ""


def test_a_template_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        render(tmp_path, page="x" * 1_000_001)
    assert caught.value.problems[0].code == "too-large"
