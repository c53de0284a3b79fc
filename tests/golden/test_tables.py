"""Whole outputs of matrix, form, import and export."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Command
from tests.golden.story import STORY, is_as_kept

EXPECTED = Path(__file__).parent / "tables"

CASES: dict[str, tuple[str, ...]] = {
    "matrix.txt": ("matrix",),
    "matrix.csv": ("matrix", "--format", "csv"),
    "matrix.json": ("matrix", "--section", "III", "--format", "json"),
    "form.csv": ("form", "III.2.c"),
    "export.csv": ("export", "--section", "III"),
    "export.json": ("export", "--task", "III.2.c", "--format", "json"),
    "import.txt": ("import", "bieu.csv"),
    "import-bad.txt": ("import", "sai.csv"),
}
TABLES = {
    "bieu.csv": "\ufeffđơn vị;nhiệm vụ;kỳ;tình trạng;ngày đến;ghi chú;văn bản\r\n"
    "Sở Ngoại vụ;III.2.c;;hoàn thành;;;\r\n"
    'UBND;bao cao;;đã nhận;10/4/2024;"gửi qua\r\nbưu điện";12-BC/ĐU; 13-BC/ĐU\r\n'
    "Sở Du lịch;II.1.4;năm 2024;xong;2024-04-11;;\r\n"
    "Sở Du lịch;III.2.c;;xong;9/4/2024;;\r\n"
    "Hội Nhà báo;III.2.c;;;;chưa gửi;\r\n".replace("12-BC/ĐU; 13-BC/ĐU", '"12-BC/ĐU; 13-BC/ĐU"'),
    "sai.csv": "đơn vị,nhiệm vụ,tình trạng,ngày đến\n"
    "Sở,III.2.c,xong,5/4/2024\n"
    "Sở Du lịch,III.2.c,đã nhận,5/4/2024\n"
    "Sở TTTT,III.2.d,xong,5/4/2024\n"
    "Sở Nội vụ,III.2.c,xog,5/4/2024\n"
    "Đài PT-TH,III.2.c,xong,31/4/2024\n"
    "UBND,III.2.c,xong,\n",
}


@pytest.fixture
def office(ttdn: Command, workspace: Path) -> Command:
    for arguments in STORY:
        assert ttdn(*arguments).code == 0, arguments
    for name, text in TABLES.items():
        (workspace / name).write_text(text, encoding="utf-8", newline="")
    return ttdn


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_as_kept(office: Command, name: str, request: pytest.FixtureRequest) -> None:
    result = office(*CASES[name])
    is_as_kept(EXPECTED / name, result.out + result.err, request)


def test_no_kept_output_is_stale() -> None:
    assert {file.name for file in EXPECTED.iterdir()} == set(CASES)
