"""Whole letters, compared byte for byte; ``make golden`` writes them anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import Command
from tests.conftest import ROOT

EXPECTED = Path(__file__).parent / "letters"
SETTINGS = """[letters]
superior = "Tỉnh ủy Kiên Giang"
place = "Nơi mẫu"
signed = ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]
recipients = ["Ban Tuyên giáo Đảng ủy Khối"]
filed = "Văn phòng"
"""
SECOND = "tests/plans/second/139-kh-ubnd.v1.yaml"
RETURNED = (
    ("receive", "III.2.c", "--unit", "tu phap", "--on", "8/4/2024", "--evidence", "12-BC/ĐU"),
    ("return", "III.2.c", "--unit", "tu phap", "--on", "11/4/2024", "--answer-by", "19/4/2024"),
)
REMINDED = (
    ("extend", "III.2.c", "--unit", "noi vu", "--to", "11/4/2024", "--on", "8/4/2024",
     "--basis", "20-CV/ĐUK"),
    ("remind", "--unit", "noi vu", "--on", "2/4/2024", "--record", "--number", "40-CV/ĐUK"),
    ("remind", "--unit", "noi vu", "--on", "12/4/2024", "--record", "--number", "44-CV/ĐUK"),
)  # fmt: skip
TAKEN_OVER = (
    *REMINDED[1:],
    ("start", "III.2.c", "--unit", "tu phap", "--on", "1/4/2024"),
    ("units", "merge", "noi vu", "tu phap", "--into", "Sở Nội chính mẫu", "--on", "13/4/2024",
     "--basis", "88-QĐ/MAU"),
)  # fmt: skip
LATER = ("--as-of", "15/4/2024")
ALL = ("--all", "--as-of", "2/1/2026")

# What was recorded before, and how the letter is asked for.
CASES: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]] = {
    "nothing-recorded.txt": ((), ("hoi nha bao",)),
    "returned.txt": (RETURNED, ("tu phap", "--answer-by", "19/4/2024", "--number", "45-CV/ĐUK")),
    "reminded-before.txt": (
        REMINDED,
        ("noi vu", *LATER, "--answer-by", "20/4/2024"),
    ),
    "taken-over.txt": (TAKEN_OVER, ("noi chinh", *LATER)),
    "days-set-by-the-office.txt": ((), ("so du lich", *ALL)),
    "several-plans.txt": ((), ("so du lich", "--as-of", "1/8/2024")),
}


@pytest.mark.parametrize("name", CASES)
def test_a_letter_is_as_kept(
    ttdn: Command, workspace: Path, name: str, request: pytest.FixtureRequest
) -> None:
    story, asked = CASES[name]
    if name != "nothing-recorded.txt":
        (workspace / "ttdn.toml").write_text(SETTINGS, encoding="utf-8")
    if name == "several-plans.txt":
        shutil.copy(ROOT / SECOND, workspace / "plans")
    for arguments in story:
        result = ttdn(*arguments)
        assert result.code == 0, (arguments, result.err)
    letter = ttdn("remind", "--unit", *asked).out
    file = EXPECTED / name
    if request.config.getoption("--update-golden"):
        file.write_text(letter, encoding="utf-8", newline="")
    assert letter == file.read_bytes().decode("utf-8")


def test_no_kept_letter_is_stale() -> None:
    assert {file.name for file in EXPECTED.iterdir()} == set(CASES)
