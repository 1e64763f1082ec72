"""Letters: filled in completely or not sent at all, and never turned against the house."""

from pathlib import Path

import pytest
from amends.engine.letters import LetterRefused, Letters
from soon import soon

SHIPPED = Path(__file__).parents[2] / "processes" / "letters"
ALWAYS = {
    "number": "R-000042",
    "status_url": "https://amends.example/status/x_Y-z",
    "organisation": "Blue Air",
    "timezone": "America/New_York",
    "promises": [],
}


def letters(**bodies: str) -> Letters:
    return Letters.from_files(
        {f"letters/{name}.md": f"Subject: {name}\n\n{body}".encode() for name, body in bodies.items()}
    )


def shipped() -> Letters:
    return Letters.from_files({f"letters/{path.name}": path.read_bytes() for path in SHIPPED.glob("*.md")})


def html_of(body: str, **facts: object) -> str:
    return letters(letter=body).render("letter", facts).html


def text_of(body: str, **facts: object) -> str:
    return letters(letter=body).render("letter", facts).text


def refusal_of(body: str, **facts: object) -> str:
    with pytest.raises(LetterRefused) as refusal:
        letters(letter=body).render("letter", facts)
    return str(refusal.value)


def test_a_letter_has_a_subject_a_plain_text_and_html() -> None:
    source = b"Subject: {{ number }}: hello\n\nDear *{{ name }}*,\n\n- one\n- [two]({{ url }})\n\n> quoted\n"
    letter = Letters.from_files({"letters/hello.md": source}).render(
        "hello", {"number": 7, "name": "Ann", "url": "https://a.example/b_c"}
    )

    assert (letter.name, letter.subject) == ("hello", "7: hello")
    assert letter.text == "Dear Ann,\n\n- one\n- two: https://a.example/b_c\n\n> quoted\n"
    assert "<em>Ann</em>" in letter.html
    assert 'href="https://a.example/b_c"' in letter.html


def test_what_is_missing_is_named_with_the_letter() -> None:
    assert (
        refusal_of("We prevent it: {{ prevention_told }}")
        == "The letter 'letter' cannot be written: 'prevention_told' is not filled in"
    )
    assert "'prevention_told' is not filled in" in refusal_of("{{ prevention_told }}", prevention_told="  ")
    assert "'text' is not filled in" in refusal_of(
        "{% for p in promises %}{{ p.text }}{% endfor %}", promises=[{"due": "x"}]
    )


def test_a_letter_may_ask_whether_something_is_known() -> None:
    body = "{% if name %}Dear {{ name }}{% else %}Good day{% endif %}"

    assert text_of(body) == text_of(body, name="") == text_of(body, name=None) == "Good day\n"
    assert text_of(body, name="Ann") == "Dear Ann\n"


def test_an_unknown_letter_is_refused_by_name() -> None:
    with pytest.raises(LetterRefused, match="'nope' cannot be written: there is no such letter"):
        letters().render("nope", {})


def test_days_times_and_money_are_written_as_people_say_them() -> None:
    due = "2026-02-13T19:30:00+00:00"

    assert text_of("{{ d | day }}", d="2026-02-08") == "Sunday 8 February 2026\n"
    assert text_of("{{ d | moment }}", d=due, timezone="America/New_York") == "Friday 13 February 2026, 14:30 EST\n"
    assert (
        text_of("{{ d | day }} {{ d | clock_time }}", d=due, timezone="Asia/Shanghai")
        == "Saturday 14 February 2026 03:30\n"
    )
    assert text_of("{{ m | money }}", m="1200.00 USD") == "$1,200.00\n"
    assert text_of("{{ t | listed }}", t=["rebooking", "new_ticket", "meals"]) == "rebooking, new ticket and meals\n"


def test_what_is_no_day_or_money_is_said() -> None:
    assert "'soon' is not a date" in refusal_of("{{ d | day }}", d="soon")
    assert "'2026-02-13T10:00:00' is not a time" in refusal_of("{{ d | moment }}", d="2026-02-13T10:00:00")
    assert "'a lot' is not an amount of money" in refusal_of("{{ m | money }}", m="a lot")
    assert "'d' is not filled in" in refusal_of("{{ d | day }}")


def test_a_list_is_not_shown_as_it_is() -> None:
    assert "a list cannot be shown as it is" in refusal_of("{{ items }}", items=["a"])


def test_what_a_customer_types_stays_text() -> None:
    typed = "[click](https://evil.example) **now** <script>alert(1)</script>\n\n# Heading\n- item"
    html = html_of("They wrote:\n\n> {{ typed }}", typed=typed)

    assert "<a" not in html
    assert "<script" not in html
    assert "<strong" not in html
    assert "<h1" not in html
    assert "<li" not in html
    assert text_of("> {{ typed }}", typed="one\n\n# two") == "> one\n> # two\n"


def test_links_go_to_safe_places_only() -> None:
    assert "href" not in html_of("[x]({{ u }})", u="javascript:alert(1)")
    assert "<img" not in html_of("![x](https://spy.example/1.png)")
    assert "<iframe" not in html_of("<iframe src='https://evil.example'></iframe>")


def test_a_subject_is_one_line() -> None:
    source = b"Subject: About {{ name }}\n\nHi\n"
    subject = Letters.from_files({"a.md": source}).render("a", {"name": "x\r\nBcc: evil@example.org"}).subject

    assert subject == "About x Bcc: evil@example.org"


