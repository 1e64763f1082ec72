"""Notify: a letter to the customer, or word to the people of a lane."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ..errors import ActionRefused
from .desk import CaseFacts, Desk, Recipient
from .postbox import Mail

Facts = Mapping[str, Any]
_LETTER = r"[^@\s<>,;:\"()\\\[\]]"
ADDRESS = re.compile(rf"{_LETTER}{{1,64}}@{_LETTER}{{1,190}}\.[^@\s.<>]{{1,60}}")
BY_MAIL, ON_THE_PAGE = "e-mail", "page"


class Notify:
    """A letter is noted under its key as soon as the mail server has taken it, and a noted key is not sent again.

    At least once means: if we die after the mail server said yes and before the note is committed, the next try sends
    the letter once more, with the same Message-ID, so that most mailboxes show it once. To lose it would be worse.
    """

    name = "notify"
    title = "Send a letter"
    schema: Mapping[str, Any] = {
        "type": "object",
        "required": ["letter"],
        #: whatever else is given is told to the letter
        "additionalProperties": True,
        "properties": {
            "letter": {"type": "string", "description": "name of a letter of the edition, such as acknowledgement"},
            "to": {
                "type": "string",
                "pattern": "^(customer|lane:[a-z_]+)$",
                "default": "customer",
                "description": "customer, or lane:<lane> for everybody who holds that lane in the unit or above",
            },
        },
    }

    def run(self, parameters: Mapping[str, Any], *, key: str, desk: Desk) -> dict[str, Any]:
        """{"sent", "how": "e-mail" | "page", "recipients"}. Raises ActionRefused(`undeliverable`) if every address was
        refused for good, and an AmendsError to be tried again if a mail server could not take it now."""
        extra = {name: value for name, value in parameters.items() if name not in ("letter", "to")}
        case = desk.case
        facts = facts_of(case, desk.now) | extra
        if parameters["to"] == "customer":
            return _to_customer(parameters["letter"], case.data, facts, key, desk)
        facts |= {"case_url": case.case_url}
        return _to_lane(parameters["letter"], parameters["to"].removeprefix("lane:"), facts, key, desk)


def facts_of(case: CaseFacts, now: datetime) -> dict[str, Any]:
    """What every letter may mention: the data of the case, its number and page, its owner, and what is promised.

    `promises` are those to the customer that are still to come; `next_text` and `next_due` are the first of them.
    """
    owed = [p for p in case.promises if p.to == "customer" and p.is_open() and p.due_at > now]
    owed.sort(key=lambda p: p.due_at)
    promises = [{"key": p.key, "text": p.text, "due": p.due_at.isoformat()} for p in owed]
    following = {"next_text": promises[0]["text"], "next_due": promises[0]["due"]} if promises else {}
    about = {"number": case.number, "status_url": case.status_url, "owner_name": case.owner_name}
    house = {"organisation": case.organisation, "timezone": case.timezone, "now": now.isoformat()}
    return {**case.data, **about, **house, "promises": promises, **following}


def _to_customer(letter: str, known: Facts, facts: Facts, key: str, desk: Desk) -> dict[str, Any]:
    """Without an address we may write to, the letter stands on the customer's page."""
    contact = str(known.get("contact") or "").strip()
    by_mail = bool(ADDRESS.fullmatch(contact)) and known.get("consent_to_contact") is not False
    how = BY_MAIL if by_mail and desk.postbox.sends else ON_THE_PAGE
    if not desk.letter_book.has(key):
        _send(letter, facts, key, contact if how == BY_MAIL else "", how, desk)
    return {"sent": how == BY_MAIL, "how": how, "recipients": 1}


def _to_lane(letter: str, lane: str, facts: Facts, key: str, desk: Desk) -> dict[str, Any]:
    """Everybody gets their own, with a key of their own; one bad address keeps nobody else from knowing."""
    people = [person for person in desk.people_in(lane) if desk.postbox.sends and ADDRESS.fullmatch(person.email)]
    problems = list(_problems(letter, people, facts, key, desk))
    passing = [problem for problem in problems if not isinstance(problem, ActionRefused)]
    if passing or (people and len(problems) == len(people)):
        raise (passing or problems)[0]  # tried again; who has the letter already is passed over then
    told = len(people) - len(problems)
    return {"sent": told > 0, "how": BY_MAIL if people else ON_THE_PAGE, "recipients": told}


def _problems(letter: str, people: list[Recipient], facts: Facts, key: str, desk: Desk) -> Iterator[Exception]:
    for person in people:
        own = f"{key}:{person.id}"
        if not desk.letter_book.has(own):
            try:
                _send(letter, {**facts, "recipient_name": person.name}, own, person.email, BY_MAIL, desk)
            except Exception as problem:
                yield problem


def _send(letter: str, facts: Facts, key: str, to: str, how: str, desk: Desk) -> None:
    written = desk.letters.render(letter, facts)
    if how == BY_MAIL:
        mail = Mail(key=key, to=to, subject=written.subject, text=written.text, html=written.html, at=desk.now)
        desk.postbox.send(mail)
    desk.letter_book.add(key, written, to=to, how=how)
