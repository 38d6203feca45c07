"""Protocols and their jobs, the parts of a URL, and how a name becomes an address (generator 40)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import PUPILS, Slip, act_out

_FEEDBACK = {
    "networks.web_is_internet": "The web is one service on a network of computers. What has to move between them here?",
    "networks.wifi_is_internet": "Wi-Fi joins devices by radio over a short distance. Is that what is needed here?",
    "networks.dns_stores_pages": "DNS is like a phone book. What do you look up in it?",
    "networks.mail_protocols_swapped": "One protocol pushes emails out; another collects them. Which is needed here?",
    "networks.pages_by_ftp": "FTP moves whole files to and from a server. Is that the job here?",
    "networks.mail_by_http": "HTTP is for web pages. Which service is used here?",
    "networks.http_encrypts": "Which of the two protocols scrambles what is sent?",
    "networks.url_protocol_confused": "That tells how to fetch the page. Is that asked for?",
    "networks.url_path_confused": "That says where the page lies on the server. Is that asked for?",
    "networks.url_server_confused": "That has the name of a computer in it. Is that asked for?",
    "networks.url_ending_only": "That is only the end of the name. Which part is asked for?",
    "networks.page_before_address": "The browser can't ask for the page yet. What must it know first?",
    "networks.dns_step_repeated": "Read the steps again. Has this been done already?",
}


_HTTP, _HTTPS, _FTP, _SMTP, _IMAP, _DNS = "HTTP", "HTTPS", "FTP", "SMTP", "IMAP", "DNS"
_JOBS = (
    ("opens a page about {thing} in a browser. Nothing on it has to be secret.",
     "fetches the page without encryption", _HTTP, ("volcanoes", "otters", "castles", "the weather", "Roman roads")),
    ("types a card number into a shop's page to buy {thing}.", "sends it to the web server with encryption", _HTTPS,
     ("a book", "trainers", "a ticket", "a game", "a lamp")),
    ("uploads {thing} to a file server, as whole files.", "is made for moving the files", _FTP,
     ("forty photos", "a set of sound files", "the school's videos", "a website's files", "last year's plans")),
    ("presses Send on an email about {thing}.", "carries it from the email app to the mail server", _SMTP,
     ("homework", "a trip", "a football match", "a lost coat", "the choir")),
    ("opens an email app to read messages about {thing}.", "collects them from the mail server", _IMAP,
     ("homework", "a trip", "a football match", "a lost coat", "the choir")),
    ("types the name of a website about {thing} into a browser.", "turns the name into an IP address", _DNS,
     ("volcanoes", "otters", "castles", "the weather", "Roman roads")),
)  # fmt: skip

_PROTOCOL_SLIPS = {
    _HTTP: ((_HTTPS, "networks.http_encrypts"), (_DNS, "networks.dns_stores_pages"), (_FTP, "networks.pages_by_ftp"),
            ("Wi-Fi", "networks.wifi_is_internet")),
    _HTTPS: ((_HTTP, "networks.http_encrypts"), (_DNS, "networks.dns_stores_pages"), (_FTP, "networks.pages_by_ftp"),
             ("Wi-Fi", "networks.wifi_is_internet")),
    _FTP: ((_DNS, "networks.dns_stores_pages"), (_IMAP, "networks.mail_protocols_swapped"),
           ("Wi-Fi", "networks.wifi_is_internet"), ("WWW", "networks.web_is_internet")),
    _SMTP: ((_IMAP, "networks.mail_protocols_swapped"), (_HTTP, "networks.mail_by_http"),
            ("Wi-Fi", "networks.wifi_is_internet"), ("WWW", "networks.web_is_internet")),
    _IMAP: ((_SMTP, "networks.mail_protocols_swapped"), (_HTTP, "networks.mail_by_http"),
            ("Wi-Fi", "networks.wifi_is_internet"), ("WWW", "networks.web_is_internet")),
    _DNS: ((_HTTP, "networks.page_before_address"), (_FTP, "networks.pages_by_ftp"),
           ("Wi-Fi", "networks.wifi_is_internet"), ("WWW", "networks.web_is_internet")),
}  # fmt: skip

_FULL_NAMES = {
    _HTTP: "HTTP (HyperText Transfer Protocol) fetches web pages without encryption.",
    _HTTPS: "HTTPS (HyperText Transfer Protocol Secure) sends web pages and forms with encryption.",
    _FTP: "FTP (File Transfer Protocol) moves files to and from a server.",
    _SMTP: "SMTP (Simple Mail Transfer Protocol) sends emails on their way.",
    _IMAP: "IMAP (Internet Message Access Protocol) collects emails from the mail server.",
    _DNS: "DNS (Domain Name System) turns names into IP addresses.",
}

_SITES = ("greenhill", "oakfield", "riverside", "starling", "kingfisher", "redbrick", "hilltop", "seaview", "maple")
_FOLDERS = ("maths", "clubs", "news", "art", "sport", "science", "music", "trips")
_FILES = ("homework.html", "times.html", "menu.html", "team.html", "map.html", "quiz.html", "dates.html")
_ENDINGS = ("example", "school.example", "club.example", "shop.example")
"""Names that RFC 2606 keeps free, so that no question sends pupils to anybody's website."""

_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
"""Addresses for examples (RFC 5737)."""


def _protocol(rng: random.Random) -> Problem:
    story, job, key, things = rng.choice(_JOBS)
    what = "service" if key == _DNS else "protocol"
    return Problem(
        stem=f"{rng.choice(PUPILS)} {story.format(thing=rng.choice(things))} Which {what} {job}?",
        key=key,
        wrong=act_out(_FEEDBACK, _PROTOCOL_SLIPS[key]),
        hints=(
            "Underline the job that has to be done. Is it about pages, files, emails or names?",
            "Try to remember the long names: T in a protocol often stands for transfer, M for mail or message.",
            "Rule out what belongs to another job. Then look at what is left.",
        ),
        worked_solution=_FULL_NAMES[key],
        difficulty=2,
    )


