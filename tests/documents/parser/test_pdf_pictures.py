"""The pictures of PDF files: as they are, or written anew pixel by pixel, or left out and said."""

from __future__ import annotations

import io
import zlib
from typing import Any

import PIL.Image
import pytest

from backend.documents.document_parser.outline import DocumentOutline, Image
from backend.documents.document_parser.parse import parse
from backend.documents.document_parser.pdf import pictures as limits
from tests.documents.parser.files import texts
from tests.documents.parser.pdf_files import line, pdf, picture, placed
from tests.documents.parser.picture_files import jpeg_head

WIDTH, HEIGHT = 64, 50
PIXELS = bytes(
    (x * 4 % 256, y * 5 % 256, (x * y) % 256)[channel]
    for y in range(HEIGHT)
    for x in range(WIDTH)
    for channel in range(3)
)
PACKED = picture(zlib.compress(PIXELS), WIDTH, HEIGHT, filters="/FlateDecode")
MASK = bytes(0 if x < WIDTH // 2 else 255 for _ in range(HEIGHT) for x in range(WIDTH))


def jpeg(width: int = 320, height: int = 200, channels: int = 3) -> bytes:
    return picture(
        jpeg_head(width, height, channels),
        width,
        height,
        filters="/DCTDecode",
        colours={1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[channels],
    )


def read(*pages: str, pictures: tuple[bytes, ...], **more: Any) -> DocumentOutline:
    return parse(pdf(*pages, pictures=pictures, **more), "lesson.pdf")


def drawn(image: Image) -> PIL.Image.Image:
    """Decode a picture with another program."""
    return PIL.Image.open(io.BytesIO(image.data))


def test_a_jpeg_is_kept_as_it_is_after_the_words_of_its_page() -> None:
    outline = read(
        line("A byte is eight bits.") + placed(1, y=100) + placed(0, y=400),
        line("A nibble is four bits.") + placed(0),
        pictures=(jpeg(), jpeg(400, 100)),
    )
    assert [(i.data, i.location.page, i.after) for i in outline.images] == [
        (jpeg_head(320, 200), 1, "p1"),
        (jpeg_head(400, 100), 1, "p1"),
    ]
    assert [(i.media_type, i.width, i.height, i.alt) for i in outline.images] == [
        ("image/jpeg", 320, 200, ""),
        ("image/jpeg", 400, 100, ""),
    ]
    assert outline.warnings == () and len(texts(outline)) == 2


@pytest.mark.parametrize(
    ("data", "filters"),
    [
        (zlib.compress(PIXELS), "/FlateDecode"),
        (PIXELS, ""),
        (zlib.compress(PIXELS).hex().encode(), "[/ASCIIHexDecode /FlateDecode]"),
    ],
)
def test_a_picture_without_loss_comes_out_pixel_by_pixel(data: bytes, filters: str) -> None:
    """However large it is drawn on its page."""
    shown = picture(data, WIDTH, HEIGHT, filters=filters)
    (image,) = read(line("Words.") + placed(0, width=20, height=400), pictures=(shown,)).images
    assert (image.media_type, image.width, image.height) == ("image/png", WIDTH, HEIGHT)
    assert (drawn(image).mode, drawn(image).tobytes()) == ("RGB", PIXELS)


def test_a_mask_becomes_transparency() -> None:
    mask = picture(MASK, WIDTH, HEIGHT, filters="", colours="/DeviceGray")
    shown = picture(zlib.compress(PIXELS), WIDTH, HEIGHT, filters="/FlateDecode", more="/SMask 9001 0 R")
    (image,) = read(line("Words.") + placed(0), pictures=(shown, mask)).images
    assert drawn(image).mode == "RGBA" and drawn(image).getchannel("A").tobytes() == MASK


def test_the_same_picture_on_each_page_is_one() -> None:
    outline = read(*[line(f"Page number {n}.") + placed(n % 2) for n in range(5)], pictures=(PACKED, PACKED))
    assert [image.location.page for image in outline.images] == [1]


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        (jpeg(channels=4), "1 of a kind"),
        (picture(b"\xff\x4f\xff\x51" + bytes(90), 64, 64, filters="/JPXDecode"), "1 of a kind"),
        (
            picture(zlib.compress(zlib.compress(PIXELS)), WIDTH, HEIGHT, filters="[/FlateDecode /FlateDecode]"),
            "1 of a kind",
        ),
        (picture(b"no JPEG", 64, 64, filters="/DCTDecode"), "1 of a kind"),
        (picture(zlib.compress(bytes(100)), 60_000, 60_000, filters="/FlateDecode"), "1 over"),
        (picture(jpeg_head(60_000, 60_000), 60_000, 60_000, filters="/DCTDecode"), "1 over"),
        (picture(jpeg_head(64, 64) + bytes(5 * 1024 * 1024), 64, 64, filters="/DCTDecode"), "1 over"),
    ],
)
def test_what_is_left_out_is_said_and_the_words_are_read(shown: bytes, reason: str) -> None:
    outline = read(line("A byte is eight bits.") + placed(0), pictures=(shown,))
    assert outline.images == () and texts(outline) == ["A byte is eight bits."]
    (sentence,) = outline.warnings
    assert sentence.startswith(f"Pictures that were not kept: {reason}")


def test_tiny_ones_and_those_beside_the_page_go_without_a_word() -> None:
    outline = read(line("Words.") + placed(0) + placed(1, x=-500), pictures=(jpeg(40, 400), jpeg()))
    assert outline.images == () and outline.warnings == ()


def test_scans_are_not_kept_as_pictures() -> None:
    whole = placed(0, x=0, y=0, width=595, height=842)
    outline = read(line("Words."), whole, whole + line("Recognised.", before="3 Tr"), pictures=(jpeg(),))
    assert outline.images == ()


def test_only_so_many_pixels_are_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIXELS_TOTAL_MAX", 2 * WIDTH * HEIGHT)
    shown = tuple(
        picture(zlib.compress(bytes([grey]) * len(PIXELS)), WIDTH, HEIGHT, filters="/FlateDecode") for grey in range(4)
    )
    outline = read(line("Words.") + "".join(placed(n, y=600 - 150 * n) for n in range(4)), pictures=shown)
    assert [drawn(image).getpixel((0, 0)) for image in outline.images] == [(0, 0, 0), (1, 1, 1)]
    assert "2 beyond" in outline.warnings[0]


@pytest.mark.parametrize(("limit", "reason"), [("BYTES_MAX", "1 over"), ("RAW_BYTES_TOTAL_MAX", "1 beyond")])
def test_one_that_comes_on_each_page_and_is_too_large_is_one(
    monkeypatch: pytest.MonkeyPatch, limit: str, reason: str
) -> None:
    monkeypatch.setattr(limits, limit, len(jpeg_head(320, 200)) - 1)
    outline = read(*[line(f"Page number {n}.") + placed(0) for n in range(5)], pictures=(jpeg(),))
    assert outline.images == () and outline.warnings[0].startswith(f"Pictures that were not kept: {reason}")
