"""A bank that stands outside every process of the house: a file, and each key is paid once."""

import fcntl
import json
import os
from pathlib import Path


class Bank:
    def __init__(self, book: Path) -> None:
        self._book = book

    def pay(self, key: str, amount: str, payee: str) -> str:
        with self._book.open("a+") as book:
            fcntl.flock(book, fcntl.LOCK_EX)
            paid = self.paid()
            book.write(json.dumps({"key": key, "amount": amount, "new": key not in paid}) + "\n")
        return f"REF-{key}"

    def asked(self) -> list[dict]:
        return [json.loads(line) for line in self._book.read_text().splitlines()] if self._book.exists() else []

    def paid(self) -> dict[str, str]:
        """What left, by key."""
        return {line["key"]: line["amount"] for line in self.asked() if line["new"]}


def of_the_town() -> Bank:
    return Bank(Path(os.environ["CHAOS_BANK"]))
