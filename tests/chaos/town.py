"""A town: a house that works in processes of its own, its mail server and its bank, which count what arrives."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import databases
from aiosmtpd.controller import Controller
from amends.engine import invariants
from amends.engine.assembly import House
from browser.served import Mailbox, amends, environment, free_port
from chaos import clerk
from chaos.bank import Bank
from chaos.nursery import Worker
from small_house import folder

TESTS = Path(__file__).resolve().parent.parent
#: a letter, a payment, a task, a timer beside it, a second letter, and a promise that is missed
DIAGRAM = """
    startEvent reported +starts=answer
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina') -> payment
    userTask answer lane=front_line label="Answer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    boundaryEvent late on=answer timer=PT1S soft label="Not answered"
    serviceTask remind label="Say that it takes longer" : notify(letter='late', to='customer')
    endEvent answered
    endEvent reminded
    flow reported write refund answer answered
    flow late remind reminded"""
CLOCK = {"key": "answer", "text": "somebody answers you", "to": "customer", "kind": "given", "within": "'PT1S'"}
FILES = {
    "packs/house.json": json.dumps({"currency": "USD", "organisation": "The House", "clocks": [CLOCK]}).encode(),
    "letters/late.md": b"Subject: It takes longer\n\n{{ number }} takes longer, says {{ organisation }}.\n",
}
LETTERS = 2


class Post(Mailbox):
    """A mail server that can be told what to answer next."""

    def __init__(self) -> None:
        super().__init__()
        #: answers to the next mails; those that begin with a 2 were taken
        self.says: list[str] = []

    async def handle_DATA(self, server, session, envelope):
        answer = self.says.pop(0) if self.says else "250 OK"
        if answer[0] == "2" or answer == "hang up":
            await super().handle_DATA(server, session, envelope)
        if answer == "hang up":
            server.transport.abort()
        return answer


class Town:
    """Everything of one house; begin it with `amends init`."""

    def __init__(self, at: Path, smtp: int, post: Post, diagram: str = DIAGRAM) -> None:
        folder(at / "processes", diagram, **FILES)
        self.post, self.bank = post, Bank(at / "bank.jsonl")
        self.env = environment(
            at, 8000, AMENDS_PROCESSES=str(at / "processes"), AMENDS_GATEWAY="chaos.bank:of_the_town",
            AMENDS_SMTP_HOST="127.0.0.1", AMENDS_SMTP_PORT=str(smtp), AMENDS_SMTP_STARTTLS="no",
            AMENDS_MAIL_FROM="desk@house.example", CHAOS_BANK=str(at / "bank.jsonl"),
            PYTHONPATH=os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]),
        )  # fmt: skip
        self._running: list[Worker] = []
        self._house: House | None = None

    def init(self, fault: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        words = ["--organisation", "The House", "--name", "Ada", "--login", "ada", "--password", "a storm in february"]
        return amends("init", *words, env=self._with(fault), check=check)

    def _with(self, fault: str) -> dict[str, str]:
        return self.env | ({"AMENDS_FAULT": fault} if fault else {})

    @property
    def house(self) -> House:
        """The same house, looked at from outside and used as pages use it."""
        if self._house is None:
            found = {k: v for k, v in self.env.items() if k.startswith("AMENDS_")}
            found |= {"AMENDS_GATEWAY": ""}
            self._house = House.open(found, with_workers=True)
        return self._house

    def worker(self, fault: str = "") -> Worker:
        self._running.append(Worker(self._with(fault)))
        return self._running[-1]

    def clerk(self, *words: str, fault: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(Path(clerk.__file__)), *words]
        return subprocess.run(command, env=self._with(fault), capture_output=True, text=True, timeout=120)

    def report(self, key: str) -> str:
        return clerk.report(self.house, key)

    def answer(self, case: str) -> None:
        clerk.answer(self.house, case, f"answer-{case}")

    def is_asked(self, case: str) -> bool:
        """The customer is paid, has both letters, and waits for the answer."""
        with self.house.store.reading() as work:
            asked = [t.id.element for t in work.tasks.of_case(case)] == ["answer"]
            missed = any(line.kind == "promise_missed" for line in work.journal.of_case(case))
            return asked and missed and len(work.letters.of_case(case)) == LETTERS

    def is_over(self, case: str) -> bool:
        with self.house.store.reading() as work:
            return work.cases.load(case).ended_at is not None

    def drive(self, cases: list[str], seconds: float = 120) -> None:
        """On to the end, with whatever workers there are."""
        for case in cases:
            wait(
                lambda case=case: self.is_asked(case) or self.is_over(case), seconds, lambda case=case: self.told(case)
            )
            if not self.is_over(case):
                self.answer(case)
        wait(lambda: all(map(self.is_over, cases)), seconds)

    def told(self, case: str) -> str:
        with self.house.store.reading() as work:
            lines = [(line.kind, line.facts.get("reason", "")) for line in work.journal.of_case(case)]
            return f"{lines}\n{work.jobs.of_case(case)}\n{self.house.inquiry.house_state()}"

    def check(self, cases: list[str], *, once: bool = True) -> None:
        """Nothing is lost, nothing happened twice: as the house has it, and as the world counts it."""
        wait(lambda: invariants.broken(self.house.means) == [], 10, lambda: invariants.broken(self.house.means))
        paid = Counter(key.partition(":")[0] for key in self.bank.paid())
        assert {case: paid[case] for case in cases} == dict.fromkeys(cases, 1)
        for case in cases:
            with self.house.store.reading() as work:
                address = work.cases.load(case).data["contact"]
            arrived = defaultdict(list)
            for mail in self.post.to(address):
                arrived[mail["Subject"]].append(mail["Message-ID"])
            assert len(arrived) == LETTERS
            assert all(len(set(ids)) == 1 for ids in arrived.values()), "a second copy is known as one"
            assert not once or all(len(ids) == 1 for ids in arrived.values()), arrived

    def doctor(self) -> None:
        found = amends("doctor", env=self.env, check=False)
        assert found.returncode == 0, found.stdout + found.stderr

    def close(self) -> None:
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
        if self._house:
            self._house.close()


def died(process: Worker, seconds: float = 120) -> None:
    """Waits until it has killed itself."""
    assert process.wait(seconds) == -signal.SIGKILL


def stop(process: Worker) -> None:
    """In good order; or before it could listen to anybody."""
    process.terminate()
    assert process.wait(30) in (0, -signal.SIGTERM)


def wait(condition: Callable[[], bool], seconds: float = 120, why: Callable[[], object] = lambda: "") -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"it did not come about in time: {why()}"
        time.sleep(0.05)


@contextmanager
def town(at: Path, diagram: str = DIAGRAM, *, begun: bool = True) -> Iterator[Town]:
    """Not `begun`: on a database without a single table."""
    if not begun:
        databases.empty(at / "house.sqlite")
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    found = Town(at, controller.port, post, diagram)
    try:
        if begun:
            found.init()
        yield found
    finally:
        found.close()
        controller.stop()
