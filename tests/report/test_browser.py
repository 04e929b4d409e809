"""The report in a real browser: offline, with scripts on and off, on paper, and under attack."""

import shutil
from types import SimpleNamespace

import pytest

from irenic.report.shifts import shifts
from irenic.study.intervals import Spread
from irenic.study.pressure import drawn

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SWITCHES = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM HERE: the report was not tried in a browser"),
    # Playwright leaves its event loop and pipes to the interpreter's exit.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def reports(pages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture
def opened(browser, reports):
    """Return a function that opens a report; whatever it asks for, says or pops up is noted."""
    contexts = []

    def open_report(name, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page, noted = context.new_page(), SimpleNamespace(requests=[], failed=[], trouble=[])
        page.on("request", lambda request: noted.requests.append(request.url))
        page.on("requestfailed", lambda request: noted.failed.append(request.url))
        page.on("console", lambda message: noted.trouble.append(message.text))
        page.on("pageerror", lambda error: noted.trouble.append(str(error)))
        page.on("dialog", lambda dialog: (noted.trouble.append(dialog.message), dialog.dismiss()))
        page.goto(reports[name].as_uri())
        return page, noted, reports[name].as_uri()

    yield open_report
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("name", ["reference", "hostile", "small"])
def test_it_opens_from_the_disk_asks_for_nothing_and_shows_every_picture(opened, name, scripts):
    page, noted, address = opened(name, java_script_enabled=scripts, offline=True)
    pictures = page.query_selector_all("svg")
    assert len(pictures) == ({"small": 10}.get(name, 28))
    boxes = [picture.bounding_box() for picture in pictures]
    assert all(box["width"] > 300 and box["height"] > 40 for box in boxes)
    assert noted.requests == [address]
    # The console is where a browser reports an error, or something its policy stopped.
    assert noted.trouble == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_number_opens_what_it_rests_on_and_escape_closes_it(opened, scripts):
    page, _, _ = opened("reference", java_script_enabled=scripts)
    button = page.locator("table.evidence button[popovertarget='basis-2']").first
    basis = page.locator("#basis-2")
    assert not basis.is_visible()
    page.locator("#evidence summary").first.click()
    button.click()
    assert basis.is_visible()
    assert "Judgement" in basis.inner_text()
    page.keyboard.press("Escape")
    assert not basis.is_visible()


def test_another_reading_is_laid_over_the_pictures_and_taken_away_again(opened, runs):
    page, noted, _ = opened("reference")
    run, arm = runs("ukraine-2025"), "perspective.february-call"
    select = page.locator("#issues [data-switch] select")
    select.select_option(label=run.arm(arm).label)
    wish = Spread.of(drawn(run, "positions.usa.territory.wants", arm))
    lines = page.locator("#issues svg").first.locator(".over line")
    found = [[float(lines.nth(i).get_attribute(name)) for name in ("x1", "x2")] for i in range(lines.count())]
    # The line of the picture runs from 180 to 740 points.
    expected = [180 + 5.6 * wish.low, 180 + 5.6 * wish.high]
    assert any(pair == pytest.approx(expected, abs=0.1) for pair in found)
    assert "The weighted mean is at" in page.locator("#issues .changed").first.inner_text()
    select.select_option(index=0)
    assert page.locator("svg .over").count() == 0
    assert page.locator(".changed:not(:empty)").count() == 0
    assert noted.trouble == []


def test_a_reading_is_laid_over_the_months_too_and_every_switch_says_which(opened, runs):
    page, noted, _ = opened("reference")
    label = runs("ukraine-2025").arm("scenario.no-conditions").label
    page.locator("#likely [data-switch] select").select_option(label=label)
    shown = page.evaluate("[...document.querySelectorAll('[data-switch] select')].map(each => each.value)")
    assert shown == [label] * 3
    for chapter in ("likely", "durable"):
        over = page.locator(f"#{chapter} svg .over path")
        assert over.count() == 2
        # Both lines begin where the plot does, and differ by their dash.
        assert over.first.get_attribute("d").startswith("M150,")
        dashes = [over.nth(i).get_attribute("stroke-dasharray") for i in (0, 1)]
        assert len(set(dashes)) == 2
        assert "as entered" in page.locator(f"#{chapter} .changed").inner_text()
    assert noted.trouble == []


def test_a_reading_that_changes_nothing_in_a_picture_says_so(opened, runs):
    page, _, _ = opened("reference")
    run = runs("ukraine-2025")
    narrow = next(row for row in shifts(run).moving if len(row.by_issue) == 1)
    page.locator("#issues [data-switch] select").select_option(label=narrow.label)
    told = page.locator("#issues .changed").all_inner_texts().count("This reading changes nothing here.")
    assert told > 0
    assert page.locator("#issues svg .over").count() == len(run.case.document.issues) - told > 0


def test_the_filter_leaves_only_the_rows_that_hold_the_word(opened):
    page, _, _ = opened("reference")
    rows = page.locator("table.evidence tbody tr")
    total = rows.count()
    page.locator("[data-filter] input").fill("crimea")
    shown = page.evaluate("[...document.querySelectorAll('table.evidence tbody tr')].filter(r => !r.hidden).length")
    assert 0 < shown < total / 3
    # A row that is found can be read: its group is unfolded, and groups without one are folded.
    groups = page.locator("#evidence details")
    for index in range(groups.count()):
        group = groups.nth(index)
        found = group.locator("tbody tr:not([hidden])").count()
        assert group.evaluate("each => each.open") is (found > 0)
    page.locator("[data-filter] input").fill("")
    assert page.evaluate("document.querySelectorAll('table.evidence tbody tr[hidden]').length") == 0


def test_with_scripts_off_no_control_is_shown_that_would_do_nothing(opened):
    page, _, _ = opened("reference", java_script_enabled=False)
    assert not any(each.is_visible() for each in page.query_selector_all("[data-switch]"))
    assert not page.locator("[data-filter]").is_visible()


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_no_page_is_wider_than_the_screen(opened, width):
    for name in ("reference", "hostile"):
        page, _, _ = opened(name, viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_nothing_wherever_it_is_pressed(opened):
    page, noted, address = opened("hostile")
    assert page.evaluate("document.scripts.length") == 1
    page.evaluate("document.querySelectorAll('#evidence details').forEach(each => { each.open = true; })")
    for index in (0, 30, 90):
        page.locator("table.evidence button[popovertarget]").nth(2 * index).click()
        page.keyboard.press("Escape")
    page.locator("[data-switch] select").first.select_option(index=1)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("[...document.links].every(link => link.getAttribute('href').startsWith('#'))")
    assert page.evaluate("document.querySelectorAll('img, iframe, [onclick], [onerror], [onfocus]').length") == 0
    assert noted.trouble == []
    assert noted.requests == [address]


def test_the_policy_stops_a_script_and_an_image_that_get_in_all_the_same(opened):
    page, noted, _ = opened("small")
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.acted = true';
            document.body.append(script);
            const picture = document.createElement('img');
            picture.src = 'https://example.org/x.png';
            document.body.append(picture);
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.acted") is None
    assert noted.failed == ["https://example.org/x.png"]
    assert sum("Content Security Policy" in text for text in noted.trouble) == 2


def test_it_prints_with_every_picture_whole_and_no_control(opened):
    page, _, _ = opened("reference", color_scheme="dark", viewport={"width": 660, "height": 900})
    page.emulate_media(media="print")
    # A sheet of A4 less its margins is about 985 points high on a screen of 96 to the inch.
    assert all(picture.bounding_box()["height"] < 985 for picture in page.query_selector_all("svg"))
    assert not page.locator("nav").is_visible()
    assert not any(each.is_visible() for each in page.query_selector_all("[data-switch]"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    # What is folded on a screen to keep the page short is there on paper.
    assert page.locator("table.evidence tbody th").last.is_visible()
    assert page.locator(".claim dl").first.is_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert len(printed) > 100_000


def test_dark_and_light_text_stand_out_from_their_ground(opened):
    for scheme in ("dark", "light"):
        page, _, _ = opened("small", color_scheme=scheme)
        ink, ground, quiet = page.evaluate(
            """() => {
                const body = getComputedStyle(document.body);
                return [body.color, body.backgroundColor, getComputedStyle(document.querySelector('.quiet')).color];
            }"""
        )
        assert contrast(ink, ground) > 10
        assert contrast(quiet, ground) > 4.5


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
