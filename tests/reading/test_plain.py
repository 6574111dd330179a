"""Plain texts in all languages, as a wire agency, a ministry or a parliament writes them.

A block of `plain/*.txt` begins with `@`, the document's day and what is claimed, parted by
semicolons: kind and step, States, value; `!` where it is wrong.
"""

from pathlib import Path

import pytest

from withdrawal.reading import read
from withdrawal.reading.lexicon import READ_IN

FILES = sorted((Path(__file__).parent / "plain").glob("*.txt"))
NOTICE = {"receipt-by-depositary": "notice", "notification": "notice"}
ALIKE = {"is-party": "joined", "step:received": "step:notified"}


def blocks():
    """Yield each block: the day, what is claimed, and the texts by their language."""
    for path in FILES:
        for block in path.read_text("utf-8").split("\n@ ")[1:]:
            head, *lines = block.strip().splitlines()
            day, expected = head.split(" ", 1)
            wanted = [tuple(each.split("|")) for each in expected.split(";")]
            texts = dict(line.split("|", 1) for line in lines if line and line[0] != "#")
            yield pytest.param(day, wanted, texts, id=f"{path.stem}: {expected}"[:80])


def told(claim):
    """Return a claim as the blocks write it: kind and step, States, value."""
    value, step = claim.value, f":{claim.step}" if claim.kind == "step" else ""
    votes = value.to_json()["votes"] or {}
    starts = NOTICE.get(value.starts, value.starts) if claim.kind == "period-starts" else None
    parts = [
        *(value.day, value.period, starts, value.count, "+".join(value.recipients)),
        "-".join(str(each) for each in votes.values() if each is not None),
    ]
    said = " ".join(str(each) for each in parts if each)
    wrong = "!" if claim.verdict == "contradicted" else ""
    return claim.kind + step, ",".join(claim.parties), said + wrong


def agree(wanted, claim):
    """Return whether a claim is the one wanted; a rule may be told of a State."""
    kind, parties, value = told(claim)
    known, of, said = wanted
    is_same = ALIKE.get(kind, kind) == ALIKE.get(known, known)
    is_of_it = of in (parties, "") if claim.kind != "joined" else of == parties
    is_wrong = said.endswith("!") == value.endswith("!")
    return is_same and is_of_it and is_wrong and value.startswith(said.rstrip("!"))


@pytest.mark.parametrize(("day", "wanted", "texts"), list(blocks()))
def test_a_plain_text_is_read_in_every_language(day, wanted, texts):
    """What is written plainly is claimed, and nothing else, in each of the languages."""
    assert set(texts) == set(READ_IN)
    wrong = []
    for language, text in texts.items():
        claims = read(text, on=day, language=language).claims
        missing = [each for each in wanted if not any(agree(each, one) for one in claims)]
        more = [told(one) for one in claims if not any(agree(each, one) for each in wanted)]
        wrong += [(language, missing, more)] if missing or more else []
    assert wrong == []
