"""Carries job ids by DBOS: its rows are written in the transaction that writes the job, on SQLite and on PostgreSQL.

DBOS gets the URL, never our engine (its migrations cannot run inside our BEGIN IMMEDIATE), and our connection to write
on. It gets ids only, as JSON. It runs nothing anew when a worker dies, and it never deletes: see the sweeper.
"""

import math
import socket
import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from .. import faults
from ..clock import Clock, SystemClock
from ..job import Job
from .carrier import Perform
from .process import PROCESS, WORKFLOW, CarrierTaken, json_only

QUEUE = "amends-jobs"
#: raised when what a carried job looks like changes; workers of one version take only what that version enqueued
VERSION = "1"
#: a job that was handed over and not begun for so long is handed over again
PATIENCE = timedelta(seconds=60)
MOST = 500
UNDER_WAY = ("ENQUEUED", "PENDING", "DELAYED")


class Carried(NamedTuple):
    """A job under way in DBOS."""

    id: str
    job: int
    #: tries the job had when it was handed over
    tries: int


class DbosCarrier:
    """Hands job ids over from any process; `launch` makes this process one that performs them."""

    def __init__(
        self,
        url: str,
        name: str = "amends",
        *,
        clock: Clock | None = None,
        executor_id: str = "",
        threads: int = 4,
        every: float = 0.2,
    ) -> None:
        """`url` as the store has it; `name` is one per application in that database, in small letters; `every` are the
        seconds between two looks into the queue. Makes the tables of DBOS if need be: migrate the store before."""
        # importing DBOS takes a second that only those who carry with it should wait for
        from dbos import DBOS, DBOSClient

        self._url, self._name, self._clock = url, name, clock or SystemClock()
        self._threads, self._every = threads, every
        #: of this process alone: two with one id would take each other's jobs for their own
        self.executor_id = executor_id or f"{socket.gethostname()}-{uuid.uuid4().hex[:12]}"
        DBOS.migrate(url)
        faults.here("carrier_ready")
        self._client = DBOSClient(
            system_database_url=url,
            application_name=name,
            serializer=json_only(),
            system_database_pool_size=2,
            retry_connection_errors=False,
        )

    def enqueue(self, work: Any, job: Job) -> None:
        """The same try of the same job is carried once. One that DBOS ended without the job being done - the database
        was away when it began - is carried again under another id."""
        from dbos import error

        id_ = f"{job.id}.{job.tries}"
        try:
            self._put(work, job, id_)
        except error.DBOSWorkflowIDInUseError as known:
            if known.workflow_status not in UNDER_WAY:
                self._put(work, job, f"{id_}.{uuid.uuid4().hex[:8]}")
        work.jobs.hand_on(job.id, self._clock.now() + PATIENCE)

    def _put(self, work: Any, job: Job, id_: str) -> None:
        how: Any = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": id_,
            "workflow_id_reuse_policy": "reject",
        }
        self._client.enqueue_in_transaction(work.connection, how, job.id)

    def launch(self, perform: Perform) -> None:
        """From now on threads of this process perform jobs. Raises CarrierTaken if it carries for somebody already."""
        PROCESS.take(self, f"the database '{self._url.rpartition('/')[2].partition('?')[0]}'", perform)
        try:
            self._start()
        except BaseException:
            PROCESS.leave(self)
            raise

    def _start(self) -> None:
        from dbos import DBOS

        DBOS(config={
            "name": self._name, "system_database_url": self._url, "executor_id": self.executor_id,
            "application_version": f"{self._name}-{VERSION}", "serializer": json_only(), "log_level": "CRITICAL",
        })  # fmt: skip
        if DBOS.executor_id != self.executor_id:
            raise CarrierTaken(whom="a DBOS of the application it lives in")
        try:
            PROCESS.register()
            DBOS.launch()
            faults.here("worker_launched")
            DBOS.register_queue(QUEUE, worker_concurrency=self._threads, polling_interval_sec=self._every)
        except BaseException:
            DBOS.destroy()  # half begun it would stand in the way of every later one
            raise

    def close(self, timeout: float = 10.0) -> None:
        """Take no more jobs, finish those in hand for at most `timeout` seconds, let go of the database."""
        if PROCESS.holds(self):
            from dbos import DBOS

            DBOS.destroy(workflow_completion_timeout_sec=math.ceil(timeout))
            PROCESS.leave(self)
        self._client.destroy()

    def stranded(self, alive: Collection[str], only: str | None = None) -> list[Carried]:
        """What is with executors that are not among the living; `only`: of one id."""
        ids = [only] if only else None
        found = self._client.list_workflows(
            status="PENDING", name=WORKFLOW, workflow_ids=ids, load_input=False, load_output=False, limit=MOST
        )
        return list(_carried(status.workflow_id for status in found if status.executor_id not in alive))

    def resume(self, carried: Carried) -> None:
        """Let somebody else begin it anew."""
        self._client.resume_workflow(carried.id, queue_name=QUEUE)

    def forget(self, ids: Sequence[str]) -> None:
        if ids:
            self._client.delete_workflows(list(ids))

    def forget_ended(self, before: datetime) -> int:
        """DBOS keeps every workflow for ever; what became of jobs is in our tables, so ended ones go. How many went."""
        until = before.astimezone(UTC).isoformat()
        found = self._client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            name=WORKFLOW,
            completed_before=until,
            load_input=False,
            load_output=False,
            limit=MOST,
        )
        self.forget([status.workflow_id for status in found])
        return len(found)


def _carried(ids: Iterator[str]) -> Iterator[Carried]:
    for id_ in ids:
        job, tries, *_ = id_.split(".")
        yield Carried(id_, int(job), int(tries))
