"""The ledger as bytes: each way in which it can be wrong is told apart; what is left is saved."""

from __future__ import annotations

import json

import pytest

from tests.builders import draft, note, status
from tt_doingoai.model.ledger import NoteChange, Transaction
from tt_doingoai.store.frame import Unreadable, followed_by, salvaged, transactions_of
from tt_doingoai.store.lines import digest_of, encode, split_digest

HEAD = b'{"format": "ttdn/store@1", "transactions": [\n'
TAIL = b"\n]}\n"


def lines(count: int) -> list[bytes]:
    """Lines of a chain, each with a note of its number."""
    made: list[bytes] = []
    previous: str | None = None
    for number in range(1, count + 1):
        made.append(encode(draft(note(f"số {number}")), revision=number, previous=previous))
        previous = split_digest(made[-1])[1]
    return made


FIRST, SECOND, THIRD = lines(3)
MERGED = "tệp đã bị chương trình khác định dạng lại hoặc ghép"
GOOD = HEAD + b",\n".join([FIRST, SECOND, THIRD]) + TAIL


def signed(body: dict[str, object]) -> bytes:
    """A line of any content under its own digest, as a newer version would write it."""
    told = json.dumps(body, ensure_ascii=False).encode()
    return told[:-1] + b', "digest": "' + digest_of(told).encode() + b'"}'


def changed(**values: object) -> bytes:
    body, _digest = split_digest(FIRST)
    return signed(json.loads(body) | values)


def of_kind(kind: str) -> bytes:
    body, _digest = split_digest(FIRST)
    told = json.loads(body)
    told["changes"][0]["kind"] = kind
    return signed(told)


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        transactions_of(data)
    return refused.value


def texts(transactions: tuple[Transaction, ...]) -> list[str]:
    changes = [change for transaction in transactions for change in transaction.changes]
    return [change.text for change in changes if isinstance(change, NoteChange)]


def test_what_was_written_is_read_in_its_order() -> None:
    data = HEAD + b",\n".join(lines(5)) + TAIL
    assert texts(transactions_of(data)) == ["số 1", "số 2", "số 3", "số 4", "số 5"]


def test_a_line_is_added_behind_what_stands_byte_for_byte() -> None:
    one = followed_by(None, FIRST)
    assert one == HEAD + FIRST + TAIL
    assert followed_by(followed_by(one, SECOND), THIRD) == GOOD


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tệp rỗng"),
        (b" \n\n", "tệp rỗng"),
        (HEAD + b"]}\n", "sổ không có lần cập nhật nào, không bản ttdn nào ghi như vậy"),
        (GOOD.removesuffix(TAIL), "tệp bị cụt, thiếu phần cuối"),
        (GOOD[:-1], "tệp bị cụt, thiếu phần cuối"),
        (HEAD + FIRST + b",\n" + TAIL, "dòng 3 đã bị sửa hoặc hỏng sau khi ghi"),
        (HEAD + FIRST + b"," + TAIL, MERGED),
        (
            HEAD + FIRST + b"\n" + SECOND + TAIL,
            "tệp đã bị chương trình khác định dạng lại hoặc ghép",
        ),
        (HEAD + FIRST + b",\n\n" + SECOND + TAIL, MERGED),
        (b"5", "tệp không phải sổ theo dõi của ttdn"),
        (b"\xef\xbb\xbf" + GOOD, "trình soạn thảo đã ghi thêm dấu BOM vào đầu tệp"),
        (json.dumps(json.loads(GOOD)).encode(), "tệp đã bị chương trình khác định dạng lại"),
        (GOOD.decode().encode("utf-16"), "tệp không phải UTF-8"),
        (GOOD[1:], "tệp không còn là JSON trọn vẹn; đã hỏng hoặc bị cụt"),
        (b"[" * 100_000, "tệp không còn là JSON trọn vẹn; đã hỏng hoặc bị cụt"),
        (
            b'{"format": "ttdn/store@1", "format": "khac"}',
            "tệp không còn là JSON trọn vẹn; đã hỏng hoặc bị cụt",
        ),
        (b'{"format": "khac/so@1"}', "tệp không phải sổ theo dõi của ttdn"),
        (b'{"format": 1}', "tệp không phải sổ theo dõi của ttdn"),
        (b'{"other": "ttdn/store@1"}', "tệp không phải sổ theo dõi của ttdn"),
        (b"[]", "tệp không phải sổ theo dõi của ttdn"),
        (b"{}", "tệp không phải sổ theo dõi của ttdn"),
        (GOOD.replace("số 2".encode(), "số 7".encode()), "dòng 3 đã bị sửa hoặc hỏng sau khi ghi"),
        (HEAD + SECOND + TAIL, "dòng 2 đã bị sửa hoặc hỏng sau khi ghi"),
        (HEAD + FIRST + b",\n" + THIRD + TAIL, "dòng 3 đã bị sửa hoặc hỏng sau khi ghi"),
        (HEAD + changed(revision=2) + TAIL, "dòng 2 đã bị sửa hoặc hỏng sau khi ghi"),
        (HEAD + changed(previous="a" * 64) + TAIL, "dòng 2 đã bị sửa hoặc hỏng sau khi ghi"),
    ],
    ids=range(26),
)
def test_what_is_wrong_is_told_apart(data: bytes, reason: str) -> None:
    refused = refusal(data)
    assert (refused.reason, str(refused), refused.newer) == (reason, reason, False)


