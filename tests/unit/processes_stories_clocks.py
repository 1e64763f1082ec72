"""Stories of clocks: they run out and are told of, stand still for the customer, and run longer where a law allows it."""

from collections.abc import Callable

from .processes_at_hand import MONDAY, Run

RUNNING_OUT = {"promise": "decision", "text": "you hear how we want to put it right", "due": MONDAY.isoformat()}
NEEDED = {"pause_reason": "waiting_for_customer", "asked_for": "Which bag was it?"}


def waiting(**data: object) -> Run:
    """A customer waits, and is kept informed."""
    known = {"settled": False, "received_at": MONDAY.isoformat(), "counted_from": MONDAY.isoformat()}
    times = {"update_every": "P1D", "update_promised": "P2D", "decide_within": "3 working days"}
    return Run("keep_informed", **known, **times, **data)


def settled(run: Run) -> Run:
    run.data["settled"] = True
    return run.take(run.program.wake(run.step.saved, **run.setting))


def clocks_run_out() -> Run:
    run = waiting(severity=3)
    for percent in (50, 80, 100, 200):
        run.message("clock_runs_out", {**RUNNING_OUT, "kind": "guarantee", "percent": percent})
    return settled(run)


def customer_answers_what_we_asked() -> Run:
    run = waiting().message("answer_is_needed", NEEDED)
    run.message("customer_answers", {"answer_words": "The blue one."})
    return settled(run)


def settled_while_we_wait_for_an_answer() -> Run:
    return settled(waiting().message("answer_is_needed", NEEDED))


def more_time_granted() -> Run:
    run = waiting().message("more_time_needed", {"more_time_reason": "Three departments have to answer."})
    return settled(run.do("approve_more_time", more_time_granted=True, more_time_words="Three of us look into it."))


def more_time_refused() -> Run:
    run = waiting().message("more_time_needed", {"more_time_reason": "I was on leave."})
    return settled(run.do("approve_more_time", more_time_granted=False))


STORIES_OF_CLOCKS: dict[str, Callable[[], Run]] = {
    story.__name__: story
    for story in (
        clocks_run_out,
        customer_answers_what_we_asked,
        settled_while_we_wait_for_an_answer,
        more_time_granted,
        more_time_refused,
    )
}
