"""The pictures of Word and PowerPoint files: which are kept, where they stand, and what is left out."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence

import docx as python_docx
import pytest
from pptx.util import Inches, Pt

from backend.documents.document_parser import pictures
from backend.documents.document_parser.outline import DocumentOutline
from backend.documents.document_parser.pictures import look_of
from tests.documents.parser.files import (
    BODY,
    add_text,
    cell,
    docx,
    item,
    link,
    para,
    passages,
    pptx_bytes,
    presentation,
    read,
    run,
    table,
    texts,
)
from tests.documents.parser.picture_files import EMF, gif, jpeg_head, noise, png, webp

CAT, DOG, LOGO, PHOTO = png(64, 48, seed=b"cat"), png(100, 80, seed=b"dog"), png(60, 60), jpeg_head(640, 480)


def drawing(ident: str, descr: str = "") -> str:
    """A picture in a run as Word writes it, described on the drawing."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{descr}"/><a:graphic><a:graphicData>'
        f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" '
        f'name="x.png"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{ident}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def word(body: str, media: Mapping[str, bytes], **more: str) -> DocumentOutline:
    """Read a Word file whose parts ``media/NAME`` are linked to by NAME without its ending."""
    links = "".join(link(name.partition(".")[0], "image", f"media/{name}") for name in media)
    return read(docx(body, links=links, more={f"word/media/{name}": data for name, data in media.items()}, **more))


def slides(*contents: Sequence[bytes | str], alts: Mapping[bytes, str] | None = None) -> DocumentOutline:
    """Read a deck of blank slides with pictures and texts from top to bottom, added from the last to the first."""
    deck = presentation()
    for content in contents:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for place, thing in reversed(list(enumerate(content))):
            if isinstance(thing, str):
                add_text(slide, thing, left=1, top=1 + place)
                continue
            picture = slide.shapes.add_picture(io.BytesIO(thing), Inches(1), Inches(1 + place), Inches(0.5))
            picture._element.nvPicPr.cNvPr.set("descr", (alts or {}).get(thing, ""))
    return read(pptx_bytes(deck), "lesson.pptx")


def kept(outline: DocumentOutline) -> list[bytes]:
    return [image.data for image in outline.images]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(321, 123), ("image/png", 321, 123)),
        (jpeg_head(1200, 700), ("image/jpeg", 1200, 700)),
        (gif(300, 20), ("image/gif", 300, 20)),
        (webp(b"VP8X", 4000, 3), ("image/webp", 4000, 3)),
        (webp(b"VP8L", 16000, 9), ("image/webp", 16000, 9)),
        (webp(b"VP8 ", 640, 481), ("image/webp", 640, 481)),
    ],
)
def test_kind_and_size_are_told_by_the_header(data: bytes, expected: tuple[str, int, int]) -> None:
    look = look_of(data)
    assert look is not None and look[:3] == expected
    assert all(look_of(data[:end]) is None or end >= 16 or expected[0] == "image/gif" for end in range(len(data)))


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF", b"\xff\xd8\xff", b"\xff\xd8\xff" * 50, EMF, b"<svg xmlns='x'/>", b"BM" + bytes(60), b"%PDF-1.7"],
)
def test_anything_else_is_no_picture(data: bytes) -> None:
    look = look_of(data)
    assert look is None or look.width == 0


def test_word_pictures_come_in_reading_order_with_their_descriptions() -> None:
    outline = word(
        para("Animals", style="H1")
        + para(drawing("dog"))
        + BODY
        + para(run("A cat: ") + drawing("cat", "A cat on a keyboard"))
        + para("Plants", style="H1")
        + para(drawing("photo", "Picture 7")),
        {"cat.png": CAT, "dog.png": DOG, "photo.jpg": PHOTO},
    )
    assert [(i.data, i.alt, i.section, i.after, i.location.paragraph) for i in outline.images] == [
        (DOG, "", 0, "", 2),
        (CAT, "A cat on a keyboard", 0, "p2", 4),
        (PHOTO, "", 1, "", 6),
    ]
    assert [(i.id, i.size_bytes) for i in outline.images] == [
        (hashlib.sha256(data).hexdigest(), len(data)) for data in (DOG, CAT, PHOTO)
    ]
    assert [(i.media_type, i.width, i.height) for i in outline.images] == [
        ("image/png", 100, 80),
        ("image/png", 64, 48),
        ("image/jpeg", 640, 480),
    ]
    assert texts(outline)[1:] == ["A cat:", "A cat on a keyboard"] and outline.warnings == ()


def test_pictures_do_not_part_a_list_and_leave_their_table_whole() -> None:
    outline = word(
        item("one", list_id=2)
        + para(drawing("cat"))
        + item("two", list_id=2)
        + table([cell(para(drawing("dog"))), cell("bark")])
        + para("The end of it all."),
        {"cat.png": CAT, "dog.png": DOG},
    )
    assert [p.kind for p in passages(outline)] == ["list", "table", "paragraph"]
    assert [(i.data, i.after) for i in outline.images] == [(CAT, "p1"), (DOG, "p2")]


def test_old_and_new_ways_to_draw_hold_the_same_picture_once() -> None:
    old = '<w:r><w:pict><v:shape alt="A dog in the rain"><v:imagedata r:id="dog"/></v:shape></w:pict></w:r>'
    outline = word(para(old) + para(drawing("dog")) + BODY, {"dog.png": DOG})
    assert [(i.data, i.alt) for i in outline.images] == [(DOG, "A dog in the rain")]


def test_what_is_hidden_deleted_linked_or_missing_is_not_kept() -> None:
    hidden = drawing("cat").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    linked = drawing("x").replace("r:embed", "r:link")
    outline = word(
        para(hidden) + para(f"<w:del>{drawing('cat')}</w:del>") + para(linked + drawing("gone")), {"cat.png": CAT}
    )
    assert outline.images == () and outline.warnings == ()