def test_what_a_newer_version_wrote_needs_nothing_but_a_newer_program() -> None:
    refused = refusal(HEAD + FIRST + b",\n" + of_kind("phân-công") + TAIL)
    assert refused.newer
    assert refused.reason == (
        'dòng 3: không rõ "phân-công", do bản ttdn mới hơn ghi: hãy cập nhật ttdn'
    )


def test_a_format_of_another_version_is_named_on_one_line() -> None:
    refused = refusal(b'{"format": "ttdn/store@2\\nx"}')
    assert refused.newer
    assert "\n" not in refused.reason
    assert refused.reason.startswith('tệp có định dạng "ttdn/store@2')
    assert refused.reason.endswith('", do bản ttdn khác ghi: hãy cập nhật ttdn')


def test_an_unreadable_store_is_damaged_unless_said_otherwise() -> None:
    assert not Unreadable("hỏng").newer


def test_of_a_damaged_store_the_lines_that_bear_their_digest_out_are_saved() -> None:
    broken = SECOND.replace("số 2".encode(), "số 7".encode())
    for data in (
        HEAD + b",\n".join([FIRST, broken, THIRD]) + TAIL,
        b"\n".join([b"rac", THIRD + b",  ", FIRST, b"[" * 100_000, broken]),
        GOOD.replace(b"\n", b"\r\n").replace("số 2".encode(), b"?"),
    ):
        assert sorted(texts(salvaged(data))) == ["số 1", "số 3"]


def test_what_a_newer_version_wrote_is_not_among_what_is_saved() -> None:
    assert salvaged(HEAD + of_kind("khac") + b",\n" + FIRST + TAIL) == transactions_of(
        HEAD + FIRST + TAIL
    )


def test_a_line_that_no_reader_can_take_in_keeps_none_of_the_others() -> None:
    deep = b'{"a": ' + b"[" * 100_000
    line = deep + b', "digest": "' + digest_of(deep + b"}").encode() + b'"}'
    assert texts(salvaged(b"\n".join([line, FIRST]))) == ["số 1"]


def test_of_nothing_nothing_is_saved() -> None:
    assert salvaged(b"") == ()


def test_a_line_of_several_records_is_saved_whole() -> None:
    line = encode(draft(status(unit="mot"), status(unit="hai")), revision=1, previous=None)
    (saved,) = salvaged(line)
    assert len(saved.changes) == 2
