"""Repair of events: what a message, a signal, an error is called, when a timer fires, what a condition is."""

from .drawing import EVENTS, definitions, is_event_sub_process
from .markup import Node, children, kind, tag, text_of
from .repair_flows import translated
from .repair_sheet import DECIDE, RepairSheet, said, slug
from .rules_language import time_problem

#: definition -> (attribute, what it refers to)
REFERS = {
    "messageEventDefinition": ("messageRef", "message"),
    "signalEventDefinition": ("signalRef", "signal"),
    "errorEventDefinition": ("errorRef", "error"),
    "escalationEventDefinition": ("escalationRef", "escalation"),
}
THROWS = ("endEvent", "intermediateThrowEvent")
WHEN = ("timeDate", "timeDuration", "timeCycle")


class _Made:
    """Messages, signals and errors made for this file, each once by its name."""

    def __init__(self, sheet: RepairSheet) -> None:
        self._sheet, self._ids = sheet, {}

    def id_of(self, word: str, name: str) -> str:
        if (word, name) not in self._ids:
            more = {f"{word}Code": name} if word in ("error", "escalation") else {}
            self._ids[word, name] = self._sheet.root_element(word, f"{name}_{word}", name=name, **more)
        return self._ids[word, name]


def look(sheet: RepairSheet) -> None:
    made = _Made(sheet)
    for word in ("message", "signal"):
        for thing in sheet.drawing.root.iter(tag(word)):
            if not thing.get("name") and thing.get("id"):
                sheet.set(thing, "name", slug(thing.get("id")))
                sheet.propose(
                    thing, f"the {word} has no name, by which it would be told apart. It gets its id's words."
                )
    for node in sheet.drawing.nodes:
        if kind(node) in ("sendTask", "receiveTask") and not node.get("messageRef"):
            _message_task(sheet, made, node)
        if kind(node) in EVENTS:
            _event(sheet, made, node)


def _message_task(sheet: RepairSheet, made: _Made, node: Node) -> None:
    name = slug(node.get("name") or node.get("id") or "message")
    sheet.set(node, "messageRef", made.id_of("message", name))
    sheet.propose(
        node,
        f"it names no message, so nothing would be {'sent' if kind(node) == 'sendTask' else 'waited for'}. "
        f"It gets the message '{name}'. Who else knows it by that name?"
        + (" If it is a letter, make it a service task with the action notify." if kind(node) == "sendTask" else ""),
        decide=True,
    )


def _event(sheet: RepairSheet, made: _Made, node: Node) -> None:
    about = definitions(node)
    if len(about) != 1:
        return
    if kind(node) == "startEvent" and not is_event_sub_process(node.getparent()):
        _plain_start(sheet, node, about[0])
    elif kind(about[0]) in REFERS:
        _reference(sheet, made, node, about[0])
    elif kind(about[0]) == "timerEventDefinition":
        _time(sheet, node, about[0])
    elif kind(about[0]) == "conditionalEventDefinition":
        _condition(sheet, node, about[0])


def _plain_start(sheet: RepairSheet, node: Node, definition: Node) -> None:
    sheet.edits.gone.add(definition)
    word = kind(definition).removesuffix("EventDefinition")
    sheet.propose(
        node,
        f"a case is begun by whoever opens it, not by a {word} event. It becomes a plain start; "
        f"what opens the case has to hand in what came with the {word}.",
        decide=word != "message",
    )


def _reference(sheet: RepairSheet, made: _Made, node: Node, definition: Node) -> None:
    attribute, word = REFERS[kind(definition)]
    there = sheet.drawing.by_id.get(definition.get(attribute) or "")
    throws = kind(node) in THROWS
    if there is None and (word in ("message", "signal") or throws):
        name = slug(node.get("name") or node.get("id") or word)
        sheet.set(definition, attribute, made.id_of(word, name))
        sheet.propose(
            node,
            f"it names no {word}, so nobody would know what it {'gives' if throws else 'waits for'}. "
            f"It gets the {word} '{name}'. Does whoever {'takes' if throws else 'sends'} it call it so?",
            decide=True,
        )
    elif there is not None and word in ("error", "escalation") and kind(there) == word:
        code = f"{word}Code"
        if not sheet.get(there, code):
            sheet.set(there, code, slug(there.get("name") or there.get("id") or word))
            sheet.propose(
                there, f"the {word} has no code, by which it would be caught. It gets '{sheet.get(there, code)}'."
            )


def _time(sheet: RepairSheet, node: Node, definition: Node) -> None:
    said_when = [c for c in children(definition, *WHEN) if (c.text or "").strip()]
    if not said_when:
        _when(sheet, definition, DECIDE)
        sheet.propose(
            node,
            f"it waits for a time but says none. It gets {DECIDE}: write one, such as PT4H, 2 working days, or a field "
            "that holds it.",
            decide=True,
        )
    elif len(said_when) == 1 and said_when[0].text.strip() != DECIDE and time_problem(said_when[0].text.strip(), {}):
        theirs = said_when[0].text.strip()
        ours = translated(theirs)
        ours = ours if ours and not time_problem(ours, {}) else ""
        _when(sheet, definition, ours or DECIDE)
        sheet.propose(
            node,
            f"the time '{' '.join(theirs.split())[:60]}' cannot be read. "
            + (f"It becomes '{ours}'." if ours else f"It becomes {DECIDE}: write one, such as PT4H or 2 working days."),
            decide=not ours,
        )


def _when(sheet: RepairSheet, definition: Node, text: str) -> None:
    sheet.edits.gone |= set(children(definition, *WHEN))
    word = sheet.word("timeDuration")
    sheet.add(definition, f"<{word}>{said(text)}</{word}>")


def _condition(sheet: RepairSheet, node: Node, definition: Node) -> None:
    if text_of(definition, "b:condition"):
        return
    sheet.edits.gone |= set(children(definition, "condition"))
    word = sheet.word("condition")
    sheet.add(definition, f"<{word}>{DECIDE}</{word}>")
    sheet.propose(
        node, f"it waits for a condition but has none. It gets {DECIDE}: write one, such as settled.", decide=True
    )
