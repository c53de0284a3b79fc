"""How days, numbers, slugs and codes are written in a file: one form each, and no other."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.builders import day
from tt_doingoai.model.scalars import (
    Code,
    Count,
    Day,
    Flag,
    Slug,
    Text,
    Whole,
    Written,
    is_month_first,
    iso_day,
    sensible,
    slug,
    typed_day,
)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Day, "2024-04-10", day("2024-04-10")),
        (Day, "2024-02-29", day("2024-02-29")),
        (Day, "1900-01-01", day("1900-01-01")),
        (Day, "2199-12-31", day("2199-12-31")),
        (Count, "1", 1),
        (Count, "12", 12),
        (Flag, "true", True),
        (Flag, "false", False),
        (Slug, "so-du-lich", "so-du-lich"),
        (Slug, "97-kh-duk", "97-kh-duk"),
        (Code, "III.2.c", "III.2.c"),
        (Text, "Sở Du lịch", "Sở Du lịch"),
    ],
)
def test_a_value_is_read_from_its_one_form(kind: Any, written: str, value: object) -> None:
    assert TypeAdapter(kind).validate_python(written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *[
            (Day, written)
            for written in (
                "2024-02-30",
                "2023-02-29",
                "10-4-2024",
                "2024-4-10",
                "20240410",
                "2024-W15-3",
                "2024-04-10T00:00:00",
                "0",
                "1712707200",
                "",
                "2024-04-10 ",
                "1899-12-31",
                "2200-01-01",
            )
        ],
        *[(Count, written) for written in ("0", "-1", "+1", "1.0", "1_000", "01", "", "một")],
        *[(Flag, written) for written in ("yes", "no", "on", "True", "1", "")],
        *[(Slug, written) for written in ("Sở", "So", "so_du_lich", "-so", "so--x", "so-", "")],
        *[(Code, written) for written in ("III 2", "III.", ".2", "mau:III.2", "")],
        *[(Text, written) for written in ("", "   ", "\n")],
    ],
)
def test_any_other_form_is_refused(kind: Any, written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)


@pytest.mark.parametrize("value", [20240410, 1.0, None, True, day("2024-04-10"), ["2024"]])
@pytest.mark.parametrize("kind", [Day, Count, Slug])
def test_only_text_is_read_since_a_loader_that_guesses_types_has_guessed_wrong(
    kind: Any, value: object
) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_what_is_refused_says_which_form_was_expected() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Day).validate_python("10-4-2024")
    (error,) = refused.value.errors(include_url=False)
    assert (error["type"], error["msg"]) == ("ttdn_written", "day")
    assert error["ctx"] == {"expects": "day"}


@pytest.mark.parametrize("written", ["Sở", "so_du_lich", ""])
def test_a_parser_tells_what_it_refuses(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{written}$"):
        slug(written)


def test_a_day_outside_what_an_office_can_mean_is_told() -> None:
    with pytest.raises(ValueError, match="1899-12-31"):
        sensible(day("1899-12-31"))
    with pytest.raises(ValueError, match="2200-01-01"):
        iso_day("2200-01-01")


def test_a_whole_number_is_what_the_file_itself_types_and_nothing_that_could_be_made_of_it() -> (
    None
):
    whole = TypeAdapter(Whole)
    assert whole.validate_python(14) == 14
    for value in ("14", 14.0, True, None):
        with pytest.raises(ValidationError):
            whole.validate_python(value)


# Days as people type them: day first or ISO, never month first.


@pytest.mark.parametrize(
    "typed",
    ["2024-04-05", "2024-4-5", "5/4/2024", "05/04/2024", "5-4-2024", "5.4.2024", " 5/4/2024 "],
)
def test_a_day_is_typed_day_first_or_as_iso(typed: str) -> None:
    assert typed_day(typed) == day("2024-04-05")


@pytest.mark.parametrize(
    "typed", ["4/13/2024", "5/4-2024", "5/4/24", "5/4", "5 4 2024", "2024/04/05", "hôm nay", ""]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        typed_day(typed)


def test_what_has_no_form_of_a_day_is_told() -> None:
    with pytest.raises(ValueError, match="hôm nay"):
        typed_day("hôm nay")


@pytest.mark.parametrize(
    ("typed", "is_so"),
    [
        ("4/13/2024", True),
        ("12/13/2024", True),
        ("4/31/2024", True),
        (" 4/13/2024 ", True),
        ("4/13/2024 0:00", True),
        ("4/13/2024 12:00:00 AM", True),
        ("4/13/2024T00:00", True),
        ("4/13/24", True),
        ("4-13-24", True),
        ("13/4/2024 0:00", False),
        ("4/12/24", False),
        ("4/13/202", False),
        ("4/13/2024-BC", False),
        ("13/4/2024", False),
        ("4/12/2024", False),
        ("13/13/2024", False),
        ("4/32/2024", False),
        ("2024-13-04", False),
        ("", False),
    ],
)
def test_a_day_is_month_first_only_where_nothing_else_makes_it_a_day(
    typed: str, is_so: bool
) -> None:
    assert is_month_first(typed) is is_so


def test_a_written_form_says_in_the_schema_what_it_was_given() -> None:
    form = Written(str, "text", {"type": "string", "minLength": 3})
    assert TypeAdapter(Annotated[str, form]).json_schema() == {"type": "string", "minLength": 3}


@pytest.mark.parametrize("kind", [Day, Count, Flag, Slug, Code, Text])
def test_every_written_form_has_a_json_schema(kind: Any) -> None:
    assert "type" in TypeAdapter(kind).json_schema()
