"""Several processes on one database: pages beside each other, workers that stop, sleep and wake."""

import http.cookiejar
import os
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import lxml.html
import pytest
from amends.engine.assembly import House
from amends.engine.job import JobState
from browser.served import AMENDS, amends, environment, free_port, mail_server
from small_house import CUSTOMER, folder, settle

pytestmark = pytest.mark.xdist_group("servers")
PAY = """
    startEvent reported
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina')
    endEvent paid
    flow reported refund paid"""
#: a bank that thinks for a while; what it was asked, by whom, stands in a file
BANK = """
import os, pathlib, time

class Bank:
    def pay(self, key, amount, payee):
        with open(os.environ["ASKED"], "a") as asked:
            asked.write(f"{os.getpid()} {key}\\n")
        time.sleep(float(os.environ["THINKS"]))
        return "REF-1"
"""


def until(condition, seconds=30.0):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.05)
    return found


class Town:
    """A house whose cases pay at a slow bank, and processes around it."""

    def __init__(self, tmp_path, thinks):
        (tmp_path / "slow_bank.py").write_text(BANK)
        folder(tmp_path / "processes", PAY)
        self.asked = tmp_path / "asked"
        self.env = environment(
            tmp_path, 8000, AMENDS_PROCESSES=str(tmp_path / "processes"), AMENDS_GATEWAY="slow_bank:Bank",
            ASKED=str(self.asked), THINKS=str(thinks),
        )  # fmt: skip
        self.env["PYTHONPATH"] = os.pathsep.join([str(tmp_path), self.env.get("PYTHONPATH", "")])
        settings = {k: v for k, v in self.env.items() if k.startswith("AMENDS_")} | {"AMENDS_GATEWAY": ""}
        self.house = House.open(settings, with_workers=True)
        settle(self.house)
        self.processes = []

    def worker(self):
        worker = subprocess.Popen([*AMENDS, "worker"], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.processes.append(worker)
        assert b"at work" in worker.stdout.readline()
        return worker

    def report(self):
        told = {"what_happened": "The lid is broken."}
        return self.house.recovery.report(told, by=CUSTOMER, unit="shop", channel="web").number

    def asks(self):
        """Who asked the bank, in their order."""
        return [int(line.split()[0]) for line in self.asked.read_text().splitlines()] if self.asked.exists() else []

    def jobs(self, case):
        with self.house.store.reading() as work:
            return work.jobs.of_case(case)

    def kinds(self, case):
        with self.house.store.reading() as work:
            return [line.kind for line in work.journal.of_case(case)]

    def leave(self):
        self.house.close()
        for process in self.processes:
            process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture
def town(tmp_path):
    towns = []

    def build(thinks):
        towns.append(Town(tmp_path, thinks))
        return towns[-1]

    yield build
    for built in towns:
        built.leave()


def test_a_worker_that_is_told_to_stop_finishes_what_it_has_in_hand(town):
    town = town(thinks=2)
    worker = town.worker()
    case = town.report()
    until(town.asks)

    worker.terminate()

    assert worker.wait(15) == 0
    [job] = town.jobs(case)
    assert (job.state, job.tries) == (JobState.DONE, 1)
    assert town.kinds(case)[-1] == "case_ended"
    assert b"Traceback" not in worker.stdout.read()
    with town.house.store.reading() as work:
        assert work.beats.all() == {}


@pytest.mark.trap(47)
def test_a_worker_that_sleeps_is_replaced_within_ten_seconds_and_not_heard_when_it_wakes(town):
    town = town(thinks=1)
    first = town.worker()
    case = town.report()
    until(town.asks)
    os.kill(first.pid, signal.SIGSTOP)
    slept = time.monotonic()
    second = town.worker()

    until(lambda: town.asks() == [first.pid, second.pid], 20)
    assert time.monotonic() - slept < 10
    until(lambda: town.kinds(case)[-1] == "case_ended")
    before = town.kinds(case)
    os.kill(first.pid, signal.SIGCONT)
    time.sleep(2.5)

    assert town.kinds(case) == before
    assert (before.count("payment_made"), before.count("job_done")) == (1, 1)
    [job] = town.jobs(case)
    assert (job.state, job.tries) == (JobState.DONE, 2)
    assert len(town.asks()) == 2
    first.terminate()
    assert first.wait(15) == 0


# ---- pages


def send_report(port, number):
    """As a browser does it: open the page, fill in its form, send it with the cookie it gave."""
    page = f"http://127.0.0.1:{port}/report"
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with opener.open(page, timeout=30) as shown:
        form = next(f for f in lxml.html.parse(shown).getroot().forms if "what_happened" in f.fields)
    filled = dict(form.form_values()) | {"what_happened": f"Number {number}.", "contact": f"n{number}@mail.example"}
    sent = urllib.request.Request(page, urllib.parse.urlencode(filled).encode(), {"Sec-Fetch-Site": "same-origin"})
    with opener.open(sent, timeout=30) as answered:
        return answered.url


@pytest.fixture
def gunicorn(tmp_path):
    pytest.importorskip("gunicorn")
    servers = []

    def serve(env, port):
        log = tmp_path / "access.log"
        how = ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
        access = ["--access-logfile", str(log), "--access-logformat", "%(p)s %(m)s"]
        command = [sys.executable, "-m", "gunicorn", *how, *access, "amends.forms.app:create_app()"]
        output = (tmp_path / "gunicorn.log").open("wb")
        servers.append(subprocess.Popen(command, env=env, stdout=output, stderr=output))
        until(lambda: answers(port) or servers[-1].poll() is not None, 60)
        assert servers[-1].poll() is None, (tmp_path / "gunicorn.log").read_text()
        return servers[-1], log

    yield serve
    for server in servers:
        server.terminate()
        server.wait(40)


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/report", timeout=5).close()
        return True
    except OSError:
        return False


def test_pages_of_several_processes_and_several_workers_share_one_house(tmp_path, gunicorn):
    with mail_server() as (smtp, mailbox):
        port, workers = free_port(), []
        env = environment(
            tmp_path, port, AMENDS_SMTP_HOST="127.0.0.1", AMENDS_SMTP_PORT=str(smtp), AMENDS_SMTP_STARTTLS="no",
            AMENDS_MAIL_FROM="desk@house.example", AMENDS_REPORT_LIMIT="1000 per hour",
        )  # fmt: skip
        amends("init", "--organisation", "H", "--name", "A", "--login", "ada", "--password", "a storm in may", env=env)
        server, log = gunicorn(env, port)
        try:
            workers += [subprocess.Popen([*AMENDS, "worker"], env=env, stdout=subprocess.PIPE) for _ in range(2)]
            assert all(b"at work" in worker.stdout.readline() for worker in workers)
            with ThreadPoolExecutor(6) as browsers:
                assert all("/thanks/" in url for url in browsers.map(lambda n: send_report(port, n), range(16)))
            for n in range(16):
                mailbox.wait_for(f"n{n}@mail.example", "R-0000")
            server.terminate()
            assert server.wait(40) == 0
        finally:
            for worker in workers:
                worker.terminate()
            assert [worker.wait(20) for worker in workers] == [0, 0]
            for worker in workers:
                worker.stdout.close()
        assert len({mail["Message-ID"] for mail in mailbox.mails}) == len(mailbox.mails)
        assert len({line.split()[0] for line in Path(log).read_text().splitlines()}) == 2
        settings = {k: v for k, v in env.items() if k.startswith("AMENDS_")}
        with closing(House.open(settings)) as house, house.store.reading() as work:
            assert work.cases.count() == 16
            assert work.journal.verify() == []
