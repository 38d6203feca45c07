"""What the content security policy forbids is not written in the first place."""

import re
from html.parser import HTMLParser

import pytest

from tests.house.sources import ROOT

WEB = ROOT / "web"
SCRIPTS = sorted(path for path in (WEB).rglob("*.js") if "vendor" not in path.parts)
PAGES = sorted(WEB.rglob("*.html"))
HTML_SINKS = re.compile(
    r"\.(innerHTML|outerHTML|srcdoc)\b|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|\beval\(|new Function\("
)


def code_of(source: str) -> str:
    """A script without its comments, which may well name what must not be used."""
    return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", source, flags=re.DOTALL)


def test_there_are_pages_and_scripts():
    assert len(SCRIPTS) > 20
    assert len(PAGES) > 5


def test_no_script_turns_text_into_html():
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in SCRIPTS
        if (hit := HTML_SINKS.search(code_of(path.read_text())))
    ]
    assert found == []


def test_only_the_client_fetches():
    found = [str(path.relative_to(WEB)) for path in SCRIPTS if re.search(r"\bfetch\(", code_of(path.read_text()))]
    allowed = {"js/api/client.js", "js/api/stream.js", "js/attempt/server.js", "sw.js"}
    assert [name for name in found if name not in allowed] == []


def test_imports_are_relative_and_name_their_file():
    """An import map would be an inline script, which the policy blocks."""
    form = re.compile(
        r"""(?:^|;)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)""", re.M
    )
    for path in SCRIPTS:
        for names in form.findall(code_of(path.read_text())):
            name = names[0] or names[1]
            assert name.startswith("."), f"{path.relative_to(ROOT)} imports {name!r}"
            assert (path.parent / name).is_file(), f"{path.relative_to(ROOT)} imports {name!r}, which is not there"


class Inline(HTMLParser):
    """Collects what the policy would block in one page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attributes}
        if tag == "script" and "src" not in names:
            self.found.append("inline script")
        if tag == "style":
            self.found.append("style element")
        if tag == "base":
            self.found.append("base element")
        self.found += [f"{name}= on <{tag}>" for name in names if name == "style" or name.startswith("on")]
        self.found += [
            f"{name}={value} on <{tag}>"
            for name, value in attributes
            if name in {"src", "href"} and re.match(r"(?i)(https?:)?//|javascript:", value or "") and tag != "a"
        ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_page_holds_nothing_inline_and_nothing_from_elsewhere(path):
    parser = Inline()
    parser.feed(path.read_text())
    assert parser.found == []


def test_no_style_sheet_loads_from_elsewhere():
    found = [
        str(path.relative_to(ROOT))
        for path in WEB.rglob("*.css")
        if re.search(r"url\(\s*[\"']?(https?:)?//", path.read_text())
    ]
    assert found == []
