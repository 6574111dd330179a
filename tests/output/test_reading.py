"""A reading as the document with marks: taking them out gives it back, on every run alike."""

from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.output.html import reading_page
from withdrawal.output.reading import annotated, unmarked
from withdrawal.reading import read

CLAIMS = (
    "Finland ceased to be a party to the Ottawa Convention on 10 January 2026.",
    "Estonia left the Ottawa Convention on 1 May 2024.",
    "The exit takes effect six months after parliament approves it.",
)
PIECES = st.one_of(
    st.sampled_from(CLAIMS), st.text(max_size=20), st.just("\u27e61 loose: \u27e71.")
)


@given(st.lists(PIECES, max_size=6))
@settings(max_examples=25)
def test_marks_come_out_again(pieces):
    """Removing the marks gives the very text back, whatever it holds; words stand at offsets."""
    text = "".join(pieces)
    reading = read(text, on="2026-03-01", language="en")
    assert unmarked(annotated(reading)) == text
    for claim in reading.claims:
        assert text[claim.offset : claim.offset + claim.length] == claim.words


def test_the_same_bytes():
    """Text with marks, page and data are the same on every run."""
    made = [read("\n".join(CLAIMS), on="2026-03-01", language="en") for _ in range(2)]
    assert annotated(made[0]) == annotated(made[1])
    assert reading_page(made[0]) == reading_page(made[1])
    assert made[0].to_json() == made[1].to_json()
