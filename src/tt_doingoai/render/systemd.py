"""The morning job for systemd: a service and a timer for each part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tt_doingoai.render.recipes import Days, Job, JobPlace, comment, jobs
from tt_doingoai.wording import _

_DAYS: Final[Mapping[Days, str]] = {"weekdays": "Mon..Fri", "monday": "Mon"}


def systemd_files(place: JobPlace) -> dict[str, str]:
    """Return the units by their file names (systemd.service(5), systemd.timer(5))."""
    files = {}
    for job in jobs(place, to_folder=True):
        files[f"{job.name}.service"] = _service(job, place)
        files[f"{job.name}.timer"] = _timer(job, place)
    return files


def _service(job: Job, place: JobPlace) -> str:
    text = _(
        "Put all four files into ~/.config/systemd/user/, then:\n"
        "  systemctl --user daemon-reload\n"
        "  systemctl --user enable --now ttdn-new.timer ttdn-whole.timer\n"
        "  loginctl enable-linger    (so that it runs while nobody is logged in)\n"
        "What there is to tell stands in {folder}.\n"
        "A failure: systemctl --user status {name}.service"
    )
    return "\n".join(
        [
            *comment(text.format(folder=place.folder, name=job.name)),
            "[Unit]",
            f"Description={job.about}",
            "",
            "[Service]",
            "Type=oneshot",
            "Environment=PYTHONUTF8=1 LANG=C.UTF-8",
            f"ExecStart={_command(job.command)}",
            "",
        ]
    )


def _timer(job: Job, place: JobPlace) -> str:
    when = f"{_DAYS[job.days]} *-*-* {place.at:%H:%M}:00 {place.time_zone}"
    return "\n".join(
        [
            *comment(
                _("Persistent: a run that was missed is made up for when the computer is on.")
            ),
            "[Unit]",
            f"Description={job.about}",
            "",
            "[Timer]",
            f"OnCalendar={when}",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        ]
    )


def _command(words: tuple[str, ...]) -> str:
    """Return words as ExecStart reads them: no variable is looked up in the program's own path."""
    program, *arguments = map(_quoted, words)
    return " ".join([program, *(argument.replace("$", "$$") for argument in arguments)])


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
