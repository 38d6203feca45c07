"""Judges the options of the questions about web pages with Python's HTML reader and a small CSS reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser

Event = tuple[str, str, tuple[tuple[str, str], ...]]


class _Events(HTMLParser):
    """Writes down the tags and texts of a page in their order."""

    def __init__(self, source: str):
        super().__init__()
        self.seen: list[Event] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append(("start", tag, tuple(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.seen.append(("both", tag, tuple(attrs)))

    def handle_endtag(self, tag):
        self.seen.append(("end", tag, ()))

    def handle_data(self, data):
        if data.strip():
            self.seen.append(("text", data.strip(), ()))


def _events(source: str) -> list[Event]:
    return _Events(source.strip("`")).seen


def _shown(source: str) -> str:
    return " ".join(text for kind, text, _ in _events(source) if kind == "text")


def _marked(source: str, tag: str) -> list[str] | None:
    """Return the texts inside ``tag``; None for HTML whose tags don't close each other one by one."""
    open_tags: list[str] = []
    found = []
    for kind, what, _ in _events(source):
        if kind == "start":
            if what in open_tags:
                return None
            open_tags.append(what)
        elif kind == "end":
            if not open_tags or open_tags.pop() != what:
                return None
        elif kind == "text" and tag in open_tags:
            found.append(what)
    return None if open_tags else found


def _lines(html: str) -> list[tuple[str, str, str, str]]:
    """Return (tag, class, id, text) of each line of a page."""
    lines, events = [], _events(html)
    for place, (kind, tag, pairs) in enumerate(events):
        if kind == "start":
            named = dict(pairs)
            lines.append((tag, named.get("class", ""), named.get("id", ""), events[place + 1][1]))
    return lines


_RULE = re.compile(r"([.#]?)(\w+) \{ color: (\w+); \}")


def _weight(rule: tuple[str, str, str], line: tuple[str, str, str, str]) -> int:
    """Return how exactly a rule names a line: 0 not at all, 1 by its tag, 10 by its class, 100 by its id."""
    sign, word, _ = rule
    place, weight = {"": (0, 1), ".": (1, 10), "#": (2, 100)}[sign]
    return weight if line[place] == word else 0


def _web_pages(stem: str, option: str) -> bool:
    html = re.search(r"```html\n(.*?)\n```", stem, re.DOTALL)
    if "does the browser show in" in stem:
        return _marked(html[1], re.search(r"tag `<(\w+)>`", stem)[1]) == [option]
    if "How does the browser show this" in stem:
        return option == {"ul": "As a list with bullet points", "ol": "As a list with numbers"}[_events(html[1])[0][1]]
    if "does a reader of the page see" in stem:
        return _shown(html[1]) == option
    if "In which colour" in stem:
        rules = _RULE.findall(re.search(r"```css\n(.*?)\n```", stem, re.DOTALL)[1])
        asked = re.search(r"show “(.+?)”", stem)[1]
        line = next(line for line in _lines(html[1]) if line[3] == asked)
        return option.lower() == max(rules, key=lambda rule: _weight(rule, line))[2]
    if "Which CSS rule" in stem:
        return _reaches(stem, html[1], option)
    if "to mend it" in stem:
        words = re.search(r"only the words “(.+?)”", stem)[1]
        tag = next(tag for kind, tag, _ in _events(html[1])[1:] if kind == "start")
        return _marked(option, tag) == [words] and _shown(option) == _shown(html[1])
    return _is_correct(stem, option)


def _is_correct(stem: str, option: str) -> bool:
    """Say whether a line of HTML is what is asked for: one element, with these attributes and this content."""
    words = re.search(r"“(.+?)”", stem)[1]
    if "image" in stem:
        file = re.search(r"image (\S+?)\. ", stem)[1]
        return _events(option) == [("start", "img", (("src", file), ("alt", words)))]
    if "link" in stem:
        page = re.search(r"leads to the page (\S+?)\. ", stem)[1]
        return _events(option) == [("start", "a", (("href", page),)), ("text", words, ()), ("end", "a", ())]
    tag = re.search(r"tag `<(\w+)>`", stem)[1]
    return _events(option) == [("start", tag, ()), ("text", words, ()), ("end", tag, ())]


def _reaches(stem: str, html: str, option: str) -> bool:
    """Say whether a rule reaches just the lines that are meant, and gives them the colour."""
    rule = _RULE.fullmatch(option.strip("`"))
    colour = re.search(r"(\w+)\?$", stem)[1]
    if not rule or rule[3] != colour:
        return False
    lines = _lines(html)
    if "all the paragraphs" in stem:
        meant = [line for line in lines if line[0] == "p"]
    else:
        kind, name = re.search(r"the (class|id) “(\w+)”", stem).groups()
        meant = [line for line in lines if line[{"class": 1, "id": 2}[kind]] == name]
    return [line for line in lines if _weight(rule.groups(), line)] == meant


JUDGES = {
    "web_pages": _web_pages,
}
