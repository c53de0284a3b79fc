"""The words of the field: statuses, verdicts, dates, periods and numbers as people read them."""

from __future__ import annotations

import datetime as dt
from typing import Final

from tt_doingoai.assess.summary import Rate
from tt_doingoai.assess.verdict import Timeliness
from tt_doingoai.model.deadline import Deadline, Ongoing, Unstated
from tt_doingoai.model.ledger import Status, Topic
from tt_doingoai.model.period import Period, parse_period
from tt_doingoai.wording import _, current, later

_ROMAN = ("I", "II", "III", "IV")


def date_text(day: dt.date) -> str:
    """Return a day as letters write it: zero before days below 10 and months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year:04d}"


def short_date_text(day: dt.date) -> str:
    """Return a day without its year."""
    return date_text(day).rsplit("/", 1)[0]


def weekday_text(day: dt.date) -> str:
    """Return the name of a day of the week."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def date_and_weekday(day: dt.date) -> str:
    """Return a day with its weekday: ``09/4/2024 (thứ Ba)``."""
    return f"{date_text(day)} ({weekday_text(day)})"


def date_in_words(day: dt.date) -> str:
    """Return a day in which nobody can mistake the month: ngày 05 tháng 4 năm 2024, thứ Sáu."""
    number, month, year = date_text(day).split("/")
    return _("day {day} of month {month}, {year}, {weekday}").format(
        day=number, month=month, year=year, weekday=weekday_text(day)
    )


def period_text(period: Period) -> str:
    """Return a period as people name it: năm 2024, quý II/2024, 6 tháng đầu năm 2024."""
    year = period.first_day.year
    if period.kind == "year":
        return _("year {year}").format(year=year)
    if period.kind == "half":
        first = _("first half of {year}").format(year=year)
        return first if period.number == 1 else _("second half of {year}").format(year=year)
    if period.kind == "quarter":
        return _("quarter {number}/{year}").format(number=_ROMAN[period.number - 1], year=year)
    if period.kind == "month":
        return _("month {number}/{year}").format(number=period.number, year=year)
    start, end = (period_text(parse_period(code)) for code in period.code.split(".."))
    return _("{start} to {end}").format(start=start, end=end)


def period_span(period: Period) -> str:
    """Return a period's first and last day."""
    return _("{first} to the end of {last}").format(
        first=date_text(period.first_day), last=date_text(period.last_day)
    )


def period_names(period: Period) -> list[str]:
    """Return what people type for a period: its code, its name, a quarter by its figure too."""
    names = [period.code, period_text(period)]
    if period.kind == "quarter":
        roman = f"{_ROMAN[period.number - 1]}/"
        names.append(period_text(period).replace(roman, f"{period.number}/"))
    return names


def percent(rate: Rate) -> str:
    """Return a share in per cent with one decimal, by the language's decimal sign."""
    if rate.of == 0:
        return "-"
    # Integer arithmetic, half up: 0,05 is 0,1 on every machine.
    tenths = (rate.n * 2000 + rate.of) // (rate.of * 2)
    return f"{tenths // 10}{',' if current() == 'vi' else '.'}{tenths % 10}%"


def share(rate: Rate) -> str:
    """Return a share with its denominator: ``25/49 (51,0%)``."""
    return f"{rate.n}/{rate.of} ({percent(rate)})"


_STATUSES: Final = {
    Status.UNREPORTED: later("no information yet"),
    Status.IN_PROGRESS: later("in progress"),
    Status.RECEIVED: later("received, awaiting review"),
    Status.DONE: later("done"),
    Status.RETURNED: later("returned for completion"),
    Status.NOT_APPLICABLE: later("not applicable, or withdrawn"),
}
_TIMELINESSES: Final = {
    Timeliness.DONE_ON_TIME: later("done on time"),
    Timeliness.DONE_LATE: later("done late"),
    Timeliness.OVERDUE: later("overdue"),
    Timeliness.DUE_SOON: later("due soon"),
    Timeliness.IN_TIME: later("in time"),
    Timeliness.NO_DEADLINE: later("no deadline"),
    Timeliness.NOT_APPLICABLE: later("not applicable"),
}


def name_of_status(status: Status) -> str:
    """Return what a recorded status is called (tình trạng)."""
    name = _STATUSES[status]
    return _(name)


def names_of_status(status: Status) -> tuple[str, ...]:
    """Return all that a status is called: its code, and its name in English and as people read."""
    return status.value, _STATUSES[status], name_of_status(status)


def name_of_timeliness(timeliness: Timeliness) -> str:
    """Return what a verdict is called (tiến độ)."""
    name = _TIMELINESSES[timeliness]
    return _(name)


def name_of_topic(topic: Topic) -> str:
    """Return what a kind of note is called."""
    return {
        Topic.REASON: _("reason"),
        Topic.REQUEST: _("extension asked for"),
        Topic.REFUSAL: _("extension refused"),
        Topic.CONTACT: _("contact"),
    }[topic]


def letter_text(number: str | None, day: str) -> str:
    """Return how a letter is named: its number, where it is known, and its day as written."""
    return _("number {number} of {day}").format(number=number, day=day) if number else day


def name_of_no_deadline(deadline: Deadline) -> str:
    """Return which kind of "no deadline" it is: a standing duty, or no time in the words."""
    match deadline:
        case Ongoing():
            return _("standing duty")
        case Unstated():
            return _("no time stated")
        case _other:
            raise ValueError(_other)
