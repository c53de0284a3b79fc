"""Files of settings: what they say, or where they are no TOML."""

from __future__ import annotations

import pytest

from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.toml_file import toml_of


def test_keys_and_values_are_read_with_or_without_a_byte_order_mark() -> None:
    for mark in (b"", b"\xef\xbb\xbf"):
        assert toml_of(mark + b'actor = "btg-duk"\n', file="config.toml") == {"actor": "btg-duk"}


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"due_soon_days = 14\nactor = btg\n", "2:9"),
        (b'due_soon_days = 14\nactor = "btg\n', "2:13"),
        (b"a = [\n", "1:6"),
        (b"a = 1\nb", "2:2"),
        (b"a = 1\na = 1\n", "2:6"),
        (b"a = " + b"9" * 5000, "1:5005"),
        (b"a = " + b"[" * 50_000, "1:50005"),
    ],
    ids=[
        "no quotes",
        "no end of quotes",
        "breaks off",
        "no value",
        "twice",
        "too long",
        "too deep",
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(data: bytes, place: str) -> None:
    with pytest.raises(Untrusted) as refused:
        toml_of(data, file="ttdn.toml")
    assert refused.value.message == (
        f"ttdn.toml:{place}: chỗ này viết không đúng: mỗi dòng ghi khóa = giá trị, chữ đặt trong"
        " dấu ngoặc kép, mỗi khóa chỉ một lần"
    )


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Untrusted, match=r"ttdn\.toml:2:6: tệp không phải UTF-8"):
        toml_of(b"a = 1\nb = '\xd0'", file="ttdn.toml")
