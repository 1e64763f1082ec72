"""What we leave out of the library's work changes nothing: its hooks that do nothing, walks over the tree, and
attributes that nobody asks for."""

import random

from amends.engine.bpmn import moves
from amends.engine.bpmn.case_workflow import CaseWorkflow
from amends.engine.bpmn.trees import CaseSubWorkflow, CaseTask
from diagrams import matrix
from diagrams.blocks import grow
from diagrams.driver import START, Case, program
from diagrams.pieces import PIECES
from diagrams.test_random import play
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task

INSIDE = (
    "startEvent s\nsubProcess in {\nstartEvent t\nuserTask ask\nendEvent u\nflow t ask u\n}\nendEvent e\nflow s in e"
)


def made(plan):
    top = CaseWorkflow(plan, {}, START, "everyday", None)
    top.plant()
    around = CaseTask(top, plan.spec.task_specs["in"], top.task_tree)
    return top, CaseSubWorkflow(plan.subs["in"], around, top), around


def lacking(theirs, ours):
    return {name for name in vars(theirs) if not hasattr(ours, name)}


def test_a_case_has_what_the_constructors_of_the_library_make():
    """But for the last task that was done, locks of mutexes, messages found by their content, and listeners to a removed task."""
    plan = program(INSIDE)._plan
    top, sub, around = made(plan)
    left_out = {"last_task", "locks", "correlations", "task_removed_event"}

    engine = {"_BpmnWorkflow__script_engine"}  # what is behind a property that ours is not
    assert lacking(BpmnWorkflow(plan.spec, plan.subs, plan.language, deserializing=True), top) == left_out | engine
    assert lacking(BpmnSubWorkflow(plan.subs["in"], around.id, top, deserializing=True), sub) == left_out
    assert lacking(Task(sub, plan.subs["in"].start), around) == set()
    assert (sub.depth, sub.parent_workflow, sub.top_workflow, sub.script_engine) == (1, top, top, plan.language)


def steps(monkeypatch):
    found = []
    take = Case._take
    with monkeypatch.context() as patch:
        patch.setattr(Case, "_take", lambda case, step: (found.append(step), take(case, step))[1])
        for seed in range(1_000, 1_020):
            r = random.Random(seed)
            play(grow(r, 4, []), r)
        for piece in PIECES:
            matrix.play(piece, "nested", False)
    return found


def left_out():
    found = program(INSIDE)._plan.moves.values()
    return sum(hook is None for spec in found for hook in (spec.update, spec.ready, spec.run, spec.complete))


def test_a_hook_that_is_left_out_does_nothing_and_our_joins_do_what_its_joins_do(monkeypatch):
    lean = steps(monkeypatch)
    assert left_out() > 10

    monkeypatch.setattr(moves, "_PLAIN", ())
    monkeypatch.setattr(moves, "JOINS", {})
    assert left_out() == 0
    assert steps(monkeypatch) == lean
