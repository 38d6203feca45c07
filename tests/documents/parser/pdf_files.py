"""Small PDF files written by hand, so that a test shows exactly what is drawn and in which order.

Pages are A4 portrait, 595 by 842 points, and y counts upwards as it does in the file.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "C": "Courier", "T": "Times-Roman"}
"""The fonts that every reader has, by the name that ``line`` knows them by."""
WIDTH, HEIGHT = 595, 842
_HIGH = {"“": 0o223, "”": 0o224, "‘": 0o221, "’": 0o222, "•": 0o225, "–": 0o226, "—": 0o227}


def line(text: str, *, x: float = 72, y: float = 700, size: float = 11, font: str = "F", before: str = "") -> str:
    """Operators that show one line; ``before`` (colour, render mode) counts for it alone."""
    return f"q BT {before} /{font} {size} Tf {x} {y} Td ({_string(text)}) Tj ET Q\n"


def turned(text: str, matrix: str, *, size: float = 11) -> str:
    """Operators that show one line through a text matrix of six numbers."""
    return f"BT /F {size} Tf {matrix} Tm ({_string(text)}) Tj ET\n"


def lines(*texts: str, x: float = 72, y: float = 700, size: float = 11, font: str = "F", pitch: float = 14) -> str:
    """Operators that show lines under each other."""
    return "".join(line(text, x=x, y=y - place * pitch, size=size, font=font) for place, text in enumerate(texts))


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """A thin line."""
    return f"0.5 w {x1} {y1} m {x2} {y2} l S\n"


def area(x: float, y: float, width: float, height: float, grey: float) -> str:
    """A filled rectangle: grey 0 is black, 1 is white; what follows is black again."""
    return f"{grey} g {x} {y} {width} {height} re f 0 g\n"


def pdf(
    *pages: str,
    rotate: int = 0,
    title: str = "",
    scan: bool = False,
    catalog: str = "",
    more: Mapping[int, str] | None = None,
    crop: Sequence[float] = (),
    annotations: str = "",
    pictures: Sequence[bytes] = (),
) -> bytes:
    """A PDF of these pages. ``scan`` lays a picture over each; ``more`` are objects from number 100 on.

    ``pictures`` are image objects, which pages show by ``placed``.
    """
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
        for name, font in FONTS.items()
    )
    picture = "<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        3: stream(b"\x80\x90\xa0\xb0", head=picture),
        4: f"<< /Title ({title}) >>".encode("latin-1"),
    }
    objects |= {9000 + place: content for place, content in enumerate(pictures)}
    named = " ".join(f"/P{place} {9000 + place} 0 R" for place in range(len(pictures)))
    kids = []
    for place, content in enumerate(pages):
        shown = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Scan Do Q\n{content}" if scan else content
        number = 10 + 2 * place
        kids.append(f"{number} 0 R")
        cropped = f"/CropBox [{' '.join(map(str, crop))}]" if crop else ""
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {cropped} /Rotate {rotate} "
            f"/Resources << /Font << {fonts} >> /XObject << /Scan 3 0 R {named} >> >> {annotations} "
            f"/Contents {number + 1} 0 R >>"
        ).encode()
        objects[number + 1] = stream(shown.encode("latin-1"), packed=True)
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects |= {number: content.encode("latin-1") for number, content in (more or {}).items()}
    return _file(objects, title=bool(title))


def placed(number: int, *, x: float = 72, y: float = 300, width: float = 200, height: float = 150) -> str:
    """Operators that show one of the file's pictures."""
    return f"q {width} 0 0 {height} {x} {y} cm /P{number} Do Q\n"


def picture(
    data: bytes, width: int, height: int, *, filters: str, colours: str = "/DeviceRGB", more: str = ""
) -> bytes:
    """An image object of eight bits a channel."""
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {colours} /BitsPerComponent 8"
    )
    return stream(data, head=f"{head} {more} {f'/Filter {filters}' if filters else ''}")


def stream(content: bytes, *, head: str = "<<", packed: bool = False) -> bytes:
    """A stream object."""
    body = zlib.compress(content) if packed else content
    return (
        f"{head} /Length {len(body)} {'/Filter /FlateDecode' if packed else ''} >>\nstream\n".encode()
        + body
        + b"\nendstream"
    )


def _file(objects: Mapping[int, bytes], *, title: bool) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010d} 00000 n \n".encode()
    info = "/Info 4 0 R" if title else ""
    out += f"trailer\n<< /Size {max(places) + 1} /Root 1 0 R {info} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _string(text: str) -> str:
    """A literal string in Windows' Latin encoding."""
    out = ""
    for char in text:
        if char in "()\\":
            out += "\\" + char
        elif char in _HIGH:
            out += f"\\{_HIGH[char]:03o}"
        else:
            out += char
    return out
