"""Somebody at a browser: fills in forms by what they ask, and lets axe look at every page they meet."""

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe


class Visitor:
    """One browser of one person. What goes wrong in the page's console is kept in `troubles`."""

    def __init__(self, browser, base: str, shots: Path | None = None) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._heard)
        self.looked_at: set[str] = set()
        self.shots = shots

    def _heard(self, message) -> None:
        """A form that is shown again comes with status 422, which the browser calls an error."""
        if message.type == "error" and "422" not in message.text:
            self.troubles.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def sign_in(self, login: str, password: str) -> None:
        self.go("/sign-in" if not self.page.url.startswith("http") else self.page.url)
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.page.click("main button")
        self.look()

    def look(self) -> None:
        """axe finds nothing serious; each kind of page once."""
        kind = re.sub(r"/(R-\d+|[\w-]{30,})(?=/|$)", "/x", self.page.url.split("?")[0])
        if kind in self.looked_at:
            return
        self.looked_at.add(kind)
        self.page.wait_for_load_state("networkidle")
        if self.shots:
            self.page.screenshot(
                path=str(
                    self.shots / f"{len(self.looked_at):02}_{kind.split('/', 3)[-1].replace('/', '_') or 'root'}.png"
                ),
                full_page=True,
            )
        found = Axe().run(self.page).response["violations"]
        serious = [
            f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"{self.page.url}: {serious}"

    def fill(self, **answers: Any) -> None:
        for name, value in answers.items():
            self._answer(name, value)

    def _answer(self, name: str, value: Any) -> None:
        field = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind, tag = field.first.get_attribute("type"), field.first.evaluate("e => e.tagName")
        said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if kind in ("radio", "checkbox") and not (kind == "checkbox" and isinstance(value, bool)):
            for one in said if isinstance(said, list) else [said]:
                self.page.check(f'main [name="{name}"][value="{one}"]')
        elif kind == "checkbox":
            field.first.set_checked(value)
        elif tag == "SELECT":
            field.first.select_option(str(said))
        else:
            field.first.fill(str(value))

    def hand_in(self, button: str = "Hand in") -> None:
        self.page.click(f'main button:has-text("{button}")')
        self.look()

    def follow(self, path: str, words: str) -> None:
        """Go to a page and follow the link that says so."""
        self.wait_for(path, f'main a:has-text("{words}")')
        self.page.click(f'main a:has-text("{words}")')
        self.look()

    def wait_for(self, path: str, place: str) -> None:
        """Come back to a page until it shows something: a worker may need a moment."""
        for _ in range(60):
            self.go(path)
            if self.page.locator(place).count():
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(f"{place} is not on {path}: {self.text()[:500]}")

    def open(self, task: str) -> None:
        """Open a task from the inbox; a worker may need a moment until it is there."""
        self.follow("/inbox", task)

    def do(self, task: str, **answers: Any) -> None:
        """Find a task in the inbox, open it, fill it in, hand it in."""
        self.open(task)
        self.fill(**answers)
        self.hand_in()
        assert "/tasks/" not in self.page.url or task not in self.page.inner_text("h1"), self.page.inner_text("main")[
            :1500
        ]

    def text(self) -> str:
        return self.page.inner_text("main")
