"""PowerPoint files: each feature that teachers use, in a deck made with python-pptx for it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches, Pt

from backend.documents.document_parser.outline import DocumentOutline, ListItem
from tests.documents.parser.files import NAMESPACES, add_text, passages, pptx_bytes, presentation, read, texts

TITLE_ONLY, TITLE_AND_CONTENT, BLANK = 5, 1, 6
ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def one_slide(fill: Callable[[object], None], layout: int = BLANK) -> DocumentOutline:
    """The outline of a deck with one slide, filled by the test."""
    deck = presentation()
    fill(deck.slides.add_slide(deck.slide_layouts[layout]))
    return read(pptx_bytes(deck), "deck.pptx")


def test_titles_are_headings_and_bodies_are_nested_lists() -> None:
    def fill(slide) -> None:
        slide.shapes.title.text = "Input and output"
        body = slide.placeholders[1].text_frame
        body.text = "Input"
        for text, level in (("mouse", 1), ("Output", 0)):
            line = body.add_paragraph()
            line.text, line.level = text, level

    outline = one_slide(fill, TITLE_AND_CONTENT)
    assert outline.title == "Input and output"
    assert [(s.heading, s.level) for s in outline.sections] == [("Input and output", 1)]
    found = passages(outline)[0]
    assert found.items == (ListItem("Input"), ListItem("mouse", 1), ListItem("Output"))
    assert not found.ordered
    assert found.location.slide == 1


def test_a_title_below_other_shapes_still_heads_the_slide() -> None:
    def fill(slide) -> None:
        slide.shapes.title.text = "Heading"
        slide.shapes.title.top = Inches(6)
        add_text(slide, "Above it.", left=1, top=1)

    assert one_slide(fill, TITLE_ONLY).sections[0].heading == "Heading"


def test_slides_without_a_title_take_a_clearly_larger_first_line() -> None:
    def fill(slide) -> None:
        add_text(slide, "Binary", left=1, top=0.3).text_frame.paragraphs[0].runs[0].font.size = Pt(40)
        add_text(slide, "Only two digits", left=1, top=2).text_frame.paragraphs[0].runs[0].font.size = Pt(18)

    outline = one_slide(fill)
    assert outline.sections[0].heading == "Binary"
    assert texts(outline) == ["Only two digits"]


def test_slides_without_any_heading_are_sections_without_words() -> None:
    outline = one_slide(lambda slide: add_text(slide, "Some words.", left=1, top=1))
    assert [(s.heading, s.level) for s in outline.sections] == [("", 1)]


def test_shapes_are_read_from_top_to_bottom_and_left_to_right() -> None:
    def fill(slide) -> None:
        for text, left, top in (("three", 1, 4), ("two", 5, 1.05), ("one", 1, 1.1), ("four", 4, 6)):
            add_text(slide, text, left=left, top=top)

    assert texts(one_slide(fill)) == ["one", "two", "three", "four"]


def test_groups_are_read_in_place_with_their_own_order() -> None:
    def fill(slide) -> None:
        add_text(slide, "last", left=1, top=5)
        group = slide.shapes.add_group_shape()
        add_text(group, "second", left=4, top=2)
        add_text(group, "first", left=1, top=2)
        inner = group.shapes.add_group_shape()
        add_text(inner, "third", left=1, top=3)

    assert texts(one_slide(fill)) == ["first", "second", "third", "last"]


def test_a_group_that_is_scaled_places_its_members() -> None:
    """A group moved off the slide takes its members along, wherever their own coordinates say they are."""

    def fill(slide) -> None:
        add_text(slide, "seen", left=1, top=1)
        group = slide.shapes.add_group_shape()
        add_text(group, "carried away", left=1, top=2)
        group.left = Inches(20)

    outline = one_slide(fill)
    assert texts(outline) == ["seen"]
    assert outline.warnings == ("Text beside the slide on slide 1 was left out.",)


def test_text_boxes_have_no_bullets_unless_set_and_numbers_are_labelled() -> None:
    def fill(slide) -> None:
        frame = add_text(slide, "Plain.", left=1, top=1).text_frame
        for text, number in (("Plug in", "arabicPeriod"), ("Switch on", "arabicPeriod")):
            line = frame.add_paragraph()
            line.text = text
            etree.SubElement(line._p.get_or_add_pPr(), f"{{{line._p.nsmap['a']}}}buAutoNum", type=number, startAt="3")
        frame.add_paragraph().text = "Done."

    outline = one_slide(fill)
    assert [p.kind for p in passages(outline)] == ["paragraph", "list", "paragraph"]
    assert passages(outline)[1].items == (ListItem("Plug in", 0, "3."), ListItem("Switch on", 0, "4."))
    assert passages(outline)[1].ordered


def test_lists_of_two_shapes_stay_two_lists() -> None:
    def fill(slide) -> None:
        add_text(slide, "- left", left=1, top=1)
        add_text(slide, "- right", left=5, top=1)

    assert texts(one_slide(fill), "list") == ["left", "right"]


def test_tables_with_merged_cells() -> None:
    def fill(slide) -> None:
        grid = slide.shapes.add_table(3, 3, Inches(1), Inches(1), Inches(6), Inches(2)).table
        grid.cell(0, 0).merge(grid.cell(0, 1))
        grid.cell(0, 0).text = "Device"
        grid.cell(1, 0).merge(grid.cell(2, 0))
        grid.cell(1, 0).text = "Input"
        grid.cell(2, 2).text = "Corner"

    found = passages(one_slide(fill), "table")[0]
    assert found.rows == (("Device", "", ""), ("Input", "", ""), ("", "", "Corner"))
    assert found.text == "Device\t\t\nInput\t\t\n\t\tCorner"


def test_bold_and_code_runs_and_code_paragraphs() -> None:
    def fill(slide) -> None:
        frame = add_text(slide, "", left=1, top=1).text_frame
        for text, bold, font in (
            ("A ", False, None),
            ("bit", True, None),
            (" in ", False, None),
            ("x", False, "Consolas"),
        ):
            piece = frame.paragraphs[0].add_run()
            piece.text, piece.font.bold, piece.font.name = text, bold, font
        box = add_text(slide, "while True:\n    print(1)", left=1, top=3)
        for line in box.text_frame.paragraphs:
            line.runs[0].font.name = "Courier New"

    sentence, code = passages(one_slide(fill))
    assert [(sentence.text[r.start : r.end], r.bold, r.code) for r in sentence.runs] == [
        ("bit", True, False),
        ("x", False, True),
    ]
    assert (code.kind, code.text) == ("code", "while True:\n    print(1)")


def test_code_by_look_in_one_box() -> None:
    outline = one_slide(lambda slide: add_text(slide, "x = 2\nprint(x)", left=1, top=1))
    assert texts(outline, "code") == ["x = 2\nprint(x)"]


def test_speaker_notes_come_last_and_page_furniture_is_left_out() -> None:
    def fill(slide) -> None:
        slide.shapes.title.text = "Heading"
        slide.notes_slide.notes_text_frame.text = "Ask for examples.\nTime: 5 minutes"
        number = add_text(slide, "7", left=1, top=7)
        mark = number._element.find(".//{*}nvPr")
        etree.SubElement(mark, f"{{{number._element.nsmap['p']}}}ph", type="sldNum")

    outline = one_slide(fill, TITLE_ONLY)
    assert [(p.kind, p.text) for p in passages(outline)] == [("note", "Ask for examples.\nTime: 5 minutes")]


def test_alt_text_of_pictures() -> None:
    def fill(slide) -> None:
        for text, top in (("A motherboard with its CPU", 1), ("image1.png", 3)):
            picture = slide.shapes.add_picture(BytesIO(ONE_PIXEL), Inches(1), Inches(top), Inches(1), Inches(1))
            picture._element.nvPicPr.cNvPr.set("descr", text)

    assert texts(one_slide(fill)) == ["A motherboard with its CPU"]


def test_equations_are_read_from_the_choice_and_not_the_picture() -> None:
    def fill(slide) -> None:
        box = add_text(slide, "", left=1, top=1)._element
        paragraph = box.find(".//{*}p")
        math = etree.fromstring(
            f"<a14:m {NAMESPACES}><m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>2</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara></a14:m>"
        )
        paragraph.append(math)
        wrapper = etree.fromstring(
            f'<mc:AlternateContent {NAMESPACES}><mc:Choice Requires="a14"/><mc:Fallback/></mc:AlternateContent>'
        )
        box.addprevious(wrapper)
        fallback = etree.fromstring(etree.tostring(box))
        wrapper[0].append(box)
        wrapper[1].append(fallback)

    assert texts(one_slide(fill)) == ["2^8"]


def test_smart_art_is_a_nested_list() -> None:
    data = (
        f'<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
        '<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Input</a:t></a:r></a:p></dgm:t></dgm:pt>'
        '<dgm:pt modelId="2"><dgm:t><a:p><a:r><a:t>Mouse</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>'
        '<dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="1" destId="2" srcOrd="0"/></dgm:cxnLst>'
        "</dgm:dataModel>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"

    def fill(slide) -> None:
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, data.encode())
        ident = slide.part.relate_to(part, kind)
        frame = (
            f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id='9' name='Diagram'/><p:cNvGraphicFramePr/>"
            "<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x='0' y='0'/><a:ext cx='914400' cy='914400'/></p:xfrm>"
            "<a:graphic>"
            f"<a:graphicData uri='diagram'><dgm:relIds r:dm='{ident}'/></a:graphicData></a:graphic></p:graphicFrame>"
        )
        slide.shapes._spTree.append(etree.fromstring(frame))

    assert passages(one_slide(fill))[0].items == (ListItem("Input"), ListItem("Mouse", 1))


def test_hidden_slides_shapes_and_text_beside_the_slide_are_left_out_and_mentioned() -> None:
    deck = presentation()
    first, second = (deck.slides.add_slide(deck.slide_layouts[BLANK]) for _ in range(2))
    add_text(first, "seen", left=1, top=1)
    add_text(first, "beside", left=11, top=1)
    add_text(first, "hidden shape", left=1, top=3)._element.nvSpPr.cNvPr.set("hidden", "1")
    add_text(second, "hidden slide", left=1, top=1)
    second._element.set("show", "0")
    outline = read(pptx_bytes(deck), "deck.pptx")
    assert texts(outline) == ["seen"]
    assert outline.warnings == (
        "Hidden text on slide 1 was left out.",
        "Text beside the slide on slide 1 was left out.",
        "The hidden slide on slide 2 was left out.",
    )


@pytest.mark.parametrize("how", ["white", "tiny", "transparent"])
def test_text_that_cannot_be_seen_is_left_out(how: str) -> None:
    def fill(slide) -> None:
        add_text(slide, "seen", left=1, top=1)
        font = add_text(slide, "SECRET", left=1, top=3).text_frame.paragraphs[0].runs[0].font
        if how == "tiny":
            font.size = Pt(1)
        else:
            font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF) if how == "white" else RGBColor(0, 0, 0)
        if how == "transparent":
            colour = font._rPr.find(".//{*}srgbClr")
            etree.SubElement(colour, f"{{{colour.nsmap['a']}}}alpha", val="0")

    outline = one_slide(fill)
    assert texts(outline) == ["seen"]
    assert outline.warnings == ("Hidden text on slide 1 was left out.",)


@pytest.mark.parametrize("ground", ["own fill", "shape behind", "picture behind", "slide background"])
def test_white_text_on_a_dark_ground_is_read(ground: str) -> None:
    def fill(slide) -> None:
        if ground == "shape behind":
            band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(0), Inches(2), Inches(10), Inches(3))
            band.fill.solid()
            band.fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x30)
        elif ground == "picture behind":
            slide.shapes.add_picture(BytesIO(ONE_PIXEL), Inches(0), Inches(2), Inches(10), Inches(3))
        elif ground == "slide background":
            slide.background.fill.solid()
            slide.background.fill.fore_color.rgb = RGBColor(0, 0, 0)
        box = add_text(slide, "White words", left=1, top=3)
        if ground == "own fill":
            box.fill.solid()
            box.fill.fore_color.rgb = RGBColor(0, 0, 0x40)
        box.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)

    outline = one_slide(fill)
    assert texts(outline) == ["White words"]
    assert outline.warnings == ()


def test_a_missing_layout_or_slide_does_not_stop_the_rest() -> None:
    deck = presentation()
    for text in ("first", "second"):
        add_text(deck.slides.add_slide(deck.slide_layouts[BLANK]), text, left=1, top=1)
    deck.part.drop_rel(deck.slides._sldIdLst[0].rId)
    outline = read(pptx_bytes(deck), "deck.pptx")
    assert texts(outline) == ["second"]
    assert outline.warnings == ("A slide is missing from the file. Check that all of the lesson is here.",)


def test_a_deck_without_words_is_an_empty_outline_with_the_files_name() -> None:
    deck = presentation()
    deck.slides.add_slide(deck.slide_layouts[BLANK])
    outline = read(pptx_bytes(deck), "only_pictures.pptx")
    assert (outline.title, outline.sections) == ("only pictures", ())
