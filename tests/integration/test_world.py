"""The world says no: mail server away, bank refusing, an action nobody knows. A sentence, another try, nothing lost."""

import databases
import pytest
from amends.engine.actions import MailDelayed, PaymentRefused
from amends.engine.errors import DraftBroken, NotAllowed
from amends.engine.invariants import broken
from small_house import MONDAY, OTTO, RUTH, facts, folder, kinds, open_house, pass_time, report, task, work

LETTER = """
    startEvent reported
    serviceTask write label="Write to the customer" : notify(letter='hello', to='customer')
    endEvent written
    flow reported write written"""
PAY = """
    startEvent reported
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina') -> payment
    boundaryEvent refused on=refund error=payment_refused label="Payment refused"
    userTask mend lane=front_line label="Mend the payment" +formJsonSchemaFilename=more.schema.json
    endEvent paid
    endEvent mended
    flow reported refund paid
    flow refused mend mended"""
PAY_IN_TIME = """
    startEvent reported
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina')
    boundaryEvent late on=refund timer=PT3S label="It takes too long"
    userTask mend lane=front_line label="Mend the payment" +formJsonSchemaFilename=more.schema.json
    endEvent paid
    endEvent mended
    flow reported refund paid
    flow late mend mended"""
TWICE = """
    startEvent reported
    intermediateThrowEvent first label="Tell them" message=told
    intermediateThrowEvent second label="Tell them again" message=told
    userTask mend lane=front_line label="Mend it" +formJsonSchemaFilename=more.schema.json
    endEvent mended
    flow reported first second mend mended"""
PAY_ONLY = """
    startEvent reported
    serviceTask refund label="Pay it back" : pay(amount='12.00 USD', payee='Mina')
    endEvent paid
    flow reported refund paid"""


class Mails:
    """A postbox whose mail server is away until it is not."""

    sends = True

    def __init__(self):
        self.away, self.sent = True, []

    def send(self, mail):
        if self.away:
            raise MailDelayed(why="the mail server cannot be reached")
        self.sent.append(mail)


class Bank:
    """Pays each key once, says no, or does not answer after it paid."""

    def __init__(self, answer="pays"):
        self.answer, self.paid, self.asked = answer, {}, 0

    def pay(self, key, amount, payee):
        self.asked += 1
        if self.answer == "refuses":
            raise PaymentRefused(reason="the account is closed")
        self.paid.setdefault(key, amount)
        if self.answer == "silent":
            self.answer = "pays"
            raise TimeoutError("the bank did not answer")
        return f"REF-{len(self.paid)}"


@pytest.fixture
def opened(tmp_path):
    houses = []

    def open_it(diagram, **parts):
        houses.append(open_house(tmp_path, diagram, **parts))
        return houses[-1]

    yield open_it
    for house in houses:
        house.close()


def test_a_mail_server_that_is_away_is_tried_again_and_shown_to_the_operator(opened):
    mails = Mails()
    house = opened(LETTER, postbox=mails)
    number = report(house, contact="mina@mail.example")
    work(house)

    problem = house.inquiry.problems(OTTO)[0]
    assert (problem.case, problem.failed, problem.next_try_at is not None) == (number, False, True)
    assert "the mail server cannot be reached" in problem.reason
    mails.away = False
    pass_time(house, minutes=1)
    assert len(mails.sent) == 1
    assert house.inquiry.problems(OTTO) == []
    assert kinds(house, number)[-1] == "case_ended"


def test_a_letter_given_up_waits_for_the_operator_who_starts_it_again(opened):
    mails = Mails()
    house = opened(LETTER, postbox=mails)
    number = report(house, contact="mina@mail.example")
    for _ in range(8):
        pass_time(house, hours=2)
    assert house.inquiry.problems(OTTO)[0].failed

    mails.away = False
    with pytest.raises(NotAllowed):
        house.recovery.retry(house.inquiry.problems(OTTO)[0].job, RUTH)
    house.recovery.retry(house.inquiry.problems(OTTO)[0].job, OTTO)
    work(house)
    assert len(mails.sent) == 1
    assert "job_retried" in kinds(house, number)


