"""Mail server and bank time out after they said yes, answer twice, refuse, or are asked by two at once."""

import asyncio
from email.headerregistry import Address

import pytest
from aiosmtpd.controller import Controller
from amends.engine import invariants
from amends.engine.actions import PaymentRefused
from amends.engine.actions.postbox import Outbox
from browser.served import free_port
from chaos.town import Post
from small_house import OTTO, facts, kinds, open_house, pass_time, report, work

BOTH = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina') -> payment
    endEvent paid
    flow reported write refund paid"""
MINA = "mina@mail.example"


class Slow(Post):
    async def handle_DATA(self, server, session, envelope):
        said = await super().handle_DATA(server, session, envelope)
        if said == "250 slow":
            await asyncio.sleep(1.5)
        return said


class Bank:
    """Asks a question of its own each time, and keeps the keys."""

    def __init__(self, *turns):
        self.turns, self.paid, self.asked = list(turns), {}, 0

    def pay(self, key, amount, payee):
        self.asked += 1
        reference = f"REF-{self.asked}"
        turn = self.turns.pop(0) if self.turns else lambda: None
        self.paid.setdefault(key, amount)
        turn()
        return reference


def raises(problem):
    def turn():
        raise problem

    return turn


@pytest.fixture
def post():
    post = Slow()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    post.port = controller.port
    yield post
    controller.stop()


@pytest.fixture
def opened(tmp_path, post):
    houses = []

    def open_it(bank=None):
        desk = Address("Desk", "desk", "house.example")
        box = Outbox(host="127.0.0.1", port=post.port, sender=desk, starttls=False, patience=0.5)
        houses.append(open_house(tmp_path, BOTH, postbox=box, gateway=bank or Bank()))
        return houses[-1]

    yield open_it
    for house in houses:
        house.close()


@pytest.mark.parametrize(("says", "copies"), [("250 slow", 2), ("hang up", 2), ("451 later", 1)])
def test_a_letter_of_which_nobody_knows_whether_it_arrived_is_sent_again_under_the_same_name(
    opened, post, says, copies
):
    house = opened()
    post.says = [says]
    case = report(house, contact=MINA)
    work(house)
    assert [p.case for p in house.inquiry.problems(OTTO)] == [case]

    pass_time(house, minutes=1)
    assert house.inquiry.problems(OTTO) == []
    assert len(post.to(MINA)) == copies
    assert len({mail["Message-ID"] for mail in post.to(MINA)}) == 1
    assert kinds(house, case).count("letter_sent") == 1
    assert invariants.broken(house.means) == []


def test_a_mail_server_that_answers_twice_has_one_letter(opened, post):
    house = opened()
    post.says = ["250 OK\r\n250 OK"]
    case = report(house, contact=MINA)
    work(house)

    assert (len(post.to(MINA)), kinds(house, case).count("letter_sent")) == (1, 1)
    assert kinds(house, case)[-1] == "case_ended"


def test_a_mail_server_that_refuses_is_shown_to_the_operator(opened, post):
    house = opened()
    post.says = ["554 no such person"]
    case = report(house, contact=MINA)
    work(house)

    problem = house.inquiry.problems(OTTO)[0]
    assert (problem.case, problem.failed) == (case, True)
    assert "no such person" in problem.reason
    assert (post.to(MINA), invariants.broken(house.means)) == ([], [])


def test_a_bank_that_pays_and_is_silent_again_and_again_pays_once(opened):
    bank = Bank(*[raises(TimeoutError("the bank did not answer"))] * 3)
    house = opened(bank)
    case = report(house, contact=MINA)
    work(house)
    assert "did not answer" in house.inquiry.problems(OTTO)[0].reason
    for _ in range(4):
        pass_time(house, hours=1)

    assert (bank.asked, len(bank.paid)) == (4, 1)
    assert [f["reference"] for f in facts(house, case, "payment_made")] == ["REF-4"]
    assert (house.inquiry.problems(OTTO), invariants.broken(house.means)) == ([], [])


def test_a_bank_that_refuses_after_a_silence_is_believed_and_shown(opened):
    bank = Bank(raises(TimeoutError("silence")), raises(PaymentRefused(reason="the account is closed")))
    house = opened(bank)
    report(house, contact=MINA)
    work(house)
    pass_time(house, minutes=1)

    assert "the account is closed" in house.inquiry.problems(OTTO)[0].reason
    assert invariants.broken(house.means) == []


def taken_over(house):
    """Its worker is taken for dead in the middle of it, and somebody else does the job."""

    def turn():
        with house().store.writing() as unit:
            job = next(j for j in unit.jobs.of_case("R-000001") if j.name == "pay")
            unit.jobs.again(job.id, "its worker died", house().clock.now())
        house().recovery.perform(job.id)

    return turn


@pytest.mark.parametrize("then", [lambda: None, raises(TimeoutError("woken too late"))])
def test_a_worker_that_slept_at_the_bank_and_wakes_is_not_heard(opened, then):
    houses = []
    sleeps = taken_over(lambda: houses[0])
    bank = Bank(lambda: (sleeps(), then()))
    houses.append(opened(bank))
    house = houses[0]
    case = report(house, contact=MINA)
    work(house)

    assert (bank.asked, len(bank.paid)) == (2, 1)
    assert [f["reference"] for f in facts(house, case, "payment_made")] == ["REF-2"]
    assert (kinds(house, case).count("job_done"), kinds(house, case).count("job_failed")) == (2, 0)
    assert kinds(house, case)[-1] == "case_ended"
    assert (house.inquiry.problems(OTTO), invariants.broken(house.means)) == ([], [])
