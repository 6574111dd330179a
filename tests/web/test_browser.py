"""The page as people use it, in a real browser: mouse, keyboard, phone, without JavaScript."""

import re

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.slow, pytest.mark.system]

LITHUANIA = "/when/LTU/ottawa-1997?as_of=2026-11-21"
PAGES = [
    "/",
    LITHUANIA,
    "/when/SWE/ottawa-1997?received=2027-08-31&conflict_from=2028-01-01",
    "/when/UKR/ottawa-1997?lang=uk",
    "/ask?q=xyzzy",
    "/treaties?q=mine",
    "/treaties/ottawa-1997?on=2026-03-01",
    "/states",
    "/states/LTU?by=2027-12-31",
    "/now",
    "/changes?treaty=unesco",
    "/compare?party=Estonia&party=Latvia&treaty=ottawa&as_of=2025-04-20&lang=ar",
    "/plan?party=Sweden&treaty=ottawa&out_by=2029-01-01",
    "/history?q=ottawa",
    "/api/docs",
    "/embed/when/LTU/ottawa-1997",
    "/embed/treaties/ottawa-1997",
    "/forecast/LTU/ottawa-1997?as_of=2025-04-18",
    "/read?text=Finland+left+the+Ottawa+Convention+on+1+May+2024.&date=2026-03-01",
    "/nothing",
]
LONG_DAYS = "/when/LTU/ottawa-1997?lang=lv"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def visit(chrome, port):
    """Open an address in a fresh context; afterwards, nothing may have gone wrong on the way."""
    contexts, complaints = [], []

    def opened(address, *, allowed=(), **options):
        given = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options}
        context = chrome.new_context(**given, base_url=f"http://127.0.0.1:{port}")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_bad(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url)
                if not asked.url.startswith((f"http://127.0.0.1:{port}/", *allowed))
                else None)  # fmt: skip
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_bad(said):
    # The browser itself reports a page of status 404 or 422 that was asked for on purpose.
    return said.type == "error" and "the server responded with a status of 4" not in said.text


