"""A person with a browser, without JavaScript: opens pages, reads them, fills in the forms they find, sends them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from lxml import html

#: the pages think they are reached safely, as they are in earnest
BASE = "https://localhost"
#: what a browser leaves out of a post
NOT_SENT = ("submit", "button", "image", "reset", "file")


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    address: str
    document: html.HtmlElement

    @property
    def text(self) -> str:
        """The words on it, without those of scripts."""
        return " ".join(
            " ".join(self.document.xpath("//body//text()[not(ancestor::script or ancestor::style)]")).split()
        )

    @property
    def problems(self) -> dict[str, str]:
        """Field -> what is said about it."""
        found = {}
        for place in self.document.xpath('//*[contains(concat(" ", @class, " "), " has-problem ")]'):
            names = place.xpath(".//*[@name]/@name")
            found |= {str(names[0]): " ".join(place.text_content().split())} if names else {}
        return found

    def links(self, inside: str) -> list[tuple[str, str]]:
        """(address, words) of the links whose address has this in it."""
        return [
            (a.get("href"), " ".join(a.text_content().split()))
            for a in self.document.xpath("//a[@href]")
            if inside in a.get("href")
        ]

    def form(self, address: str) -> html.FormElement:
        """The form that is sent to this address."""
        return next(
            form for form in self.document.forms if form.method == "POST" and (form.action or "").endswith(address)
        )


class Browser:
    """One person's browser, with their cookies."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def open(self, address: str) -> Page:
        return _page(self._client.get(address, base_url=BASE, follow_redirects=True))

    def send(self, form: html.FormElement, answers: Mapping[str, Any]) -> Page:
        """Send a form as it stands, with these answers in place of what it shows."""
        sent: dict[str, list[str]] = {}
        for name, value in filled(form, answers):
            sent.setdefault(name, []).append(value)
        return _page(
            self._client.post(form.action, data=sent, base_url=BASE, follow_redirects=True, headers={"Referer": BASE})
        )


def filled(form: html.FormElement, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(name, value) of everything a browser would send. Raises LookupError for an answer without a place on it."""
    for field in form.inputs:
        if field.name and field.name not in answers and _is_sent(field):
            yield field.name, field.value or ""
    for name, value in answers.items():
        if name not in form.inputs:
            raise LookupError(f"the form has no field '{name}'")
        yield from ((name, text) for text in _typed(form.inputs[name], value))


def asked_for(form: html.FormElement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(fields, required fields) that a person sees."""
    fields = [f for f in form.inputs if f.name and f.get("type") != "hidden" and f.get("tabindex") != "-1"]
    names = tuple(dict.fromkeys(f.name for f in fields))
    required = {f.name for f in fields if f.get("required") is not None or f.get("aria-required") == "true"}
    return names, tuple(name for name in names if name in required)


def _is_sent(field: Any) -> bool:
    if field.get("type") in NOT_SENT or field.get("disabled") is not None:
        return False
    return field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None


def _typed(field: Any, value: Any) -> list[str]:
    """A value as somebody enters it: several boxes, yes or no, or text."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if value is True:
        return ["yes"]
    if value is False:
        return ["no"] if isinstance(field, html.RadioGroup) else []
    return [str(value)]


def _page(response: Any) -> Page:
    return Page(
        response.status_code,
        response.request.path,
        html.fromstring(response.get_data() or b"<html><body></body></html>"),
    )
