"""Repair: for a drawing that was not made to run, what is missing is proposed element by element; nothing is changed.

The proposals come as sentences and as the whole text as it would be; the difference is where that is not the file.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from . import repair_ends, repair_events, repair_flows, repair_lanes, repair_tasks
from .drawing import Drawing
from .markup import read_tree
from .repair_sheet import Proposal, RepairSheet
from .repair_text import Source

#: more elements than anybody would go through one by one
MOST_ELEMENTS = 3_000


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What is proposed for one file."""

    path: str
    before: str
    after: str
    #: how the file is written
    encoding: str
    proposals: tuple[Proposal, ...] = ()
    #: forms to be made: name -> fields (name, title, kind)
    forms: Mapping[str, list[tuple[str, str, str]]] = field(default_factory=dict)


def propose(path: str, content: bytes, *, forms: Collection[str] = (), taken: Collection[str] = ()) -> Repair:
    """Go through one diagram. Raises Unreadable for a file that is none.

    `forms` are names of forms that are there; `taken` ids of other files, which new elements do not use.
    """
    root = read_tree(content)
    source = Source(content, root)
    sheet = RepairSheet(Drawing(path, root), source, taken)
    if len(sheet.drawing.nodes) <= MOST_ELEMENTS:
        ways = repair_flows.Ways(sheet)
        repair_tasks.look(sheet, forms)
        repair_lanes.look(sheet)
        repair_events.look(sheet)
        if not _twins(sheet):
            repair_flows.look(sheet, ways)
            repair_ends.look(sheet, ways)
    else:
        sheet.note(root, f"it has more than {MOST_ELEMENTS} elements. Split it into processes that call each other.")
    return Repair(
        path=path,
        before=source.text,
        after=sheet.edits.text(),
        encoding=source.encoding,
        proposals=tuple(sorted(sheet.proposals, key=lambda p: p.line)),
        forms=sheet.forms,
    )


def _twins(sheet: RepairSheet) -> bool:
    """Whether ids stand twice: then nobody can tell what a flow leads to, and that comes first."""
    counts = Counter(node.get("id") for node in (*sheet.drawing.nodes, *sheet.drawing.processes) if node.get("id"))
    twins = [ident for ident, count in counts.items() if count > 1]
    for ident in twins:
        sheet.note(
            sheet.drawing.by_id[ident], "its id stands several times in this file. Give each its own.", decide=True
        )
    return bool(twins)
