"""Blocks as plain text: what a letter takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tt_doingoai.render.prose import Figures, Gap, Heading, Items, Para, Title, as_text
from tt_doingoai.text import width


def test_each_kind_of_block_is_told_in_its_own_way() -> None:
    text = as_text(
        [
            Title("BÁO CÁO"),
            Para("Tính đến hôm nay."),
            Heading("I. SỐ LIỆU"),
            Heading("1. Theo đơn vị", 2),
            Items(["một", "hai"]),
            Heading("2. Theo nhiệm vụ", 2),
            Figures(["", "tổng số", "quá hạn"], [["Một", "3", "1"]]),
            Gap(),
            Para("Hết."),
        ]
    )
    assert text == (
        "BÁO CÁO\n"
        "Tính đến hôm nay.\n"
        "\n"
        "I. SỐ LIỆU\n"
        "1. Theo đơn vị\n"
        "- một\n"
        "- hai\n"
        "\n"
        "2. Theo nhiệm vụ\n"
        "- Một: tổng số 3; quá hạn 1.\n"
        "\n"
        "Hết.\n"
    )


@given(st.lists(st.text(alphabet="aăđ ố-.1", max_size=300)))
def test_no_line_is_wider_than_80_cells_unless_a_word_is(texts: list[str]) -> None:
    for line in as_text([Items(texts)]).splitlines():
        assert width(line) <= 80 or " " not in line.removeprefix("- ")
