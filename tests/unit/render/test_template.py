"""A letter's template: what it may do, what it may not, and that nothing in it runs away."""

from __future__ import annotations

from typing import Any

import pytest

from tt_doingoai.errors import Untrusted
from tt_doingoai.render.template import LetterTemplate

DATA: dict[str, Any] = {
    "text": "chữ",
    "number": 3,
    "flag": True,
    "names": ["một", "hai"],
    "unit": {"name": "Sở mẫu", "addressee": ""},
}


def filled(source: str, **data: Any) -> str:
    return LetterTemplate(source, name="templates/don-doc.txt").fill({**DATA, **data})


def refused(source: str, **data: Any) -> str:
    with pytest.raises(Untrusted) as caught:
        filled(source, **data)
    assert "\n" not in caught.value.message
    return caught.value.message


def test_names_are_filled_in_and_everything_else_stands_as_written() -> None:
    told = filled("Kính gửi: {{ unit.name }} ({{ number }}) <b> & 'x'")
    assert told == "Kính gửi: Sở mẫu (3) <b> & 'x'\n"


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    assert filled("{{ text }}", text="{{ 7*7 }}{% if %}{#") == "{{ 7*7 }}{% if %}{#\n"


def test_a_part_may_be_chosen_or_repeated() -> None:
    told = filled("{% for name in names %}{{ loop.index }} {{ name }}{% if not loop.last %}; "
                  "{% endif %}{% endfor %}{% if flag %}.{% endif %}")  # fmt: skip
    assert told == "1 một; 2 hai.\n"


def test_a_line_of_tags_leaves_no_line() -> None:
    assert filled("a\n  {% if flag %}\nb\n  {% endif %}\nc") == "a\nb\nc\n"


def test_a_paragraph_is_broken_at_80_columns_and_marks_join_on() -> None:
    told = filled("{% filter fill('- ') %}\n" + "chữ " * 30 + "\n; hết\n.\n{% endfilter %}")
    lines = told.splitlines()
    assert len(lines) == 2
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("- chữ")
    assert lines[1].endswith("chữ; hết.")


def test_columns_stand_side_by_side_and_blanks_keep_their_width() -> None:
    told = filled("{% filter columns %}\nSố       -CV || ĐẢNG\n* ||\n{% endfilter %}")
    first, second = told.splitlines()
    assert "Số       -CV" in first
    assert first.index("ĐẢNG") > 38
    assert second.strip() == "*"


def test_a_long_cell_takes_several_lines_and_nothing_is_cut() -> None:
    long = "tên rất dài " * 10
    told = filled("{% filter columns %}\n{{ text }} || phải\n{% endfilter %}", text=long)
    assert max(map(len, told.splitlines())) <= 80
    assert " ".join(told.split()).replace("phải ", "") == long.strip()


def test_every_line_of_a_signature_is_kept() -> None:
    signed = ["T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ"]
    told = filled("{% filter signature(signed) %}\nNơi nhận:\n{% endfilter %}", signed=signed)
    assert [line[38:].strip() for line in told.splitlines()] == signed
    assert told.startswith("Nơi nhận:")


