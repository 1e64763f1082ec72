"""Notify: once to each, by mail where we may, on the customer's page otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.engine.actions import CaseFacts, MailDelayed, Notify, OutboxOnly, Recipient, validated
from amends.engine.actions.postbox import Mail
from amends.engine.errors import ActionRefused, AmendsError
from amends.engine.letters import LetterRefused, Letters
from amends.engine.promise import Promise

NOW = datetime(2026, 2, 9, 10, tzinfo=UTC)
HELLO_SOURCE = b"""Subject: {{ number }}

Dear {{ reporter_name }}, {{ news | default('no news') }}, next by {{ next_due | moment }}
"""
ALERT_SOURCE = b"""Subject: {{ alert }}

{{ recipient_name }}: {{ case_url }}
"""
LETTERS = Letters.from_files({"letters/hello.md": HELLO_SOURCE, "letters/staff_alert.md": ALERT_SOURCE})
HELLO = {"letter": "hello"}
ALERT = {"letter": "staff_alert", "to": "lane:supervisor", "alert": "late"}


@dataclass
class Box:
    """Our own mail server: keeps mails, says no to whom it is told."""

    answers: dict[str, AmendsError] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    sends: bool = True

    def send(self, mail: Mail) -> None:
        if mail.to in self.answers:
            raise self.answers[mail.to]
        self.mails.append(mail)


@dataclass
class Book:
    rows: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def has(self, key: str) -> bool:
        return key in self.rows

    def add(self, key: str, letter: Any, *, to: str, how: str) -> None:
        self.rows.setdefault(key, (letter.name, to, how))


@dataclass
class Desk:
    """A desk with real letters, and books and a mail server in memory."""

    data: dict[str, Any] = field(default_factory=dict)
    people: Sequence[Recipient] = ()
    postbox: Any = field(default_factory=Box)
    promises: Sequence[Promise] = ()
    now: datetime = NOW
    letters: Letters = LETTERS
    letter_book: Book = field(default_factory=Book)

    @property
    def case(self) -> CaseFacts:
        return CaseFacts(
            number="R-000042",
            unit="gate",
            data={"reporter_name": "Mina", "contact": "mina@example.org", **self.data},
            status_url="https://amends.example/status/x",
            case_url="https://amends.example/cases/R-000042",
            organisation="Blue Air",
            promises=self.promises or [promise("first_answer", hours=2)],
        )

    def people_in(self, lane: str) -> Sequence[Recipient]:
        return self.people if lane == "supervisor" else ()


def promise(key: str, hours: int, to: str = "customer") -> Promise:
    due = NOW + timedelta(hours=hours)
    return Promise(case="R-000042", key=key, round=1, text=key, to=to, kind="given", made_at=NOW, due_at=due)


def run(desk: Desk, parameters: dict[str, Any], key: str = "R-000042:tell:1") -> dict[str, Any]:
    action: Any = Notify()
    return action.run(validated(action, parameters), key=key, desk=desk)


def test_a_customer_with_an_address_gets_a_mail() -> None:
    desk = Desk()

    assert run(desk, {**HELLO, "news": "We found it"}) == {"sent": True, "how": "e-mail", "recipients": 1}
    [mail] = desk.postbox.mails
    assert (mail.to, mail.subject, mail.key) == ("mina@example.org", "R-000042", "R-000042:tell:1")
    assert "Dear Mina, We found it, next by Monday 9 February 2026, 12:00 UTC" in mail.text
    assert desk.letter_book.rows == {"R-000042:tell:1": ("hello", "mina@example.org", "e-mail")}


@pytest.mark.parametrize(
    "data", [{"contact": ""}, {"contact": "+49 30 1234"}, {"contact": "mina at home"}, {"consent_to_contact": False}]
)
def test_a_customer_we_may_not_write_to_reads_it_on_the_page(data: dict[str, Any]) -> None:
    desk = Desk(data=data)

    assert run(desk, HELLO) == {"sent": False, "how": "page", "recipients": 1}
    assert desk.postbox.mails == []
    assert desk.letter_book.rows == {"R-000042:tell:1": ("hello", "", "page")}


def test_without_a_mail_server_the_letter_stands_on_the_page() -> None:
    desk = Desk(postbox=OutboxOnly())

    assert run(desk, HELLO)["how"] == "page"
    assert desk.letter_book.has("R-000042:tell:1")


def test_the_same_key_is_sent_once() -> None:
    desk = Desk()

    assert run(desk, HELLO) == run(desk, HELLO)
    assert len(desk.postbox.mails) == 1
    run(desk, HELLO, key="R-000042:tell:2")
    assert len(desk.postbox.mails) == 2


def test_a_delayed_mail_is_not_noted_and_goes_out_at_the_next_try() -> None:
    desk = Desk(postbox=Box(answers={"mina@example.org": MailDelayed(why="busy")}))
    with pytest.raises(MailDelayed):
        run(desk, HELLO)
    assert desk.letter_book.rows == {}

    desk.postbox.answers.clear()
    assert run(desk, HELLO)["sent"]


def test_a_letter_that_lacks_something_is_not_sent_at_all() -> None:
    desk = Desk(promises=[promise("approval", hours=1, to="us")])

    with pytest.raises(LetterRefused, match="next_due"):
        run(desk, HELLO)
    assert desk.postbox.mails == []


def test_letters_promise_only_what_is_open_and_still_to_come() -> None:
    desk = Desk(promises=[promise("late_one", hours=-1), promise("second", hours=5), promise("first", hours=3)])

    run(desk, HELLO)
    assert "13:00 UTC" in desk.postbox.mails[0].text


def test_a_lane_gets_one_mail_for_each_of_its_people() -> None:
    people = [Recipient("ruth", "Ruth", "ruth@blueair.example"), Recipient("omar", "Omar", "omar@blueair.example")]
    desk = Desk(people=people)

    assert run(desk, ALERT) == {"sent": True, "how": "e-mail", "recipients": 2}
    assert [mail.key for mail in desk.postbox.mails] == ["R-000042:tell:1:ruth", "R-000042:tell:1:omar"]
    assert desk.postbox.mails[
        0
    ].text == "Ruth: https://amends.example/cases/R-000042: https://amends.example/cases/R-000042\n" or (
        "Ruth: https://amends.example/cases/R-000042" in desk.postbox.mails[0].text
    )


def test_one_busy_mailbox_makes_nobody_get_two_mails() -> None:
    people = [Recipient(name, name, f"{name}@blueair.example") for name in ("ruth", "omar", "ines")]
    desk = Desk(people=people, postbox=Box(answers={"omar@blueair.example": MailDelayed(why="busy")}))
    with pytest.raises(MailDelayed):
        run(desk, ALERT)

    desk.postbox.answers.clear()
    assert run(desk, ALERT)["recipients"] == 3
    assert [mail.to.split("@")[0] for mail in desk.postbox.mails] == ["ruth", "ines", "omar"]


def test_one_dead_address_keeps_nobody_else_from_knowing() -> None:
    people = [Recipient(name, name, f"{name}@blueair.example") for name in ("ruth", "omar")]
    dead = ActionRefused("undeliverable", "gone")
    desk = Desk(people=people, postbox=Box(answers={"ruth@blueair.example": dead}))

    assert run(desk, ALERT) == {"sent": True, "how": "e-mail", "recipients": 1}
    desk = Desk(people=people[:1], postbox=Box(answers={"ruth@blueair.example": dead}))
    with pytest.raises(ActionRefused, match="gone"):
        run(desk, ALERT)


def test_a_lane_nobody_holds_is_not_an_error() -> None:
    assert run(Desk(), ALERT) == {"sent": False, "how": "page", "recipients": 0}


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({}, "it lacks 'letter'"),
        ({"letter": "x", "to": "everybody"}, "'to' does not fit"),
        ({"letter": 7}, "'letter' is not of"),
    ],
)
def test_wrong_parameters_are_refused_in_a_sentence(parameters: dict[str, Any], says: str) -> None:
    with pytest.raises(ActionRefused, match=says) as refusal:
        run(Desk(), parameters)
    assert refusal.value.facts["code"] == "parameters_wrong"
