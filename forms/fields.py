"""From a JSON Schema to a form: what a page shows and asks, field by field. No Flask, no HTML.

The schema judges, in the engine; fields only render and parse. `say` translates: it is given a sentence (a message id
of gettext, with %(name)s for facts) and the facts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import Any

from .declared import Declared, declared
from .reading import Posted, read
from .typed import as_typed, in_words, is_known, plainly

__all__ = ["Choice", "Field", "Form", "Posted", "form_of", "plainly", "read"]

Say = Callable[..., str]
#: more choices than these go into a drop-down list
ROW = 5

WIDGETS = {
    "long_text": "textarea", "lines": "textarea", "text": "text", "email": "email", "money": "money",
    "date": "date", "instant": "datetime", "number": "number", "integer": "number", "choices": "checks",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that may be chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. widget: text, textarea, email, money, date, datetime, number, select, radios, checks, checkbox or
    shown (read only). `attributes` are those of the input itself, for `xmlattr`."""

    name: str
    label: str
    help: str
    widget: str
    choices: tuple[Choice, ...] = ()
    required: bool = False
    read_only: bool = False
    #: what stands in the input, as typed; "yes" if a box is ticked
    value: str = ""
    #: the value in words, for read-only fields and for comparing
    words: str = ""
    problems: tuple[str, ...] = ()
    #: what somebody else wrote meanwhile, in words; "" if nobody did
    theirs: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"field_{self.name}"

    @property
    def help_id(self) -> str:
        return f"{self.id}_help"

    @property
    def problems_id(self) -> str:
        return f"{self.id}_problems"

    @property
    def input_type(self) -> str:
        """The type of an <input>; a date nobody can read stays visible as text."""
        kinds = {"email": "email", "date": "date", "datetime": "datetime-local"}
        return "text" if self.problems and self.value and self.widget != "email" else kinds.get(self.widget, "text")

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: a fieldset with a legend."""
        return self.widget in ("radios", "checks")


@dataclass(frozen=True, kw_only=True)
class Form:
    """All questions of a schema in their order."""

    title: str
    help: str
    fields: tuple[Field, ...]
    #: about the form as a whole
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)

    @property
    def asked(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if not f.read_only)

    @property
    def shown(self) -> tuple[Field, ...]:
        """What is only shown, as far as it is known."""
        return tuple(f for f in self.fields if f.read_only and f.words)

    @property
    def summary(self) -> tuple[tuple[str, str, str], ...]:
        """Every problem as (id to jump to, label, sentence); id and label are "" for the form as a whole."""
        whole = tuple(("", "", text) for text in self.problems)
        return whole + tuple((f.id, f.label, text) for f in self.fields for text in f.problems)


def form_of(
    schema: Mapping[str, Any], values: Mapping[str, Any], ui: Mapping[str, Any] | None = None, *,
    problems: Mapping[str, Sequence[str]] | None = None, theirs: Mapping[str, Any] | None = None,
    say: Say = plainly, zone: tzinfo = UTC,
) -> Form:  # fmt: skip
    """The form for a schema. `values` are JSON or what was typed; `problems` as read() or the engine gives them;
    `theirs` what others wrote meanwhile; `zone` is where the reader's dates and times are."""
    ui, problems, theirs, asked = ui or {}, problems or {}, theirs or {}, declared(schema)
    made = tuple(
        _marked(_field(d, values.get(d.name, d.default), ui.get(d.name, {}), asked, say, zone),
                problems.get(d.name, ()), in_words(theirs[d.name], d, say, zone) if d.name in theirs else "")
        for d in _ordered(asked, ui.get("ui:order", ()))
    )  # fmt: skip
    elsewhere = [text for name, texts in problems.items() if name not in asked for text in texts]
    return Form(title=say(str(schema.get("title", ""))), help=say(str(schema.get("description", ""))), fields=made,
                problems=tuple(elsewhere))  # fmt: skip


