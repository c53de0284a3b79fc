"""The morning job for the Windows Task Scheduler: an XML task for each part. Never tried there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tt_doingoai.render.recipes import Days, Job, JobPlace, jobs
from tt_doingoai.wording import _

_DAYS: Final[Mapping[Days, tuple[str, ...]]] = {
    "weekdays": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "monday": ("Monday",),
}
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# A trigger's elements stand in the schema's order (MS-TSCH 2.5.3); elsewhere it leaves that free.
_TASK: Final = """\
<?xml version="1.0" encoding="UTF-16"?>
<!-- {untried} -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>{about}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>{starts}</StartBoundary>
      <ScheduleByWeek>
        <DaysOfWeek>
{days}
        </DaysOfWeek>
        <WeeksInterval>1</WeeksInterval>
      </ScheduleByWeek>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Enabled>true</Enabled>
    <ExecutionTimeLimit>PT10M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def windows_files(place: JobPlace) -> dict[str, str]:
    """Return the tasks by their file names; to be written in UTF-16, as ``schtasks`` wants."""
    return {f"{job.name}.xml": _task(job, place) for job in jobs(place, to_folder=True)}


def _task(job: Job, place: JobPlace) -> str:
    how = _(
        "schtasks needs the files in UTF-16, as this writes them:\n"
        "  ttdn schedule print --windows --output-dir FOLDER\n"
        "Then, in that folder:\n"
        "  schtasks /Create /TN {name} /XML {name}.xml\n"
        "It runs while you are logged on; a run that was missed is made up for. The time is the\n"
        "computer's own: its clock must be set to {zone}.\n"
        "What there is to tell stands in {folder}, for Notepad."
    ).format(name=job.name, zone=place.time_zone, folder=place.folder)
    program, *arguments = job.command
    return _TASK.format(
        untried=_("UNTRIED: made after the documentation, never run on Windows."),
        about=_escaped(f"{job.about}\n{how}"),
        starts=f"{place.starts.isoformat()}T{place.at:%H:%M}:00",
        days="\n".join(f"          <{day} />" for day in _DAYS[job.days]),
        command=_escaped(program),
        arguments=_escaped(" ".join(map(_argument, arguments))),
    )


def _argument(word: str) -> str:
    """Return a word as a Windows program reads its command line; no path there holds a quote."""
    if re.fullmatch(r"[\w:/\\.-]+", word, re.ASCII):
        return word
    ending = word[len(word.rstrip("\\")) :]  # backslashes before a quote count twice
    return f'"{word}{ending}"'


def _escaped(text: str) -> str:
    return "".join(_ENTITIES.get(letter, letter) for letter in text)
