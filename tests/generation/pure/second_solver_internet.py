"""Judges the options of the questions about Internet services, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def _internet_services(stem: str, option: str) -> bool:
    if "URL" in stem:
        return option.strip("`") == _part_of_url(stem)
    if "What happens next?" in stem:
        return _is_next(len(re.findall(r"^\d\. ", stem, re.MULTILINE)), option)
    wanted = {
        "without encryption": "HTTP",
        "with encryption": "HTTPS",
        "moving the files": "FTP",
        "to the mail server": "SMTP",
        "from the mail server": "IMAP",
        "into an IP address": "DNS",
    }
    return [option] == [name for words, name in wanted.items() if stem.endswith(words + "?")]


def _part_of_url(stem: str) -> str:
    url = urlsplit(re.search(r"^\S+://\S+$", stem, re.MULTILINE)[0])
    if "protocol" in stem:
        return url.scheme
    return url.path if "path" in stem else url.netloc


def _is_next(done: int, option: str) -> bool:
    """Say what comes after so many steps: ask for the address, get it, ask for the page, get it."""
    pattern = {
        1: r"browser asks a DNS server for the IP address\.",
        2: r"DNS server answers with [\d.]+\.",
        3: r"browser asks the web server at [\d.]+ for the page\.",
        4: r"web server sends the page in packets\.",
    }[done]
    return re.fullmatch("The " + pattern, option) is not None


JUDGES = {
    "internet_services": _internet_services,
}
