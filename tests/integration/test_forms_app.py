"""Our own application: accounts, sessions, headers, limits, and pages for whatever goes wrong."""

import logging
import stat

import pytest
from amends.engine.person import Person, Seat, Unit
from amends.forms.app import create_app
from amends.forms.people import hashed
from pages_at_hand import Visitor, application, two_tasks
from small_house import RUTH, report

PASSWORD = "correct horse battery"


@pytest.fixture
def house(tmp_path):
    house = two_tasks(tmp_path)
    ada = Person(id="ada", name="Ada Osei", seats=(Seat("shop", "front_line"),))
    house.people.add_person(ada, "ada", hashed(PASSWORD))
    yield house
    house.close()


@pytest.fixture
def stranger(app):
    return Visitor(app)


def sign_in(visitor, address="/sign-in", login="ada", password=PASSWORD, **more):
    return visitor.send(visitor.open(address), "/sign-in", login=login, password=password, **more)


def test_signing_in_leads_to_where_one_wanted_to_go(stranger):
    page = sign_in(stranger, "/cases")

    assert (page.status, page.address) == (200, "/cases")
    assert page.says("Ada Osei")


def test_a_wrong_login_and_a_wrong_password_get_one_answer_and_keep_the_login(stranger):
    wrong = [sign_in(stranger, login="ada", password="wrong"), sign_in(stranger, login="nobody", password="wrong")]

    assert [page.status for page in wrong] == [422, 422]
    assert [page.says("do not belong together") for page in wrong] == [True, True]
    assert wrong[0].all("//input[@name='login']/@value") == ["ada"]
    assert not any("wrong" in value for page in wrong for value in page.all("//input/@value"))


def test_an_account_without_a_password_opens_to_nobody(stranger):
    for password in ("", " ", "ruth"):
        assert sign_in(stranger, login="ruth", password=password).status == 422


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x()"])
def test_signing_in_never_leads_to_another_site(stranger, elsewhere):
    assert sign_in(stranger, next=elsewhere).address in ("/", "/inbox")


def test_a_session_begins_anew_when_somebody_signs_in(stranger):
    before = stranger.open("/sign-in").all("//input[@name='csrf_token']/@value")
    with stranger.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(stranger)

    with stranger.client.session_transaction() as session:
        assert "planted" not in session
    assert stranger.open("/inbox").all("//input[@name='csrf_token']/@value")[0] not in before


def test_signing_out_takes_a_post(stranger):
    sign_in(stranger)

    assert stranger.open("/sign-out").status == 405
    assert stranger.open("/inbox").status == 200
    assert stranger.send(stranger.open("/inbox"), "/sign-out").says("You are signed out")
    assert stranger.open("/inbox").address == "/sign-in"


def test_who_does_not_work_here_any_more_is_out_at_the_next_click(house, stranger):
    sign_in(stranger)
    with house.store.writing() as work:
        work.people.deactivate("ada")

    assert stranger.open("/inbox").address == "/sign-in"
    assert sign_in(stranger).status == 422


def test_passwords_cannot_be_guessed_for_long(stranger):
    for _ in range(10):
        assert sign_in(stranger, password="guess").status == 422
    page = sign_in(stranger, password=PASSWORD)

    assert page.status == 429
    assert page.says("Please wait a little")


def test_cookies_and_headers_keep_pages_to_themselves(app, house):
    visitor = Visitor(app)
    answered = visitor.client.get("/sign-in")

    cookie = answered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    policy = answered.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"):
        assert name in answered.headers
    assert answered.headers["Cache-Control"] == "no-store"
    secure = application(house, AMENDS_PUBLIC_URL="https://amends.example").test_client().get("/sign-in")
    assert "Secure" in secure.headers["Set-Cookie"]


