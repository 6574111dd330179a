"""Diagrams of procedures: Mermaid text and SVG pictures."""

import re
import xml.etree.ElementTree as ET

import pytest
from attrs import evolve

from withdrawal.case.proceedings.machine import machine_for
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.pictures import diagram, flow
from withdrawal.output.pictures.picture import picture_of

EVERY = [(c, r.id) for c in (*procedures(), "DJI") for r in procedure(c).routes]
NAMESPACE = "{http://www.w3.org/2000/svg}"


def to_mermaid(rule, route, **rest):
    """Return a route as a flowchart in text."""
    return diagram.to_mermaid(picture_of(rule, route, **rest))


def to_svg(rule, route, **rest):
    """Return a route as an SVG picture."""
    return flow.to_svg(picture_of(rule, route, **rest))


def taken(country, route, *steps):
    """Return the transitions a case makes by some steps."""
    machine = machine_for(procedure(country).graph(route))
    position = machine.start()
    return [machine.fire(position, step) for step in steps]


def svg_of(country, route=None, **rest):
    """Return the parsed SVG picture of a route."""
    rule = procedure(country)
    return ET.fromstring(to_svg(rule, rule.route(route), **rest))


@pytest.fixture
def latvia():
    """Latvia's procedure and its ordinary route."""
    rule = procedure("LVA")
    return rule, rule.route("ordinary")


class TestMermaid:
    """The procedure as a flowchart in text."""

    def test_legal_basis_and_days(self, latvia):
        """Legal basis and day limits stand on the arrows."""
        text = to_mermaid(*latvia)
        assert text.startswith("flowchart TD\n")
        assert (
            's_final_vote -->|"Constitution arts 69, 71<br/>10 to 21 days from final-vote"| '
            "s_promulgation" in text
        )

    def test_majority(self):
        """So does the majority a vote needs."""
        rule = procedure("LTU")
        assert "three fifths of all members (85 of 141)" in to_mermaid(rule, rule.route())

    def test_actor(self, latvia):
        """Each box says who acts."""
        assert 's_notice["<b>notice</b><br/>Ministry of Foreign Affairs"]' in to_mermaid(*latvia)

    def test_return_and_refusal(self, latvia):
        """What comes back, and where the matter may end, is drawn dashed."""
        text = to_mermaid(*latvia)
        assert 's_promulgation -.->|"returned"| s_final_vote' in text
        assert "s_first_reading -.-> s_rejected" in text

    def test_treaty(self, latvia):
        """With a treaty, its period stands on the last arrow, and its proviso where it has one."""
        ottawa = to_mermaid(*latvia, treaty=resolve_treaty("ottawa"))
        assert 's_notice -->|"6 months<br/>art. 20"| s_effective' in ottawa
        assert "s_waiting_for_end_of_conflict" in ottawa
        rome = to_mermaid(*latvia, treaty=resolve_treaty("rome-statute-1998"))
        assert "1 year" in rome
        assert "s_waiting_for_end_of_conflict" not in rome

    def test_path_taken(self, latvia):
        """The path taken so far is drawn thick, the rest is not."""
        path = taken("LVA", "ordinary", "recommendation", "final-vote")
        text = to_mermaid(*latvia, taken=path)
        assert "class s_considered,s_recommendation,s_final_vote taken" in text
        (styled,) = re.findall(r"linkStyle ([\d,]+) ", text)
        arrows = [line for line in text.splitlines() if "-->" in line or "-.->" in line]
        drawn = [arrows[int(n)].split("|")[0].split()[0] for n in styled.split(",")]
        assert drawn == ["s_considered", "s_recommendation"]
        assert "taken" not in to_mermaid(*latvia).replace("classDef taken", "")

    def test_escaped(self, latvia):
        """Text from data cannot end a label, start markup or add a line."""
        rule, route = latvia
        evil = evolve(rule.stages["notice"], actor='"] --> x\n<script>alert(1)</script>#quot;`')
        changed = evolve(rule, stages={**rule.stages, "notice": evil})
        text = to_mermaid(changed, route)
        assert "<script>" not in text
        assert len(text.splitlines()) == len(to_mermaid(rule, route).splitlines())
        (line,) = [each for each in text.splitlines() if each.startswith("  s_notice[")]
        assert line.count('"') == 2

    @pytest.mark.rows("country, route", EVERY)
    def test_every_route(self, country, route):
        """Every stage of every route is a box, and every arrow joins two boxes."""
        rule = procedure(country)
        text = to_mermaid(rule, rule.route(route))
        boxes = set(re.findall(r"^  (s_\w+)[\[(]", text, re.MULTILINE))
        ends = re.findall(r'^  (s_\w+) (?:-->|-\.->)(?:\|"[^"]*"\|)? (s_\w+)$', text, re.MULTILINE)
        assert {f"s_{each.replace('-', '_')}" for each in rule.route(route).stages} <= boxes
        assert {each for pair in ends for each in pair} == boxes


