"""Pages as the server sends them: release, caching, compression, comments left at home."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from backend.core.pages import WEB, Pages, page_path, slim
from tests.school import Client

pytestmark = pytest.mark.database


async def test_a_page_names_its_release_and_is_asked_for_again(anonymous: Client) -> None:
    page = await anonymous.get("/")
    release = Pages().release
    assert page.headers["cache-control"] == "no-cache"
    assert f"/v/{release}/css/tokens.css" in page.text and "__RELEASE__" not in page.text
    again = await anonymous.get("/", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304 and not again.content


async def test_files_of_the_release_are_kept_for_ever_and_others_are_not(anonymous: Client) -> None:
    release = Pages().release
    current = await anonymous.get(f"/v/{release}/css/tokens.css")
    assert "immutable" in current.headers["cache-control"] and current.headers["content-encoding"] == "gzip"
    former = await anonymous.get("/v/000000000000/css/tokens.css")
    assert former.headers["cache-control"] == "no-cache" and former.text == current.text


async def test_a_page_of_an_attempt_says_what_it_will_ask_for(anonymous: Client) -> None:
    attempt = "01a203d4-bb1b-7eda-92a7-d65f280d76e0"
    page = await anonymous.get(f"/pupil/assessment?attempt={attempt}")
    asked = [f"</api/{path}>; rel=preload; as=fetch; crossorigin" for path in ("me", f"attempts/{attempt}/package")]
    assert page.headers["link"] == ", ".join(asked)
    for other in (
        "",
        "?assignment=" + attempt,
        "?attempt=",
        "?attempt=../../api/me",
        "?attempt=a>; rel=x",
        "?attempt=%0d%0ax",
    ):
        assert "link" not in (await anonymous.get(f"/pupil/assessment{other}")).headers


@pytest.mark.parametrize("path", ["index.html", "../backend/config.py", "%2e%2e/README.md", "nothing.js", ""])
async def test_nothing_else_is_served(anonymous: Client, path: str) -> None:
    assert (await anonymous.get(f"/v/{Pages().release}/{path}")).status_code == 404


def test_page_paths() -> None:
    assert [page_path(name) for name in ("index.html", "staff.html", "teacher/class.html")] == [
        "/",
        "/staff",
        "/teacher/class",
    ]


def test_what_only_readers_need_is_left_out() -> None:
    source = (
        b"/**\n * Does it.\n */\nexport const a = 'http://b'; // why\n  // gone\n\nif (a) {\n  run();\n}\n/* one */\n"
    )
    assert slim(source) == b"export const a = 'http://b'; // why\nif (a) {\nrun();\n}\n"


async def test_a_sheet_of_nothing_but_imports_is_sent_as_one(anonymous: Client) -> None:
    folder = WEB / "js/question-types"
    sent = (await anonymous.get(f"/v/{Pages().release}/js/question-types/registry.css")).text
    assert "@import" not in sent
    types = [path.parent.name for path in folder.glob("*/style.css")]
    assert len(types) >= 8
    wanted = {
        path for name in types for path in [folder / name / "style.css", *imported_by(folder / name / "style.css")]
    }
    for path in wanted:
        own = slim(re.sub(rb"@import .*\n", b"", path.read_bytes())).decode()
        assert not own or sent.count(own) == 1, path
    # A sheet with rules of its own keeps its imports: pages load it beside those.
    cloze = (await anonymous.get(f"/v/{Pages().release}/js/question-types/cloze/style.css")).text
    assert cloze.startswith("@import")


def imported_by(sheet: Path) -> list[Path]:
    return [(sheet.parent / name).resolve() for name in re.findall(r'@import url\("([^"]+)"\)', sheet.read_text())]


async def test_a_browser_that_takes_no_gzip_gets_plain_bytes(anonymous: Client) -> None:
    path = f"/v/{Pages().release}/css/tokens.css"
    packed = await anonymous.get(path)
    plain = await anonymous.get(path, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == packed.text and len(gzip.compress(plain.content)) < len(plain.content)


async def test_what_others_wrote_is_sent_as_it_is(anonymous: Client) -> None:
    for path in sorted((WEB / "js/vendor").glob("*-[0-9]*.[jw]*s*")):
        sent = await anonymous.get(f"/v/{Pages().release}/js/vendor/{path.name}")
        assert sent.content == path.read_bytes() and "immutable" in sent.headers["cache-control"]
        assert sent.headers["content-encoding"] == "gzip"
        kinds = {".wasm": "application/wasm", ".js": "text/javascript"}
        assert sent.headers["content-type"].split(";")[0] == kinds[path.suffix]


def test_vendored_files_are_those_that_are_named() -> None:
    folder = WEB / "js/vendor"
    said = dict(re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (folder / "VENDOR.md").read_text(), re.MULTILINE))
    there = {path.name for path in folder.glob("*-[0-9]*") if path.suffix not in {".ts", ".txt"}}
    assert said == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in there}


def test_letters_are_those_that_are_named_with_their_licence() -> None:
    folder = WEB / "fonts"
    rows = re.findall(
        r"^\| `([^`]+)` \|.*`(OFL[^`]+)` \| `([0-9a-f]{64})` \|$", (folder / "VENDOR.md").read_text(), re.M
    )
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.woff2")}
    assert {name: digest for name, _, digest in rows} == there
    assert all("SIL OPEN FONT LICENSE" in (folder / licence).read_text() for _, licence, _ in rows)


async def test_only_the_worker_that_runs_programs_compiles_and_it_reaches_no_address(anonymous: Client) -> None:
    release = Pages().release
    worker = (await anonymous.get(f"/v/{release}/js/core/python-worker.js")).headers["content-security-policy"]
    assert "default-src 'none'" in worker and "connect-src blob:;" in worker and "'wasm-unsafe-eval'" in worker
    for path in ("/", f"/v/{release}/js/core/dom.js"):
        assert "wasm" not in (await anonymous.get(path)).headers["content-security-policy"]


def test_the_gallery_of_components_is_for_us_and_not_for_schools() -> None:
    addresses = {route.path for route in Pages().routes()}
    assert "/teacher/dashboard" in addresses and "/gallery" not in addresses
    assert {route.path for route in Pages(gallery=True).routes()} - addresses == {"/gallery"}


async def test_the_service_worker_comes_from_the_root_and_names_its_release(anonymous: Client) -> None:
    release = Pages().release
    worker = await anonymous.get("/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert worker.headers["content-type"].startswith("text/javascript")
    assert f"const RELEASE = '{release}'" in worker.text and "__RELEASE__" not in worker.text
    # By this it tells our answers from those of whatever lies between.
    for path in ("/sw.js", "/", "/pupil/assessment", f"/v/{release}/precache.json", f"/v/{release}/css/tokens.css"):
        assert (await anonymous.get(path)).headers["x-release"] == release


def test_whoever_works_on_the_pages_sees_them_as_they_are() -> None:
    assert "/sw.js" not in {route.path for route in Pages(live=True).routes()}
