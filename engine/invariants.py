"""Invariants: what must hold in every house at every moment, looked for over the whole database.

Every open case waits for a person, a message, a time or a job, and the index rows say so; no promise is forgotten;
money and letters stand on the record once; the record is whole. What does not hold comes as a sentence.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from .bpmn import Asked
from .case import Case
from .errors import AmendsError
from .job import Job, JobState
from .recovery import Means
from .recovery.ticking import LOOK_AGAIN, wake_key
from .recovery.writing import job_key, saved, setting
from .store import Line, UnitOfWork

PAGE = 500
#: how long living workers may leave a job that is due to itself
PATIENCE = timedelta(minutes=10)
#: who beat so long ago does not count as alive
SILENT = timedelta(seconds=30)
ALIVE = (JobState.QUEUED, JobState.RUNNING)
#: what an element that waits for its job may find it in
UNDER_WAY = (*ALIVE, JobState.FAILED)


def broken(means: Means) -> list[str]:
    """A sentence for each thing that does not hold. Looks at one moment of the database; changes nothing."""
    with means.store.reading() as work:
        return [
            *(f"{b.stream}, line {b.number} of the record: {b.why}." for b in work.journal.verify()),
            *(sentence for number in _numbers(work) for sentence in _case(means, work, number)),
            *_editions(work),
            *_left_lying(means, work),
        ]


def _numbers(work: UnitOfWork) -> Iterator[str]:
    """All cases, a page at a time: only one is in memory at once."""
    for start in range(0, work.cases.count(), PAGE):
        yield from (row.number for row in work.cases.search(limit=PAGE, offset=start))


def _case(means: Means, work: UnitOfWork, number: str) -> Iterator[str]:
    case, lines = work.cases.load(number), work.journal.of_case(number)
    jobs = {job.key: job for job in work.jobs.of_case(number)}
    told = [
        *_life(case, lines),
        *_waits(means, work, case, jobs),
        *_promises(means, work, case, lines, jobs),
        *_money(work, case, lines, jobs),
        *_places(work, case, lines),
        *_letters(work, case, lines, jobs),
        *_jobs(lines, jobs),
    ]
    yield from (f"Case {number}: {sentence}." for sentence in told)


def _life(case: Case, lines: list[Line]) -> Iterator[str]:
    """Opened once, ended at most once, and the record says the same."""
    kinds = Counter(line.kind for line in lines)
    if kinds["case_opened"] != 1:
        yield f"it was opened {kinds['case_opened']} times"
    if kinds["case_ended"] != (case.ended_at is not None):
        yield f"it is {'over' if case.ended_at else 'open'}, and the record ends it {kinds['case_ended']} times"


# ---- what it waits for


def _waits(means: Means, work: UnitOfWork, case: Case, jobs: dict[str, Job]) -> Iterator[str]:
    try:
        program = means.shelf.running(case.edition).program(case.process)
        asked = program.asked(saved(case), **setting(means, work, case, means.now()))
    except AmendsError as problem:
        yield f"its notes cannot be read: {problem}"
        return
    if asked.ended != (case.ended_at is not None):
        yield "it is over" if asked.ended else "it stands as over, and is not"
    if case.ended_at is None and not asked.anything():
        yield "it is open, and waits for nobody and nothing"
    yield from _rows(work, case, asked)
    yield from _asked_jobs(case, asked, jobs)
    yield from _timers(means, work, case, jobs)


def _rows(work: UnitOfWork, case: Case, asked: Asked) -> Iterator[str]:
    """The index rows against the notes."""
    tasks = {(t.id.element, t.id.round) for t in work.tasks.of_case(case.number)}
    timers = {(t.element, t.round, t.due) for t in work.timers.of_case(case.number)}
    waits = {(w.message, w.element, w.round) for w in work.waits.of_case(case.number)}
    yield from _unlike("task", tasks, asked.tasks)
    yield from _unlike("timer", timers, asked.timers)
    yield from _unlike("message", waits, asked.waits)


def _unlike(what: str, rows: Collection[Any], asked: Collection[Any]) -> Iterator[str]:
    for row in sorted(set(asked) - set(rows)):
        yield f"it waits for the {what} {_place(row)}, which no row shows"
    for row in sorted(set(rows) - set(asked)):
        yield f"a row shows the {what} {_place(row)}, for which it does not wait"


def _place(row: Iterable[Hashable]) -> str:
    words = [part.isoformat() if isinstance(part, datetime) else str(part) for part in row]
    return " ".join(words)


def _asked_jobs(case: Case, asked: Asked, jobs: dict[str, Job]) -> Iterator[str]:
    for element, round_ in sorted(asked.jobs):
        job = jobs.get(job_key(case.number, element, round_))
        if job is None or job.state not in UNDER_WAY:
            yield f"it waits for the job {element} {round_}, which {f'is {job.state.value}' if job else 'is not there'}"
    wanted = {job_key(case.number, *place) for place in asked.jobs}
    for job in jobs.values():
        if job.kind == "action" and job.state is JobState.QUEUED and not job.tries and job.key not in wanted:
            yield f"the job {job.key} is to be done, and it does not wait for it"


def _timers(means: Means, work: UnitOfWork, case: Case, jobs: dict[str, Job]) -> Iterator[str]:
    for timer in work.timers.of_case(case.number):
        job = jobs.get(wake_key(timer))
        if timer.due < means.now() - LOOK_AGAIN and job is not None and job.state not in UNDER_WAY:
            yield f"the time of {timer.element} had come at {timer.due.isoformat()}, and nothing wakes it any more"


# ---- what is owed and what was done


def _promises(means: Means, work: UnitOfWork, case: Case, lines: list[Line], jobs: dict[str, Job]) -> Iterator[str]:
    told = Counter((line.kind, line.facts.get("promise"), line.facts.get("round")) for line in lines)
    for promise in work.promises.of_case(case.number):
        made, kept, missed = (
            told[kind, promise.key, promise.round] for kind in ("promise_made", "promise_kept", "promise_missed")
        )
        name = f"the promise {promise.key} {promise.round}"
        if (made, kept) != (1, int(not promise.is_open())) or missed > 1:
            yield f"{name} was made {made}, kept {kept} and missed {missed} times on the record"
        if promise.is_open() and not missed and case.ended_at is not None and promise.due_at > means.now():
            yield f"it is over, and {name} is still owed"
        job = jobs.get(f"missed:{case.number}:{promise.key}:{promise.round}")
        if promise.is_open() and not missed and job is not None and job.state is JobState.DONE:
            yield f"{name} was missed, and that was not said"


def _money(work: UnitOfWork, case: Case, lines: list[Line], jobs: dict[str, Job]) -> Iterator[str]:
    """Money that left stands on the record once; nobody takes for done what the gateway has not answered."""
    told = Counter(line.facts["key"] for line in lines if line.kind == "payment_made")
    skipped = {line.facts["key"] for line in lines if line.kind == "job_skipped"}
    ledger = {payment.key: payment for payment in work.payments.of_case(case.number)}
    for key, payment in ledger.items():
        if told[key] != (payment.state == "paid"):
            yield f"the payment {key} is {payment.state}, and stands on the record {told[key]} times"
        is_asked = key in jobs and jobs[key].state in UNDER_WAY
        if payment.state == "intended" and not is_asked and key not in skipped:
            yield f"whether the payment {key} was made is not known, and nobody asks"
    yield from (f"the record tells of a payment {key} that is not in the ledger" for key in told.keys() - ledger.keys())


def _places(work: UnitOfWork, case: Case, lines: list[Line]) -> Iterator[str]:
    """The record knows the state of each place; a case that is over keeps none that nobody booked."""
    told = {line.facts["key"]: line.facts["state"] for line in lines if line.kind == "place_changed"}
    for place in work.places.of_case(case.number):
        if told.get(place.key) != place.state:
            yield f"the place {place.key} is {place.state}, and {told.get(place.key, 'not there')} on the record"
        if case.ended_at is not None and place.state in ("asked", "held"):
            yield f"it is over, and the place {place.key} with {place.partner} is still {place.state}"


def _letters(work: UnitOfWork, case: Case, lines: list[Line], jobs: dict[str, Job]) -> Iterator[str]:
    told = Counter(line.facts["digest"] for line in lines if line.kind == "letter_sent")
    asked = {line.facts["key"] for line in lines if line.kind == "job_requested"}
    letters = {letter.key: letter for letter in work.letters.of_case(case.number)}
    for key, letter in letters.items():
        if told[letter.digest] != 1:
            yield f"the letter {key} stands on the record {told[letter.digest]} times"
        if not asked & {key, key.rpartition(":")[0]}:
            yield f"the letter {key} was asked for by no job"
    told_done = {line.facts["key"] for line in lines if line.kind == "job_done"}
    for key in sorted(told_done & jobs.keys() - letters.keys()):
        if jobs[key].name == "notify" and jobs[key].args["parameters"].get("to", "customer") == "customer":
            yield f"the letter {key} was carried out, and is not there"


def _jobs(lines: list[Line], jobs: dict[str, Job]) -> Iterator[str]:
    """Asked for once, done at most once, and done for good. A job that was over long ago has left its table."""
    asked = Counter(line.facts["key"] for line in lines if line.kind == "job_requested")
    done = Counter(line.facts["key"] for line in lines if line.kind == "job_done")
    actions = {key for key, job in jobs.items() if job.kind == "action"}
    for key in sorted(actions | asked.keys() | done.keys()):
        if asked[key] != 1 or done[key] > 1:
            yield f"the job {key} was asked for {asked[key]} times and done {done[key]} times on the record"
        elif done[key] and key in jobs and jobs[key].state is not JobState.DONE:
            yield f"the job {key} is done on the record, and stands as {jobs[key].state.value}"


# ---- the house


def _editions(work: UnitOfWork) -> Iterator[str]:
    editions = work.editions.all()
    told = Counter(line.facts["number"] for line in work.journal.of_case("house") if line.kind == "edition_published")
    for edition in editions:
        if told[edition.number] != 1:
            yield f"Edition {edition.number} stands on the record {told[edition.number]} times."
    numbers = sorted(edition.number for edition in editions)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"Editions are numbered {numbers}."


def _left_lying(means: Means, work: UnitOfWork) -> Iterator[str]:
    """Jobs that are due and not taken, although workers are there."""
    if work.beats.alive(means.wall.now() - SILENT):
        for job in work.jobs.due(means.now() - PATIENCE, PAGE):
            yield f"Job {job.id} ({job.key}) is due since {job.next_try_at.isoformat()}, and no worker takes it."
