"""The postbox, against a real mail server: what is for good, what is for now, and what arrives."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from amends.engine.actions import MailDelayed, OutboxOnly, Postbox, postbox_from
from amends.engine.actions.postbox import Mail
from amends.engine.errors import ActionRefused, SettingWrong


class Mailbox(MessageHandler):
    """Keeps what arrives; answers to RCPT or DATA as it is told."""

    def __init__(self, *, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        super().__init__()
        self.rcpt, self.data, self.arrived = rcpt, data, list[Message]()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            self.handle_message(self.prepare_message(session, envelope))
        return self.data

    def handle_message(self, message: Message) -> None:
        self.arrived.append(message)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[int]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def postbox(port: int, **more: str) -> Postbox:
    return postbox_from({
        "AMENDS_SMTP_HOST": "127.0.0.1", "AMENDS_SMTP_PORT": str(port), "AMENDS_SMTP_STARTTLS": "no",
        "AMENDS_MAIL_FROM": "Blue Air <help@blueair.example>", **more,
    })  # fmt: skip


def mail(to: str = "mina@example.org", key: str = "R-1:tell:1") -> Mail:
    now = datetime(2026, 2, 9, 10, tzinfo=UTC)
    return Mail(key=key, to=to, subject="Ünser Brief", text="Hallo Mina\n", html="<p>Hallo Mina</p>", at=now)


def test_a_mail_arrives_with_text_and_html() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        postbox(port).send(mail())

    [message] = mailbox.arrived
    assert message["To"] == "mina@example.org"
    assert message["From"] == "Blue Air <help@blueair.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_the_same_key_gives_the_same_message_id() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        for key in ("R-1:tell:1", "R-1:tell:1", "R-1:tell:2"):
            postbox(port).send(mail(key=key))

    first, again, other = (message["Message-ID"] for message in mailbox.arrived)
    assert first == again != other
    assert first.endswith("@blueair.example>")


@pytest.mark.parametrize("said", [{"rcpt": "550 no such user"}, {"data": "554 looks like spam"}])
def test_a_refusal_for_good_is_undeliverable(said: dict[str, str]) -> None:
    with mail_server(Mailbox(**said)) as port, pytest.raises(ActionRefused) as refusal:
        postbox(port).send(mail())

    assert refusal.value.facts["code"] == "undeliverable"
    assert next(iter(said.values())) in str(refusal.value)
    assert "mina@" not in str(refusal.value)


@pytest.mark.parametrize("said", [{"rcpt": "451 try later"}, {"data": "452 disk full"}])
def test_a_refusal_for_now_is_tried_again(said: dict[str, str]) -> None:
    with mail_server(Mailbox(**said)) as port, pytest.raises(MailDelayed, match="tried again") as delay:
        postbox(port).send(mail())

    assert next(iter(said.values())) in str(delay.value)


def test_a_server_that_is_down_is_named() -> None:
    port = free_port()

    with pytest.raises(MailDelayed, match=f"mail server 127.0.0.1:{port} cannot be reached"):
        postbox(port).send(mail())


def test_a_server_that_says_nothing_is_waited_for_only_so_long() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        box = postbox(silent.getsockname()[1])
        object.__setattr__(box, "patience", 0.2)

        with pytest.raises(MailDelayed, match=r"cannot be reached: .*timed out"):
            box.send(mail())


def test_a_server_without_encryption_is_not_written_to_in_the_clear() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port, pytest.raises(MailDelayed, match="STARTTLS"):
        postbox(port, AMENDS_SMTP_STARTTLS="yes").send(mail())

    assert mailbox.arrived == []


def test_a_server_that_knows_no_password_is_a_matter_of_settings() -> None:
    with mail_server(Mailbox()) as port, pytest.raises(MailDelayed):
        postbox(port, AMENDS_SMTP_USER="us", AMENDS_SMTP_PASSWORD="secret").send(mail())


@pytest.mark.parametrize("address", ["nobody", "a@b@c", "mina@example.org\r\nBcc: all@example.org", ""])
def test_what_is_no_address_is_undeliverable(address: str) -> None:
    with pytest.raises(ActionRefused, match="cannot be delivered"):
        postbox(free_port()).send(mail(to=address))


def test_without_a_mail_server_letters_stay_in_the_house() -> None:
    assert isinstance(postbox_from({}), OutboxOnly)
    assert not postbox_from({}).sends


@pytest.mark.parametrize(
    ("name", "value"), [("AMENDS_SMTP_PORT", "often"), ("AMENDS_MAIL_FROM", ""), ("AMENDS_MAIL_FROM", "us")]
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingWrong, match=name):
        postbox(25, **{name: value})


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(postbox(25, AMENDS_SMTP_PASSWORD="secret"))
