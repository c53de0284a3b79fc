"""The morning job for cron: a crontab whose output cron mails."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Final

from tt_doingoai.render.recipes import Days, Job, JobPlace, comment, jobs
from tt_doingoai.wording import _

_DAYS: Final[Mapping[Days, str]] = {"weekdays": "1-5", "monday": "1"}


def cron_files(place: JobPlace) -> dict[str, str]:
    """Return the crontab by its file name (crontab(5) of cronie and of Debian's cron)."""
    head = _(
        "The morning check, for cron. Add these lines with: crontab -e\n"
        "cron mails what is printed to the account's mailbox, or to MAILTO; where nothing is\n"
        "new, nothing is mailed. Where no mail is set up, add to each command:\n"
        "  {option}\n"
        "cron does not catch up with a missed run. Nothing is lost by it: what was not\n"
        "announced is new on the next working day.\n"
        "CRON_TZ is understood by cronie (Red Hat, SUSE, Arch). The cron of Debian and Ubuntu\n"
        "goes by the computer's own clock: set that to {zone}, or change the hour."
    ).format(option=_in_crontab(("--output-dir", place.folder)), zone=place.time_zone)
    lines = [
        *comment(head),
        f"CRON_TZ={place.time_zone}",
        "PYTHONUTF8=1",
        "LANG=C.UTF-8",
        'CONTENT_TYPE="text/plain; charset=UTF-8"',
        "#MAILTO=",
    ]
    for job in jobs(place, to_folder=False):
        lines += [*comment(job.about), _line(job, place)]
    return {"ttdn.crontab": "\n".join(lines) + "\n"}


def _line(job: Job, place: JobPlace) -> str:
    when = f"{place.at.minute} {place.at.hour} * * {_DAYS[job.days]}"
    return f"{when} {_in_crontab(job.command)}"


def _in_crontab(words: tuple[str, ...]) -> str:
    """Return words as the shell reads them; cron itself ends a command at a bare %."""
    return shlex.join(words).replace("%", "\\%")
