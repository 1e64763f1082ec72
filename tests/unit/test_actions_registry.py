"""The registry: every action has one owner, and whoever names none that exists is told which there are."""

from importlib.metadata import EntryPoint
from typing import Any

import pytest
from amends.engine.actions import ActionUnknown, Precedents, Registry, registry, validated
from amends.engine.actions.desk import ClosedCase
from amends.engine.errors import SettingWrong


class Voucher:
    """What a host may add."""

    name = "voucher"
    title = "Give a voucher"
    schema = {"type": "object", "properties": {"worth": {"type": "string", "format": "money"}}}

    def run(self, parameters: Any, *, key: str, desk: Any) -> dict[str, Any]:
        return {"code": key}


class SecondPay(Voucher):
    name = "pay"


def offered(monkeypatch: pytest.MonkeyPatch, **points: str) -> None:
    found = [EntryPoint(name=name, value=value, group=registry.GROUP) for name, value in points.items()]
    monkeypatch.setattr(registry, "entry_points", lambda group: found)


def test_ours_are_there_even_where_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch)

    assert Registry.installed().names() == tuple(sorted(action.name for action in registry.OURS))


def test_ours_come_by_the_same_door_as_others(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch, pay="amends.engine.actions.pay:Pay", notify="amends.engine.actions.notify:Notify")

    assert Registry.installed().names() == tuple(sorted(action.name for action in registry.OURS))


def test_a_host_adds_an_action_by_hand() -> None:
    ours = Registry.installed()
    ours.register(Voucher())

    assert ours.action("voucher").title == "Give a voucher"
    assert "worth" in ours.schema("voucher")["properties"]


def test_two_actions_of_one_name_are_refused() -> None:
    with pytest.raises(
        SettingWrong, match=r"two actions 'pay': of amends.engine.actions.pay and of .*test_actions_registry"
    ):
        Registry.installed().register(SecondPay())


@pytest.mark.parametrize("thing", [object(), SecondPay.run, type("NoSchema", (Voucher,), {"schema": None})()])
def test_what_is_no_action_is_refused(thing: Any) -> None:
    with pytest.raises(SettingWrong, match=r"amends\.actions has"):
        Registry().register(thing)


def test_a_plugin_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(monkeypatch, voucher="no_such_package:Voucher")

    with pytest.raises(SettingWrong, match=r"no_such_package:Voucher .*cannot be loaded"):
        Registry.installed()


def test_an_unknown_action_is_answered_with_those_there_are() -> None:
    with pytest.raises(ActionUnknown, match=r"no action 'rebook'\. Installed are: .*notify.*, pay, precedents"):
        Registry.installed().action("rebook")


def test_precedents_show_what_was_done_and_nobody_by_name() -> None:
    class Desk:
        def closed_like(self, point: str, kind: str, severity: int | None, limit: int) -> list[ClosedCase]:
            assert (point, kind, severity, limit) == ("cancelled_flight", "not_delivered", None, 10)
            return [ClosedCase(number="R-000001", severity=2, data={"goodwill": "50.00 USD", "reporter_name": "Mina"})]

    action: Any = Precedents()
    asked = validated(action, {"failure_point": "cancelled_flight", "failure_type": "not_delivered"})

    assert action.run(asked, key="k", desk=Desk()) == {
        "count": 1,
        "cases": [{"number": "R-000001", "severity": 2, "of_loss": "", "goodwill": "50.00 USD"}],
    }
