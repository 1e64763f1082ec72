"""A guest in somebody's Flask application: our pages under a prefix, everything of the host as it was."""

import pytest
from amends.forms import Amends, staff
from flask import Flask, render_template_string
from jinja2 import DictLoader
from markupsafe import Markup
from pages_at_hand import HERE, Visitor, two_tasks
from small_house import CAST, report


@pytest.fixture
def house(tmp_path):
    house = two_tasks(tmp_path)
    yield house
    house.close()


def host(house=None, /, name="ruth", prefix="/recovery", **given):
    """An application with a start page, an error page and a filter of its own."""
    app = Flask("host", template_folder=None)
    app.config.update(SECRET_KEY="the host's own", TESTING=True)
    page = "<html><body class='host'>{% block content %}{% endblock %}</body></html>"
    app.jinja_loader = DictLoader({"host.html": page})
    app.jinja_env.filters["near"] = lambda text: f"near {text}"
    app.add_url_rule("/", "start", lambda: render_template_string("{{ 'here'|near }}"))
    app.register_error_handler(404, lambda _error: ("the host's own words", 404))
    who = next((person for person in CAST if person.id == name), None)
    Amends(**{"current_person": lambda: who, **given}).init_app(app, house, url_prefix=prefix)
    return app


def test_pages_stand_under_the_prefix_and_link_only_there(house):
    report(house)
    page = Visitor(host(house)).open("/recovery/inbox")

    assert page.status == 200
    assert page.says("Answer the customer")
    addresses = page.all("//a/@href | //form/@action | //script/@src | //link/@href")
    assert addresses
    assert all(address.startswith(("/recovery/", "#")) for address in addresses)


def test_a_task_is_handed_in_in_a_host(house):
    number = report(house)
    visitor = Visitor(host(house))
    address = f"/recovery/tasks/{number}/answer/1"

    assert visitor.send(visitor.open(address), address, words="Sorry.").says("Done. Thank you.")


def test_the_hosts_page_stands_around_ours(house):
    page = Visitor(host(house, base_template="host.html")).open("/recovery/inbox")

    assert page.all("//body[@class='host']//div[@class='empty']")


def test_nothing_of_the_host_is_touched(house):
    bare = Flask("host", template_folder=None)
    app = host(house)

    assert set(app.jinja_env.filters) - {"near"} == set(bare.jinja_env.filters)
    assert set(app.jinja_env.globals) == set(bare.jinja_env.globals)
    assert all(name is None or name.startswith("amends") for name in app.template_context_processors)
    assert app.template_context_processors[None] == bare.template_context_processors[None]
    assert not app.before_request_funcs.get(None)
    assert not app.after_request_funcs.get(None)
    assert set(app.error_handler_spec[None]) == {404}
    assert set(app.extensions) == {"amends"}
    client = app.test_client()
    assert client.get("/").text == "near here"
    assert "Content-Security-Policy" not in client.get("/recovery/inbox").headers
    assert client.get("/nothing").text == "the host's own words"


def test_without_people_only_the_customers_pages_are_open(house):
    app = host(house, name="")
    visitor = Visitor(app)

    assert visitor.open("/recovery/report").status == 200
    assert visitor.open("/recovery/inbox").status == 401
    assert visitor.open("/recovery/sign-in").status == 404


def test_who_is_not_signed_in_goes_to_the_hosts_own_page(house):
    app = host(house, name="", login_url=lambda back: f"/enter?back={back}")

    answered = app.test_client().get("/recovery/cases?q=lid")

    assert answered.headers["Location"] == "/enter?back=/recovery/cases?q=lid"


def test_two_applications_in_one_process_share_nothing(tmp_path, house):
    other = two_tasks(tmp_path / "other")
    number = report(house)
    here, there = host(house), host(other, prefix="/elsewhere")

    assert Visitor(here).open(f"/recovery/cases/{number}").status == 200
    assert Visitor(there).open(f"/elsewhere/cases/{number}").status == 404
    other.close()


def test_the_house_is_opened_when_it_is_first_needed(tmp_path, house):
    app = Flask("host", template_folder=None)
    app.config.update(SECRET_KEY="s", AMENDS_DATABASE_URL=f"sqlite:///{tmp_path}/new/amends.sqlite",
                      AMENDS_PROCESSES=house.settings["AMENDS_PROCESSES"])  # fmt: skip
    Amends().init_app(app)
    assert not (tmp_path / "new").exists()

    assert app.test_client().get("/amends/report").status_code == 200
    assert (tmp_path / "new" / "amends.sqlite").exists()
    app.extensions["amends"].opened.close()


def test_a_setting_nobody_can_use_is_told_in_a_page_not_a_traceback(tmp_path):
    app = Flask("host", template_folder=None)
    app.config.update(SECRET_KEY="s", AMENDS_DATABASE_URL="mysql://nowhere", AMENDS_PROCESSES=str(tmp_path))
    Amends().init_app(app)

    answered = app.test_client().get("/amends/report")

    assert answered.status_code == 500
    assert "The setting AMENDS_DATABASE" in answered.text


def test_the_hosts_csrf_field_stands_in_every_form(house):
    number = report(house)
    app = host(house, csrf_field=lambda: Markup('<input type="hidden" name="host_token" value="t">'))
    page = Visitor(app).open(f"/recovery/tasks/{number}/answer/1")

    posts = page.all("//form[@method='post']")
    assert posts
    assert all(form.xpath(".//input[@name='host_token']") for form in posts)


def test_another_site_cannot_post_even_where_the_host_has_no_protection(house):
    number = report(house)
    visitor = Visitor(host(house))
    address = f"/recovery/tasks/{number}/answer/1"
    form = dict(visitor.open(address).form(address).form_values()) | {"words": "Sorry."}

    assert visitor.post(address, form, headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    assert visitor.post(address, form, headers=HERE).status == 200


def test_a_home_that_the_host_leaves_out_is_linked_from_nowhere(house):
    app = host(house, homes=(staff.pages,))
    visitor = Visitor(app)

    assert visitor.open("/recovery/").address == "/recovery/inbox"
    assert visitor.open(f"/recovery/cases/{report(house)}").status == 200
    assert visitor.open("/recovery/report").status == 404
    assert Visitor(host(house, name="", homes=(staff.pages,))).open("/recovery/").status == 404


def test_the_hosts_page_may_show_our_ways(house):
    app = host(house, base_template="host.html")
    app.jinja_loader = DictLoader(
        {"host.html": "<nav>{% include 'amends/_nav.html' %}</nav>{% block content %}{% endblock %}"}
    )

    page = Visitor(app).open("/recovery/inbox")
    ways = page.all("//nav//a/@href")

    assert "/recovery/inbox" in ways
    assert all(way.startswith("/recovery/") for way in ways)
