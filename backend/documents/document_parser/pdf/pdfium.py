"""PDF files through PDFium's C functions, read only: pages as letters, ruling lines and pictures.

No page is drawn, no script runs, no annotation, attachment or link is opened.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import pypdfium2_raw

from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.package import too_complex
from backend.documents.document_parser.pdf.drawings import Drawings
from backend.documents.document_parser.pdf.fonts import is_bold, is_code, letters_of
from backend.documents.document_parser.pdf.page import Box, Letter, Page, Style, View, advance, turned
from backend.documents.document_parser.pdf.pictures import PdfPictures
from backend.documents.document_parser.pictures import Pictures

LETTERS_MAX = 60_000
"""Letters on one page; a full page of small print has about 10,000."""
TINY_PT = 2.0
_PASSWORD_ERRORS = frozenset((4, 5))
"""FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY."""
_INVISIBLE_MODES = frozenset((3, 7))
"""Text rendering modes that paint nothing (ISO 32000-1, table 106)."""
_STROKED_MODES = frozenset((1, 5))
_WHITE_FROM = 0xF5
_HIDDEN, _WHITE, _UNSEEN = "hidden", "white", "unseen"
_SCAN_SHARE = 0.5
_SCRIPT = re.compile(rb"/S\s*/JavaScript\b")


_api: Any = pypdfium2_raw
# Without the fonts of the machine: a file gives the same outline everywhere.
_api.FPDF_InitLibraryWithConfig(
    _api.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=(ctypes.POINTER(ctypes.c_char) * 1)())
)


class PdfFile:
    """An opened PDF; use it as a context manager."""

    def __init__(self, data: bytes) -> None:
        """Open a file with an empty password. Raises DocumentRefused (password_protected, corrupt)."""
        self._api = _api
        self._data = data
        self._file = self._api.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._file:
            raise _refusal(self._api.FPDF_GetLastError())

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.FPDF_CloseDocument(self._file)

    @property
    def page_count(self) -> int:
        """How many pages the file claims to have."""
        return int(self._api.FPDF_GetPageCount(self._file))

    @property
    def title(self) -> str:
        """The title among the file's properties, or an empty string."""
        length = self._api.FPDF_GetMetaText(self._file, b"Title", None, 0)
        space = ctypes.create_string_buffer(length)
        self._api.FPDF_GetMetaText(self._file, b"Title", space, length)
        return space.raw.decode("utf-16-le", "replace").rstrip("\x00")

    @property
    def attachment_count(self) -> int:
        """How many files are attached."""
        return max(int(self._api.FPDFDoc_GetAttachmentCount(self._file)), 0)

    @property
    def has_form(self) -> bool:
        """Whether there are fields to fill in."""
        return bool(self._api.FPDF_GetFormType(self._file))

    @property
    def has_script(self) -> bool:
        """Whether the file has JavaScript, for the document or, where that isn't packed, for anything in it."""
        named = int(self._api.FPDFDoc_GetJavaScriptActionCount(self._file)) > 0
        return named or _SCRIPT.search(self._data) is not None

    def pages(self, kept: Pictures) -> Iterator[Page | None]:
        """Yield the pages in order, ``None`` for one that can't be loaded. Raises DocumentRefused (too_complex).

        Their pictures are put among those that are ``kept``.
        """
        pictures = PdfPictures(self._api, self._file, kept)
        for index in range(self.page_count):
            handle = self._api.FPDF_LoadPage(self._file, index)
            if not handle:
                yield None
                continue
            try:
                yield _PageReader(self._api, handle, index + 1).read(pictures)
            finally:
                self._api.FPDF_ClosePage(handle)
        pictures.count_unread()


