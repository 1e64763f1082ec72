"""The postbox: hands a mail to the mail server, and says whether trying again would help."""

import hashlib
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Protocol

from ..errors import ActionRefused, AmendsError, SettingWrong

UNDELIVERABLE = "undeliverable"
#: seconds that the mail server may take for each answer
PATIENCE = 10.0
#: the port where everything is encrypted from the first byte
SMTPS = 465


class MailDelayed(AmendsError):
    """The mail server could not take the mail now; it is tried again. Names no address: it is read in lists."""

    sentence = "The letter has not been sent yet: {why}. It is tried again."


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail to one person. The key makes its Message-ID, so that a second copy is known as one."""

    key: str
    to: str
    subject: str
    text: str
    html: str
    at: datetime


class Postbox(Protocol):
    #: False: letters stand on the customer's page only
    @property
    def sends(self) -> bool: ...

    def send(self, mail: Mail) -> None:
        """Hand a mail over. Raises ActionRefused(`undeliverable`) if it never arrives, MailDelayed if it may later."""
        ...


class OutboxOnly:
    """No mail server is set: letters are kept and stand on the customer's page."""

    sends = False

    def send(self, mail: Mail) -> None:
        raise MailDelayed(why="no mail server is set (AMENDS_SMTP_HOST)")


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """A mail server reached by SMTP."""

    host: str
    port: int = 25
    sender: Address
    user: str = ""
    password: str = field(default="", repr=False)
    #: encrypt before anything is said; without it mails and passwords go in the clear
    starttls: bool = True
    patience: float = PATIENCE
    sends = True

    def send(self, mail: Mail) -> None:
        message = self._message(mail)
        try:
            server = self._connected()
        except smtplib.SMTPAuthenticationError as problem:
            why = f"{self._name} does not accept our password (AMENDS_SMTP_USER): {_said(problem)}"
            raise MailDelayed(why=why) from None
        except (OSError, smtplib.SMTPException) as problem:
            raise MailDelayed(why=f"{self._name} cannot be reached: {_said(problem)}") from None
        try:
            self._hand_over(server, message)
        finally:
            # the mail is taken or refused by now: a server that is rude at the end changes nothing
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    @property
    def _name(self) -> str:
        return f"the mail server {self.host}:{self.port}"

    def _connected(self) -> smtplib.SMTP:
        if self.port == SMTPS:
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.patience, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.patience)
        try:
            if self.starttls and self.port != SMTPS:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise self._answer(*next(iter(refusal.recipients.values()))) from None
        except smtplib.SMTPSenderRefused as problem:
            why = f"{self._name} does not accept our address (AMENDS_MAIL_FROM): {_said(problem)}"
            raise MailDelayed(why=why) from None
        except smtplib.SMTPResponseException as problem:
            raise self._answer(problem.smtp_code, problem.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise ActionRefused(UNDELIVERABLE, f"{self._name} cannot write to this address") from None
        except (OSError, smtplib.SMTPException) as problem:
            raise MailDelayed(why=f"{self._name} went silent: {_said(problem)}") from None

    def _answer(self, code: int, said: bytes | str) -> AmendsError:
        """5xx is for good, everything else for now (RFC 5321, 4.2.1)."""
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        if 500 <= code < 600:
            return ActionRefused(UNDELIVERABLE, f"The letter cannot be delivered: {self._name} said {code} {words}")
        return MailDelayed(why=f"{self._name} said {code} {words}")

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        try:
            message["To"] = Address(addr_spec=mail.to)
        except Exception:  # the standard library raises many kinds for what is no address
            raise ActionRefused(UNDELIVERABLE, "The letter cannot be delivered: the address is none") from None
        message["From"] = self.sender
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = format_datetime(mail.at)
        message["Message-ID"] = f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:40]}@{self.sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message


def _said(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        said = problem.smtp_error
        return f"{problem.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(problem) or type(problem).__name__


def postbox_from(settings: Mapping[str, str]) -> Postbox:
    """From AMENDS_SMTP_HOST, _PORT, _USER, _PASSWORD, _STARTTLS ("no" to send in the clear) and AMENDS_MAIL_FROM.

    Without a host letters stand on the customer's page only. Raises SettingWrong naming the setting.
    """
    host = settings.get("AMENDS_SMTP_HOST", "")
    if not host:
        return OutboxOnly()
    return Outbox(
        host=host,
        port=_port(settings),
        sender=_sender(settings),
        user=settings.get("AMENDS_SMTP_USER", ""),
        password=settings.get("AMENDS_SMTP_PASSWORD", ""),
        starttls=settings.get("AMENDS_SMTP_STARTTLS", "yes").lower() not in ("no", "false", "0", "off"),
    )


def _port(settings: Mapping[str, str]) -> int:
    port = str(settings.get("AMENDS_SMTP_PORT") or "25")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingWrong(name="AMENDS_SMTP_PORT", problem=f"has to be a port such as 587, not '{port}'")
    return int(port)


def _sender(settings: Mapping[str, str]) -> Address:
    where = settings.get("AMENDS_MAIL_FROM", "")
    try:
        message = EmailMessage()
        message["From"] = where
        sender = message["From"].addresses[0]
        if not sender.domain:
            raise ValueError
        return sender
    except (IndexError, ValueError):
        problem = f"has to be an address such as Amends <amends@example.org>, not '{where}'"
        raise SettingWrong(name="AMENDS_MAIL_FROM", problem=problem) from None
