"""Decision tables in a few lines, for tests."""

from amends.engine.decisions import Table, read

SPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def draw(text: str, policy: str = "UNIQUE", extra: str = "") -> bytes:
    """A table from a sketch: `asks name kind` and `answers name kind` lines, then rows `cell | cell || result`."""
    inputs, outputs, rules = [], [], []
    for line in filter(None, map(str.strip, text.strip().splitlines())):
        word, _, rest = line.partition(" ")
        if word == "asks":
            name, kind, *values = rest.split(" ", 2)
            among = f"<inputValues><text>{values[0]}</text></inputValues>" if values else ""
            expression = f'<inputExpression typeRef="{kind}"><text>{name}</text></inputExpression>'
            inputs.append(f'<input label="{name}">{expression}{among}</input>')
        elif word == "answers":
            name, kind, *values = rest.split(" ", 2)
            among = f"<outputValues><text>{values[0]}</text></outputValues>" if values else ""
            outputs.append(f'<output name="{name}" label="{name}" typeRef="{kind}">{among}</output>')
        else:
            asked, _, answered = line.partition("||")
            cells = "".join(
                f"<inputEntry><text><![CDATA[{c}]]></text></inputEntry>" for c in asked.split("|") if inputs
            )
            answers = "".join(f"<outputEntry><text><![CDATA[{c}]]></text></outputEntry>" for c in answered.split("|"))
            rules.append(f"<rule>{cells}{answers}</rule>")
    hit = f'hitPolicy="{policy}"' if policy else ""
    table = f"<decisionTable {hit} {extra}>{''.join(inputs + outputs + rules)}</decisionTable>"
    head = f'<definitions xmlns="{SPACE}" xmlns:amends="https://amends.example/dmn" name="d" namespace="n">'
    return f'{head}<decision id="sketch" name="A sketch">{table}</decision></definitions>'.encode()


def table(text: str, policy: str = "UNIQUE", extra: str = "") -> Table:
    """The table of a sketch."""
    return read(draw(text, policy, extra))[0]
