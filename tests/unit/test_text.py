"""Vietnamese text: cleaned, compared, sorted, measured and wrapped."""

from __future__ import annotations

import unicodedata

import pytest

from tt_doingoai.text import clean, fold, one_line, pad, pad_left, sort_key, width, words, wrap


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param("\x1b", id="escape"),
        pytest.param("\x9b", id="C1 control sequence introducer"),
        pytest.param("\x00", id="NUL"),
        pytest.param("\x07", id="bell"),
        pytest.param("\x08", id="backspace"),
        pytest.param("\r", id="carriage return alone"),
        pytest.param("\u202e", id="right-to-left override"),
        pytest.param("\u2066", id="left-to-right isolate"),
        pytest.param("\u200b", id="zero-width space"),
        pytest.param("\ufeff", id="byte order mark"),
        pytest.param("\u00ad", id="soft hyphen"),
        pytest.param("\u2028", id="line separator"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param("\ue000", id="private use"),
    ],
)
def test_clean_takes_out_what_a_terminal_acts_on_or_an_eye_misses(hidden: str) -> None:
    assert clean(f"Đơn{hidden} vị") == "Đơn vị"


def test_clean_leaves_what_a_terminal_would_have_obeyed_as_plain_letters() -> None:
    assert clean("\x1b[31mđỏ\x1b[0m") == "[31mđỏ[0m"


def test_clean_keeps_ordinary_text_as_it_is() -> None:
    text = "Sở Du lịch: “báo cáo” số 12-BC/ĐU [/b] :warning: =1+1"
    assert clean(text) == text


def test_clean_makes_decomposed_letters_whole() -> None:
    assert clean(nfd("Đảng ủy Khối")) == "Đảng ủy Khối"


def test_clean_makes_a_letter_whole_that_a_hidden_character_kept_apart() -> None:
    assert clean("e\u200b\u0301") == "é"


def test_clean_keeps_line_breaks_of_every_system() -> None:
    assert clean("một\r\nhai\nba") == "một\nhai\nba"


def test_clean_makes_a_tab_a_space() -> None:
    assert clean("a\tb") == "a b"


def test_one_line_makes_every_run_of_white_space_one_space() -> None:
    assert one_line("  Sở\n\t Du  lịch ") == "Sở Du lịch"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uỷ", "ủy"),
        ("Đảng Ủy", "dang uy"),
        ("BÁO CÁO", "báo cáo"),
        ("đ", "Đ"),
        ("tư tưởng", "tu tuong"),
        (" Sở   Du lịch ", "Sở Du lịch"),
    ],
)
def test_fold_makes_two_spellings_of_one_word_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_does_not_see_the_unicode_form() -> None:
    assert fold(nfd("Sở Tư pháp")) == fold("Sở Tư pháp")


def test_folded_words_that_differ_by_their_marks_collide() -> None:
    assert fold("ban") == fold("bạn") == fold("bản")


def test_fold_keeps_different_letters_apart() -> None:
    assert fold("ban") != fold("bang")


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("97-KH/ĐUK: thông tin (đối ngoại)") == [
        "97",
        "kh",
        "duk",
        "thong",
        "tin",
        "doi",
        "ngoai",
    ]


@pytest.mark.parametrize(
    "in_order",
    [
        pytest.param("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y", id="letters"),
        pytest.param("ma mà mả mã má mạ", id="tones"),
        pytest.param("â ầ ẩ ẫ ấ ậ", id="tones of â"),
        pytest.param("ư ừ ử ữ ứ ự", id="tones of ư"),
    ],
)
def test_sort_key_follows_the_vietnamese_dictionary(in_order: str) -> None:
    backwards = in_order.split()[::-1]
    assert " ".join(sorted(backwards, key=sort_key)) == in_order


def test_letters_decide_before_any_tone_does() -> None:
    assert sort_key("má b") < sort_key("ma c")


def test_the_first_tone_decides_where_all_letters_agree() -> None:
    assert sort_key("ba bá") < sort_key("bà ba")


def test_the_shorter_word_comes_first_whatever_its_tone() -> None:
    assert sort_key("mạ") < sort_key("mai")


def test_a_small_letter_comes_before_its_capital_and_both_before_the_next_letter() -> None:
    assert sorted(["Đ", "D", "e", "đ", "d"], key=sort_key) == ["d", "D", "đ", "Đ", "e"]


def test_digits_come_before_letters() -> None:
    assert sort_key("Đơn vị 9") < sort_key("Đơn vị a")


def test_names_of_units_sort_as_a_reader_expects() -> None:
    backwards = ["Sở Tư pháp", "Sở Du lịch", "Hội mẫu", "Đài mẫu", "Báo mẫu", "Ban mẫu"]
    assert sorted(backwards, key=sort_key) == backwards[::-1]


def test_a_vietnamese_letter_takes_one_cell_in_either_unicode_form() -> None:
    assert width("Uỷ ban ự") == width(nfd("Uỷ ban ự")) == 8


def test_a_wide_character_takes_two_cells() -> None:
    assert width("越南") == 4


def test_pad_fills_on_the_right_by_cells_not_by_code_points() -> None:
    assert pad(nfd("Sở"), 4) == nfd("Sở") + "  "


def test_pad_left_fills_on_the_left() -> None:
    assert pad_left("197", 5) == "  197"


def test_pad_never_cuts() -> None:
    assert pad("Sở Du lịch", 3) == "Sở Du lịch"


def test_wrap_breaks_at_spaces_and_fills_a_line_to_its_last_cell() -> None:
    assert wrap("một hai ba bốn", cells=7) == ["một hai", "ba bốn"]


def test_wrap_counts_the_space_between_two_words() -> None:
    assert wrap("một hai", cells=6) == ["một", "hai"]


def test_wrap_leaves_a_word_longer_than_a_line_whole() -> None:
    assert wrap("xem https://mau.example/rat-dai đã", cells=10) == [
        "xem",
        "https://mau.example/rat-dai",
        "đã",
    ]


def test_wrap_counts_the_prefixes() -> None:
    assert wrap("một hai ba bốn", cells=9, first="- ", rest="  ") == ["- một hai", "  ba bốn"]


def test_wrap_of_decomposed_text_breaks_where_whole_letters_would() -> None:
    assert wrap(nfd("một hai ba bốn"), cells=7) == [nfd("một hai"), nfd("ba bốn")]
