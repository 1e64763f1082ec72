"""Reports a failure or answers a customer, as a process of its own that may die of it: report KEY | answer CASE KEY."""

import os
import sys
from contextlib import closing

from amends.engine.assembly import House
from amends.engine.person import Actor
from amends.engine.task import TaskId


def report(house: House, key: str) -> str:
    told = {"what_happened": "The lid is broken.", "contact": f"{key}@mail.example"}
    by = Actor("customer", "", "the customer")
    return house.recovery.report(told, by=by, unit="house", channel="web", key=key).number


def answer(house: House, case: str, key: str) -> str:
    person, _ = house.people.by_login("ada")
    house.recovery.complete(TaskId(case, "answer", 1), {"words": "Sorry."}, by=person, key=key)
    return case


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    settings = {k: v for k, v in os.environ.items() if k.startswith("AMENDS_")}
    with closing(House.open(settings, with_workers=True)) as house:
        sys.stdout.write({"report": report, "answer": answer}[command](house, *words))
