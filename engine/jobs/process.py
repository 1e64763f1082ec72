"""This process and DBOS: there is one of it in a process, and it knows what it runs by name, for good."""

import json
import logging
import threading
from typing import Any

from ..errors import AmendsError
from .carrier import Perform

log = logging.getLogger("amends.jobs")

WORKFLOW = "amends_job"


class CarrierTaken(AmendsError):
    """DBOS exists once in a process, and silently stays on its first database."""

    sentence = (
        "This process carries jobs for {whom} already: close that first, or let 'amends worker' be another process."
    )


def json_only() -> Any:
    """Arguments are JSON in DBOS's tables; its default is pickle, which whoever writes to the database could abuse."""
    from dbos import Serializer

    class Json(Serializer):
        def serialize(self, data: Any) -> str:
            return json.dumps(data, default=lambda value: type(value).__name__)

        def deserialize(self, serialized_data: str) -> Any:
            return json.loads(serialized_data)

        def name(self) -> str:
            return "amends_json"

    return Json()


class Process:
    """Who carries jobs in this process: DBOS knows workflows by name, for the whole process and for good."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._carrier: object | None = None
        self._whom = ""
        self._perform: Perform | None = None
        self._registered = False

    def take(self, carrier: object, whom: str, perform: Perform) -> None:
        """Raises CarrierTaken."""
        with self._lock:
            if self._carrier is not None:
                raise CarrierTaken(whom=self._whom)
            self._carrier, self._whom, self._perform = carrier, whom, perform

    def holds(self, carrier: object) -> bool:
        return self._carrier is carrier

    def leave(self, carrier: object) -> None:
        with self._lock:
            if self._carrier is carrier:
                self._carrier = self._perform = None

    def register(self) -> None:
        from dbos import DBOS

        if not self._registered:
            DBOS.workflow(name=WORKFLOW)(lambda job: self.carry(job))  # DBOS marks what it runs; methods take no marks
            self._registered = True

    def carry(self, job: int) -> None:
        """What DBOS runs. Whatever goes wrong stands in the jobs table or is found there by the sweeper: DBOS keeps no
        error of ours, whose words could be somebody's."""
        try:
            if self._perform is not None:
                self._perform(job)
        except Exception:
            log.exception("a job could not be performed", extra={"job": job})


PROCESS = Process()
