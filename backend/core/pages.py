"""The pages: HTML at plain paths, everything else below ``/v/<release>/`` and immutable. No build step.

The release is a hash of ``web/``; HTML holds one literal token that is replaced once, at start, in memory.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

WEB = Path(__file__).resolve().parents[2] / "web"
TOKEN = b"__RELEASE__"
SERVICE_WORKER = "sw.js"
"""Served at the root, so that it may keep every page; a browser asks for it again at each visit."""
LIVE = "live-"
"""How the release of pages begins that are read from disk each time: by it they know that nothing is to keep them."""

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}
_COMPRESSED = {".html", ".js", ".css", ".svg", ".json", ".txt", ".wasm"}
_VENDORED = "vendor"
"""What others wrote lies in a folder of this name, and is sent as it is: its licence, and text that goes over lines."""


GALLERY = "gallery.html"


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    packed: bytes | None
    media_type: str
    etag: str
    asks: tuple[str, ...] = ()
    """What a page will ask the API for: addresses with the names of its own query's parts in braces."""


_ID = re.compile(r"[0-9a-f-]{32,36}")
_INDENTS = re.compile(rb"^\s+", re.MULTILINE)
_ASKS = re.compile(rb'<meta name="asks" content="([^"]*)"')
_IMPORT = re.compile(rb'^@import url\("([^"]+)"\);\n', re.MULTILINE)
_COMMENTS = re.compile(rb"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)


def slim(source: bytes) -> bytes:
    """Return JavaScript or CSS without the comments that have lines to themselves, indents and blank lines.

    Half of a well-kept module is for its readers, and a Chromebook on bad Wi-Fi needs none of that. Text in backticks
    may not go over lines therefore; a test looks.
    """
    return _INDENTS.sub(b"", _COMMENTS.sub(b"", source))


def whole_sheet(path: Path, seen: set[Path] | None = None) -> bytes:
    """Return a style sheet with those that it imports in place, each where it is first named."""
    seen = set() if seen is None else seen
    source, parts = path.read_bytes(), []
    for name in _IMPORT.findall(source):
        imported = (path.parent / name.decode()).resolve()
        if imported not in seen:
            seen.add(imported)
            parts.append(whole_sheet(imported, seen))
    return b"".join([*parts, _IMPORT.sub(b"", source)])


def _read(path: Path) -> bytes:
    body = path.read_bytes()
    # A sheet that only names others would cost the page a second trip: it is sent as one.
    return whole_sheet(path) if path.suffix == ".css" and not _IMPORT.sub(b"", slim(body)).strip() else body


def _load(path: Path, *, release: str = "") -> _File:
    body = _read(path)
    if path.suffix == ".html" or path.name == SERVICE_WORKER:
        body = body.replace(TOKEN, release.encode())
    if path.suffix in {".js", ".css"} and path.parent.name != _VENDORED:
        body = slim(body)
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _COMPRESSED else None
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    asks = _ASKS.search(body) if path.suffix == ".html" else None
    return _File(body, packed, _TYPES[path.suffix], etag, tuple(asks[1].decode().split()) if asks else ())


def _preloads(asks: Sequence[str], query: Mapping[str, str]) -> str:
    """Return the header by which a browser asks for a page's data beside its modules, a trip earlier.

    Empty where the query lacks what the addresses need, or is none of ours.
    """
    values = {name: value for name, value in query.items() if _ID.fullmatch(value)}
    try:
        return ", ".join(f"<{address.format_map(values)}>; rel=preload; as=fetch; crossorigin" for address in asks)
    except KeyError:
        return ""


class Pages:
    """All files of ``web/`` in memory. ``live`` reads from disk at each request instead, for work on the pages.

    ``gallery`` adds the page that shows every component in each state: for us, not for schools.
    """

    def __init__(self, web: Path = WEB, *, live: bool = False, gallery: bool = False) -> None:
        self._web = web
        self._gallery = gallery
        self._live = live
        paths = sorted(path for path in web.rglob("*") if path.is_file() and path.suffix in _TYPES)
        digest = hashlib.sha256()
        for path in paths:
            digest.update(path.relative_to(web).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        self.release = f"{LIVE if live else ''}{digest.hexdigest()[:12]}"
        self._files = {path.relative_to(web).as_posix(): _load(path, release=self.release) for path in paths}

    def routes(self) -> list[Route]:
        """Return one route a page and one for the files."""
        pages = [name for name in self._files if name.endswith(".html") and (self._gallery or name != GALLERY)]
        routes = [Route(page_path(name), self._page(name), name=f"page:{name}") for name in pages]
        # Whoever works on the pages wants to see them as they are now, not as a browser kept them.
        if not self._live:
            routes.append(Route(f"/{SERVICE_WORKER}", self._page(SERVICE_WORKER), name="service worker"))
        return [*routes, Route("/v/{release}/{path:path}", self._static, name="files")]

    def _find(self, name: str) -> _File | None:
        if not self._live:
            return self._files.get(name)
        path = (self._web / name).resolve()
        if not path.is_relative_to(self._web) or not path.is_file() or path.suffix not in _TYPES:
            return None
        return _load(path, release=self.release)

    def _page(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            found = self._find(name)
            answer = self._answer(request, found, "no-cache")
            if found and found.asks and (preloads := _preloads(found.asks, request.query_params)):
                answer.headers["Link"] = preloads
            return answer

        return page

    async def _static(self, request: Request) -> Response:
        name = request.path_params["path"]
        found = None if name.endswith(".html") else self._find(name)
        current = request.path_params["release"] == self.release and not self._live
        return self._answer(request, found, "public, max-age=31536000, immutable" if current else "no-cache")

    def _answer(self, request: Request, found: _File | None, cache: str) -> Response:
        if found is None:
            return Response("Not found", 404, media_type="text/plain", headers={"Cache-Control": "no-store"})
        headers = {
            "Cache-Control": cache,
            "ETag": found.etag,
            "Content-Type": found.media_type,
            "Vary": "Accept-Encoding",
            # By this the service worker tells our answers from those of a Wi-Fi's sign-in page.
            "X-Release": self.release,
        }
        if request.headers.get("if-none-match") == found.etag:
            return Response(status_code=304, headers=headers)
        if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(found.packed, headers={**headers, "Content-Encoding": "gzip"})
        return Response(found.body, headers=headers)


def page_path(name: str) -> str:
    """Return the address of a page file: ``teacher/dashboard.html`` is ``/teacher/dashboard``."""
    stem = name.removesuffix(".html")
    return "/" if stem == "index" else f"/{stem}"