class TestPicture:
    """The neutral model behind the renderers."""

    def picture(self, country, *steps, route=None):
        """Return the picture of a case after some steps."""
        rule = procedure(country)
        chosen = rule.route(route)
        return picture_of(rule, chosen, taken=taken(country, chosen.id, *steps))

    def ways(self, picture):
        """Return the two ends of each arrow the case took."""
        return [(each.source, each.target) for each in picture.arrows if each.is_taken]

    def test_passed_over(self):
        """What the record leaves out is passed over by an arrow of its own."""
        picture = self.picture("EST", "government-decision", "final-vote")
        assert ("government-decision", "final-vote") in self.ways(picture)
        over = [each for each in picture.arrows if each.shape == "passed-over"]
        assert [(each.source, each.target) for each in over] == [
            ("considered", "government-decision"),
            ("government-decision", "final-vote"),
        ]

    def test_returned(self):
        """A return is taken back to the vote."""
        picture = self.picture("LVA", "final-vote", "returned", "final-vote", "promulgation")
        assert ("promulgation", "final-vote") in self.ways(picture)
        assert ("final-vote", "promulgation") in self.ways(picture)

    def test_rejected(self):
        """A rejection ends in its own box."""
        picture = self.picture("EST", "government-decision", "rejected")
        assert any(target == "rejected" for _, target in self.ways(picture))
        assert next(box for box in picture.boxes if box.id == "rejected").is_taken

    def test_parallel(self):
        """Side-by-side stages both lead on."""
        picture = self.picture(
            "CZE", "government-decision", "upper-house-vote", "final-vote", "head-of-state-act"
        )
        ways = self.ways(picture)
        assert ("final-vote", "head-of-state-act") in ways
        assert ("upper-house-vote", "head-of-state-act") in ways

    def test_to_the_end(self):
        """From notice to waiting to effect."""
        picture = self.picture(
            "FRA", "executive-decision", "notice", "notice-to-other-parties",
            "period-ended-in-conflict", "conflict-ended",
        )  # fmt: skip
        assert set(self.ways(picture)) >= {
            ("executive-decision", "notice"),
            ("notice", "waiting-for-end-of-conflict"),
            ("waiting-for-end-of-conflict", "effective"),
        }

    def test_revoked(self):
        """A notice taken back."""
        picture = self.picture("FRA", "executive-decision", "notice", "revoked")
        assert ("notice", "revoked") in self.ways(picture)

    def test_suspension_claimed(self):
        """A claim of suspension, by a route of its own and outside one."""
        picture = self.picture("UKR", "final-vote", "promulgation", "suspension-notice",
                               route="suspension")  # fmt: skip
        assert next(box for box in picture.boxes if box.id == "suspension-notice").is_taken
        assert "effective" not in {box.id for box in picture.boxes}
        other = self.picture("FRA", "executive-decision", "suspension-claimed")
        assert next(box for box in other.boxes if box.id == "suspension-claimed").is_taken

    def test_noted_later(self):
        """What follows a notice hangs on it."""
        picture = self.picture("POL", "final-vote", "upper-house-vote", "promulgation",
                               "denunciation-act", "notice", "government-statement")  # fmt: skip
        assert ("notice", "government-statement") in self.ways(picture)


class TestSvg:
    """The procedure as a picture, without a browser."""

    def test_title(self, latvia):
        """The picture says what it shows, for those who cannot see it."""
        root = svg_of("LVA", "ordinary", treaty=resolve_treaty("ottawa"))
        assert root.find(f"{NAMESPACE}title").text == (
            "Latvia: a law the President may return, to leave the Ottawa Convention"
        )
        assert root.get("role") == "img"

    def test_text(self):
        """Legal basis, day limits and majority are readable text."""
        texts = " ".join(each.text or "" for each in svg_of("LTU").iter(f"{NAMESPACE}text"))
        texts = texts.replace("\u00a0", " ")
        assert "at most 10 days from receipt" in texts
        assert "three fifths of all members (85 of 141)" in texts

    def test_path_taken(self):
        """Boxes and arrows of the path taken are marked."""
        path = taken("LVA", "ordinary", "recommendation", "final-vote", "returned")
        root = svg_of("LVA", "ordinary", taken=path)
        boxes = [each for each in root.iter(f"{NAMESPACE}rect") if "taken" in each.get("class")]
        arrows = [e for e in root.iter(f"{NAMESPACE}path") if "taken" in (e.get("class") or "")]
        assert (len(boxes), len(arrows)) == (3, 3)
        assert not any(
            "taken" in each.get("class") for each in svg_of("LVA").iter(f"{NAMESPACE}rect")
        )

    def test_light_and_dark(self):
        """Colours follow the reader's setting, and nothing is fetched."""
        text = to_svg(procedure("LVA"), procedure("LVA").route())
        assert "prefers-color-scheme:dark" in text
        assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "<script" not in text

    def test_escaped(self, latvia):
        """Text from data stays text."""
        rule, route = latvia
        evil = evolve(rule.stages["notice"], actor="</text><script>alert('1')</script>&")
        changed = evolve(rule, name="<b>&", stages={**rule.stages, "notice": evil})
        root = ET.fromstring(to_svg(changed, route))
        assert not list(root.iter(f"{NAMESPACE}script"))
        assert any("<script>" in (each.text or "") for each in root.iter(f"{NAMESPACE}text"))

    @pytest.mark.rows("country, route", EVERY)
    def test_every_route(self, country, route):
        """In every picture no two boxes overlap, and all lie within the frame."""
        root = svg_of(country, route)
        left, top, width, height = map(float, root.get("viewBox").split())
        boxes = [
            tuple(float(each.get(key)) for key in ("x", "y", "width", "height"))
            for each in root.iter(f"{NAMESPACE}rect")
        ]
        assert len(boxes) > len(procedure(country).route(route).stages)
        for number, (x, y, w, h) in enumerate(boxes):
            assert left <= x
            assert x + w <= left + width
            assert top <= y
            assert y + h <= top + height
            for a, b, c, d in boxes[:number]:
                assert x + w <= a or a + c <= x or y + h <= b or b + d <= y