def test_a_letter_that_is_skipped_lets_the_case_go_on_with_a_reason_on_the_record(opened):
    house = opened(LETTER, postbox=Mails())
    number = report(house, contact="mina@mail.example")
    for _ in range(8):
        pass_time(house, hours=2)

    house.recovery.skip(house.inquiry.problems(OTTO)[0].job, OTTO, "told on the phone")

    assert facts(house, number, "job_skipped")[0]["reason"] == "told on the phone"
    assert kinds(house, number)[-1] == "case_ended"


def test_a_refused_payment_takes_the_error_path_of_the_diagram(opened):
    house = opened(PAY, gateway=Bank("refuses"))
    number = report(house)
    work(house)

    assert "the account is closed" in facts(house, number, "job_failed")[0]["reason"]
    house.recovery.complete(task(house, number, "mend"), {"more": "paid in cash"}, by=RUTH)
    assert kinds(house, number)[-1] == "case_ended"


def test_a_refused_payment_that_nothing_catches_stands_in_the_operators_list(opened):
    house = opened(PAY_ONLY, gateway=Bank("refuses"))
    number = report(house)
    work(house)

    problem = house.inquiry.problems(OTTO)[0]
    assert problem.failed
    assert "the account is closed" in problem.reason
    assert house.inquiry.case(number, RUTH).case.is_open


def test_a_bank_that_pays_and_does_not_answer_pays_once(opened):
    bank = Bank("silent")
    house = opened(PAY, gateway=bank)
    number = report(house)
    work(house)
    pass_time(house, minutes=1)

    assert (bank.asked, list(bank.paid.values())) == (2, ["12.00 USD"])
    assert kinds(house, number).count("payment_made") == 1
    assert [p.state for p in house.inquiry.case(number, RUTH).payments] == ["paid"]


def test_a_payment_called_off_before_the_bank_answered_is_left_to_the_operator(opened):
    bank = Bank("silent")
    house = opened(PAY_IN_TIME, gateway=bank)
    number = report(house)
    work(house)
    pass_time(house, seconds=4)

    problem = house.inquiry.problems(OTTO)[0]
    assert (problem.failed, "the money may have left" in problem.reason) == (True, True)
    assert broken(house.means) == []
    house.recovery.retry(problem.job, OTTO)
    work(house)
    assert [p.state for p in house.inquiry.case(number, RUTH).payments] == ["paid"]
    assert (bank.asked, len(bank.paid), house.inquiry.problems(OTTO), broken(house.means)) == (2, 1, [], [])


def test_a_message_thrown_twice_in_one_step_arrives_twice(opened):
    house = opened(TWICE)
    number = report(house)
    with house.store.reading() as unit:
        jobs = [job for job in unit.jobs.of_case(number) if job.kind == "message"]

    assert [job.name for job in jobs] == ["told", "told"]


def test_an_unknown_action_is_refused_before_anything_runs(tmp_path):
    folder(tmp_path / "processes", LETTER.replace("notify(", "teleport("))

    with pytest.raises(DraftBroken, match="teleport"):
        open_house_on(tmp_path)


def open_house_on(tmp_path):
    from amends.engine.assembly import House
    from amends.engine.clock import FixedClock

    settings = {
        "AMENDS_DATABASE_URL": databases.address(tmp_path / "other.sqlite"),
        "AMENDS_PROCESSES": str(tmp_path / "processes"),
    }
    return House.open(settings, clock=FixedClock(MONDAY))


def test_a_job_performed_twice_acts_once(opened):
    bank = Bank()
    house = opened(PAY, gateway=bank)
    number = report(house)
    with house.store.reading() as unit:
        job = unit.jobs.of_case(number)[0].id

    for _ in range(3):
        house.recovery.perform(job)

    assert (bank.asked, kinds(house, number).count("job_done")) == (1, 1)
