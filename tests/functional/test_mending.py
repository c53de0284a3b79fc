"""What was mended, seen from every day and from every earlier update (design 3.3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Command

UNIT = ("III.2.c", "--unit", "so-du-lich")


@pytest.fixture
def mended(ttdn: Command) -> Command:
    """Done on 5/4; corrected to 8/4; that correction corrected to 10/4; that one taken back."""
    for arguments in (
        ("done", *UNIT, "--on", "5/4/2024"),
        ("correct", "1", "--unit", "so-du-lich", "--on", "8/4/2024"),
        ("correct", "2", "--unit", "so-du-lich", "--on", "10/4/2024"),
        ("undo", "3"),
    ):
        assert ttdn(*arguments).code == 0
    return ttdn


def verdict(ttdn: Command, *view: str) -> tuple[str, str | None]:
    """The timeliness and the day of completion."""
    told = json.loads(ttdn("explain", *UNIT, "--format", "json", *view).out)
    (obligation,) = told["obligations"]
    return obligation["timeliness"], obligation["completed_on"]


@pytest.mark.parametrize(
    ("revision", "day", "expected"),
    [
        ("1", "4/4/2024", ("due_soon", None)),
        ("1", "5/4/2024", ("done_on_time", "2024-04-05")),
        ("2", "5/4/2024", ("due_soon", None)),
        ("2", "7/4/2024", ("due_soon", None)),
        ("2", "8/4/2024", ("done_on_time", "2024-04-08")),
        ("3", "9/4/2024", ("due_soon", None)),
        ("3", "10/4/2024", ("done_late", "2024-04-10")),
        ("4", "7/4/2024", ("due_soon", None)),
        ("4", "8/4/2024", ("done_on_time", "2024-04-08")),
        ("4", "12/4/2024", ("done_on_time", "2024-04-08")),
    ],
)
def test_each_day_by_each_update_says_what_was_believed_then(
    mended: Command, revision: str, day: str, expected: tuple[str, str | None]
) -> None:
    assert verdict(mended, "--revision", revision, "--as-of", day) == expected


def test_what_was_corrected_is_mended_through_its_correction(mended: Command) -> None:
    result = mended("correct", "1", "--unit", "so-du-lich", "--on", "6/4/2024")
    assert result.code == 2
    assert "đính chính ở lần 2" in result.err


def test_an_undo_of_an_undo_gives_the_correction_back(mended: Command) -> None:
    assert mended("undo", "4").code == 0
    assert verdict(mended) == ("done_late", "2024-04-10")
    assert verdict(mended, "--revision", "4") == ("done_on_time", "2024-04-08")


def test_what_a_later_correction_builds_on_is_not_taken_back(mended: Command) -> None:
    result = mended("undo", "1")
    assert result.code == 2
    assert "ttdn undo 2" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("undo", "2", "--dry-run"),
        ("correct", "2", "--unit", "so-du-lich", "--on", "6/4/2024", "--dry-run"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_dry_says_what_would_be_and_records_nothing(
    mended: Command, workspace: Path, arguments: tuple[str, ...]
) -> None:
    before = {f: f.read_bytes() for f in (workspace / "store").rglob("*") if f.is_file()}
    result = mended(*arguments)
    assert result.code == 0
    assert "chưa ghi gì" in result.out
    assert {f: f.read_bytes() for f in (workspace / "store").rglob("*") if f.is_file()} == before


class TestAPartOfAnUpdate:
    @pytest.fixture
    def part(self, ttdn: Command) -> Command:
        both = ("--unit", "so-du-lich", "--unit", "so-tu-phap")
        assert ttdn("done", "III.2.c", *both, "--on", "5/4/2024").code == 0
        assert ttdn("undo", "1", "--unit", "so-tu-phap").code == 0
        return ttdn

    def test_is_taken_back_alone(self, part: Command) -> None:
        assert verdict(part) == ("done_on_time", "2024-04-05")
        told = json.loads(part("status", "-u", "so-tu-phap", "-t", "III.2.c", "-f", "json").out)
        assert told["obligations"][0]["timeliness"] == "overdue"

    def test_is_not_taken_back_twice(self, part: Command) -> None:
        result = part("undo", "1", "--unit", "so-tu-phap")
        assert result.code == 2
        assert "hủy ở lần 2" in result.err

    def test_leaves_the_rest_to_be_taken_back(self, part: Command) -> None:
        assert part("undo", "1").code == 0
        assert verdict(part) == ("overdue", None)
        assert verdict(part, "--revision", "2") == ("done_on_time", "2024-04-05")


class TestTheLog:
    def test_is_filtered_by_kind(self, mended: Command) -> None:
        told = json.loads(mended("log", "--kind", "undo", "--format", "json").out)
        assert [t["revision"] for t in told["transactions"]] == [4]
        assert told["revision"] == 4

    def test_tells_which_ledger_it_is_of(self, mended: Command) -> None:
        told = json.loads(mended("log", "--revision", "2", "--format", "json").out)
        assert told["revision"] == 2
        assert told["head"] == told["transactions"][0]["digest"]

    @pytest.mark.parametrize(
        ("days", "count"),
        [
            (("--from", "12/4/2024"), 4),
            (("--from", "13/4/2024"), 0),
            (("--to", "12/4/2024"), 4),
            (("--to", "11/4/2024"), 0),
        ],
    )
    def test_is_filtered_by_the_day_of_recording(
        self, mended: Command, days: tuple[str, ...], count: int
    ) -> None:
        told = json.loads(mended("log", *days, "--format", "json").out)
        assert len(told["transactions"]) == count

    def test_says_whether_there_is_nothing_at_all_or_nothing_of_the_kind(
        self, ttdn: Command
    ) -> None:
        assert ttdn("log").out == "Sổ theo dõi chưa có gì.\n"
        ttdn("done", *UNIT, "--on", "5/4/2024")
        assert ttdn("log", "--kind", "note").out == "Sổ theo dõi không có gì khớp với yêu cầu.\n"

    @pytest.mark.parametrize(
        "wrong",
        [("--from", "13/4/2024", "--to", "12/4/2024"), ("--kind", "merger"), ("--from", "x")],
    )
    def test_takes_nothing_that_cannot_be_meant(
        self, ttdn: Command, wrong: tuple[str, ...]
    ) -> None:
        assert ttdn("log", *wrong).code == 2
