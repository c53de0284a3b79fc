"""What the columns of a roster's table, and the kinds of units in it, may be called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tt_doingoai.loading.table import IGNORED, Columns
from tt_doingoai.wording import later

# What a column may be called, folded: Vietnamese as offices write it, or the key itself.
_KEYS: Final[Mapping[str, str]] = {
    "id": "id",
    "ma": "id",
    "name": "name",
    "ten": "name",
    "ten don vi": "name",
    "don vi": "name",
    "kind": "kind",
    "loai": "kind",
    "loai hinh": "kind",
    "groups": "groups",
    "group": "groups",
    "nhom": "groups",
    "alias": "alias",
    "aliases": "alias",
    "ten khac": "alias",
    "viet tat": "alias",
    "ten viet tat": "alias",
    "addressee": "addressee",
    "kinh gui": "addressee",
    # What tables have besides, and what says nothing here: a running number, an empty column.
    "ghi chu": IGNORED,
    "stt": IGNORED,
    "tt": IGNORED,
    "so thu tu": IGNORED,
    "": IGNORED,
}
KIND_NAMES: Final = "đảng bộ, chi bộ, ban, đoàn thể, khác"
COLUMNS: Final = Columns(_KEYS, later("name"), later("name, kind, groups, alias"))
KINDS: Final[Mapping[str, str]] = {
    "": "khac",
    "khac": "khac",
    "dang bo": "dang_bo",
    "dang_bo": "dang_bo",
    "chi bo": "chi_bo",
    "chi_bo": "chi_bo",
    "ban": "ban",
    "doan the": "doan_the",
    "doan_the": "doan_the",
}
