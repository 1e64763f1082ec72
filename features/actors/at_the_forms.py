"""Acting through the pages, as people do: signing in, opening, filling in, sending."""

from collections.abc import Callable, Mapping
from typing import Any

from amends.engine.assembly import House
from amends.engine.person import Customer, Person
from amends.engine.task import TaskId
from amends.features.cast import PASSWORD
from amends.forms.app import create_app

from . import Asked, TurnedAway
from .at_the_engine import task_of
from .pages import Browser, Page, asked_for

REPORT, STAFF_REPORT, INBOX = "/report", "/report-for-a-customer", "/inbox"


class AtTheForms:
    """The acts as visits to our own application."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._app = create_app({"SECRET_KEY": "a key of the stage", **house.settings}, house)
        self._browsers: dict[str, Browser] = {}

    def report(self, answers: Mapping[str, Any], *, by: Person | None, unit: str, times: int = 1) -> tuple[str, str]:
        browser, address = self._browser(by), STAFF_REPORT if by else REPORT
        form = browser.open(address).form(address)
        place = {"_unit" if by else "unit": unit} if len(self._house.inquiry.units_open_to_reports()) > 1 else {}
        seen = [checked(browser.send(form, {**answers, **place})) for _ in range(times)]
        assert len({page.address for page in seen}) == 1
        return self._number_and_token(seen[0], by)

    def _number_and_token(self, page: Page, by: Person | None) -> tuple[str, str]:
        """Staff land on the case, customers on their link."""
        address = page.links("/status/")[0][0]
        token = address.split("/status/")[1].split("/")[0].split("#")[0]
        return self._house.inquiry.status(token).number, token

    def report_form(self, *, by: Person | None) -> Asked:
        address = STAFF_REPORT if by else REPORT
        fields, required = asked_for(self._browser(by).open(address).form(address))
        return Asked(fields=fields, required=required)

    def tasks(self, who: Person | Customer) -> list[tuple[str, str]]:
        if isinstance(who, Customer):
            number, words = self._house.inquiry.status(who.token).number, self.page(who)
            return [
                (number, task.label)
                for task in self._house.inquiry.status(who.token).tasks
                if task.label in words or "question" in words
            ]
        page = checked(self._browser(who).open(INBOX))
        return [(address.split("/")[2], label) for address, label in page.links("/tasks/")]

    def form(self, who: Person | Customer, case: str, label: str) -> Asked:
        address = address_of(who, task_of(self._house, case, label))
        page = checked(self._browser(who).open(address))
        fields, required = asked_for(page.form(address))
        return Asked(fields=fields, required=required, text=page.text)

    def hand_in(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any], *, times: int = 1
    ) -> None:
        send = self.open_sheet(who, case, label, answers)
        for _ in range(times):
            send()

    def open_sheet(
        self, who: Person | Customer, case: str, label: str, answers: Mapping[str, Any]
    ) -> Callable[[], None]:
        browser, address = self._browser(who), address_of(who, task_of(self._house, case, label))
        page = checked(browser.open(address))
        if not [form for form in page.document.forms if (form.action or "").endswith(address)]:
            raise TurnedAway(page.text)
        form = page.form(address)
        return lambda: (checked(browser.send(form, answers)), None)[1]

    def page(self, link: Customer) -> str:
        return checked(self._browser(link).open(f"/status/{link.token}")).text

    def record(self, who: Person, case: str) -> str:
        page = checked(self._browser(who).open(f"/cases/{case}"))
        return "\n".join(row.text_content() for row in page.document.xpath('//*[@id="record"]//tr'))

    def _browser(self, who: Person | Customer | None) -> Browser:
        """Everybody has a browser of their own; staff sign in when they first need it."""
        name = who.id if isinstance(who, Person) else who.token if who else "a stranger"
        if name not in self._browsers:
            browser = self._browsers[name] = Browser(self._app.test_client())
            if isinstance(who, Person):
                form = browser.open("/sign-in").form("/sign-in")
                checked(browser.send(form, {"login": who.id, "password": PASSWORD}))
        return self._browsers[name]


def address_of(who: Person | Customer, task: TaskId) -> str:
    place = f"{task.element}/{task.round}"
    return f"/status/{who.token}/{place}" if isinstance(who, Customer) else f"/tasks/{task.case}/{place}"


def checked(page: Page) -> Page:
    """A page that says no is a refusal here as well."""
    if page.status >= 400:
        raise TurnedAway(page.text, page.problems)
    return page
