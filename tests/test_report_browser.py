"""The report in a real browser: Chromium, headless."""

import json
import os
import re
import subprocess
from functools import cache
from html import unescape
from importlib import util
from pathlib import Path

import pytest

from corpora.alignment import Alignment, Unit
from corpora.article import Article, Paragraph, Story
from evaluation.report import page
from evaluation.review import StoryReview

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs a browser: apt-get install chromium"),
]

MEASURE = """
<pre id="measured"></pre>
<script>
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const behind = (node) => { for (let n = node; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor);
  if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
addEventListener("load", () => setTimeout(() => {
  const low = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !node.checkVisibility() || node.closest("script, style, pre")) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push([node.className, node.textContent.slice(0, 20), ratio]);
  }
  const wide = [...document.querySelectorAll("body *")].filter((n) => n.checkVisibility() && !n.closest(".scroll, .away, .skip")
    && n.getBoundingClientRect().right > innerWidth + 1).map((n) => n.tagName + "." + n.className);
  const row = document.querySelector("tr[id^=unit]").querySelectorAll("td[data-name]");
  const found = JSON.stringify({
    width: innerWidth, scroll: document.documentElement.scrollWidth, low, wide: wide.slice(0, 5),
    paper: light(rgb(getComputedStyle(document.body).backgroundColor)),
    beside: row[0].getBoundingClientRect().top === row[1].getBoundingClientRect().top,
    open: [...document.querySelectorAll(".story")].map((n) => n.open),
  });
  if (parent === window) measured.textContent = found; else parent.postMessage(found, "*");
}, 300));
</script>
"""
FRAME = """<!doctype html><style>body { margin: 0 } iframe { border: 0; height: 1200px; width: %dpx }</style>
<iframe src="copy.html"></iframe><pre id="measured"></pre>
<script>addEventListener("message", (event) => { measured.textContent = event.data; });</script>
"""  # a window of its own has at least 500 pixels


def load_example():
    spec = util.spec_from_file_location("report_example", Path(__file__).with_name("report_example.py"))
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    example = load_example()
    long_words = Article("long.de.txt", "de", (Paragraph("W" * 3000, 0), Paragraph("山" * 800, 1)))
    hostile = StoryReview(
        Story("W" * 300, {"de": long_words}), Alignment((Unit({"de": (0, 1)}, 0.1, ("de",), True),), {}, "s" * 400)
    )
    text = page.render(
        [*example.reviews(), hostile],
        example.GLOSSARY,
        title="Hill country",
        corpus_findings=example.CORPUS_FINDINGS,
    )
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(text, encoding="utf-8")
    return path


def browse(url, profile, *options):
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}", *options, url,
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(profile)}
    done = subprocess.run(command, capture_output=True, timeout=120, check=True, env=environment)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def measure(report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")

    @cache
    def run(width=1400, *options, fragment="", opened=True):
        text = report.read_text(encoding="utf-8")
        text = re.sub("<details(?! open)", "<details open", text) if opened else text
        copy, frame = folder / "copy.html", folder / "frame.html"
        copy.write_text(text.replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
        frame.write_text(FRAME % width)
        url = f"{copy.as_uri()}{fragment}" if fragment or not opened else frame.as_uri()
        options = ("--window-size=1400,1200", "--virtual-time-budget=5000", "--dump-dom", *options)
        dom = browse(url, folder / "profile", *options)
        return json.loads(unescape(re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)[1]))

    return run


@pytest.mark.parametrize("width", [390, 820, 1400])
def test_nothing_is_wider_than_the_window_even_with_everything_unfolded(measure, width):
    found = measure(width)
    assert found["width"] == width
    assert found["wide"] == []
    assert found["scroll"] <= width


def test_versions_stand_beside_one_another_on_a_desk_and_below_one_another_on_a_phone(measure):
    assert measure(1400)["beside"]
    assert not measure(390)["beside"]


def test_all_text_has_enough_contrast_in_light_and_dark(measure):
    light, dark = measure(1400), measure(1400, "--blink-settings=preferredColorScheme=0")
    assert light["paper"] > 0.5 > dark["paper"]
    assert (light["low"], dark["low"]) == ([], [])


def test_a_link_into_a_folded_story_unfolds_it(measure):
    assert measure(opened=False)["open"] == [True, False, False, False]
    assert measure(fragment="#unit-market-3", opened=False)["open"] == [True, True, False, False]


def test_a_screenshot_can_be_taken_without_any_network(report, tmp_path):
    shot = tmp_path / "report.png"
    offline = "--proxy-server=127.0.0.1:9"
    browse(report.as_uri(), tmp_path / "profile", "--window-size=1400,2400", offline, f"--screenshot={shot}")
    assert shot.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert shot.stat().st_size > 100_000


def test_nothing_folded_is_lost_on_paper(report, tmp_path):
    def pages(text):
        source = tmp_path / "print.html"
        source.write_text(text, encoding="utf-8")
        target = tmp_path / "print.pdf"
        browse(source.as_uri(), tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={target}")
        return len(re.findall(rb"/Type\s*/Page\b", target.read_bytes()))

    folded = re.sub("<script>.*?</script>", "", report.read_text(encoding="utf-8"), flags=re.DOTALL)  # by CSS alone
    opened = re.sub("<details(?! open)", "<details open", folded)
    assert pages(folded) == pages(opened) > 10
