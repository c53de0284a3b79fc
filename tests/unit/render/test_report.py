"""What the consolidated report says of what commands of today cannot all record together."""

from __future__ import annotations

from tests.builders import (
    before,
    day,
    ledger,
    make_plan,
    make_roster,
    make_task,
    make_unit,
    picture,
    reminder,
    snapshot,
    status,
    unstated,
)
from tt_doingoai.assess.assessment import assess
from tt_doingoai.assess.changes import compare
from tt_doingoai.assess.report import Report
from tt_doingoai.model.ledger import Change, Inputs
from tt_doingoai.model.plan import CitedDocument, Plan
from tt_doingoai.model.settings import Settings
from tt_doingoai.render.page import Page
from tt_doingoai.render.report import report_markdown, report_text
from tt_doingoai.render.report_changes import Since, since_text

ROSTER = make_roster(make_unit("mot"), make_unit("hai"), make_unit("ba"))
PLAN = make_plan(make_task("I.1", before()), make_task("I.2", unstated()))


def told(*changes: Change, plan: Plan = PLAN) -> str:
    whole = picture("2024-04-20", plan=plan, roster=ROSTER, history=ledger(*changes))
    return " ".join(report_text(Report(whole=whole), Page()).split())


def test_a_letter_is_told_with_its_day_number_and_units() -> None:
    text = told(
        reminder("2024-04-11", unit="mot"),
        reminder("2024-04-11", unit="hai"),
        reminder("2024-04-18", None, unit="mot"),
    )
    assert "1. Đã đôn đốc: 2 lần, 3 lượt đơn vị. - 11/4/2024, 45-CV/MAU, 2 đơn vị." in text
    assert "Việc mẫu I.1 (điểm 1, mục I): Đơn vị mot, Đơn vị hai." in text
    assert "- 18/4/2024, không ghi số, 1 đơn vị. Việc mẫu I.1 (điểm 1, mục I): Đơn vị mot." in text


def test_a_late_unit_says_how_often_it_was_reminded_and_the_others_say_nothing() -> None:
    text = told(reminder("2024-04-11", unit="mot"), reminder("2024-04-18", "46-CV/MAU", unit="mot"))
    late = text.split("2. Theo đơn vị: 3 đơn vị.")[1].split(" IV. ")[0]
    letters = "số 45-CV/MAU ngày 11/4; số 46-CV/MAU ngày 18/4"
    assert f"chưa có thông tin. Đôn đốc: đã đôn đốc 2 lần ({letters})." in late
    assert late.count("Đôn đốc") == 1


def test_a_reminder_of_what_is_done_since_is_still_told() -> None:
    text = told(reminder("2024-04-11", unit="mot"), status(on="2024-04-12", unit="mot", plan=PLAN))
    assert "1. Đã đôn đốc: 1 lần, 1 lượt đơn vị." in text


def test_a_units_own_report_tells_its_reminders_though_it_is_done_now() -> None:
    history = ledger(reminder("2024-04-11"), status(on="2024-04-12", plan=PLAN))
    whole = picture("2024-04-20", plan=PLAN, roster=ROSTER, history=history)
    report = Report(whole=whole, units=(ROSTER.units[0],))
    text = " ".join(report_text(report, Page()).split())
    done = text.split("3. Hoàn thành: 1.")[1].split(" 4. ")[0]
    assert "Đôn đốc: đã đôn đốc 1 lần (số 45-CV/MAU ngày 11/4)." in done


def test_tasks_of_which_nothing_is_known_are_counted_and_others_named() -> None:
    plan = make_plan(make_task("I.1", unstated()), make_task("I.2", unstated()))
    known = told(status(task="I.2", on="2024-04-05", unit="hai", plan=plan), plan=plan)
    assert "không quy định thời hạn: 2. - Việc mẫu I.2 (điểm 1, mục I" in known
    assert "1 nhiệm vụ khác: chưa có thông tin." in known
    assert "2 nhiệm vụ: chưa có thông tin." in told(plan=plan)


def test_several_plans_have_a_heading_each() -> None:
    other = make_plan(make_task("I.1", before()), id="khac", number="02-KH/MAU")
    whole = assess(
        [PLAN, other], ROSTER, ledger(), day=day("2024-04-20"), settings=Settings(),
        inputs=Inputs("", "", ""),
    )  # fmt: skip
    text = report_text(Report(whole=whole), Page())
    assert "I. NHIỆM VỤ ĐƯỢC GIAO\n1. Kế hoạch số 02-KH/MAU (bản 1): Kế hoạch mẫu.\n" in text
    assert "\n\n2. Kế hoạch số 01-KH/MAU (bản 1): Kế hoạch mẫu.\n" in text


def test_what_a_plan_does_not_say_is_left_out() -> None:
    assert "Văn bản triển khai thực hiện" not in told()
    basis = (CitedDocument(number="01-KL/MAU"), CitedDocument(number="02-QĐ/MAU", issuer="Mẫu"))
    plan = make_plan(make_task("I.1", before()), legal_basis=basis)
    assert "Văn bản triển khai thực hiện: 01-KL/MAU; 02-QĐ/MAU của Mẫu." in told(plan=plan)


def test_a_reminder_that_went_out_since_is_told_as_a_change() -> None:
    history = ledger(reminder("2024-04-11", unit="mot"), reminder("2024-04-18", None, unit="hai"))

    def seen(revision: int, on: str):  # type: ignore[no-untyped-def]
        return picture(on, plan=PLAN, roster=ROSTER, history=history.at(revision))

    changes = compare(seen(1, "2024-04-12"), seen(2, "2024-04-12"), seen(2, "2024-04-20"))
    since = Since(changes=changes, closed=snapshot("BC", "2024-04-12", at=1))
    text = " ".join(since_text(since, Page()).split())
    assert "8. Đã đôn đốc: 1 lần, 1 lượt đơn vị. - 18/4/2024, không ghi số, 1 đơn vị." in text


def test_text_and_markdown_are_one_content() -> None:
    whole = picture("2024-04-20", plan=PLAN, roster=ROSTER, history=ledger(reminder()))
    report = Report(whole=whole)
    letters = [
        "".join(c for c in printed if c.isalpha())
        for printed in (report_text(report, Page()), report_markdown(report, Page()))
    ]
    # The figures' headings stand once over a table, and in each row of a text.
    begin, end = "IIIQUÁHẠN", "khônglùingàynghỉ"
    text, marked = (told[told.index(begin) : told.index(end)] for told in letters)
    assert text == marked
    assert whole.day == day("2024-04-20")
