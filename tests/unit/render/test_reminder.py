"""What a reminder's template is given: the plan's words, days in words, and never a code."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    before,
    by,
    day,
    every,
    extension,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    note,
    picture,
    reminder,
    status,
    within,
)
from tt_doingoai import wording
from tt_doingoai.assess.reminding import reminding
from tt_doingoai.loading.templates import REMINDER, shipped_template
from tt_doingoai.model.ledger import Change, Status, Topic
from tt_doingoai.model.plan import CitedDocument, Clause, Plan, Section
from tt_doingoai.model.settings import Letterhead, Settings
from tt_doingoai.model.units import FormerName
from tt_doingoai.render.reminder import letter_data, letter_suffix
from tt_doingoai.render.template import LetterTemplate
from tt_doingoai.schedule.working_days import WorkingDays

LATE = "2024-04-12"
MONDAY_TO_FRIDAY = WorkingDays("thứ Hai đến thứ Sáu", lambda day: day.weekday() < 5)
TEMPLATE = LetterTemplate(shipped_template(REMINDER).decode("utf-8"), name=REMINDER)


def data(
    *recorded: Change,
    on: str = LATE,
    number: str | None = None,
    answer_by: dt.date | None = None,
    **values: Any,
) -> dict[str, Any]:
    """What the first letter of a day is made from."""
    assessment = picture(on, history=ledger(*recorded), **values)
    first = reminding(assessment).reminders[0]
    return letter_data(first, assessment, number=number, answer_by=answer_by)


def item(*recorded: Change, **values: Any) -> dict[str, Any]:
    """The first obligation that the first letter names."""
    return dict(data(*recorded, **values)["plans"][0]["late"][0])


def test_days_are_told_in_words_of_the_office() -> None:
    told = data(answer_by=day("2024-04-19"))
    assert told["date"] == {"day": "12", "month": "4", "year": "2024"}
    assert told["judged"] == "12/4/2024 (thứ Sáu)"
    assert told["answer_by"] == "19/4/2024 (thứ Sáu)"
    late = item()
    assert (late["stated_last_day"], late["days_late"]) == ("09/4/2024 (thứ Ba)", 3)


@pytest.mark.parametrize("on", ["2025-01-03", "2025-02-09"])
def test_a_days_and_the_first_two_months_have_a_zero(on: str) -> None:
    told = data(on=on)["date"]
    assert (told["year"], told["month"], told["day"]) == tuple(on.split("-"))


def test_a_letter_is_vietnamese_whatever_the_screen_speaks() -> None:
    wording.use("en")
    assert data()["judged"] == "12/4/2024 (thứ Sáu)"
    assert wording.current() == "en"


def test_what_nobody_has_said_stays_blank() -> None:
    told = data()
    blank = ("superior", "place", "number", "answer_by", "filed", "organ")
    assert [told[name] for name in blank] == [""] * len(blank)
    assert (told["signed"], told["recipients"]) == ([], [])
    assert told["plans"][0]["issued"] == ""


def test_the_office_says_what_its_letters_bear() -> None:
    head = Letterhead(
        superior="Tỉnh ủy mẫu", organ="Ban mẫu", place="Nơi mẫu", suffix="CV/BM", signed=("T/L",),
        recipients=("Ban khác",), filed="Văn phòng",
    )  # fmt: skip
    told = data(settings=Settings(letters=head), number="05-CV/BM")
    assert (told["superior"], told["organ"], told["place"]) == ("Tỉnh ủy mẫu", "Ban mẫu", "Nơi mẫu")
    assert (told["suffix"], told["signed"], told["filed"]) == ("CV/BM", ["T/L"], "Văn phòng")
    assert (told["recipients"], told["number"]) == (["Ban khác"], "05-CV/BM")


def test_the_organ_is_the_plans_issuer_as_the_roster_names_it() -> None:
    issuer = make_unit("co-quan", "khac", name="Đảng ủy mẫu")
    assert data(roster=make_roster(make_unit(), issuer))["organ"] == "Đảng ủy mẫu"


@pytest.mark.parametrize(
    ("numbers", "suffix"),
    [
        (["97-KH/ĐUK"], "CV/ĐUK"),
        (["157- KH/TU"], "CV/TU"),
        (["97-KH/ĐUK", "32-CTr/ĐUK"], "CV/ĐUK"),
        (["97-KH/ĐUK", "32-CTr/TU"], ""),
        (["139/KH-UBND"], ""),
        (["Kế hoạch mẫu"], ""),
    ],
)
def test_the_suffix_follows_the_plans_number_where_it_is_of_the_partys_form(
    numbers: list[str], suffix: str
) -> None:
    assert letter_suffix([make_plan(number=number) for number in numbers]) == suffix


def test_the_addressee_is_as_the_roster_gives_it_on_that_day() -> None:
    renamed = FormerName(name="Tên cũ", until=day("2024-04-11"))
    unit = make_unit(addressee="Ban Thường vụ mẫu", former_names=(renamed,))
    for on, told in (("2024-04-11", "Tên cũ"), ("2024-04-12", "Ban Thường vụ mẫu")):
        assert data(on=on, roster=make_roster(unit))["addressee"] == told
    assert data(roster=make_roster(make_unit()))["addressee"] == "Đơn vị mot"


def test_the_issue_date_stands_only_where_the_plan_has_one() -> None:
    plan = make_plan(issued_on=day("2023-11-20"), amended_by=CitedDocument(number="50-CV/MAU"))
    told = data(plan=plan)["plans"][0]
    assert (told["issued"], told["amended_by"]) == ("20/11/2023", "50-CV/MAU")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Việc một. Báo cáo trước ngày 10-4-2024. Việc ba.", "Báo cáo trước ngày 10-4-2024."),
        ("Tại TP. Mẫu báo cáo trước ngày 10-4-2024.", "Tại TP. Mẫu báo cáo trước ngày 10-4-2024."),
        ("Gửi 1.2. trước ngày 10-4-2024", "Gửi 1.2. trước ngày 10-4-2024"),
        ("Xong việc? Được! Đến trước ngày 10-4-2024", "Đến trước ngày 10-4-2024"),
    ],
)
def test_the_plan_is_quoted_by_the_sentence_that_holds_the_words(text: str, quote: str) -> None:
    assert item(plan=make_plan(text=text))["quote"] == quote


def test_where_several_sentences_hold_the_words_the_whole_clause_is_quoted() -> None:
    text = "Các chi bộ gửi kế hoạch trước ngày 10-4-2024. Các đoàn thể họp. Các đoàn thể gửi danh\
 sách trước ngày 10-4-2024."
    assert item(plan=make_plan(text=text))["quote"] == text


def test_words_that_stand_twice_in_one_sentence_are_quoted_by_that_sentence() -> None:
    sentence = "Gửi kế hoạch trước ngày 10-4-2024 và danh sách trước ngày 10-4-2024."
    assert item(plan=make_plan(text=f"Việc một. {sentence}"))["quote"] == sentence


def test_words_that_stand_in_a_heading_are_quoted_alone() -> None:
    inner = Clause(id="I.1.1", text="Làm việc này.", tasks=(make_task(),))
    outer = Clause(id="I.1", heading="Việc phải xong trước ngày 10-4-2024", clauses=(inner,))
    plan = make_plan(sections=(Section(id="I", title="X", clauses=(outer,)),))
    assert item(plan=plan)["quote"] == "trước ngày 10-4-2024"


def test_words_of_the_clause_above_are_found_there() -> None:
    inner = Clause(id="I.1.1", text="Làm việc này.", tasks=(make_task(),))
    outer = Clause(id="I.1", text="Một. Xong trước ngày 10-4-2024. Hai.", clauses=(inner,))
    plan = make_plan(sections=(Section(id="I", title="X", clauses=(outer,)),))
    assert item(plan=plan)["quote"] == "Xong trước ngày 10-4-2024."


def test_a_return_is_told_with_its_days() -> None:
    late = item(
        status(Status.RECEIVED, "2024-04-08"),
        status(Status.RETURNED, "2024-04-11", answer_by=day("2024-04-19")),
    )
    assert (late["received"], late["returned"]) == ("08/4/2024", "11/4/2024")
    assert late["asked_again"] == "19/4/2024 (thứ Sáu)"


def test_an_extension_leaves_the_plans_day_visible() -> None:
    late = item(extension("2024-04-11"))
    assert late["stated_last_day"] == "09/4/2024 (thứ Ba)"
    assert (late["last_day"], late["days_late"]) == ("11/4/2024 (thứ Năm)", 1)
    assert late["extended_by"] == "12-CV/MAU"


@pytest.mark.parametrize(
    ("rule", "last_day", "day_off"),
    [
        ("as_stated", "31/3/2024 (Chủ nhật)", ""),
        ("next_working_day", "01/4/2024 (thứ Hai)", "31/3/2024 (Chủ nhật)"),
    ],
)
def test_a_day_off_stands_beside_the_day_it_moved_to(
    rule: str, last_day: str, day_off: str
) -> None:
    plan = make_plan(make_task(deadline=within()), deadline_rule=rule)
    late = item(plan=plan, working_days=MONDAY_TO_FRIDAY)
    assert (late["stated_last_day"], late["day_off"]) == (last_day, day_off)


def test_a_letter_says_why_the_day_is_another_than_the_plans() -> None:
    late = make_task(deadline=within())
    ahead = make_task("I.2", by("2024-04-28"))
    plan = make_plan(late, ahead, deadline_rule="next_working_day")
    told = data(plan=plan, working_days=MONDAY_TO_FRIDAY)
    letter = " ".join(TEMPLATE.fill(told).split())
    assert "hết ngày 01/4/2024 (thứ Hai); ngày 31/3/2024 (Chủ nhật) là ngày nghỉ nên" in letter
    assert "hết ngày 29/4/2024 (thứ Hai), vì ngày 28/4/2024 (Chủ nhật) là ngày nghỉ: Vi" in letter


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ([(Topic.REQUEST, "2024-04-08")],
         "Tình trạng: đơn vị đã đề nghị gia hạn ngày 08/4/2024, chưa có ý kiến trả lời."),
        ([(Topic.REQUEST, "2024-04-08"), (Topic.REFUSAL, "2024-04-10")],
         "Tình trạng: đề nghị gia hạn không được đồng ý, ngày 10/4/2024."),
        ([(Topic.REASON, "2024-04-08")], "Tình trạng: chưa có thông tin."),
    ],
)  # fmt: skip
def test_a_unit_that_asked_for_more_time_is_not_told_that_nothing_is_known(
    notes: list[tuple[Topic, str]], told: str
) -> None:
    letter = TEMPLATE.fill(data(*(note(on=on, topic=topic) for topic, on in notes)))
    assert f"- {told}\n" in letter


def test_a_request_is_told_beside_what_was_recorded_until_it_is_answered() -> None:
    begun = status(Status.IN_PROGRESS, "2024-04-05")
    asked = note(on="2024-04-08", topic=Topic.REQUEST)
    letter = " ".join(TEMPLATE.fill(data(begun, asked)).split())
    assert "đang thực hiện (ngày 05/4/2024); đơn vị đã đề nghị gia hạn ngày 08/4/2024" in letter
    granted = extension("2024-04-11", on="2024-04-09")
    assert "đề nghị gia hạn" not in TEMPLATE.fill(data(begun, asked, granted))


def test_earlier_reminders_are_told_with_day_and_number() -> None:
    late = item(reminder("2024-04-10"), reminder("2024-04-11", number=None))
    assert late["reminders"] == [
        {"day": "10/4/2024", "number": "45-CV/MAU"},
        {"day": "11/4/2024", "number": ""},
    ]


def test_what_was_taken_over_says_from_whom_and_what_is_known_of_it() -> None:
    old = make_unit(
        "cu",
        until=day("2024-04-10"),
        successors=("moi",),
        decision=CitedDocument(number="88-QĐ/MAU"),
    )
    roster = make_roster(old, make_unit("moi", since=day("2024-04-11")))
    (left,) = item(reminder("2024-04-10", unit="cu"), roster=roster)["taken_over"]
    assert (left["name"], left["until"]) == ("Đơn vị cu", "10/4/2024")
    assert left["decision"] == "88-QĐ/MAU"
    assert left["reminders"] == [{"day": "10/4/2024", "number": "45-CV/MAU"}]


def test_no_text_holds_a_line_end_or_a_control_character() -> None:
    unit = make_unit(name="Sở\nmẫu\x1b[31m \u202e", addressee="Ban\r\n|| x")
    told = data(roster=make_roster(unit))
    assert (told["unit"], told["addressee"]) == ("Sở mẫu[31m", "Ban || x")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans whose tasks have titles and codes that are found nowhere else."""
    deadlines = st.sampled_from(
        [before(), by("2024-03-31"), by("2024-05-31"), every("month", "2024-02", cutoff="by 15")]
    )
    chosen = draw(st.lists(deadlines, min_size=1, max_size=6))
    tasks = [
        make_task(f"MA{n}.z", deadline, title=f"Việc «{n}» phải làm")
        for n, deadline in enumerate(chosen)
    ]
    return make_plan(*tasks)