def test_no_page_of_ours_holds_what_the_policy_forbids(app, house):
    number = report(house)
    ruth = Visitor(app, "ruth")
    pages = ("/inbox", "/cases", f"/cases/{number}", f"/tasks/{number}/answer/1", "/report-for-a-customer", "/report")
    for where in pages:
        page = ruth.open(where)
        assert not page.all("//*[@style]"), where
        assert not page.all("//style"), where
        assert not page.all("//*[@onclick or @onsubmit]"), where
        assert not page.all("//script[not(@src)][not(@type='application/json')]"), where


@pytest.mark.parametrize("where", ["/nothing/here", "/cases/R-1/nothing", "/status/wrong-token"])
def test_an_address_that_leads_nowhere_says_so_in_words(app, where):
    page = Visitor(app, "ruth").open(where)

    assert page.status == 404
    assert "Traceback" not in page.text
    assert len(page.text) > 100


def test_a_mistake_of_ours_has_a_number_that_finds_it_in_the_log(house, caplog):
    app = application(house, TESTING=False)

    @app.get("/broken")
    def broken():
        raise RuntimeError("a secret of the inside")

    with caplog.at_level(logging.ERROR):
        page = Visitor(app).open("/broken")

    assert page.status == 500
    assert not page.says("secret of the inside")
    [noted] = [record for record in caplog.records if hasattr(record, "reference")]
    assert page.says(noted.reference)


def test_the_start_page_is_where_one_works(app, house):
    assert Visitor(app).open("/").address == "/report"
    assert Visitor(app, "ruth").open("/").address == "/inbox"
    assert Visitor(app, "otto").open("/").address == "/operator"


def test_the_secret_is_made_once_and_readable_by_us_alone(tmp_path, house):
    settings = {**house.settings, "AMENDS_INSTANCE": str(tmp_path / "instance")}
    first, second = create_app(settings, house), create_app(settings, house)

    kept = tmp_path / "instance" / "secret_key"
    assert first.secret_key == second.secret_key == kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_language_we_have_no_texts_in_is_answered_in_english(app):
    page = Visitor(app).open("/report", **{"Accept-Language": "zh-CN,zh;q=0.9"})

    assert page.tree.xpath("/html/@lang") == ["en"]


def test_every_page_of_the_staff_asks_who_is_looking(app):
    homes = ("amends.staff.", "amends.operator.")
    ours = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(homes)]
    parts = {"<case>": "R-1", "<element>": "answer", "<int:round>": "1", "<number>": "R-1", "<int:job>": "1"}

    assert len(ours) > 10
    for rule in ours:
        address = rule.rule
        for name, text in parts.items():
            address = address.replace(name, text)
        visitor = Visitor(app)
        token = visitor.open("/sign-in").all("//input[@name='csrf_token']/@value")[0]
        if "GET" in rule.methods:
            assert visitor.open(address).address == "/sign-in", address
        else:
            assert visitor.post(address, {"csrf_token": token}).status == 401, address


def test_each_person_sees_cases_of_their_units_only(app, house):
    number = report(house)
    other = Person(id="eva", name="Eva Lind", seats=(Seat("other", "front_line"),))
    house.people.add_unit(Unit(id="other", name="The Other Shop", parent="house"))
    house.people.add_person(other, "eva", "")

    assert Visitor(app, "eva").open(f"/cases/{number}").status == 404
    assert Visitor(app, RUTH.id).open(f"/cases/{number}").status == 200


def test_posts_over_https_need_no_referrer(house):
    number = report(house)
    ruth = Visitor(application(house, PREFERRED_URL_SCHEME="https"), "ruth")
    address = f"/tasks/{number}/answer/1"

    assert ruth.send(ruth.open(address), address, words="Sorry.").says("Done. Thank you.")
    assert "Strict-Transport-Security" in ruth.open("/inbox").headers


def test_a_name_that_is_not_ours_is_refused_in_a_line(house):
    client = application(house, AMENDS_TRUSTED_HOSTS="example.org, 127.0.0.1", TESTING=False).test_client()

    assert client.get("/report", headers={"Host": "example.org:8000"}).status_code == 200
    refused = client.get("/report", headers={"Host": "evil.example"})
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")
