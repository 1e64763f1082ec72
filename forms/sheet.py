"""A task's form on its way: shown, saved for later, handed in, refused and shown again - and nothing typed is lost."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup

from ..engine.errors import AmendsError, AnswersInvalid, FieldsChanged, NotAllowed, TaskNotOpen, TaskTaken
from ..engine.person import Customer, Person
from ..engine.task import TaskId
from ..engine.views import TaskView
from .fields import Form, form_of, read
from .host import _, host, house
from .reading import OURS, MultiDict

#: the field that carries, signed, what the form showed and the key that makes a second post harmless
TOKEN = "_sheet"  # noqa: S105
#: in a draft, beside the answers: what the form showed when they were typed
BASIS = "_shown"


class Sheet:
    """One person's form for one task."""

    def __init__(self, task: TaskId, by: Person | Customer, view: TaskView | None) -> None:
        self.task, self.by = task, by
        self._view, self._is_to_show = view, True
        self.key = self._once = secrets.token_urlsafe(16)
        self.shown: dict[str, Any] = dict(view.values) if view else {}
        self.values: dict[str, Any] = dict(self.shown)
        self.answers: dict[str, Any] = {}
        self.typed: dict[str, Any] = {}
        self.problems: dict[str, list[str]] = {}
        self.theirs: dict[str, Any] = {}
        self.status = 200

    @classmethod
    def of(cls, task: TaskId, by: Person | Customer) -> "Sheet":
        """To be filled in; with what was saved before. Raises NotFound, TaskNotOpen."""
        sheet = cls(task, by, house().inquiry.task(task, by))
        sheet._restore(sheet.view.draft or {})
        return sheet

    @classmethod
    def posted(cls, task: TaskId, by: Person | Customer, form: MultiDict) -> "Sheet":
        """As it came back. A task that is closed meanwhile has a sheet too: maybe this very post closed it."""
        try:
            view = house().inquiry.task(task, by, to_show=False)
        except TaskNotOpen:
            view = None
        sheet = cls(task, by, view)
        sheet._is_to_show = False
        sheet._take(form)
        return sheet

    @property
    def view(self) -> TaskView:
        if self._view is None:
            why = _("it was done or called off meanwhile")
            raise TaskNotOpen(element=self.task.element, case=self.task.case, why=why)
        if not self._is_to_show:  # it is shown again
            self._view, self._is_to_show = house().inquiry.task(self.task, self.by), True
        return self._view

    @property
    def is_restored(self) -> bool:
        return self.status == 200 and bool(set(self.view.draft or {}) - {BASIS})

    @cached_property
    def form(self) -> Form:
        return form_of(self.view.schema, self.values, self.view.ui, problems=self.problems, theirs=self.theirs,
                       say=_, zone=host().zone)  # fmt: skip

    @property
    def hidden(self) -> Markup:
        """To stand within the <form>."""
        asked = {f.name for f in self.form.asked}
        shown = {name: value for name, value in self.shown.items() if name in asked}
        token = self._signer().dumps([self.key, shown])
        return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, token)

    def hand_in(self) -> bool:
        """True if the task is done, now or by the same post before; False if the form is to be shown again.

        Raises TaskTaken, TaskNotOpen, NotAllowed, CaseMovedOn, CaseStuck; what was typed is kept as a draft then.
        """
        if self.problems:
            self._check_turn()
            return self._again(422, self.problems)
        try:
            house().recovery.complete(self.task, self.answers, by=self.by, key=self._once, shown=self.shown)
        except AnswersInvalid as refusal:
            return self._again(422, _problems(refusal))
        except FieldsChanged as refusal:
            return self._changed(refusal.facts["current"])  # type: ignore[arg-type]
        except AmendsError:
            self.keep()
            raise
        return True

    def _check_turn(self) -> None:
        """Whoever may not hand it in is told that first, whatever else is wrong with what they typed."""
        if self._view is not None and self._view.may_complete:
            return
        self.keep()
        view = self._view or self.view
        if view.claimed_by_name:
            raise TaskTaken(element=self.task.element, case=self.task.case, who=view.claimed_by_name)
        raise NotAllowed(who=getattr(self.by, "name", "You"), why=view.why_not)

    def keep(self) -> None:
        """Save what was typed for later: what differs from what was shown, with what was shown."""
        changed = {name: value for name, value in self.typed.items() if self._is_changed(name)}
        basis = {name: self.shown[name] for name in changed if name in self.shown}
        house().recovery.draft(self.task, self.by, {**changed, BASIS: basis})

    def _is_changed(self, name: str) -> bool:
        return name in self.problems or self.answers.get(name) != self.shown.get(name)

    def _restore(self, draft: Mapping[str, Any]) -> None:
        """A draft wins over what is known; what somebody changed since it was typed is shown beside it."""
        basis = draft.get(BASIS, {})
        typed = {name: value for name, value in draft.items() if name != BASIS}
        changed = [n for n in typed if n in basis and basis[n] != self.shown.get(n) != typed[n]]
        self.theirs = {name: _known(self.shown.get(name)) for name in changed}
        self.values |= typed

    def _take(self, form: MultiDict) -> None:
        token = (form.getlist(TOKEN) or [""])[0]
        try:
            self.key, self.shown = self._signer().loads(token)
        except (BadSignature, ValueError):
            sentence = _("This form was too old to be compared with the case. Please look at it and send it again.")
            self.problems = {"": [sentence]}
        self._once = once(self.key, form)
        if self._view is None:
            self.typed = self.answers = {n: form.getlist(n) for n in form.keys() if not n.startswith(OURS)}  # noqa: SIM118
            return
        currency = host().currency_of(self._view.currency)
        posted = read(self._view.schema, form, shown=self.shown, say=_, zone=host().zone, currency=currency)
        self.answers, self.typed = posted.answers, posted.typed
        self.values |= posted.typed
        self.problems = {**self.problems, **posted.problems}

    def _again(self, status: int, problems: Mapping[str, Sequence[str]]) -> bool:
        self.status = status
        self.problems = {name: list(texts) for name, texts in problems.items()}
        return False

    def _changed(self, current: Mapping[str, Any]) -> bool:
        """Both values are seen now, so the next post may decide between them."""
        self.shown |= current
        self.theirs = {name: _known(value) for name, value in current.items()}
        sentence = _("Somebody changed this after you opened the form. Look at both answers, then send yours again.")
        return self._again(409, {name: [sentence] for name in current})

    def _signer(self) -> URLSafeSerializer:
        """A sheet is good for one task and one person only."""
        who = self.by.id if isinstance(self.by, Person) else "customer"
        return URLSafeSerializer(str(current_app.secret_key), salt=f"amends.sheet:{self.task}:{who}")


def once(key: str, form: MultiDict) -> str:
    """A key for one post: the same page sent twice has the same, other words from the same page have another."""
    typed = sorted((name, form.getlist(name)) for name in form.keys() if not name.startswith(OURS))  # noqa: SIM118
    return f"{key}:{hashlib.sha256(json.dumps(typed).encode()).hexdigest()[:32]}"


def _known(value: Any) -> Any:
    return _("nothing") if value in (None, "", []) else value


def _problems(refusal: AnswersInvalid) -> dict[str, list[str]]:
    """As the engine names them: sentences by field, "" for the whole form."""
    found: Any = refusal.facts.get("problems") or {"": [str(refusal)]}
    return {name: [_(text) for text in texts] for name, texts in found.items()}
