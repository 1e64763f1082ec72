"""Local names lie over the document: they hide it, and never leak into it."""

from amends.engine.bpmn.scope import Scope, local_names


def test_a_local_name_hides_the_field_of_the_case():
    document = {"item": "untouched", "note": "old"}
    scope = Scope({"item"}, document, {"item": 1})

    scope["item"], scope["note"], scope["more"] = 2, "new", True

    assert document == {"item": "untouched", "note": "new", "more": True}
    assert (scope["item"], scope["note"]) == (2, "new")


def test_a_declared_name_without_a_value_is_not_there():
    scope = Scope({"item"}, {"item": "outer"})

    assert "item" not in scope
    assert list(scope) == []
    assert len(scope) == 0


def test_deleting_reaches_the_place_where_a_name_lives():
    document = {"note": 1}
    scope = Scope({"item"}, document, {"item": 1})

    del scope["item"], scope["note"]

    assert scope.local == document == {}


def test_updating_a_scope_from_itself_changes_nothing():
    scope = Scope({"item"}, {"note": 1}, {"item": 2})

    scope.update(scope)

    assert dict(scope) == {"item": 2, "note": 1}


def test_inner_names_hide_outer_ones():
    outer = Scope({"item", "place"}, {}, {"item": "outer", "place": "here"})
    inner = Scope({"item"}, outer, {"item": "inner"})

    assert local_names(inner) == {"item": "inner", "place": "here"}
    assert local_names({}) == {}