def _ordered(asked: Mapping[str, Declared], order: Sequence[str]) -> list[Declared]:
    place = {name: number for number, name in enumerate(order)}
    rest = place.get("*", len(place))
    return sorted(asked.values(), key=lambda d: place.get(d.name, rest))


def _field(
    d: Declared, value: Any, ui: Mapping[str, Any], asked: Mapping[str, Declared], say: Say, zone: tzinfo
) -> Field:
    widget = _widget(d, str(ui.get("ui:widget", "")))
    return Field(
        name=d.name, label=say(str(ui.get("ui:title", d.title))), widget=widget,
        help=_help(d, str(ui.get("ui:help", d.help)), asked, say), attributes=_attributes(d, widget, ui, say),
        choices=_choices(d, value, say), required=d.required and d.is_asked, read_only=not d.is_asked,
        value=as_typed(value, d, zone), words=in_words(value, d, say, zone),
    )  # fmt: skip


def _widget(d: Declared, wish: str) -> str:
    if not d.is_asked:
        return "shown"
    if d.kind == "choice":
        return {"radio": "radios", "select": "select"}.get(wish, "radios" if len(d.options) <= ROW else "select")
    if d.kind == "yes_no":
        return "radios" if d.required or wish == "radio" else "checkbox"
    return "textarea" if wish == "textarea" and d.kind == "text" else WIDGETS[d.kind]


def _choices(d: Declared, value: Any, say: Say) -> tuple[Choice, ...]:
    options = ((True, "Yes"), (False, "No")) if d.kind == "yes_no" else d.options
    given = [as_typed(one, d) for one in (value if isinstance(value, (list, tuple)) else [value]) if is_known(one)]
    typed = [(as_typed(option, d), title) for option, title in options]
    return tuple(Choice(value=text, label=say(title), chosen=text in given) for text, title in typed)


def _help(d: Declared, text: str, asked: Mapping[str, Declared], say: Say) -> str:
    """The schema's own help, then when the answer is needed, so that nobody has to guess without JavaScript."""
    parts = [say(text)] if text else []
    for name, values in d.conditions:
        if name in asked:
            words = " / ".join(in_words(v, asked[name], say) for v in values)
            when = "Needed if “%(question)s” is answered with “%(answer)s”."
            parts.append(say(when, question=say(asked[name].title), answer=words))
    if d.kind == "money" and not text:
        parts.append(say("An amount with its currency, such as 120.00 USD."))
    if d.kind == "lines":
        parts.append(say("One in each line."))
    return " ".join(parts)


def _attributes(d: Declared, widget: str, ui: Mapping[str, Any], say: Say) -> dict[str, Any]:
    rules, found = d.rules, {}
    if d.kind in ("text", "long_text", "email"):
        found["maxlength"] = d.longest
    if d.kind in ("number", "integer", "money"):
        found["inputmode"] = "numeric" if d.kind == "integer" else "decimal" if d.kind == "number" else "text"
    if d.kind == "date":
        bounds = (("min", "formatMinimum"), ("max", "formatMaximum"))
        found |= {key: rules[rule] for key, rule in bounds if rule in rules}
    if widget == "textarea":
        found["rows"] = ui.get("ui:options", {}).get("rows", 5)
    if ui.get("ui:placeholder"):
        found["placeholder"] = say(str(ui["ui:placeholder"]))
    if ui.get("ui:autocomplete"):
        found["autocomplete"] = ui["ui:autocomplete"]
    return found


def _marked(f: Field, problems: Sequence[str], theirs: str) -> Field:
    """With what went wrong, and with the attributes that tell a screen reader so."""
    described = " ".join(i for i, there in ((f.help_id, f.help), (f.problems_id, problems or theirs)) if there)
    told = {
        "aria-describedby": described or None, "aria-invalid": "true" if problems else None,
        "required": True if f.required and f.widget != "checks" else None,
    }  # fmt: skip
    kept = {key: value for key, value in told.items() if value is not None}
    return replace(f, problems=tuple(problems), theirs=theirs, attributes={**f.attributes, **kept})