class TestUse:
    """What people do."""

    def test_ask(self, visit):
        """A question typed into the box leads to its answer."""
        page = visit("/")
        page.get_by_label("Your question").fill("when does Latvia leave the mine ban treaty?")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url(re.compile(r"/when/LVA/ottawa-1997"))
        assert page.get_by_role("heading", level=1).inner_text() == "27 December 2025"

    def test_type_ahead(self, visit):
        """Typing a name in any language offers what it may mean, by mouse and by keyboard."""
        page = visit("/")
        state = page.get_by_role("combobox", name="State", exact=True)
        state.press_sequentially("Turcja")
        page.get_by_role("option", name="Türkiye").click()
        assert state.input_value() == "Türkiye"
        treaty = page.get_by_role("combobox", name="Treaty", exact=True)
        treaty.press_sequentially("mine ban")
        page.get_by_role("option", name="Ottawa Convention").wait_for()
        assert treaty.get_attribute("aria-expanded") == "true"
        treaty.press("ArrowDown")
        treaty.press("Enter")
        assert treaty.input_value() == "Ottawa Convention"
        assert treaty.get_attribute("aria-expanded") == "false"

    def test_change_the_date(self, visit):
        """Another day of receipt changes answer, address and title, without a new page."""
        page = visit("/when/SWE/ottawa-1997?received=2027-03-01")
        page.evaluate("window.stillHere = true")
        page.get_by_label("Notice received on").fill("2027-08-31")
        page.keyboard.press("Tab")
        page.wait_for_url(re.compile("received=2027-08-31"))
        page.get_by_role("heading", level=1, name="29 February 2028").wait_for()
        assert page.evaluate("window.stillHere")
        assert page.title().startswith("29 February 2028")
        assert page.get_by_role("heading", name="Other defensible readings").is_visible()

    def test_back(self, visit):
        """The way back leads to the answer before."""
        page = visit("/when/SWE/ottawa-1997?received=2027-03-01")
        page.get_by_label("Notice received on").fill("2027-08-31")
        page.keyboard.press("Tab")
        page.get_by_role("heading", level=1, name="29 February 2028").wait_for()
        page.go_back()
        page.get_by_role("heading", level=1, name="1 September 2027").wait_for()

    def test_follow_a_source(self, visit):
        """A source leads where it says."""
        page = visit(LITHUANIA, allowed=("https://www.lrytas.lt/",))
        page.route("https://www.lrytas.lt/**", lambda route: route.fulfill(body="the source"))
        page.get_by_role("link", name=re.compile("lrytas.lt")).click()
        page.wait_for_url("https://www.lrytas.lt/**")
        assert page.inner_text("body") == "the source"

    def test_download_the_calendar(self, visit):
        """The calendar is saved and holds the day."""
        page = visit(LITHUANIA)
        with page.expect_download() as saved:
            page.get_by_role("link", name="Add to calendar", exact=True).click()
        assert saved.value.suggested_filename == "LTU-ottawa-1997.ics"
        (event,) = icalendar.Calendar.from_ical(saved.value.path().read_bytes()).events
        assert str(event.start) == "2025-12-27"

    def test_copy(self, visit):
        """The answer is copied as text."""
        page = visit(LITHUANIA, permissions=["clipboard-read", "clipboard-write"])
        page.get_by_role("link", name="Copy: Text").click()
        page.get_by_role("link", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("27 DECEMBER 2025")

    def test_switch_language(self, visit):
        """The language is chosen from the menu and stays."""
        page = visit(LITHUANIA)
        page.get_by_text("English", exact=False).first.click()
        page.get_by_role("link", name="Suomi").click()
        page.wait_for_url(re.compile("lang=fi"))
        assert page.locator("html").get_attribute("lang") == "fi"
        assert "27. joulukuuta 2025" in page.get_by_role("heading", level=1).inner_text()

    def test_browser_language(self, visit):
        """Without a choice the browser's language is spoken."""
        page = visit("/", locale="sv-SE")
        assert page.locator("html").get_attribute("lang") == "sv"

    def test_switch_theme(self, visit):
        """The theme turns, and is remembered."""
        page = visit("/", color_scheme="light")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Light or dark").click()
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert light != dark
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark

    def test_search_the_record(self, visit):
        """The table narrows while typing, and sorts by a click on its head."""
        page = visit("/history")
        page.get_by_label("Search").fill("ottawa")
        page.get_by_text("5 shown", exact=True).wait_for()
        page.get_by_role("columnheader", name="State").get_by_role("link").click()
        page.wait_for_url(re.compile("sort=party"))
        assert page.locator("tbody th").first.inner_text() == "Estonia"

    def test_diagram(self, visit):
        """A State's procedure opens as a diagram, painted by the page."""
        page = visit("/states/LTU")
        page.get_by_text("Diagram").first.click()
        box = page.locator(".diagram rect").first
        assert box.is_visible()
        assert box.evaluate("node => getComputedStyle(node).fill") != "rgb(0, 0, 0)"

    def test_slide_the_forecast(self, visit):
        """The slider moves the day from which a forecast looks ahead."""
        page = visit("/forecast/LTU/ottawa-1997?as_of=2025-03-18")
        slider = page.locator("#slider")
        slider.fill(str(int(slider.get_attribute("value")) + 60))
        page.wait_for_url(re.compile("as_of=2025-05-17"))
        assert page.locator("#as_of").input_value() == "2025-05-17"
        assert page.locator("#slider").is_visible()


class TestKeyboard:
    """Without a mouse."""

    def test_skip_and_ask(self, visit):
        """The first stop skips to the content; the question is asked with Enter."""
        page = visit("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("when does poland leave the ottawa convention?")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/when/POL/ottawa-1997"))

    def test_menu(self, visit):
        """The menu of languages opens with Enter and closes with Escape."""
        page = visit("/")
        page.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("link", name="Latviešu").is_visible()
        page.keyboard.press("Escape")
        assert not page.get_by_role("link", name="Latviešu").is_visible()

    @pytest.mark.parametrize("address", ["/", LITHUANIA])
    def test_focus_is_seen(self, visit, address):
        """Every stop shows that it has the focus."""
        page = visit(address)
        for _ in range(30):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                "() => { const node = document.activeElement;"
                " return node === document.body ? 'solid' : getComputedStyle(node).outlineStyle }"
            )
            assert outline != "none"