def _url(rng: random.Random) -> Problem:
    protocol = rng.choice(("http", "https"))
    ending = rng.choice(_ENDINGS)
    server = f"{rng.choice(('www', 'www', 'info', 'library'))}.{rng.choice(_SITES)}.{ending}"
    path = f"/{rng.choice(_FOLDERS)}/{rng.choice(_FILES)}"
    parts = {
        "is the protocol": (protocol, "networks.url_protocol_confused"),
        "names the web server": (server, "networks.url_server_confused"),
        "is the path to the page on the server": (path, "networks.url_path_confused"),
    }
    asked = rng.choice(list(parts))
    others: list[Slip] = [part for name, part in parts.items() if name != asked]
    if asked == "names the web server":
        others.append((server + path, "networks.url_path_confused"))
    else:
        others.append((ending, "networks.url_ending_only"))
        others.append((server + path, "networks.url_server_confused"))
    key = parts[asked][0]
    return Problem(
        stem=f"{rng.choice(PUPILS)} opens this URL:\n\n```\n{protocol}://{server}{path}\n```\n\n"
        f"Which part of it {asked}?",
        key=f"`{key}`",
        wrong=act_out(_FEEDBACK, [(f"`{text}`", slug) for text, slug in others]),
        hints=(
            "A URL has three main parts: how to fetch, from which computer, and what.",
            "The first part ends before the colon. It says how to fetch the page.",
            "The name of the computer has dots in it. After it, a slash begins the way to the page.",
        ),
        worked_solution=f"`{protocol}` is the protocol, `{server}` names the web server, and `{path}` is the path to "
        "the page on the server.",
        difficulty=3,
    )


_TYPES, _ASKS_DNS, _ANSWERS, _ASKS_PAGE, _SENDS, _SHOWS = range(6)


def _step(number: int, site: str, address: str) -> str:
    return (
        f"{site} is typed into the browser.",
        f"The browser asks a DNS server for the IP address of {site}.",
        f"The DNS server answers with {address}.",
        f"The browser asks the web server at {address} for the page.",
        "The web server sends the page in packets.",
        "The browser puts the packets together and shows the page.",
    )[number]


_NEXT_SLIPS: dict[int, tuple[tuple[str, str], ...]] = {
    _ASKS_DNS: (
        ("The browser asks a web server for the page, by its name alone.", "networks.page_before_address"),
        ("The browser asks a DNS server to send a copy of the page.", "networks.dns_stores_pages"),
        ("The browser asks the Wi-Fi router, which stores the page.", "networks.wifi_is_internet"),
        ("The browser opens the page, which is inside the computer.", "networks.web_is_internet"),
    ),
    _ANSWERS: (
        ("The DNS server sends the page to the browser.", "networks.dns_stores_pages"),
        ("The web server sends the page to the browser.", "networks.page_before_address"),
        ("The Wi-Fi router sends the page to the browser.", "networks.wifi_is_internet"),
        ("The browser asks a DNS server for the IP address.", "networks.dns_step_repeated"),
    ),
    _ASKS_PAGE: (
        ("The browser asks the DNS server for the page.", "networks.dns_stores_pages"),
        ("The browser asks the DNS server for the address of the website.", "networks.dns_step_repeated"),
        ("The browser looks for the page on the Wi-Fi router at home.", "networks.wifi_is_internet"),
        ("The browser shows the page, since the whole web is now loaded.", "networks.web_is_internet"),
    ),
    _SENDS: (
        ("The DNS server sends the page in packets.", "networks.dns_stores_pages"),
        ("The DNS server sends the address of the site.", "networks.dns_step_repeated"),
        ("The Wi-Fi router sends its own copy of the page.", "networks.wifi_is_internet"),
        ("The Internet is saved on the computer.", "networks.web_is_internet"),
    ),
}


def _next_step(rng: random.Random) -> Problem:
    site = f"www.{rng.choice(_SITES)}.{rng.choice(_ENDINGS)}"
    address = f"{rng.choice(_NETWORKS)}.{rng.randint(2, 254)}"
    following = rng.choice(list(_NEXT_SLIPS))
    done = [_step(number, site, address) for number in range(following)]
    listed = "\n".join(f"{place}. {text}" for place, text in enumerate(done, start=1))
    key = _step(following, site, address).replace(f" of {site}", "")
    return Problem(
        stem=f"{rng.choice(PUPILS)} visits a website for the first time. These steps have happened:\n\n{listed}\n\n"
        "What happens next?",
        key=key,
        wrong=act_out(_FEEDBACK, _NEXT_SLIPS[following]),
        hints=(
            "Computers on the Internet find each other by IP addresses, not by names.",
            "A DNS server knows which name has which address. Pages lie on web servers.",
            "Which is missing at this point: the address, the request for the page, or the page itself?",
        ),
        worked_solution="The steps in order:\n\n"
        + "\n".join(f"{place + 1}. {_step(place, site, address)}" for place in range(6))
        + f"\n\nSo the next step is: {key}",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return {1: _protocol, 2: _url, 3: _next_step}[level](rng)


INTERNET_SERVICES = Generator(
    key="internet_services",
    number=40,
    title="Protocols, URLs and DNS",
    topic="networks",
    version=1,
    objectives=(
        "networks-from-semaphores-to-the-internet.the-world-wide-web.1",
        "networks-from-semaphores-to-the-internet.internet-services.2",
        "networks-from-semaphores-to-the-internet.internet-services.4",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
