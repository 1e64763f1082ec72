"""A program that calls the API: one token, no cookies, JSON both ways."""

import json
from dataclasses import dataclass
from typing import Any

from amends.engine.assembly import House
from flask import Flask

PROBLEM = "application/problem+json"
KIND = "urn:problem-type:amends:"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    value: Any
    headers: Any

    @property
    def kind(self) -> str:
        """The kind of problem, "" if there is none."""
        return self.value["type"].removeprefix(KIND) if self.headers["Content-Type"] == PROBLEM else ""


class Program:
    """Speaks for a person of a house."""

    def __init__(self, app: Flask, house: House, person: str = "", token: str = "", root: str = "/api") -> None:
        self.client = app.test_client(use_cookies=False)
        self.root = root
        self.token = token or (house.people.add_token(person, "tests", 30)[0] if person else "")

    def get(self, address: str, **headers: str) -> Answer:
        return self.send("GET", address, **headers)

    def post(self, address: str, value: Any = None, **headers: str) -> Answer:
        return self.send("POST", address, None if value is None else json.dumps(value), **headers)

    def send(self, method: str, address: str, body: str | bytes | None = None, **headers: str) -> Answer:
        """Names of headers with underscores for hyphens; a body is JSON unless `Content_Type` says otherwise."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        if body is not None:
            named.setdefault("Content-Type", "application/json")
        answered = self.client.open(self.root + address, method=method, data=body, headers=named)
        content = answered.get_data()
        return Answer(answered.status_code, json.loads(content) if content else None, answered.headers)