class _PageReader:
    """Reads one page."""

    def __init__(self, api: Any, handle: Any, number: int) -> None:
        self._api = api
        self._handle = handle
        self._view = _view(api, handle)
        self._page = Page(number, self._view.width, self._view.height)
        self._drawings = Drawings(api, self._view)
        self._looks: dict[int, tuple[Style, str, str]] = {}
        self._unseen: list[Letter] = []

    def read(self, pictures: PdfPictures) -> Page:
        """Return the page with its letters in the order of the file, and its pictures unless it is a scan."""
        page = self._page
        self._drawings.read(self._handle)
        page.rules, page.pictures = self._drawings.rules, self._drawings.picture_share
        text = self._api.FPDFText_LoadPage(self._handle)
        if text:
            try:
                self._letters(text)
            finally:
                self._api.FPDFText_ClosePage(text)
        if page.pictures >= _SCAN_SHARE and len(self._unseen) > len(page.letters):
            # Text recognition lays its words over the scan, invisibly; they are what the reader of the page sees.
            page.letters, page.recognised = [*page.letters, *self._unseen], True
        else:
            page.hidden += len(self._unseen)
        if not page.recognised and not page.only_a_picture:
            shown = sorted(self._drawings.images, key=lambda entry: (entry[0].top, entry[0].left))
            page.images = [image for _, item in shown if (image := pictures.take(self._handle, item)) is not None]
        return page

    def _letters(self, text: Any) -> None:
        api, view = self._api, self._view
        count = api.FPDFText_CountChars(text)
        if count > LETTERS_MAX:
            raise too_complex()
        edges, x, y = api.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        whole = Box(0, 0, view.width, view.height)
        spaced = False
        for index in range(count):
            code = api.FPDFText_GetUnicode(text, index)
            if code in {0x20, 0xA0, 0x09, 0x0A, 0x0D}:
                spaced = True
                continue
            style, state, font = self._look(text, index)
            char = letters_of(code, font)
            api.FPDFText_GetLooseCharBox(text, index, edges)
            box = view.box(edges.left, edges.bottom, edges.right, edges.top)
            if not char:
                self._page.unknown += 1
                spaced = True
                continue
            api.FPDFText_GetCharOrigin(text, index, x, y)
            left, base = turned(*view.point(x.value, y.value), style.angle)
            letter = Letter(char, left, left + advance(box, style), base, style, spaced)
            spaced = False
            self._sort(letter, box, state, whole)

    def _sort(self, letter: Letter, box: Box, state: str, whole: Box) -> None:
        """Put a letter where it belongs: read, left out and counted, or kept until the page is known to be a scan."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if not whole.holds(x, y, slack=1):
            self._page.beside += 1
        elif state == _HIDDEN or (state == _WHITE and not self._drawings.is_dark(x, y)):
            self._page.hidden += 1
        elif state == _UNSEEN:
            self._unseen.append(letter)
        else:
            self._page.letters.append(letter)

    def _look(self, text: Any, index: int) -> tuple[Style, str, str]:
        """Return style, visibility and font of a letter; all letters of one text object share them."""
        shown = self._api.FPDFText_GetTextObject(text, index)
        key = ctypes.addressof(shown.contents) if shown else 0
        if key not in self._looks:
            self._looks[key] = self._new_look(text, index, shown)
        return self._looks[key]

    def _new_look(self, text: Any, index: int, shown: Any) -> tuple[Style, str, str]:
        api = self._api
        name, flags, matrix = ctypes.create_string_buffer(256), ctypes.c_int(), api.FS_MATRIX()
        api.FPDFText_GetFontInfo(text, index, name, len(name), flags)
        api.FPDFText_GetMatrix(text, index, matrix)
        font = name.value.decode("utf-8", "replace")
        size = api.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        mode = api.FPDFTextObj_GetTextRenderMode(shown) if shown else 0
        style = Style(
            size=round(max(abs(size), 0.1), 1),
            angle=self._view.angle(matrix.a, matrix.b),
            bold=is_bold(font, flags.value) or mode == 2,
            code=is_code(font, flags.value),
        )
        return style, self._visibility(text, index, mode, style), font

    def _visibility(self, text: Any, index: int, mode: int, style: Style) -> str:
        if mode in _INVISIBLE_MODES:
            return _UNSEEN
        channels = [ctypes.c_uint() for _ in range(4)]
        ask = self._api.FPDFText_GetStrokeColor if mode in _STROKED_MODES else self._api.FPDFText_GetFillColor
        known = ask(text, index, *channels)
        if style.size <= TINY_PT or (known and channels[3].value == 0):
            return _HIDDEN
        return _WHITE if known and all(channel.value >= _WHITE_FROM for channel in channels[:3]) else ""


def _refusal(error: int) -> DocumentRefused:
    if error in _PASSWORD_ERRORS:
        return DocumentRefused(
            "password_protected", "The file is protected by a password. Take the password off and upload it again."
        )
    return broken_pdf()


def broken_pdf() -> DocumentRefused:
    """Return the refusal of a PDF that is damaged."""
    return DocumentRefused(
        "corrupt",
        "The PDF is damaged or was not copied completely. If a PDF reader or a web browser opens it, print it as a new "
        "PDF (“Save as PDF”) and upload that; if not, make it again from the document that it came from.",
    )


def _view(api: Any, handle: Any) -> View:
    box = api.FS_RECTF()
    if not api.FPDF_GetPageBoundingBox(handle, box):
        box.left, box.bottom, box.right, box.top = 0, 0, 612, 792
    return View(box.left, box.bottom, box.right, box.top, int(api.FPDFPage_GetRotation(handle)) % 4)