@pytest.mark.trap(38)
@pytest.mark.parametrize(
    "body",
    [
        "{{ 'A' * 10**10 }}",
        "{{ 'A' * 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set x = 'a' %}{% set x = x ~ x %}",
        "{{ x ~ x }}",
        "{{ x | replace('a', x) }}",
        "{{ x | join(x) }}",
        "{{ x | center(99999999) }}",
        "{{ ''.join(x) }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'other' %}",
        "{% for a in x recursive %}{{ loop(x) }}{% endfor %}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ x",
        "a" * 30_000,
    ],
)
def test_a_hostile_letter_is_found_and_never_rendered(body: str) -> None:
    with soon():
        read = letters(hostile=body)

        assert read.findings()
        assert read.findings()[0][0] == "letters/hostile.md"
        with pytest.raises(LetterRefused):
            read.render("hostile", {"x": ["a"] * 100})


@pytest.mark.trap(38)
def test_attributes_of_python_are_out_of_reach() -> None:
    assert "is not filled in" in refusal_of("{{ cycler }}") or "unsafe" in refusal_of("{{ x.__class__ }}", x="a")
    assert "cannot be shown" in refusal_of("{{ x.upper }}", x="a")


@pytest.mark.trap(38)
def test_a_letter_that_grows_too_long_is_not_sent() -> None:
    body = "{% for a in x %}{% for b in x %}{{ text }}{% endfor %}{% endfor %}"

    assert "grew beyond" in refusal_of(body, x=["."] * 500, text="a" * 4000)


def test_findings_name_the_line() -> None:
    assert letters(a="one\n\n{{ x() }}").findings() == [
        ("letters/a.md", "line 5: 'call' is not for letters: they show values, ask with if, and go through lists")
    ]


def test_a_letter_without_a_subject_or_in_another_encoding_is_found() -> None:
    read = Letters.from_files({"a.md": b"Hello\n\nyou", "b.md": b"Subject: x\n\n\xff", "c.md": b"Subject: x\n\n  \n"})

    assert [path for path, _ in read.findings()] == ["a.md", "b.md", "c.md"]


def test_the_shipped_letters_are_sound() -> None:
    assert shipped().findings() == []
    assert set(shipped().names()) >= {
        "acknowledgement", "honest_notice", "update", "late", "offer", "reminder", "closing", "survey", "staff_alert",
        "payment_notice", "recourse",
    }  # fmt: skip


def test_the_acknowledgement_needs_nothing_but_what_happened() -> None:
    letter = shipped().render("acknowledgement", {**ALWAYS, "what_happened": "My flight was cancelled."})

    assert "https://amends.example/status/x_Y-z" in letter.text
    assert "My flight was cancelled." in letter.text
    assert "R-000042" in letter.subject


def test_the_acknowledgement_says_by_when() -> None:
    promises = [{"key": "first_answer", "text": "you get a first answer", "due": "2026-02-09T15:00:00+00:00"}]
    letter = shipped().render("acknowledgement", {**ALWAYS, "what_happened": "x", "promises": promises})

    assert "you get a first answer: by Monday 9 February 2026, 10:00 EST" in letter.text


def test_an_update_without_news_says_so_and_gives_the_next_time() -> None:
    letter = shipped().render("update", {**ALWAYS, "next_due": "2026-02-09T15:00:00+00:00"})

    assert "there is nothing new yet" in letter.text
    assert "Monday 9 February 2026, 10:00 EST" in letter.text


def test_who_is_late_and_has_promised_nothing_more_says_so_all_the_same() -> None:
    missed = {"missed_text": "somebody speaks with you", "missed_due": "2026-02-08T15:00:00+00:00"}

    assert "now comes before those that are on time" in shipped().render("late", {**ALWAYS, **missed}).text


@pytest.mark.parametrize(
    ("name", "lacks"),
    [("update", "next_due"), ("late", "next_due"), ("honest_notice", "told_by_when"), ("closing", "prevention_told"),
     ("closing", "lesson_told"), ("offer", "promised_by"), ("recourse", "recourse_by")],
)  # fmt: skip
def test_no_promise_without_a_time_and_no_closing_without_a_lesson(name: str, lacks: str) -> None:
    whole = {
        **ALWAYS,
        "next_text": "you hear from us",
        "next_due": "2026-02-09T15:00:00+00:00",
        "missed_text": "you hear from us",
        "missed_due": "2026-02-08T15:00:00+00:00",
        "told_what": "We look for a seat.",
        "told_by_when": "2026-02-09T15:00:00+00:00",
        "result": "You flew.",
        "lesson_told": "We learnt.",
        "prevention_told": "We changed it.",
        "offer_text": "A seat.",
        "promised_by": "2026-02-10",
        "decision_told": "No.",
        "reasons_told": "Because.",
        "recourse_body": "the ombudsman",
        "recourse_by": "2026-08-10",
    }
    shipped().render(name, whole)

    with pytest.raises(LetterRefused, match=f"'{lacks}' is not filled in"):
        shipped().render(name, {key: value for key, value in whole.items() if key != lacks})


def test_the_names_a_letter_asks_for_are_known() -> None:
    assert letters(a="{{ x.y }} {% for p in promises %}{{ p.due | moment }}{{ loop.index }}{% endfor %}").asked_for(
        "a"
    ) == {"x", "promises"}