def test_control_characters_do_not_reach_the_letter() -> None:
    assert filled("a\x1b[2J\x0c{{ text }}", text="\u202eb") == "a[2Jb\n"


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("a\n{{ khong_co }}", 2, "khong_co"),
        ("a\n\n{{ unit.khong_co }}", 3, "khong_co"),
        ("{% for name in names %}\n{{ x }}{% endfor %}", 2, "x"),
        ("{% filter fill %}\n\n{{ x }}{% endfilter %}", 3, "x"),
        ("a\n{% if %}", 2, "không hiểu"),
        ("a\n{% if flag %}", 2, "không hiểu"),
        ("{{ text", 1, "không hiểu"),
        ("{# mở", 1, "không hiểu"),
        ("a\n{{ text | khong_co }}", 2, "khong_co"),
        ("a\n{{ names }}", 2, "chỉ in được chữ và số"),
        ("{{ flag }}", 1, "chỉ in được chữ và số"),
        ("{{ unit }}", 1, "chỉ in được chữ và số"),
        ("{{ none }}", 1, "chỉ in được chữ và số"),
        ("{% for x in text %}{% endfor %}", 1, "danh sách"),
        ("{{ number | fill }}", 1, "chữ"),
        ("{{ text | fill(3) }}", 1, "chữ"),
        ("{{ text | fill(text, text, text) }}", 1, "không điền được"),
        ("{% if 1 < text %}{% endif %}", 1, "không điền được"),
        ("{{ names[9] }}", 1, "không có tên này"),
    ],
)
def test_a_mistake_is_told_with_its_line(source: str, line: int, told: str) -> None:
    message = refused(source)
    assert message.startswith(f"templates/don-doc.txt:{line}: ")
    assert told in message


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ khong_co }}", "không có tên này: khong_co"),
        ("{{ unit.khong_co }}", "không có tên này: khong_co"),
        ("{{ names[9] }}", "không có tên này: 9"),
        ("{{ text | khong_co }}", "không hiểu được mẫu: không có tên này: khong_co"),
        ("{% fro %}", "không hiểu được mẫu: không có tên này: fro"),
        ("a{% endif %}", 'không hiểu được mẫu: "endif" không đóng gì'),
        ("{% if flag %}", 'mở "if" mà không đóng bằng "endif"'),
        ("{% for x in names %}{% endif %}", 'mở "for" mà không đóng bằng "endfor"'),
        ("{% for x in names %}{% fro %}{% endfor %}", "không có tên này: fro"),
        ("{{ text", "không hiểu được mẫu: viết không đúng cách của mẫu"),
        ("{{ text }", "không hiểu được mẫu: viết không đúng cách của mẫu"),
        ("{% if 1 < text %}{% endif %}", "không điền được: viết không đúng cách của mẫu"),
        ("{{ text.__class__ }}", "mẫu công văn: __class__"),
    ],
)
def test_a_mistake_is_told_in_the_users_language(source: str, told: str) -> None:
    message = refused(source)
    assert told in message
    assert "Jinja" not in message
    assert "object" not in message


@pytest.mark.parametrize(
    "source",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'x' as x %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
        "{% macro f() %}{{ f() }}{% endmacro %}",
        "{% autoescape true %}{% endautoescape %}",
        "{{ text.__class__ }}",
        "{{ text.__class__.__mro__ }}",
        "{{ ''.join(names) }}",
        "{{ text.format(1) }}",
        "{{ cycler }}",
        "{{ self }}",
        "{{ unit.pop }}",
        "{{ names.append }}",
        "{% set unit.name = 1 %}",
        "{{ text ~ text }}",
        "{{ '%9999999999d' % 1 }}",
    ],
)
def test_what_a_letter_has_no_need_of_is_refused(source: str) -> None:
    assert refused(source).startswith("templates/don-doc.txt:1: ")


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(1000000000) %}{% endfor %}",
        "{{ 10**10**10 }}",
        "{{ 'a' * 10000000000 }}",
        "{% for a in names %}" * 15 + "{% endfor %}" * 15,  # 2 to the power of 15, and no output
        "{% for a in names %}" * 30 + "{% endfor %}" * 30,
        "{% set x = text %}" + "{% set x %}{{ x }}{{ x }}{{ x }}{% endset %}" * 40,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "not " * 5000 + "1 }}",
        "{{ " + "9" * 5000 + " }}",
        "{% for x in names recursive %}{{ loop(names) }}{% endfor %}",
    ],
)
def test_nothing_runs_away(source: str) -> None:
    assert refused(source).startswith("templates/don-doc.txt:1: ")


def test_many_blank_lines_take_no_time_to_speak_of() -> None:
    assert filled("{% filter fill %}a" + "\n" * 19_000 + "b{% endfilter %}") == "a b\n"


def test_a_template_fills_in_one_letter_after_another() -> None:
    template = LetterTemplate("{% for x in names %}{{ x }}{% endfor %}", name="x")
    many = {"names": ["a"] * 6_000}
    assert template.fill(many) == template.fill(many)
