"""What the kept outputs tell of, and how an output is held against the file that keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

# The week before 12 April 2024, as an office might have recorded it.
STORY: tuple[tuple[str, ...], ...] = (
    ("done", "III.1", "--unit", "duk", "--on", "28/12/2023", "--evidence", "97-KH/ĐUK"),
    ("done", "III.2.a", "-g", "truc-thuoc", "--except", "ubnd-tinh", "--except", "hoi-nha-bao",
     "--on", "28/3/2024", "--yes"),
    ("done", "III.2.b", "--unit", "doan the", "--on", "2/4/2024"),
    ("start", "III.2.c", "--unit", "so noi vu", "--on", "1/4/2024"),
    ("receive", "III.2.c", "--unit", "tu phap", "--on", "8/4/2024", "--evidence", "12-BC/ĐU"),
    ("return", "III.2.c", "--unit", "tu phap", "--on", "11/4/2024", "--answer-by", "19/4/2024",
     "--note", "đề nghị bổ sung số liệu hội nghị quán triệt"),
    ("receive", "III.2.c", "--unit", "so ngoai vu", "--on", "9/4/2024"),
    ("done", "III.2.c", "--unit", "so du lich", "--on", "9/4/2024", "--evidence", "05-BC/ĐU"),
    ("done", "III.2.c", "--unit", "mttq-tinh", "--on", "10/4/2024"),
    ("waive", "III.2.c", "--unit", "cd-y-te", "--on", "3/4/2024", "--basis", "20-CV/ĐUK"),
    ("note", "III.2.c", "đang chờ ý kiến cấp trên", "--unit", "ubnd", "--kind", "reason"),
    ("correct", "4", "--unit", "so noi vu", "--on", "2/4/2024"),
    ("done", "II.1.3", "--unit", "so du lich", "--on", "10/4/2024"),
)  # fmt: skip

TOLD = ("check", "--new", "--announce", "--task", "III.2.a")
NEWS = ("check", "--new", "--soon", "--as-of", "12/4/2024")


def is_as_kept(file: Path, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8", newline="")
    assert file.is_file(), f"no {file.name}; write it with: make golden"
    assert text == file.read_bytes().decode("utf-8")
