"""What is drawn on a page of a PDF besides letters: ruling lines, filled areas and pictures."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any, NamedTuple

from backend.documents.document_parser.pdf.page import Box, View

OBJECTS_MAX = 40_000
"""Objects on one page that are looked at; maps and plots have more, and none of their lines rules a table."""
_SEGMENTS_MAX = 2_000
_NESTING_MAX = 8
_THIN_PT = 2.5
_RULE_MIN_PT = 4.0
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5
"""FPDF_PAGEOBJ_*."""
_LINE_TO = 0
"""FPDF_SEGMENT_LINETO."""
_WHITE_FROM = 0xF5


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: _Matrix) -> _Matrix:
        """Return the matrix that does ``first`` and then this one."""
        (a, b), (c, d), (e, f) = (
            (self.a * x + self.c * y, self.b * x + self.d * y)
            for x, y in ((first.a, first.b), (first.c, first.d), (first.e, first.f))
        )
        return _Matrix(a, b, c, d, e + self.e, f + self.f)


_SAME = _Matrix(1, 0, 0, 1, 0, 0)


class Drawings:
    """Gathers the drawings of one page."""

    def __init__(self, api: Any, view: View) -> None:
        self._api = api
        self._view = view
        self._left = OBJECTS_MAX
        self._dark: list[Box] = []
        self._covered = 0.0
        self.rules: list[Box] = []
        self.images: list[tuple[Box, Any]] = []
        """The image objects that can be seen, with their places."""

    @property
    def picture_share(self) -> float:
        """The share of the page that images cover, 0..1; images on top of each other count twice."""
        area = self._view.width * self._view.height
        return min(self._covered / area, 1.0) if area > 0 else 0.0

    def is_dark(self, x: float, y: float) -> bool:
        """Say whether something other than white may lie behind a point."""
        return any(box.holds(x, y) for box in self._dark)

    def read(self, page: Any) -> None:
        """Look through all objects of a page."""
        api = self._api
        for index in range(api.FPDFPage_CountObjects(page)):
            self._object(api.FPDFPage_GetObject(page, index), _SAME, _NESTING_MAX)

    def _object(self, item: Any, place: _Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            return
        api, kind = self._api, self._api.FPDFPageObj_GetType(item)
        if kind == _PATH:
            self._path(item, place)
        elif kind in {_IMAGE, _SHADING}:
            box = self._bounds(item, place)
            self._dark.append(box)
            if kind == _IMAGE:
                seen = box.within(Box(0, 0, self._view.width, self._view.height))
                self._covered += max(seen.width, 0) * max(seen.height, 0)
                if min(seen.width, seen.height) > 0:
                    self.images.append((seen, item))
        elif kind == _FORM and depth:
            inner = place.after(self._matrix(item))
            for index in range(api.FPDFFormObj_CountObjects(item)):
                self._object(api.FPDFFormObj_GetObject(item, index), inner, depth - 1)

    def _matrix(self, item: Any) -> _Matrix:
        found = self._api.FS_MATRIX()
        if not self._api.FPDFPageObj_GetMatrix(item, found):
            return _SAME
        return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)

    def _bounds(self, item: Any, place: _Matrix) -> Box:
        edges = [ctypes.c_float() for _ in range(4)]
        self._api.FPDFPageObj_GetBounds(item, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        corners = [place.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return self._view.box(min(xs), min(ys), max(xs), max(ys))

    def _path(self, item: Any, place: _Matrix) -> None:
        api = self._api
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        api.FPDFPath_GetDrawMode(item, fill, stroke)
        if not (fill.value or stroke.value):
            return
        box = self._bounds(item, place)
        if min(box.width, box.height) <= _THIN_PT:
            self._rule(box)
            return
        if fill.value and not self._is_white(item):
            self._dark.append(box)
        count = api.FPDFPath_CountSegments(item)
        if 1 < count <= _SEGMENTS_MAX:
            self._lines(item, count, place.after(self._matrix(item)), filled=bool(fill.value and not stroke.value))

    def _lines(self, item: Any, count: int, place: _Matrix, *, filled: bool) -> None:
        """Add the upright and level lines of a path; of an area that is only filled, those parts that are thin."""
        parts = self._parts(item, count, place)
        for points in parts:
            if filled:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                box = Box(min(xs), min(ys), max(xs), max(ys))
                if min(box.width, box.height) <= _THIN_PT:
                    self._rule(box)
                continue
            for (x1, y1), (x2, y2) in pairwise(points):
                box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                if min(box.width, box.height) <= 1:
                    self._rule(box)

    def _parts(self, item: Any, count: int, place: _Matrix) -> list[list[tuple[float, float]]]:
        """Return the points of a path's connected parts; one with a curve ends there."""
        api = self._api
        parts: list[list[tuple[float, float]]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for index in range(count):
            segment = api.FPDFPath_GetPathSegment(item, index)
            kind = api.FPDFPathSegment_GetType(segment)
            api.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._view.point(*place.point(x.value, y.value))
            if kind == _LINE_TO and parts:
                parts[-1].append(point)
            else:
                parts.append([point])
            if api.FPDFPathSegment_GetClose(segment):
                parts[-1].append(parts[-1][0])
        return parts

    def _rule(self, box: Box) -> None:
        if max(box.width, box.height) >= _RULE_MIN_PT:
            self.rules.append(box)

    def _is_white(self, item: Any) -> bool:
        channels = [ctypes.c_uint() for _ in range(4)]
        known = self._api.FPDFPageObj_GetFillColor(item, *channels)
        clear = channels[3].value == 0
        return bool(known) and (clear or all(channel.value >= _WHITE_FROM for channel in channels[:3]))
