"""One failure, from the customer's first sentence to the proof of the record, as everybody would do it at their browser."""

import os
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from browser.served import amends, environment, free_port, mail_server, serving
from browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PASSWORD = "a storm in february"
MINA = "mina@passengers.example"
SEATS = {"ruth": "front_line", "teo": "supervisor", "carla": "case_owner", "felix": "finance", "olga": "operations"}
SOON = (date.today() + timedelta(days=3)).isoformat()


@pytest.fixture
def house(tmp_path):
    with ExitStack() as stack:
        port = free_port()
        smtp, mailbox = stack.enter_context(mail_server())
        env = environment(
            tmp_path,
            port,
            AMENDS_SMTP_HOST="127.0.0.1",
            AMENDS_SMTP_PORT=str(smtp),
            AMENDS_MAIL_FROM="desk@northway.example",
            AMENDS_SMTP_STARTTLS="no",
        )
        amends(
            "init",
            "--organisation",
            "Northway Air",
            "--name",
            "Ada Admin",
            "--login",
            "ada",
            "--password",
            PASSWORD,
            env=env,
        )
        for login, lane in SEATS.items():
            amends(
                "people",
                "add",
                "--login",
                login,
                "--name",
                f"{login.title()} Doe",
                "--seat",
                f"house:{lane}",
                "--email",
                f"{login}@northway.example",
                "--password",
                PASSWORD,
                env=env,
            )
        stack.enter_context(serving("serve", env=env, port=port))
        yield port, mailbox, env


def test_a_failure_is_recovered_from_the_first_sentence_to_the_proof(house, chromium):
    port, mailbox, env = house
    base = f"http://127.0.0.1:{port}"
    shots = Path(os.environ["AMENDS_SHOTS"]) if os.environ.get("AMENDS_SHOTS") else None
    people = {login: Visitor(chromium, base, shots) for login in (*SEATS, "mina")}
    mina = people["mina"]

    mina.go("/report")
    mina.fill(what_happened="My flight to Boston was cancelled and nobody could tell me anything.", contact=MINA)
    mina.hand_in("Send")
    number = mina.page.inner_text("main").split("R-")[1][:6]
    acknowledged = mailbox.wait_for(MINA, f"R-{number}")
    status = next(word for word in acknowledged.get_body(("plain",)).get_content().split() if "/status/" in word).strip(
        "<>().,"
    )
    mina.go(status)
    assert f"R-{number}" in mina.text()

    for login in SEATS:
        people[login].go("/inbox")
        people[login].sign_in(login, PASSWORD)

    people["ruth"].do(
        "Assess the report",
        failure_type="not_delivered",
        failure_kind="outcome",
        failure_point="cancelled_flight",
        hours_lost="5",
        price="180.00 USD",
        money_lost="60.00 USD",
    )
    people["ruth"].open("Listen, apologise, explain")
    people["ruth"].fill(
        apology_given="written",
        explanation_given=True,
        emotion="disappointed",
        desired_remedy="To get to Boston.",
        fixed_now=False,
    )
    people["ruth"].hand_in()
    assert "fill in" in people["ruth"].text()  # not fixed: what was told, and by when, must be said
    assert people["ruth"].page.input_value('[name="desired_remedy"]') == "To get to Boston."
    people["ruth"].fill(told_what="A case owner finds out and writes to you.", told_by_when=f"{SOON}T17:00")
    people["ruth"].hand_in()
    mailbox.wait_for(MINA, "A case owner finds out and writes to you.")

    people["carla"].do("Understand the impact", expected="To fly.", experienced="A cancelled flight.")
    people["olga"].do(
        "Investigate",
        facts_found="Snow closed the runways.",
        responsible_department="Station",
        failure_point="cancelled_flight",
        failure_type="not_delivered",
        failure_kind="outcome",
        locus="nature",
        controllable=False,
        stable=False,
        others_exposed=True,
    )
    offer = {"psychological": ["apology_in_writing"], "tangible": ["rebooking"], "promised_by": SOON}
    people["carla"].do(
        "Compose an offer",
        **offer,
        goodwill="600.00 USD",
        reason_outside_band="She lost a wedding.",
        offer_text="We rebook you and are sorry.",
    )
    people["teo"].do("Approve as supervisor", decision="approve", conflict_of_interest=False)
    mailbox.wait_for(MINA, "We rebook you and are sorry.")

    mina.wait_for(status, '[name="choice"]')
    mina.fill(choice="counter", counter_wish="My hotel as well, please.")
    mina.hand_in("Send answer")
    people["carla"].do(
        "Compose an offer",
        **offer,
        goodwill="2500.00 USD",
        reason_outside_band="She lost a wedding and a hotel.",
        offer_text="We rebook you, pay the hotel, and are sorry.",
    )
    people["felix"].do("Approve as finance", decision="approve", conflict_of_interest=False)
    mailbox.wait_for(MINA, "pay the hotel")
    mina.wait_for(status, '[name="choice"]')
    mina.fill(choice="accept")
    mina.hand_in("Send answer")

    people["olga"].do("Carry out the remedy", done=True, reference_no="NW-1")
    people["carla"].do("Write the apology", apology_letter="We are sorry: nobody was there for you.")
    mailbox.wait_for(MINA, "we paid")
    people["carla"].do(
        "Tell result and lesson",
        result="You were rebooked and paid.",
        lesson_told="The desk was staffed for a normal day.",
        prevention_told="A storm warning now brings a second shift.",
        closing_code="resolved",
    )
    mailbox.wait_for(MINA, "second shift")

    mina.wait_for(status, '[name="csat_after"]')
    mina.fill(csat_after="5", fair_result="5", fair_process="5", fair_treatment="5")
    mina.hand_in("Send answer")
    mina.wait_for(status, 'main :text("Your case is closed")')

    people["teo"].go(f"/cases/R-{number}")
    people["teo"].page.wait_for_selector(".djs-container svg")
    assert "The case ended: Resolved and accepted" in people["teo"].text()
    assert [visitor.troubles for visitor in people.values()] == [[]] * len(people)
    shown = amends("verify", env=env)
    assert shown.returncode == 0
    ids = [mail["Message-ID"] for mail in mailbox.mails]
    assert len(ids) == len(set(ids))