def test_a_note_does_not_take_the_pictures_of_the_text() -> None:
    note = f'<w:footnote w:id="2">{para(run("See it. ") + drawing("cat"))}</w:footnote>'
    outline = word(para(run("A") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), {"cat.png": CAT}, footnotes=note)
    assert outline.images == ()


def test_slides_give_their_pictures_by_place_and_a_logo_once() -> None:
    outline = slides(
        ["Welcome to the lesson.", LOGO],
        [DOG, "Dogs bark at night.", CAT, LOGO],
        [PHOTO],
        alts={CAT: "A cat that sleeps", DOG: "Bild 1"},
    )
    assert [(i.data, i.alt, i.location.slide, i.section, i.after) for i in outline.images] == [
        (LOGO, "", 1, 0, "p1"),
        (DOG, "", 2, 1, ""),
        (CAT, "A cat that sleeps", 2, 1, "p2"),
        (PHOTO, "", 3, 1, "p3"),
    ]
    assert len(outline.sections) == 2, "a slide without words is no section"


def test_a_slide_s_heading_by_look_is_found_below_a_picture() -> None:
    deck = presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(CAT), Inches(1), Inches(0))
    for place, (words, points) in enumerate((("Cats", 40), ("They sleep all day.", 18))):
        box = add_text(slide, words, left=1, top=2 + place)
        box.text_frame.paragraphs[0].runs[0].font.size = Pt(points)
    outline = read(pptx_bytes(deck), "lesson.pptx")
    assert [section.heading for section in outline.sections] == ["Cats"]
    assert kept(outline) == [CAT]


def test_pictures_beside_the_slide_or_hidden_are_left_out() -> None:
    deck = presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(CAT), Inches(20), Inches(1))
    hidden = slide.shapes.add_picture(io.BytesIO(DOG), Inches(1), Inches(1))
    hidden._element.nvPicPr.cNvPr.set("hidden", "1")
    assert kept(read(pptx_bytes(deck), "lesson.pptx")) == []


def test_tiny_ones_go_without_a_word() -> None:
    outline = slides(["Lines and dots.", png(47, 400), png(400, 47), png(48, 48)])
    assert [(i.width, i.height) for i in outline.images] == [(48, 48)] and outline.warnings == ()


def test_other_kinds_are_counted_by_their_first_bytes_whatever_their_names() -> None:
    media = {
        "emf.png": EMF,
        "svg.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "html.jpg": b"<script>alert(1)</script>",
    }
    outline = word(BODY + para("".join(drawing(name.partition(".")[0]) for name in media)), media)
    assert outline.images == ()
    (sentence,) = outline.warnings
    assert sentence.startswith("Pictures that were not kept: 3 of a kind that web pages can't show")


def test_a_header_that_claims_too_much_is_believed_and_left_out() -> None:
    outline = word(
        BODY + para(drawing("bomb") + drawing("strip") + drawing("cat")),
        {"bomb.png": png(60_000, 60_000, rows=1), "strip.png": png(100, 30_000, rows=1), "cat.png": CAT},
    )
    assert kept(outline) == [CAT]
    assert outline.warnings == ("Pictures that were not kept: 2 over 5 MB or 50 million pixels.",)


def test_large_files_and_too_many_are_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "BYTES_MAX", 2 * 1024 * 1024)
    monkeypatch.setattr(pictures, "IMAGES_BYTES_MAX", len(CAT) + len(DOG))
    large = png(64, 64) + bytes(2 * 1024 * 1024)
    outline = word(
        BODY + para(drawing("large") + drawing("cat") + drawing("dog") + drawing("photo")),
        {"large.png": large, "cat.png": CAT, "dog.png": DOG, "photo.jpg": PHOTO},
    )
    assert kept(outline) == [CAT, DOG]
    (sentence,) = outline.warnings
    assert "1 over 2 MB" in sentence and "1 beyond 60 pictures" in sentence


def test_the_sixty_first_picture_is_left_out() -> None:
    drawn = [png(64, 64, seed=bytes([number])) for number in range(pictures.COUNT_MAX + 2)]
    outline = slides(*[["Words.", picture] for picture in drawn])
    assert kept(outline) == drawn[: pictures.COUNT_MAX]
    assert outline.warnings == ("Pictures that were not kept: 2 beyond 60 pictures or 30 MB a file.",)


def test_a_damaged_picture_costs_nobody_the_words() -> None:
    whole = docx(
        BODY + para(drawing("cat")), links=link("cat", "image", "media/cat.png"), more={"word/media/cat.png": CAT}
    )
    at = whole.find(b"word/media/cat.png") + len("word/media/cat.png")
    outline = read(whole[: at + 20] + b"\xff\xff\xff\xff" + whole[at + 24 :])
    assert texts(outline) == ["A byte is a group of eight bits, and it holds one character of plain text."]
    assert outline.images == () and "1 of a kind" in outline.warnings[0]


def test_python_docx_pictures_are_found_too() -> None:
    """A second program's way to write them."""
    document = python_docx.Document()
    document.add_paragraph("A byte is eight bits.")
    document.add_picture(io.BytesIO(CAT))
    out = io.BytesIO()
    document.save(out)
    assert [(i.data, i.after) for i in read(out.getvalue()).images] == [(CAT, "p1")]


def test_the_outline_as_json_tells_of_pictures_without_their_bytes() -> None:
    (told,) = slides([noise(), "A word."]).as_json()["images"]
    assert set(told) == {"id", "media_type", "width", "height", "size_bytes", "alt", "location", "section", "after"}
