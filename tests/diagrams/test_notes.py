"""Notes are small, hold no case data, and are read by the diagram they were written for."""

import msgpack
import pytest
from amends.engine.bpmn import Saved
from amends.engine.errors import CaseStuck
from diagrams.driver import Case

WORK = "startEvent s\nuserTask ask\nserviceTask tell : notify(to=address)\nendEvent e\nflow s ask tell e"


def restored(case, notes):
    return case.program.wake(Saved(data=case.data, notes=notes), now=case.now, calendar="everyday", calendars=None)


@pytest.mark.trap(28)
def test_what_people_typed_is_not_in_the_notes():
    case = Case(WORK, address="9 Elm Street")

    case.do("ask", said="I was let down")

    assert case.job().parameters == {"to": "9 Elm Street"}
    for words in (b"Elm", b"let down", b"said", b"address"):
        assert words not in case.saved.notes


def test_the_payload_of_a_message_that_nobody_keeps_is_not_in_the_notes():
    case = Case(
        "startEvent s\nparallelGateway g\nintermediateCatchEvent wait message=reply\nuserTask a\nuserTask b\n"
        "endEvent e\nendEvent f\nflow s g wait a e\nflow g b f"
    )

    assert b"secret" not in case.message("reply", {"text": "secret"}).saved.notes


def test_a_case_of_fifty_tasks_has_small_notes():
    names = [f"step_{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(50)]
    tasks = "\n".join(f"userTask {name}" for name in names)
    case = Case(f"startEvent s\n{tasks}\nendEvent e\nflow s {' '.join(names)} e")

    for name in names[:-1]:
        case.do(name)

    assert len(case.saved.notes) < 500


def test_what_lies_ahead_is_not_in_the_notes():
    def opened(count):
        names = [f"later_{n}" for n in range(count)]
        tasks = "\n".join(f"userTask {name}" for name in names)
        return Case(f"startEvent s\nuserTask ask\n{tasks}\nendEvent e\nflow s ask {' '.join(names)} e")

    assert len(opened(100).saved.notes) - len(opened(1).saved.notes) < 105  # a byte for each: it was not there yet


def test_notes_of_a_release_that_kept_what_lies_ahead_are_read():
    case = Case(WORK, address="9 Elm Street")
    *kept, names, ((_, _, (rows, *rest)),) = msgpack.unpackb(case.saved.notes)
    future, (number, *_) = 4, rows[-1]
    rows += [[number + 1, number, len(names), future], [number + 2, number + 1, len(names) + 1, future]]
    old = msgpack.packb([*kept, [*names, "tell", "e"], [[None, None, [rows, *rest]]]])

    case.saved = Saved(data=case.data, notes=old)

    assert case.do("ask").job().parameters == {"to": "9 Elm Street"}
    assert case.deliver().ended
    assert case.seen == ["s", "ask", "tell", "e"]


@pytest.mark.parametrize("notes", [b"", b"\x01", b"\xc1", b"no", b"\x93\x01"])
def test_notes_that_cannot_be_read_say_so(notes):
    with pytest.raises(CaseStuck, match="The notes of this case cannot be read"):
        restored(Case(WORK, address=""), notes)


def test_notes_of_a_later_release_say_so():
    case = Case(WORK, address="")
    form, *rest = msgpack.unpackb(case.saved.notes)

    with pytest.raises(CaseStuck, match=f"saved in form {form + 1}, which this release does not read"):
        restored(case, msgpack.packb([form + 1, *rest]))


@pytest.mark.trap(48)
def test_notes_of_another_diagram_say_so():
    case = Case(WORK, address="")
    other = Case(WORK.replace("userTask ask", "userTask call").replace("s ask", "s call"), address="")

    with pytest.raises(CaseStuck, match="begun on another edition of 'p'"):
        restored(case, other.saved.notes)


@pytest.mark.trap(31)
def test_expressions_stay_ours_after_every_load():
    case = Case(
        "startEvent s\nuserTask ask\nscriptTask run : x = [y.z for y in items]\nendEvent e\nflow s ask run e", items=[]
    )

    assert case.do("ask").data["x"] == []
