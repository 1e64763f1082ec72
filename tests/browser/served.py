"""A real server in a process of its own, with a real mail server that keeps what it was sent."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import databases
from aiosmtpd.controller import Controller

AMENDS = [sys.executable, "-c", "from amends.forms.commands import main; main()"]


class Mailbox:
    """What arrived at the mail server."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]

    def wait_for(self, address: str, words: str, seconds: float = 30) -> EmailMessage:
        """The first mail to this address whose subject or text says so."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for mail in self.to(address):
                if words in str(mail["Subject"]) or words in mail.get_body(("plain",)).get_content():
                    return mail
            time.sleep(0.1)
        raise AssertionError(
            f"no mail to {address} says {words!r}; there are: {[str(m['Subject']) for m in self.to(address)]}"
        )


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def mail_server(port: int = 0) -> Iterator[tuple[int, Mailbox]]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield controller.port, mailbox
    finally:
        controller.stop()


def environment(folder: Path, port: int, **settings: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AMENDS_")}
    return kept | {
        "AMENDS_DATABASE_URL": databases.address(folder / "house.sqlite"),
        "AMENDS_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "AMENDS_INSTANCE": str(folder),
        **settings,
    }


def amends(*words: str, env: dict[str, str], check: bool = True) -> subprocess.CompletedProcess[str]:
    """One command of the command line."""
    return subprocess.run([*AMENDS, *words], env=env, capture_output=True, text=True, timeout=120, check=check)


def start(*words: str, env: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    """A server that answers."""
    server = subprocess.Popen(
        [*AMENDS, *words, "--port", str(port)], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    until = time.monotonic() + 90
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(server.stdout.read().decode())
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/report", timeout=2).close()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise AssertionError("the server did not answer within 90 seconds")


@contextmanager
def serving(*words: str, env: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    server = start(*words, env=env, port=port)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()
