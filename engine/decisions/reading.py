"""Reading DMN 1.3: from a file that others wrote to tables, with sentences for what cannot be used."""

import re
from typing import Any

from lxml import etree  # type: ignore[attr-defined]

from .. import errors
from .cells import Cell, CellWrong
from .cells import read as read_cell
from .columns import Input, Output, Rule
from .policies import AGGREGATED, POLICIES
from .table import Table

#: our own attributes in a file: amends:currency on a decision or its table
OURS = "https://amends.example/dmn"
#: bounds of what is read at all
BYTES, RULES, COLUMNS, TESTS = 1_000_000, 500, 40, 4_000

_SPACES = {
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
_KINDS = {
    "string": "text", "text": "text", "number": "number", "integer": "number", "long": "number", "double": "number",
    "boolean": "boolean", "money": "money", "date": "date", "dateTime": "instant", "date and time": "instant",
    "instant": "instant", "duration": "duration", "dayTimeDuration": "duration", "days and time duration": "duration",
    "list": "list", "Any": "any",
}  # fmt: skip
_FIELD = re.compile(r"[a-z][a-z0-9_]*")


class TableWrong(errors.AmendsError):
    """A file that is no DMN at all, or one that we do not open."""

    sentence = "This decision table cannot be read: {why}."


def read(content: bytes) -> list[Table]:
    """The decisions of a file; what is wrong with one of them stands in its `problems`. Raises TableWrong."""
    root = _parsed(content)
    space = etree.QName(root).namespace or ""
    if space not in _SPACES or etree.QName(root).localname != "definitions":
        raise TableWrong(why="it is not DMN 1.3; open it in a current modeler and save it again")
    found = [_Reader(node, space).table() for node in root.iterchildren(f"{{{space}}}decision")]
    if not found:
        raise TableWrong(why="it holds no decision")
    return found


def _parsed(content: bytes) -> Any:
    if len(content) > BYTES:
        raise TableWrong(why=f"it is larger than {BYTES // 1000} kB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise TableWrong(why=f"it is not well-formed XML ({str(problem)[:120]})") from None
    if root.getroottree().docinfo.doctype:
        raise TableWrong(why="it has a DOCTYPE, which is refused for safety; remove that line")
    return root


class _Reader:
    """Reads one decision and collects what is wrong with it."""

    def __init__(self, node: Any, space: str) -> None:
        self.node, self.space = node, f"{{{space}}}"
        self.problems: list[str] = []

    def table(self) -> Table:
        node = self.node.find(f"{self.space}decisionTable")
        name = self.node.get("id", "")
        if not _FIELD.fullmatch(name):
            self.problems.append(f"its id '{name}' is not a word in snake_case, such as answer_time")
        if self.node.find(f"{self.space}informationRequirement/{self.space}requiredDecision") is not None:
            self.problems.append("it requires another decision; let the diagram ask that one first")
        if node is None:
            self.problems.append("it is not a decision table, and only those are used here")
        found: dict[str, Any] = {} if node is None else {**self._columns_and_rules(node), **self._policy(node)}
        return Table(id=name, name=self.node.get("name") or name, **found, problems=tuple(self.problems))

    def _columns_and_rules(self, node: Any) -> dict[str, Any]:
        inputs = [self._input(part) for part in self._bounded(node, "input", COLUMNS)]
        outputs = [self._output(part) for part in self._bounded(node, "output", COLUMNS)]
        parts = enumerate(self._bounded(node, "rule", RULES), 1)
        rules = [rule for number, part in parts if (rule := self._rule(part, number, inputs, outputs))]
        self._check_size(outputs, rules)
        return {"inputs": tuple(inputs), "outputs": tuple(outputs), "rules": tuple(rules)}

    def _check_size(self, outputs: list[Output], rules: list[Rule]) -> None:
        if not outputs or not rules:
            self.problems.append(f"it has no {'rules' if outputs else 'outputs'}")
        if len({output.name for output in outputs}) < len(outputs):
            self.problems.append("two of its outputs have the same name")
        if sum(len(cell.tests) for rule in rules for cell in rule.cells) > TESTS:
            self.problems.append(f"its cells list more than {TESTS} values; split it into two tables")

    def _bounded(self, node: Any, name: str, most: int) -> list[Any]:
        found = node.findall(self.space + name)
        if len(found) > most:
            self.problems.append(f"it has more than {most} {name}s; split it into two tables")
        return found[:most]

    def _policy(self, node: Any) -> dict[str, str]:
        policy, aggregation = node.get("hitPolicy", "UNIQUE"), node.get("aggregation", "")
        if policy not in POLICIES:
            self.problems.append(f"its hit policy '{policy}' is not used here; there are: {', '.join(POLICIES)}")
        if aggregation and (policy != "COLLECT" or aggregation not in AGGREGATED):
            which = ", ".join(AGGREGATED)
            self.problems.append(f"'{aggregation}' with {policy} is not used here; COLLECT may have {which}")
        return {"policy": policy, "aggregation": aggregation, "currency": self._currency(node)}

    def _currency(self, node: Any) -> str:
        found = node.get(f"{{{OURS}}}currency") or self.node.get(f"{{{OURS}}}currency") or ""
        if found and not re.fullmatch("[A-Z]{3}", found):
            self.problems.append(f"its currency '{found}' is not three capitals such as USD")
        return found

    def _input(self, node: Any) -> Input:
        asked = node.find(f"{self.space}inputExpression")
        expression = self._text(asked)
        label = node.get("label") or expression or node.get("id", "")
        if not expression:
            self.problems.append(f"'{label}' asks about nothing; name a field of the case")
        kind = self._kind(label, None if asked is None else asked.get("typeRef"))
        return Input(
            id=node.get("id", ""), label=label, expression=expression, kind=kind,
            allowed=self._allowed(node, "inputValues", label, kind),
        )  # fmt: skip

    def _output(self, node: Any) -> Output:
        name = node.get("name") or self.node.get("id", "")
        label = node.get("label") or name
        if not _FIELD.fullmatch(name):
            self.problems.append(f"its output '{name}' is not a field name in snake_case")
        kind = self._kind(label, node.get("typeRef"))
        allowed = self._allowed(node, "outputValues", label, kind)
        return Output(id=node.get("id", ""), label=label, name=name, kind=kind, allowed=allowed)

    def _kind(self, label: str, named: str | None) -> str:
        if named and (kind := _KINDS.get(named.rpartition(":")[2])):
            return kind
        said = f"'{named}', which nobody knows" if named else "no type"
        self.problems.append(f"'{label}' has {said}; there are: {', '.join(dict.fromkeys(_KINDS.values()))}")
        return "any"

    def _allowed(self, node: Any, what: str, label: str, kind: str) -> Cell | None:
        text = self._text(node.find(self.space + what))
        return self._cell(text, kind, f"the values of '{label}'") if text and kind != "any" else None

    def _rule(self, node: Any, number: int, inputs: list[Input], outputs: list[Output]) -> Rule | None:
        asked, answers = node.findall(f"{self.space}inputEntry"), node.findall(f"{self.space}outputEntry")
        if (len(asked), len(answers)) != (len(inputs), len(outputs)):
            self.problems.append(f"rule {number} has not as many cells as there are columns")
            return None
        cells = [
            self._cell(self._text(part), column.kind, f"rule {number}, '{column.label}'")
            for column, part in zip(inputs, asked, strict=True)
        ]
        return Rule(id=node.get("id", ""), number=number, cells=tuple(cells), results=tuple(map(self._result, answers)))

    def _cell(self, text: str, kind: str, where: str) -> Cell:
        try:
            return read_cell(text, kind)
        except CellWrong as problem:
            self.problems.append(f"{where}: '{text[:60]}' cannot be used: {problem}")
            return Cell(text=text)

    def _result(self, node: Any) -> str:
        """The expression of an answer; FEEL's `date and time(..)` is our `instant(..)`."""
        text = re.sub(r"\bdate and time\s*\(", "instant(", self._text(node))
        return "" if text in ("-", "null") else text

    def _text(self, node: Any) -> str:
        if node is None:
            return ""
        language = node.get("expressionLanguage")
        if language and not language.lower().rstrip("/").endswith("feel") and "/FEEL" not in language:
            self.problems.append(f"it is written in the language '{language}'; leave the language out")
        return (node.findtext(f"{self.space}text") or "").strip()