class TestPhone:
    """On a phone."""

    def test_timeline(self, visit):
        """The timeline stands upright, as a list."""
        page = visit(LITHUANIA, viewport=PHONE)
        assert page.locator("ol.steps").is_visible()
        assert not page.locator(".picture svg").is_visible()

    def test_targets_are_large(self, visit):
        """Buttons and fields are at least 24 pixels in either direction."""
        page = visit("/", viewport=PHONE)
        every = page.locator("button, input, summary, nav a").all()
        boxes = [each.bounding_box() for each in every if each.is_visible()]
        assert boxes
        assert all(min(box["width"], box["height"]) >= 24 for box in boxes)


class TestWithoutJavaScript:
    """With JavaScript off."""

    def test_everything_works(self, visit):
        """Ask, change, switch language and search, by plain links and forms."""
        page = visit("/", java_script_enabled=False)
        page.get_by_label("Your question").fill("when does Lithuania leave Ottawa?")
        page.get_by_role("button", name="Ask").click()
        assert page.locator("h1").inner_text() == "27 December 2025"
        page.locator("#received").fill("2025-07-01")
        page.get_by_role("button", name="Recalculate").click()
        assert page.locator("h1").inner_text() == "1 January 2026"
        page.locator("summary").first.click()
        page.get_by_role("link", name="Deutsch").click()
        assert page.locator("html").get_attribute("lang") == "de"

    def test_form(self, visit):
        """The form of the home page, too."""
        page = visit("/", java_script_enabled=False)
        page.locator("#state").fill("Sweden")
        page.locator("#treaty").fill("mine ban treaty")
        page.locator("#received").fill("2027-03-01")
        page.get_by_role("button", name="Show the answer").click()
        assert page.locator("h1").inner_text().splitlines()[0] == "1 September 2027"


class TestEveryPage:
    """WCAG 2.2 AA, checked by axe-core, and room on a screen."""

    @pytest.mark.parametrize("address", PAGES)
    def test_axe(self, visit, address):
        """No violation, light and dark, and on a phone nothing is wider than the screen or cut."""
        page = visit(address, color_scheme="light")
        self._check(page)
        page.emulate_media(color_scheme="dark")
        self._check(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})
        page.set_viewport_size(PHONE)
        assert self._cut(page) == []

    @pytest.mark.parametrize("address", ["/", LITHUANIA])
    def test_axe_on_a_phone(self, visit, address):
        """Nor is there a violation on a phone."""
        self._check(visit(address, viewport=PHONE))

    @pytest.mark.parametrize("width", [390, 768])
    def test_long_days(self, visit, width):
        """Days that are long in their language break, and tables and pictures fit a tablet."""
        page = visit(LONG_DAYS, viewport={"width": width, "height": 900})
        assert self._cut(page) == []

    def _cut(self, page):
        """What stands beyond the screen's edge, or scrolls sideways; diagrams alone may."""
        return page.evaluate(
            "() => [document.documentElement, ...document.querySelectorAll('main *')]"
            ".filter(node => node.scrollWidth > node.clientWidth + 1"
            " && (node === document.documentElement"
            " || /auto|scroll/.test(getComputedStyle(node).overflowX))"
            " && !node.matches('.diagram, textarea, pre'))"
            ".map(node => `${node.tagName}.${node.className} ${node.scrollWidth}`)"
        )

    def _check(self, page, only=None):
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        options = {"runOnly": only or {"type": "tag", "values": tags}}
        # The script is run by the test and not by the page, whose policy would refuse it.
        results = Axe().run(page, options=options)
        told = [
            f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:160]})"
            for each in results.response["violations"]
        ]
        assert told == []


class TestPrint:
    """On paper."""

    @pytest.mark.parametrize("address", [LITHUANIA, "/when/POL/ottawa-1997"])
    def test_one_page(self, visit, address):
        """An answer fits on one page."""
        printed = visit(address).pdf(format="A4")
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
