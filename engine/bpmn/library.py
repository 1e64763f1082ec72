"""Library: all diagrams of an edition, read by one parser so that called processes are found."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from .dialect import CaseParser
from .drawing import Drawing
from .element import Process
from .elements import processes_of
from .finding import Finding
from .known import Known
from .language import Language
from .lint import clock_findings, lint
from .markup import Unreadable, read_tree
from .plan import Decide, Plan
from .program import Program
from .rewriting import begun_inside, rewrite


@dataclass(frozen=True, kw_only=True)
class Library:
    """The processes that can be run, and the findings of the check. A process with an error that would make it run
    otherwise than drawn is not among them, nor is one that calls it."""

    processes: Mapping[str, Program] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == "error"]


def read_library(
    files: Mapping[str, bytes],
    *,
    decide: Decide,
    types: Mapping[str, str],
    clocks: Mapping[str, Mapping[str, Any]],
    forms: Collection[str] | None = None,
    actions: Mapping[str, Mapping[str, Any]] | None = None,
    decisions: Collection[str] | None = None,
) -> Library:
    """Read all .bpmn files of an edition (path -> bytes). Raises nothing for bad files: what is wrong is in
    `findings`.

    `types` maps fields of the case data to kinds, `clocks` keys to rows of the policy pack. `forms` (file names),
    `actions` (name -> JSON Schema of its parameters) and `decisions` (ids) are what diagrams may refer to; None leaves
    that unchecked.
    """
    return _Reader(decide, Known(types=types, clocks=clocks, forms=forms, actions=actions, decisions=decisions)).read(
        files
    )


class _Reader:
    def __init__(self, decide: Decide, known: Known) -> None:
        self.decide, self.known, self.language = decide, known, Language(known.types)
        self.findings: list[Finding] = []
        self.drawings: list[Drawing] = []
        self.parser = CaseParser()
        self.inside: set[str] = set()

    def read(self, files: Mapping[str, bytes]) -> Library:
        for path in sorted(files):
            self._draw(path, files[path])
        processes = {p.id: p for drawing in self.drawings for p in processes_of(drawing)}
        lint(self.drawings, processes, self.known)
        self._parse()
        refused = {node.get("id") for drawing in self.drawings if drawing.is_refused for node in drawing.processes}
        programs = {
            ident: self._program(p, processes)
            for ident, p in processes.items()
            if not self._reach(p, processes) & refused
        }
        found = [
            *self.findings,
            *clock_findings(self.known),
            *(finding for drawing in self.drawings for finding in drawing.findings),
        ]
        return Library(
            processes={ident: program for ident, program in programs.items() if program}, findings=tuple(found)
        )

    def _draw(self, path: str, content: bytes) -> None:
        try:
            self.drawings.append(Drawing(path, read_tree(content)))
        except Unreadable as problem:
            self.findings.append(Finding(path=path, element="", label="", sentence=str(problem)))

    def _parse(self) -> None:
        """Hand every file that is not refused to the library, and have it look at each process once."""
        drawings = [drawing for drawing in self.drawings if not drawing.is_refused]
        for drawing in drawings:
            self.inside |= begun_inside(drawing.root)
            self.parser.add_bpmn_xml(rewrite(deepcopy(drawing.root)), drawing.path)
        for drawing, node in ((d, n) for d in drawings for n in d.processes):
            try:
                self.parser.get_spec(node.get("id"))
            except (ValidationException, RecursionError) as problem:
                drawing.refuse(node, f"The process '{node.get('id')}' cannot be read: {problem}")

    def _reach(self, process: Process, processes: Mapping[str, Process]) -> set[str]:
        """The process and all that it calls, also ids of processes that are not there."""
        found, todo = set(), [process.id]
        while todo:
            ident = todo.pop()
            if ident not in found:
                found.add(ident)
                todo += [e.calls for e in processes[ident].elements.values() if e.calls] if ident in processes else []
        return found

    def _program(self, process: Process, processes: Mapping[str, Process]) -> Program | None:
        reach = self._reach(process, processes)
        if not reach <= processes.keys():
            return None
        closure = [process, *(processes[ident] for ident in sorted(reach - {process.id}))]
        spec, subs = self.parser.get_spec(process.id), self.parser.get_subprocess_specs(process.id)
        plan = Plan(
            process,
            closure,
            self.inside,
            spec,
            subs,
            language=self.language,
            decide=self.decide,
            clocks=self.known.clocks,
        )
        return Program(plan)
