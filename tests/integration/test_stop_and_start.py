"""The server is stopped and killed, on purpose: nothing is lost, nothing happens twice, the record verifies."""

import http.client
import os
import signal
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager

import pytest
from amends.engine.assembly import House
from amends.engine.person import Actor
from browser.served import amends, environment, free_port, mail_server, start

pytestmark = pytest.mark.xdist_group("servers")
CUSTOMER = Actor("customer", "", "the customer")
MINA = "mina@passengers.example"


@contextmanager
def opened(env):
    """The same database, looked at from outside."""
    with closing(House.open({k: v for k, v in env.items() if k.startswith("AMENDS_")}, with_workers=True)) as house:
        yield house


def began(tmp_path, port, smtp):
    env = environment(
        tmp_path,
        port,
        AMENDS_SMTP_HOST="127.0.0.1",
        AMENDS_SMTP_PORT=str(smtp),
        AMENDS_SMTP_STARTTLS="no",
        AMENDS_MAIL_FROM="desk@house.example",
    )
    amends(
        "init",
        "--organisation",
        "The House",
        "--name",
        "Ada",
        "--login",
        "ada",
        "--password",
        "a storm in february",
        env=env,
    )
    return env


def report(house, number):
    return house.recovery.report(
        {"what_happened": f"Number {number} went wrong.", "contact": f"n{number}@mail.example"},
        by=CUSTOMER,
        unit="house",
        channel="web",
        key=f"report-{number}",
    ).number


def test_killed_in_the_middle_of_its_work_it_goes_on_where_it_was(tmp_path):
    with mail_server() as (smtp, mailbox):
        port = free_port()
        env = began(tmp_path, port, smtp)
        server = start("serve", env=env, port=port)
        with opened(env) as house:
            cases = [report(house, n) for n in range(12)]
        os.kill(server.pid, signal.SIGKILL)
        server.wait()

        server = start("serve", env=env, port=port)
        try:
            for n in range(12):
                mailbox.wait_for(f"n{n}@mail.example", cases[n], seconds=60)
            with opened(env) as house, house.store.reading() as work:
                assert work.cases.count() == 12
                assert [t.id.element for t in work.tasks.all_open()].count("assess_report") == 12
            time.sleep(1)
        finally:
            server.terminate()
            server.wait(30)
        ids = [mail["Message-ID"] for mail in mailbox.mails]
        letters = {(mail["To"], mail["Subject"]) for mail in mailbox.mails}
        assert len(letters) == len(set(ids))
        assert "13 records are whole" in amends("verify", env=env).stdout


def test_a_mail_server_that_comes_back_after_a_restart_gets_the_letter(tmp_path):
    port, smtp = free_port(), free_port()
    env = began(tmp_path, port, smtp)
    server = start("serve", env=env, port=port)
    with opened(env) as house:
        number = report(house, 1)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with house.store.reading() as work:
                if any(job.problem for job in work.jobs.of_case(number)):
                    break
            time.sleep(0.2)
    assert "cannot be reached" in amends("jobs", "list", env=env).stdout
    server.terminate()
    server.wait(30)

    with mail_server(smtp) as (_, mailbox):
        server = start("serve", env=env, port=port)
        try:
            mailbox.wait_for("n1@mail.example", number, seconds=60)
        finally:
            server.terminate()
            server.wait(30)
    assert len(mailbox.to("n1@mail.example")) == 1


def test_a_browser_that_keeps_its_line_open_does_not_keep_the_server_from_stopping(tmp_path):
    port = free_port()
    env = began(tmp_path, port, free_port())
    server = start("serve", env=env, port=port)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("GET", "/report")
        assert line.getresponse().read()
        begun = time.monotonic()
        server.terminate()

        assert server.wait(30) == 0
        assert time.monotonic() - begun < 20
    server.stdout.close()


def test_it_stops_when_told_and_says_nothing_ugly(tmp_path):
    port = free_port()
    env = began(tmp_path, port, free_port())
    server = start("serve", env=env, port=port)
    data = urllib.parse.urlencode({"what_happened": "x"}).encode()
    with pytest.raises(urllib.error.HTTPError) as refused:  # no token against forgery
        urllib.request.urlopen(f"http://127.0.0.1:{port}/report", data)
    assert refused.value.code == 400
    assert b"Traceback" not in refused.value.read()
    server.terminate()
    assert server.wait(30) == 0
    assert b"Traceback" not in server.stdout.read()
