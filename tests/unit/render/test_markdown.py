"""Blocks as Markdown: whatever a file says, a reader of Markdown finds the same text, no markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tt_doingoai.render.markdown import as_markdown
from tt_doingoai.render.prose import Block, Figures, Gap, Heading, Items, Para, Title
from tt_doingoai.text import one_line

HOSTILE = (
    "*đậm* _nghiêng_ `mã` ~~gạch~~",
    "# không phải tiêu đề #",
    "- không phải danh sách",
    "1. không phải danh sách",
    "12) không phải danh sách",
    "+ x",
    "=====",
    "-----",
    "> trích",
    "[chữ](http://x) ![ảnh](y) [x]: z",
    "<b>đậm</b> &lt; &amp; &#42;",
    "a | b | c",
    "|---|---|",
    "http://x.vn www.x.vn a@x.vn <http://x>",
    ":warning: 08:30 $x$ \\ \\* cuối\\",
    "[ ] việc",
    "```",
    "    thụt vào",
    "dòng một\ndòng hai\n\ndòng ba",
    "!",
    "{n} %s [/b]",
)


def parsed(blocks: list[Block]) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(as_markdown(blocks))


def shape(tokens: list[Token]) -> list[str]:
    return [token.type for token in tokens if token.type != "inline"]


def texts(tokens: list[Token]) -> list[str]:
    """What a reader sees of each piece of text; fails where anything in it is markup."""
    found = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}, token.content
            found.append("".join(child.content for child in children))
    return found


anything = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="aăđ1 *_`#|<>[]()!~&;:\\-+=.)\n$@{}/w", min_size=1, max_size=40),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_marks_in_a_text_are_no_markup(text: str) -> None:
    tokens = parsed([Para(text)])
    assert shape(tokens) == ["paragraph_open", "paragraph_close"]
    assert texts(tokens) == [one_line(text)]


@given(anything.filter(lambda text: one_line(text) != ""))
def test_any_text_is_read_as_it_stands(text: str) -> None:
    tokens = parsed([Title(text), Heading(text), Para(text), Items([text, text])])
    assert shape(tokens) == [
        *("heading_open", "heading_close") * 2,
        *("paragraph_open", "paragraph_close"),
        "bullet_list_open",
        *("list_item_open", "paragraph_open", "paragraph_close", "list_item_close") * 2,
        "bullet_list_close",
    ]
    assert texts(tokens) == [one_line(text)] * 5


@given(anything.filter(lambda text: one_line(text) != ""))
def test_any_text_is_one_cell_of_a_table(text: str) -> None:
    tokens = parsed([Figures(["", "tổng số"], [[text, "1"], [text, "2"]])])
    assert shape(tokens).count("tr_open") == 3
    assert texts(tokens) == ["", "Tổng số", one_line(text), "1", one_line(text), "2"]


def test_addresses_are_no_links_and_names_of_emoji_are_none() -> None:
    # GitHub links and replaces these, though CommonMark does not.
    told = as_markdown([Para("http://x.vn www.x.vn a@x.vn :warning: @ai")])
    assert told == "http\\://x.vn www\\.x.vn a\\@x.vn \\:warning: \\@ai\n"


def test_headings_and_gaps() -> None:
    blocks: list[Block] = [
        Title("Báo cáo"),
        Heading("I. Số liệu"),
        Heading("1. Theo đơn vị", 2),
        Gap(),
        Para("1. Một"),
        Items([]),
    ]
    assert as_markdown(blocks) == "# Báo cáo\n\n## I. Số liệu\n\n### 1. Theo đơn vị\n\n1\\. Một\n"