@given(plans(), st.lists(st.integers(0, 5), max_size=4), st.booleans())
def test_a_letter_names_each_late_obligation_once_and_never_a_code(
    plan: Plan, reminded: list[int], extended: bool
) -> None:
    recorded: list[Change] = [reminder("2024-04-01", task=f"MA{n}.z") for n in reminded]
    if extended:
        recorded.append(extension("2024-04-11", task="MA0.z"))
    assessment = picture(LATE, plan=plan, history=ledger(*recorded))
    for one in reminding(assessment).reminders:
        told = letter_data(one, assessment, number=None, answer_by=None)
        letter = " ".join(TEMPLATE.fill(told).split())
        assert "MA" not in letter.replace("MAU", "")
        assert not any(verdict.obligation.place.task.id in letter for verdict in one.late)
        asked, _sep, after = letter.partition("Đề nghị")
        for verdict in one.late:
            period = verdict.obligation.period
            title = verdict.obligation.place.task.title
            name = f"{title}, tháng {period.number}/2024" if period else title
            assert asked.count(f". {name} (") == 1
        assert asked.count("Hạn cuối:") == len(one.late)
        assert after.count("Thời hạn tiếp theo") == len(one.upcoming)
        assert all(len(line) <= 80 for line in TEMPLATE.fill(told).splitlines())
