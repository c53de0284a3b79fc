"""Vietnamese text: folding, cleaning, sorting and wrapping, for every text."""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tt_doingoai.text import clean, fold, sort_key, width, wrap

# The dictionary's order (CLDR vi), the tones of a letter in order: the plain model.
DICTIONARY = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ b c d đ eèẻẽéẹ êềểễếệ f g h iìỉĩíị j k l m n oòỏõóọ ôồổỗốộ ơờởỡớợ"
    " p q r s t uùủũúụ ưừửữứự v w x yỳỷỹýỵ z"
)
PLACES = {
    letter: (place, tone)
    for place, tones in enumerate(DICTIONARY.split())
    for tone, letter in enumerate(tones)
}
LETTERS = "".join(PLACES)

lower = st.text(LETTERS, max_size=8)
vietnamese = st.text(LETTERS + LETTERS.upper() + "0123456789 -/:", max_size=12)
# Letters, marks and what hides between them.
crooked = st.text("aeoưđĐ \t\n\r\x1b\u200b\u202e\ufeff\u0300\u0301\u0302\u0323\u031b", max_size=12)
texts = st.one_of(vietnamese, crooked, st.text(max_size=20))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@example("Uỷ ban Kiểm tra Đảng ủy")
def test_fold_does_not_see_the_unicode_form(text: str) -> None:
    assert fold(decomposed(text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_fold_leaves_plain_small_letters_of_vietnamese_text(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper())


@given(texts)
@example("e\u200b\u0301")
def test_clean_is_idempotent_and_gives_whole_letters(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert unicodedata.is_normalized("NFC", clean(text))


@given(texts)
def test_clean_leaves_no_control_and_no_format_character(text: str) -> None:
    left = {unicodedata.category(c) for c in clean(text) if c != "\n"}
    assert left.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@given(vietnamese)
def test_clean_takes_nothing_from_ordinary_text(text: str) -> None:
    assert clean(text) == text


@given(lower, lower)
@example("máb", "mac")
@example("mạ", "mai")
def test_letters_decide_first_then_tones_as_in_the_dictionary(one: str, other: str) -> None:
    def by_the_dictionary(text: str) -> tuple[list[int], list[int]]:
        places = [PLACES[letter] for letter in text]
        return [place for place, _ in places], [tone for _, tone in places]

    expected = by_the_dictionary(one) < by_the_dictionary(other)
    assert (sort_key(one) < sort_key(other)) is expected


@given(vietnamese, vietnamese)
def test_of_two_different_texts_exactly_one_comes_first(one: str, other: str) -> None:
    before, after = sort_key(one) < sort_key(other), sort_key(other) < sort_key(one)
    assert [before, after, one == other].count(True) == 1


@given(st.lists(vietnamese, max_size=4))
def test_sorting_gives_one_order_whatever_the_order_before(names: list[str]) -> None:
    orders = {tuple(sorted(p, key=sort_key)) for p in itertools.permutations(names)}
    assert len(orders) == 1


@given(texts, texts)
def test_any_two_texts_can_be_put_in_order(one: str, other: str) -> None:
    assert not (sort_key(one) < sort_key(other) and sort_key(other) < sort_key(one))


# Many short words, so that lines break often.
running = st.lists(st.text("aựđ越", min_size=1, max_size=5), max_size=12).map(" ".join)
flowing = st.one_of(running, texts)
prefixes = st.sampled_from(["", "- ", "    "])


@given(flowing, st.integers(1, 30), prefixes, prefixes)
@example("越南 đối ngoại", 4, "", "")
def test_wrap_exceeds_the_width_only_where_one_word_does(
    text: str, cells: int, first: str, rest: str
) -> None:
    lines = wrap(text, cells=cells, first=first, rest=rest)
    for number, line in enumerate(lines):
        prefix = rest if number else first
        of_line = line.removeprefix(prefix).split()
        assert width(line) <= cells or len(of_line) <= 1


@given(flowing, st.integers(1, 30), prefixes, prefixes)
def test_wrap_loses_no_word_and_adds_none(text: str, cells: int, first: str, rest: str) -> None:
    lines = wrap(text, cells=cells, first=first, rest=rest)
    of_lines = [
        line.removeprefix((rest if number else first).rstrip()).split()
        for number, line in enumerate(lines)
    ]
    assert list(itertools.chain(*of_lines)) == text.split()


@given(flowing, st.integers(1, 30))
def test_wrap_breaks_a_line_only_where_the_next_word_does_not_fit(text: str, cells: int) -> None:
    lines = wrap(text, cells=cells)
    for line, following in itertools.pairwise(lines):
        assert width(f"{line} {following.split()[0]}") > cells
