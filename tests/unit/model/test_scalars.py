"""How days, numbers, slugs and codes are written in a file: one form each, and no other."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.builders import day
from tt_doingoai.model.scalars import Code, Count, Day, Flag, Slug, Text


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


@pytest.mark.parametrize("kind", [Day, Count, Flag, Slug, Code, Text])
def test_every_written_form_has_a_json_schema(kind: Any) -> None:
    assert "type" in TypeAdapter(kind).json_schema()
