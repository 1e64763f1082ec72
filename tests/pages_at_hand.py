"""A visitor of our pages without a browser: opens addresses, fills in the forms that stand there, presses buttons."""

import json
from dataclasses import dataclass
from typing import Any

import lxml.html
from amends.engine.assembly import House
from amends.forms.app import create_app
from flask import Flask
from small_house import folder, open_house
from werkzeug.datastructures import MultiDict

HERE = {"Sec-Fetch-Site": "same-origin"}


def application(house: House, **config: Any) -> Flask:
    """Our own application around a house, as `amends serve` makes it; nothing is written to a log in tests."""
    settings = {"SECRET_KEY": "a secret of tests, long enough", "TESTING": True, **house.settings}
    return create_app({**settings, **config}, house)


@dataclass(frozen=True)
class Page:
    """What came back."""

    address: str
    status: int
    tree: Any
    headers: Any

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split()) if self.tree is not None else ""

    def says(self, words: str) -> bool:
        return words in self.text

    def all(self, path: str) -> list[Any]:
        return self.tree.xpath(path)

    def form(self, action: str) -> Any:
        """The form whose own address, or that of one of its buttons, ends like this."""
        for form in self.tree.forms:
            buttons = form.xpath(".//button/@formaction")
            if any(str(address).split("?")[0].endswith(action) for address in (form.action or self.address, *buttons)):
                return form
        raise AssertionError(f"no form for {action} on {self.address}: {self.text[:300]}")


class Visitor:
    """Somebody with a browser that runs no scripts."""

    def __init__(self, app: Flask, person: str = "") -> None:
        self.client = app.test_client()
        if person:
            with self.client.session_transaction() as session:
                session.update({"_user_id": person, "_fresh": True})

    def open(self, address: str, **headers: str) -> Page:
        return self._page(self.client.get(address, headers=headers, follow_redirects=True))

    def send(self, page: Page, action: str, *, follow: bool = True, **typed: Any) -> Page:
        """Fill in the form for `action` and send it; a list for several boxes, None for nothing at all."""
        form = MultiDict(page.form(action).form_values())
        for name, value in typed.items():
            form.setlist(name, [] if value is None else value if isinstance(value, list) else [value])
        address = next((a for a in page.form(action).xpath(".//button/@formaction") if a.endswith(action)), None)
        return self.post(address or page.form(action).action or page.address, form, follow=follow)

    def post(self, address: str, form: Any, *, follow: bool = True, headers: dict[str, str] | None = None) -> Page:
        from_where = HERE if headers is None else headers
        answered = self.client.post(address, data=form, headers=from_where, follow_redirects=follow)
        return self._page(answered)

    def _page(self, answered: Any) -> Page:
        html = answered.get_data(as_text=True)
        tree = lxml.html.fromstring(html) if html.strip() and answered.mimetype == "text/html" else None
        return Page(answered.request.path, answered.status_code, tree, answered.headers)


TWO_TASKS = """
    startEvent reported
    userTask answer lane=front_line label="Answer the customer" +formJsonSchemaFilename=words.schema.json +keeps=answer
    userTask approve lane=supervisor label="Approve the amount" +formJsonSchemaFilename=more.schema.json +not_by=answer
    endEvent answered
    flow reported answer approve answered"""


BY_STAFF = {
    "type": "object", "required": ["what_happened"], "additionalProperties": False, "properties": {
        "what_happened": {"type": "string", "title": "What happened", "maxLength": 400},
        "channel": {"enum": ["phone", "counter"], "title": "How did it reach us"},
    },
}  # fmt: skip


def two_tasks(tmp_path: Any, **parts: Any) -> House:
    """A house whose cases have a task for the front line, then one for a supervisor who did not do the first."""
    folder(tmp_path / "processes", TWO_TASKS, **{"forms/report_by_staff.schema.json": json.dumps(BY_STAFF).encode()})
    return open_house(tmp_path, TWO_TASKS, **parts)


def address(task_id):
    return f"/tasks/{task_id.case}/{task_id.element}/{task_id.round}"
