"""Pieces: one small diagram for each thing that a diagram may hold, what is done to it, and what has to come of it.

`passes` are the elements in the order in which they are passed; a minus says that the element was called off. A piece
begins at `first` and is left at `last`, so that it can be put anywhere: see matrix.py.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Piece:
    name: str
    lines: str
    first: str
    last: str
    passes: str
    acts: tuple[tuple[Any, ...], ...] = ()
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    #: processes that it calls
    others: str = ""


def _one(name, line, passes, *acts, last=None, **more):
    return Piece(
        name=name, lines=line, first=line.split()[1], last=last or line.split()[1], passes=passes, acts=acts, **more
    )


TASKS = [
    _one("userTask", "userTask ask lane=front_line", "ask", ("do", "ask", {"told": "a"}), after={"told": "a"}),
    _one("manualTask", "manualTask ask lane=front_line", "ask", ("do", "ask", {})),
    _one("scriptTask", "scriptTask add : total = 1 + 2", "add", after={"total": 3}),
    _one("businessRuleTask", "businessRuleTask rule : table", "rule", after={"decided": "table"}),
    _one("serviceTask", "serviceTask act : act(amount=amount) -> got", "act", ("deliver", {"ok": 1}),
         before={"amount": 5}, after={"amount": 5, "got": {"ok": 1}}),
    _one("sendTask", "sendTask tell message=told", "tell"),
    _one("receiveTask", "receiveTask hear message=told", "hear", ("message", "told", {})),
    _one("service that fails", """serviceTask act : act()
        boundaryEvent refused on=act error=no
        exclusiveGateway out
        userTask mend
        flow act out
        flow refused mend out""", "refused -act mend out", ("fail", "no"), ("do", "mend", {}), last="out"),
]  # fmt: skip

INSIDE = "startEvent s_part\nuserTask inside\nendEvent e_part\nflow s_part inside e_part"
SCOPES = [
    _one("subProcess", f"subProcess part {{\n{INSIDE}\n}}", "s_part inside e_part part", ("do", "inside", {"x": 1}),
         after={"x": 1}),
    _one("callActivity", "callActivity call calls=other", "s_part inside e_part call", ("do", "inside", {"x": 1}),
         others=f"process other {{\n{INSIDE}\n}}", after={"x": 1}),
    _one("callActivity with parameters", "callActivity call calls=other", "s_part twice inside e_part call",
         ("do", "inside", {"price": 0}), before={"price": 4}, after={"price": 4, "double": 8},
         others="process other {\nio call in=price out=double\nstartEvent s_part\nscriptTask twice : double = price * 2"
                "\nuserTask inside\nendEvent e_part\nflow s_part twice inside e_part\n}"),
]  # fmt: skip

GATEWAYS = [
    _one("exclusiveGateway", """exclusiveGateway which
        userTask big
        userTask small
        exclusiveGateway out
        flow which big : amount > 10
        flow which small : default
        flow big out
        flow small out""", "which big out", ("do", "big", {}), last="out", before={"amount": 11}, after={"amount": 11}),
    _one("inclusiveGateway", """inclusiveGateway which
        userTask one
        userTask two
        userTask three
        inclusiveGateway out
        flow which one : amount > 10
        flow which two : amount > 5
        flow which three : default
        flow one out
        flow two out
        flow three out""", "which one two out", ("do", "one", {}), ("do", "two", {}), last="out",
         before={"amount": 11}, after={"amount": 11}),
    _one("parallelGateway", """parallelGateway fork
        userTask one
        userTask two
        parallelGateway out
        flow fork one out
        flow fork two out""", "fork two one out", ("do", "two", {"x": 2}), ("do", "one", {"y": 1}), last="out",
         before={"x": 0}, after={"x": 2, "y": 1}),
    *(_one(f"eventBasedGateway, {name}", """eventBasedGateway first
        intermediateCatchEvent reply message=reply into=said
        intermediateCatchEvent week timer=P7D
        receiveTask call message=call
        exclusiveGateway out
        flow first reply out
        flow first week out
        flow first call out""", f"first {name} out", act, last="out", after=after)
      for name, act, after in [("reply", ("message", "reply", "yes"), {"said": "yes"}), ("week", ("later", 200), {}),
                               ("call", ("message", "call", None), {})]),
]  # fmt: skip

ITEMS = {"items": ["a", "b"]}
LOOPS = [
    _one("multi-instance, parallel", "userTask visit each=items:item:out:o", "visit visit visit",
         ("do", "visit", {"o": 1}), ("do", "visit", {"o": 2}), before=ITEMS, after=ITEMS | {"out": [1, 2]}),
    _one("multi-instance, in order", "userTask visit in_order each=items:item:out:o", "visit visit visit",
         ("do", "visit", {"o": 1}), ("do", "visit", {"o": 2}), before=ITEMS, after=ITEMS | {"out": [1, 2]}),
    _one("multi-instance, a number of times", "userTask visit times=2", "visit visit visit",
         ("do", "visit", {}), ("do", "visit", {})),
    _one("multi-instance, until", "userTask visit in_order times=5 until=found", "visit visit visit",
         ("do", "visit", {"found": False}), ("do", "visit", {"found": True}), before={"found": False},
         after={"found": True}),
    _one("multi-instance of a sub-process", f"subProcess part each=items:item {{\n{INSIDE}\n}}",
         "s_part s_part inside e_part part inside e_part part part",
         ("do", "inside", {}), ("do", "inside", {}), before=ITEMS, after=ITEMS),
    _one("multi-instance of a call", "callActivity call in_order each=items:item calls=other",
         "s_part inside e_part call s_part inside e_part call call",
         ("do", "inside", {}), ("do", "inside", {}), before=ITEMS, after=ITEMS,
         others=f"process other {{\n{INSIDE}\n}}"),
    _one("multi-instance of a service", "serviceTask act each=items:item:out:o : act(item=item) -> o", "act act act",
         ("deliver", 1), ("deliver", 2), before=ITEMS, after=ITEMS | {"out": [1, 2]}),
    _one("multi-instance of nothing", "userTask visit each=items:item", "visit", before={"items": []},
         after={"items": []}),
    _one("standard loop", "userTask call again=open", "call call call", ("do", "call", {"open": True}),
         ("do", "call", {"open": False}), before={"open": True}, after={"open": False}),
    _one("standard loop, asked before", "userTask call again=open asked_before", "call call", ("do", "call", {"open": False}),
         before={"open": True}, after={"open": False}),
    _one("standard loop with a maximum", "userTask call again=open most=2", "call call call",
         ("do", "call", {}), ("do", "call", {}), before={"open": True}, after={"open": True}),
]  # fmt: skip

CATCHES = {
    "message": ("message=note", ("message", "note", {})),
    "timer": ("timer=PT1H", ("later", 2)),
    "signal": ("signal=bell", ("signal", "bell")),
    "conditional": ("when=go", ("know", {"go": True})),
}
AFTER = {"conditional": {"go": True}}
AGAIN = {"conditional": {"go": False}}

EVENTS = [
    *(_one(f"catching {kind}", f"intermediateCatchEvent wait {words}", "wait", act,
           before=AGAIN.get(kind, {}), after=AFTER.get(kind, {}))
      for kind, (words, act) in CATCHES.items()),
    _one("catching a date", "intermediateCatchEvent wait timer=2026-03-02T12:00:00+01:00", "wait", ("later", 3)),
    _one("throwing nothing", "intermediateThrowEvent there", "there"),
    _one("throwing a message", "intermediateThrowEvent tell message=told", "tell"),
    _one("throwing a signal", """parallelGateway fork
        intermediateCatchEvent wait signal=bell
        userTask work
        intermediateThrowEvent ring signal=bell
        parallelGateway out
        flow fork wait out
        flow fork work ring out""", "fork work ring wait out", ("do", "work", {}), last="out"),
    _one("throwing an escalation", """subProcess part {
            startEvent s_part
            userTask inside
            intermediateThrowEvent up escalation=up
            userTask on
            endEvent e_part
            flow s_part inside up on e_part
        }
        boundaryEvent heard on=part escalation=up soft
        userTask look
        endEvent e_look
        flow heard look e_look""", "s_part inside up heard look e_look on e_part part",
         ("do", "inside", {}), ("do", "look", {}), ("do", "on", {})),
    _one("link", "intermediateThrowEvent away link=X\nintermediateCatchEvent here link=X", "away here", last="here"),
]  # fmt: skip


def _end(kind, words, caught, passes, *acts):
    """An end event in a sub-process, beside a branch that goes on where nothing interrupts it."""
    return Piece(
        name=f"ending with {kind}",
        first="part",
        last="out",
        lines=f"""subProcess part {{
            startEvent s_part
            userTask inside
            endEvent e_part {words}
            flow s_part inside e_part
        }}
        exclusiveGateway out
        flow part out
        {caught}""",
        passes=passes,
        acts=(("do", "inside", {}), *acts),
    )


ENDS = [
    _end("nothing", "", "", "s_part inside e_part part out"),
    _end("a message", "message=told", "", "s_part inside e_part part out"),
    _end("a signal", "signal=bell", "", "s_part inside e_part part out"),
    _end("an error", "error=bad", "boundaryEvent caught on=part error=bad\nflow caught out",
         "s_part inside e_part caught -part out"),
    _end("an escalation", "escalation=up", "boundaryEvent heard on=part escalation=up\nflow heard out",
         "s_part inside e_part heard -part out"),
    Piece(name="ending with terminate", first="part", last="part", lines="""subProcess part {
            startEvent s_part
            parallelGateway fork
            userTask inside
            userTask other
            endEvent stop terminate
            endEvent e_part
            flow s_part fork inside stop
            flow fork other e_part
        }""", passes="s_part fork inside stop -other part", acts=(("do", "inside", {}),)),
]  # fmt: skip

UNDO = """subProcess part {{
        startEvent s_part
        userTask book
        userTask settle
        boundaryEvent book_undone on=book compensate
        boundaryEvent settle_undone on=settle compensate
        userTask unbook undo
        userTask unsettle undo
        association book_undone>unbook
        association settle_undone>unsettle
        {throw}
    }}"""
DONE = (("do", "book", {}), ("do", "settle", {}))
UNDONE = (("do", "unsettle", {}), ("do", "unbook", {}))
UNDOS = [
    Piece(name="ending with an undo", first="part", last="part", acts=DONE + UNDONE,
          lines=UNDO.format(throw="endEvent back compensate\nflow s_part book settle back"),
          passes="s_part book settle unsettle unbook back part"),
    Piece(name="throwing an undo", first="part", last="part", acts=DONE + UNDONE,
          lines=UNDO.format(throw="intermediateThrowEvent back compensate\nendEvent e_part\n"
                                  "flow s_part book settle back e_part"),
          passes="s_part book settle unsettle unbook back e_part part"),
    Piece(name="undoing one activity", first="part", last="part", acts=(*DONE, UNDONE[1]),
          lines=UNDO.format(throw="intermediateThrowEvent back compensate=book\nendEvent e_part\n"
                                  "flow s_part book settle back e_part"),
          passes="s_part book settle unbook back e_part part"),
    Piece(name="undoing a sub-process", first="whole", last="whole", lines=f"""subProcess whole {{
            startEvent s_whole
            subProcess part {{\n{INSIDE}\n}}
            boundaryEvent part_undone on=part compensate
            serviceTask put_back undo : act()
            association part_undone>put_back
            endEvent back compensate
            flow s_whole part back
        }}""", acts=(("do", "inside", {}), ("deliver", None)),
          passes="s_whole s_part inside e_part part put_back back whole"),
]  # fmt: skip


def _on_the_edge(kind, words, act, soft):
    way = "userTask work\nuserTask look\nboundaryEvent seen on=work " + words
    if soft:
        return _one(f"on the edge: {kind}, beside", f"{way} soft\nendEvent e_look\nflow seen look e_look",
                    "seen look e_look work", act, ("do", "look", {}), ("do", "work", {}),
                    before=AGAIN.get(kind, {}), after=AFTER.get(kind, {}))  # fmt: skip
    return _one(f"on the edge: {kind}, interrupting", f"{way}\nexclusiveGateway out\nflow work out\nflow seen look out",
                "seen -work look out", act, ("do", "look", {}), last="out",
                before=AGAIN.get(kind, {}), after=AFTER.get(kind, {}))  # fmt: skip


BOUNDARIES = [
    *(_on_the_edge(kind, *told, soft) for kind, told in CATCHES.items() for soft in (False, True)),
    _one("on the edge: timer, again and again", """userTask work
        boundaryEvent seen on=work timer=R/PT1H soft
        userTask look
        endEvent e_look
        flow seen look e_look""", "seen seen look e_look look e_look work",
         ("later", 1), ("later", 1), ("do", "look", {}), ("do", "look", {}), ("do", "work", {})),
]  # fmt: skip


def _aside(kind, words, acts, soft, end="endEvent e_part"):
    """An event sub-process of a sub-process."""
    passes = {
        True: "s_part begun look e_look aside work e_part part",
        False: "s_part begun -work look e_look aside part",
    }[soft]
    thrown = kind in ("error", "escalation")
    if thrown:
        passes = "s_part work e_part begun look e_look aside part"
    done = [("do", "work", {})]
    acts = [*done, ("do", "look", {})] if thrown else [*acts, ("do", "look", {}), *(done if soft else [])]
    return Piece(
        name=f"event sub-process: {kind}, {'beside' if soft else 'interrupting'}",
        first="part",
        last="part",
        lines=f"""subProcess part {{
            startEvent s_part
            userTask work
            {end}
            flow s_part work e_part
            subProcess aside by_event {{
                startEvent begun {words} {"soft" if soft else ""}
                userTask look
                endEvent e_look
                flow begun look e_look
            }}
        }}""",
        passes=passes,
        acts=tuple(acts),
        before=AGAIN.get(kind, {}),
        after=AFTER.get(kind, {}),
    )


EVENT_SUB_PROCESSES = [
    *(_aside(kind, words, [act], soft) for kind, (words, act) in CATCHES.items() for soft in (False, True)),
    _aside("error", "error=bad", [], False, "endEvent e_part error=bad"),
    _aside("escalation", "escalation=up", [], False, "endEvent e_part escalation=up"),
    _aside("escalation", "escalation=up", [], True, "endEvent e_part escalation=up"),
]

PIECES = [*TASKS, *SCOPES, *GATEWAYS, *LOOPS, *EVENTS, *ENDS, *UNDOS, *BOUNDARIES, *EVENT_SUB_PROCESSES]
