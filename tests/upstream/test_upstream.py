"""The library still does what we mend. A failure here is good news: look whether our mend can go."""

import pytest
from docs_at_hand import ROOT, keys, page, quoted
from upstream.reproductions import ALL

PAGE = page("explanation/upstream.md")


@pytest.mark.parametrize("name", ALL)
@pytest.mark.filterwarnings("ignore")
def test_the_library_still_does_it(name):
    told = ALL[name]

    assert told.run() == told.today, f"mended upstream? Right is {told.right}. See docs/explanation/upstream.md."
    assert told.today != told.right


def test_the_page_tells_each_and_no_other():
    assert keys(PAGE) == set(ALL)


def test_the_mends_are_where_the_page_says():
    named = [name for name in quoted(PAGE) if name.startswith("engine/")]

    assert [name for name in named if not (ROOT / name).exists()] == []
