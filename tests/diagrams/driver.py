"""A case held in memory for tests: every command goes through save and load, as it does in the product.

`Case.careful` (the fixture switch) also saves and loads the case once more between any two steps, on a library that
was read anew from the same files: nothing may hang on an object that a restart would lose.
"""

from datetime import UTC, datetime, timedelta

from amends.engine.bpmn import Library, Program, Saved, Step, read_library
from amends.engine.calendars import Calendars
from diagrams.sketch import bpmn

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
EVERYDAY = Calendars()


def library(*files: str | bytes, decide=None, types=None, clocks=None, **known) -> Library:
    """Sketches or files as an edition."""
    named = {f"{number}.bpmn": bpmn(f) if isinstance(f, str) else f for number, f in enumerate(files)}
    return read_library(named, decide=decide or (lambda *_: {}), types=types or {}, clocks=clocks or {}, **known)


def program(*files: str | bytes, process="p", **known) -> Program:
    read = library(*files, **known)
    assert process in read.processes, [found.sentence for found in read.errors()]
    return read.processes[process]


class Case:
    careful = False

    def __init__(self, *files, process="p", known=None, calendars=EVERYDAY, calendar="everyday", **data):
        self._read = lambda: program(*files, process=process, **(known or {}))
        self.program = self._read()
        self.now, self.calendars, self.calendar = START, calendars, calendar
        self.seen: list[str] = []
        self.tasks, self.jobs, self.timers, self.waits = [], [], [], []
        self.sent: list = []
        self._take(self.program.open(data, **self._time))

    @property
    def _time(self):
        return {"now": self.now, "calendar": self.calendar, "calendars": self.calendars}

    def _take(self, step: Step) -> "Case":
        self.step, self.saved = step, step.saved
        self.seen += [p.element for p in step.passed if p.how == "passed"]
        closed = {(c.element, c.round) for c in step.closed}
        self.tasks = [t for t in self.tasks if (t.element, t.round) not in closed] + list(step.opened)
        gone = {(j.element, j.round) for j in step.jobs_cancelled}
        self.jobs = [j for j in self.jobs if (j.element, j.round) not in gone] + list(step.jobs)
        self.timers = [t for t in self.timers if t not in step.timers_cleared] + list(step.timers_set)
        self.waits = [w for w in self.waits if w not in step.waits_cleared] + list(step.waits_set)
        self.sent += step.sent
        if self.careful:
            self._restart()
        return self

    def _restart(self) -> None:
        """An idle wake in a fresh process changes nothing and leaves the same notes."""
        self.program = self._read()
        again = self.program.wake(self.saved, **self._time)
        assert not again.passed
        assert not again.opened
        assert (again.data, again.notes) == (self.saved.data, self.saved.notes)

    @property
    def data(self) -> dict:
        return self.saved.data

    @property
    def ended(self) -> bool:
        return self.step.ended

    @property
    def open(self) -> list[str]:
        return sorted(task.element for task in self.tasks)

    @property
    def due(self) -> list[datetime]:
        return sorted(timer.due for timer in self.timers)

    def task(self, element):
        return next(task for task in self.tasks if task.element == element)

    def job(self, operation=None):
        return next(job for job in self.jobs if operation in (None, job.operation))

    def knowing(self, **data) -> "Case":
        """The same case with other data: what another process wrote."""
        self.saved = Saved(data={**self.data, **data}, notes=self.saved.notes)
        return self

    def do(self, element, **answers) -> "Case":
        return self.hand_in(element, self.task(element).round, answers)

    def hand_in(self, element, round_, answers) -> "Case":
        return self._take(self.program.complete(self.saved, element, round_, answers, **self._time))

    def deliver(self, result=None, job=None) -> "Case":
        wanted = self.job(job)
        self.jobs.remove(wanted)
        return self._take(self.program.deliver(self.saved, wanted.element, wanted.round, result, **self._time))

    def fail(self, code, text="", job=None) -> "Case":
        wanted = self.job(job)
        step = self.program.fail(self.saved, wanted.element, wanted.round, code, text, **self._time)
        return self._take(step)

    def later(self, **time) -> "Case":
        self.now += timedelta(**time)
        return self._take(self.program.wake(self.saved, **self._time))

    def message(self, name, payload=None, element=None, round_=None) -> "Case":
        return self._take(self.program.message(self.saved, name, payload or {}, element, round_, **self._time))

    def signal(self, name, payload=None) -> "Case":
        return self._take(self.program.signal(self.saved, name, payload, **self._time))
