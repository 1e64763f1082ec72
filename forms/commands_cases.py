"""Commands about cases and jobs: look at one, list what stopped, try it again, go on without it."""

from contextlib import closing
from datetime import datetime, tzinfo
from typing import Any

import click

from ..engine.events import told
from ..engine.promise import Promise
from ..engine.task import Task


@click.command()
@click.argument("case")
@click.pass_obj
def show(console: Any, case: str) -> None:
    """Tell how a case stands: open tasks, promises, and its record line by line."""
    with closing(console.house_at_hand()) as house:
        now = house.clock.now()
        with house.store.reading() as work:
            found, tasks = work.cases.load(case), work.tasks.of_case(case)
            promises, lines = work.promises.of_case(case), work.journal.of_case(case)
    zone = console.zone
    state = "open" if found.is_open else f"closed ({', '.join(found.ends)})"
    click.echo(f"{found.number}: {found.title}\n{state}; severity {found.severity or 'not rated'}; unit {found.unit}")
    for task in tasks:
        click.echo(_task(task, now, zone))
    for promise in promises:
        click.echo(_promise(promise, now, zone))
    for line in lines:
        sentence = told(line.kind, line.facts)
        click.echo(f"{line.number:4}  {_at(line.at, zone)}  {sentence} ({line.actor.name or line.actor.kind})")


def _task(task: Task, now: datetime, zone: tzinfo) -> str:
    due = f", due {_at(task.due_at, zone)}" if task.due_at else ""
    return f"task: {task.label} ({task.lane}{due}{', overdue' if task.is_overdue(now) else ''})"


def _promise(promise: Promise, now: datetime, zone: tzinfo) -> str:
    state = "missed" if promise.is_missed(now) else "running" if promise.is_open() else "kept"
    return f"promise: {promise.text}, due {_at(promise.due_at, zone)}: {state}"


def _at(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"


@click.group()
def jobs() -> None:
    """What is to be done in the world: list it, try again, go on without."""


@jobs.command("list")
@click.pass_obj
def list_jobs(console: Any) -> None:
    """How many jobs are in each state, and those that need somebody."""
    with closing(console.house_at_hand()) as house:
        found, counts = house.inquiry.problems(console.person), house.inquiry.house_state()["jobs"]
    click.echo(", ".join(f"{number} {state}" for state, number in counts.items() if number) or "There are no jobs.")
    for problem in found:
        state = "given up" if problem.failed else "to be tried again"
        click.echo(f"job {problem.job} of {problem.case}: {problem.what} - {state} ({problem.tries} tries)")
        click.echo(f"  {problem.reason}")


@jobs.command()
@click.argument("job", type=int)
@click.pass_obj
def retry(console: Any, job: int) -> None:
    """Try a job that was given up again, as soon as a worker is there."""
    with closing(console.house_at_hand()) as house:
        house.recovery.retry(job, console.person)
    click.echo(f"Job {job} will be tried again.")


@jobs.command()
@click.argument("job", type=int)
@click.option("--reason", prompt="Why", help="It stands on the record of the case.")
@click.pass_obj
def skip(console: Any, job: int, reason: str) -> None:
    """Go on without what a job should have done."""
    with closing(console.house_at_hand()) as house:
        house.recovery.skip(job, console.person, reason)
    click.echo(f"The case goes on without job {job}.")


COMMANDS = (show, jobs)
