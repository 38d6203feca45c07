"""Word files: each feature that teachers use, in a file made for it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt

from backend.documents.document_parser.outline import ListItem
from tests.documents.parser.files import (
    NAMESPACES,
    cell,
    docx,
    item,
    link,
    para,
    passages,
    read,
    run,
    table,
    texts,
    zipped,
)

BODY = para("A byte is a group of eight bits, and it holds one character of plain text.")
CITES_NOTE_2 = '<w:r><w:footnoteReference w:id="2"/></w:r>'
COURIER = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'


def text_box(content: str) -> str:
    """A text box as Word writes it: once for new readers, once for old ones."""
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(description: str) -> str:
    properties = f'<wp:docPr id="1" name="Picture 1" descr="{description}"/>'
    return f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>"


def test_headings_by_style_make_sections_with_levels() -> None:
    outline = read(
        docx(
            para("Before any heading, a sentence.")
            + para("Storage", style="H1")
            + para("Units", style="H2")
            + BODY
            + para("A style of the school's own", style="Mine")
            + BODY
        )
    )
    assert [(s.heading, s.level, len(s.passages)) for s in outline.sections] == [
        ("", 0, 1),
        ("Storage", 1, 0),
        ("Units", 2, 1),
        ("A style of the school's own", 2, 1),
    ]
    assert [p.id for p in passages(outline)] == ["p1", "p2", "p3"]
    assert [p.location.paragraph for p in passages(outline)] == [1, 4, 6]


def test_headings_by_look_are_bold_or_larger_short_lines() -> None:
    outline = read(
        docx(
            para(run("Networks", "<w:b/>"))
            + BODY
            + para(run("A larger line", '<w:sz w:val="32"/>'))
            + BODY
            + para(run("This whole sentence is bold and ends with a full stop.", "<w:b/>"))
            + BODY * 3
        )
    )
    assert [(s.heading, s.level) for s in outline.sections] == [("Networks", 2), ("A larger line", 1)]
    assert texts(outline)[2] == "This whole sentence is bold and ends with a full stop."


def test_a_bold_line_with_nothing_below_it_heads_nothing() -> None:
    outline = read(docx(BODY * 3 + para(run("The end", "<w:b/>"))))
    assert [s.heading for s in outline.sections] == [""]
    assert texts(outline)[-1] == "The end"


def test_title_comes_from_the_title_style_then_heading_then_first_line_then_name() -> None:
    assert read(docx(para("Bits and bytes", style="Title") + BODY)).title == "Bits and bytes"
    assert read(docx(para("Storage", style="H1") + BODY)).title == "Storage"
    assert read(docx(para("Homework 2") + BODY)).title == "Homework 2"
    assert read(docx(BODY), "8B_networks.docx").title == "8B networks"


def test_lists_are_ordered_or_not_and_nested_with_the_numbers_that_word_shows() -> None:
    outline = read(
        docx(
            item("Open the editor", list_id=2)
            + item("from the menu", list_id=2, level=1)
            + item("or by its icon", list_id=2, level=1)
            + item("Type", list_id=2)
            + BODY
            + item("Save", list_id=2)
            + item("New list", list_id=3)
            + item("mouse", list_id=1)
            + item("wireless", list_id=1, level=1)
            + para("by style", style="Bullet")
        )
    )
    steps, later, fresh, bullets = passages(outline, "list")
    assert steps.ordered
    assert steps.items == (
        ListItem("Open the editor", 0, "1."),
        ListItem("from the menu", 1, "a)"),
        ListItem("or by its icon", 1, "b)"),
        ListItem("Type", 0, "2."),
    )
    assert steps.text == "Open the editor\nfrom the menu\nor by its icon\nType"
    assert later.items == (ListItem("Save", 0, "3."),)
    assert fresh.items == (ListItem("New list", 0, "1."),)
    assert not bullets.ordered
    assert bullets.items == (ListItem("mouse"), ListItem("wireless", 1), ListItem("by style"))


def test_numbers_of_deeper_levels_name_the_levels_above() -> None:
    outline = read(docx(item("one", list_id=2) + item("a", list_id=2, level=1) + item("i", list_id=2, level=2)))
    assert [entry.label for entry in passages(outline)[0].items] == ["1.", "a)", "1.a.i"]


def test_typed_bullets_and_numbers_become_lists_but_question_numbers_do_not() -> None:
    outline = read(docx(BODY + para("- mouse") + para("• keyboard") + para("1. Plug in") + para("2. Switch on") + BODY))
    bullets, steps = passages(outline, "list")
    assert [entry.text for entry in bullets.items] == ["mouse", "keyboard"]
    assert steps.ordered
    assert steps.items == (ListItem("Plug in", 0, "1."), ListItem("Switch on", 0, "2."))
    alone = read(docx(BODY + para("3. What is a byte?") + BODY))
    assert passages(alone, "list") == []


def test_merged_cells_keep_the_grid_and_say_their_words_once() -> None:
    outline = read(
        docx(
            table(
                [cell("Device", '<w:gridSpan w:val="2"/>'), cell("Use")],
                [cell("Input", '<w:vMerge w:val="restart"/>'), cell("Mouse"), cell("Point")],
                [cell("never shown", "<w:vMerge/>"), cell("Keyboard"), cell("Type")],
            )
        )
    )
    found = passages(outline, "table")[0]
    assert found.rows == (("Device", "", "Use"), ("Input", "Mouse", "Point"), ("", "Keyboard", "Type"))
    assert found.text == "Device\t\tUse\nInput\tMouse\tPoint\n\tKeyboard\tType"


def test_a_span_beyond_words_limit_does_not_blow_up_the_row() -> None:
    outline = read(docx(table([cell("a", '<w:gridSpan w:val="1000000"/>'), cell("b")])))
    assert len(passages(outline, "table")[0].rows[0]) <= 65


def test_nested_tables_follow_the_table_they_stand_in() -> None:
    inner = table([cell("1"), cell("2")])
    outline = read(docx(table([cell("left"), cell(para("right") + inner + para(""))])))
    assert [p.rows for p in passages(outline)] == [(("left", "right"),), (("1", "2"),)]


def test_a_table_of_one_cell_is_a_frame_around_running_text() -> None:
    outline = read(
        docx(table([cell(para("Key words", style="H1") + item("bit", list_id=1) + item("byte", list_id=1))]))
    )
    assert outline.sections[0].heading == "Key words"
    assert passages(outline)[0].kind == "list"


def test_runs_of_table_cells_point_into_the_text() -> None:
    outline = read(docx(table([cell("term"), cell(para(run("byte", "<w:b/>") + run(" is 8 bits")))])))
    found = passages(outline)[0]
    assert [found.text[r.start : r.end] for r in found.runs if r.bold] == ["byte"]


def test_text_boxes_are_read_once() -> None:
    outline = read(docx(para(run("Before.") + text_box(para("In the box.")) + run(" After.")) + BODY))
    assert texts(outline)[:2] == ["Before. After.", "In the box."]


def test_lists_in_a_text_box_do_not_join_lists_outside() -> None:
    outline = read(
        docx(item("outside", list_id=1) + para(text_box(item("inside", list_id=1))) + item("again", list_id=1))
    )
    assert texts(outline, "list") == ["outside", "inside", "again"]


def test_content_controls_are_read_at_every_place_and_prompts_are_not() -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    outline = read(
        docx(
            control(control(para("block")))
            + para(run("in ") + control(run("line")))
            + table([cell("a"), control(cell("b"))])
            + control(para("Click to enter text"), "<w:showingPlcHdr/>")
        )
    )
    assert texts(outline) == ["block", "in line", "a\tb"]


def test_table_of_contents_is_left_out() -> None:
    outline = read(docx(para("Storage....1", style="Toc1") + para("Storage", style="H1") + BODY))
    assert [s.heading for s in outline.sections] == ["Storage"]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted_mark = '<w:rPr><w:del w:id="9"/></w:rPr>'
    outline = read(
        docx(
            para(
                run("A byte has ")
                + f"<w:del><w:r><w:delText>seven</w:delText></w:r></w:del><w:ins>{run('eight')}</w:ins>"
            )
            + para("These two ", properties=deleted_mark)
            + para("are one.")
            + f"<w:moveFrom>{para('old place')}</w:moveFrom>"
            + para(f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('new place')}</w:moveTo>")
        )
    )
    assert texts(outline) == ["A byte has eight", "These two are one.", "new place"]


def test_a_deleted_table_row_is_gone() -> None:
    rows = table([cell("a"), cell("b")], [cell("c"), cell("d")]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert texts(read(docx(rows))) == ["c\td"]


def test_footnotes_follow_their_paragraph_and_comments_are_left_out() -> None:
    outline = read(
        docx(
            para(
                run("Babbage")
                + '<w:r><w:footnoteReference w:id="2"/></w:r>'
                + '<w:r><w:commentReference w:id="1"/></w:r>'
            )
            + BODY,
            footnotes=f'<w:footnote w:id="2">{para("He lived in London.")}</w:footnote>',
            more={"word/comments.xml": f"<w:comments {NAMESPACES}>{para('Too hard?')}</w:comments>"},
        )
    )
    assert [(p.kind, p.text) for p in passages(outline)][:2] == [
        ("paragraph", "Babbage"),
        ("footnote", "He lived in London."),
    ]
    assert passages(outline)[1].location.paragraph == 1
    assert "Too hard?" not in texts(outline)


def test_a_footnote_that_cites_itself_ends() -> None:
    note = para(run("again") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    outline = read(
        docx(
            para(run("x") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            footnotes=f'<w:footnote w:id="2">{note}</w:footnote>',
        )
    )
    assert texts(outline) == ["x", "again"]


def test_bold_and_code_runs_index_into_the_text() -> None:
    outline = read(
        docx(para(run("  A ") + run("bit", "<w:b/>") + run("  is set by ") + run("x = 1", COURIER) + run(".")))
    )
    found = passages(outline)[0]
    assert found.text == "A bit is set by x = 1."
    assert [(found.text[r.start : r.end], r.bold, r.code) for r in found.runs] == [
        ("bit", True, False),
        ("x = 1", False, True),
    ]


def test_bold_by_character_style_counts() -> None:
    found = passages(read(docx(para(run("word", '<w:rStyle w:val="Strong"/>') + run(" plain")))))[0]
    assert [(found.text[r.start : r.end], r.bold) for r in found.runs] == [("word", True)]


def test_paragraphs_in_a_code_font_become_one_code_passage_with_indentation() -> None:
    outline = read(
        docx(
            BODY
            + para(run("while True:", COURIER))
            + para("<w:r><w:rPr>" + COURIER + "</w:rPr><w:tab/><w:t>print(1)</w:t></w:r>")
            + BODY
        )
    )
    code = passages(outline, "code")[0]
    assert code.text == "while True:\n    print(1)"
    assert all(r.code for r in code.runs)


def test_code_by_style_and_by_look() -> None:
    by_style = read(docx(BODY + para("id x = x", style="Source") + BODY))
    assert texts(by_style, "code") == ["id x = x"]
    by_look = read(docx(BODY + para("for name in names:") + para("\u00a0 \u00a0 print(name)") + BODY))
    assert texts(by_look, "code") == ["for name in names:\n    print(name)"]
    prose = read(docx(BODY + para("Look for these words in your book: bit, byte.") + para("If you are done, tell me:")))
    assert passages(prose, "code") == []


def test_a_console_session_keeps_what_the_computer_printed() -> None:
    outline = read(docx(BODY + "".join(para(text) for text in (">>> x = 1", ">>> print(x)", "1", ">>> x + 1")) + BODY))
    assert texts(outline, "code") == [">>> x = 1\n>>> print(x)\n1\n>>> x + 1"]


def test_alt_text_only_when_it_says_something() -> None:
    outline = read(
        docx(
            para(picture("A flowchart of a traffic light"))
            + para(picture("IMG_2041.png"))
            + para(picture("Picture 3"))
            + para(picture("A close up of a logo Description automatically generated"))
        )
    )
    assert texts(outline, "alt_text") == ["A flowchart of a traffic light"]


@pytest.mark.parametrize(
    ("equation", "expected"),
    [
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "(a+b)/2"),
        ("<m:sSup><m:e><m:r><m:t>2</m:t></m:r></m:e><m:sup><m:r><m:t>n</m:t></m:r></m:sup></m:sSup>", "2^n"),
        ("<m:sSub><m:e><m:r><m:t>101</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub>", "101_2"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>x+1</m:t></m:r></m:e></m:rad>", "√(x+1)"),
        ("<m:d><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d><m:r><m:t>=b</m:t></m:r>", "(a)=b"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub>'
            "<m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary>",
            "∑_(i=1)^n i",
        ),
    ],
)
def test_equations_become_linear_text(equation: str, expected: str) -> None:
    assert texts(read(docx(para(run("So") + f"<m:oMath>{equation}</m:oMath>")))) == [f"So {expected}"]


def test_hyperlinks_fields_symbols_and_breaks() -> None:
    outline = read(
        docx(
            para(
                run("See ")
                + f"<w:hyperlink>{run('the site')}</w:hyperlink>"
                + "<w:r><w:br/></w:r>"
                + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
                + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                + run("7")
                + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
                + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r><w:r><w:noBreakHyphen/></w:r>'
            )
        )
    )
    assert texts(outline) == ["See the site\n7→-"]


def test_drop_caps_join_their_word() -> None:
    frame = '<w:framePr w:dropCap="drop"/>'
    assert texts(read(docx(para("D", properties=frame) + para("ata is stored.")))) == ["Data is stored."]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:rStyle w:val="Secret"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="FDFDFD"/>',
        '<w:sz w:val="2"/>',
    ],
)
def test_hidden_text_is_left_out_and_mentioned(properties: str) -> None:
    outline = read(docx(BODY + para(run("Seen.") + run(" SECRET", properties))))
    assert texts(outline)[1] == "Seen."
    assert outline.warnings == ("Hidden text in paragraph 2 was left out.",)


def test_white_text_on_a_dark_ground_is_read() -> None:
    white = para(run("White", '<w:color w:val="FFFFFF"/>'))
    shade = '<w:shd w:val="clear" w:fill="303030"/>'
    styled = '<w:tblStyle w:val="Dark"/>'
    outline = read(
        docx(
            para(run("Shaded run", f'<w:color w:val="FFFFFF"/>{shade}'))
            + para(run("Shaded line", '<w:color w:val="FFFFFF"/>'), properties=shade)
            + table([cell(white, shade), cell("x")])
            + table([cell(white), cell("y")], properties=styled)
            + para(text_box(white))
        )
    )
    assert texts(outline) == ["Shaded run", "Shaded line", "White\tx", "White\ty", "White"]
    assert outline.warnings == ()
    dark_page = docx(white, background='<w:background w:color="102030"/>')
    assert texts(read(dark_page)) == ["White"]


def test_invisible_letters_are_dropped() -> None:
    assert texts(read(docx(para("by\u200bte\U000e0041\u202e!")))) == ["byte!"]


def test_diagrams_give_their_tree_as_a_list() -> None:
    def point(ident: str, words: str, kind: str = "node") -> str:
        return (
            f'<dgm:pt modelId="{ident}" type="{kind}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        )

    data = (
        f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{point('0', '', 'doc')}{point('2', 'RAM')}{point('1', 'Memory')}"
        f"{point('9', 'noise', 'pres')}</dgm:ptLst><dgm:cxnLst>"
        '<dgm:cxn srcId="0" destId="1" srcOrd="0"/><dgm:cxn srcId="1" destId="2" srcOrd="0"/>'
        "</dgm:cxnLst></dgm:dataModel>"
    )
    drawing = '<w:r><w:drawing><wp:inline><dgm:relIds r:dm="d1"/></wp:inline></w:drawing></w:r>'
    outline = read(
        docx(
            para(drawing), links=link("d1", "diagramData", "diagrams/data1.xml"), more={"word/diagrams/data1.xml": data}
        )
    )
    assert passages(outline)[0].items == (ListItem("Memory"), ListItem("RAM", 1))


def test_charts_macros_and_inserted_documents_are_named() -> None:
    chart = para('<w:r><w:drawing><wp:inline><c:chart r:id="x"/></wp:inline></w:drawing></w:r>')
    outline = read(
        docx(
            chart + "<w:altChunk/>" + BODY,
            more={"word/vbaProject.bin": b"\xd0\xcf"},
            content_type="application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    )
    assert outline.warnings == (
        "A chart in paragraph 1 was left out.",
        "An inserted document was left out. Open the file in Word, save it and upload it again.",
        "The file contains macros (small programs). They were ignored.",
    )


def test_captions_have_their_kind() -> None:
    assert [p.kind for p in passages(read(docx(para("Figure 1: A bus", style="Cap") + BODY)))] == [
        "caption",
        "paragraph",
    ]


def test_strict_files_are_read_like_the_usual_ones() -> None:
    data = docx(para("Storage", style="H1") + BODY)
    strict = {}
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            for part in ("wordprocessingml/2006/main", "officeDocument/2006/relationships", "drawingml/2006/main"):
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{part}",
                    f"http://purl.oclc.org/ooxml/{part.replace('/2006', '')}",
                )
            strict[name] = text
    assert read(zipped(strict)) == read(data)


def test_a_file_without_styles_or_relationships_is_still_read() -> None:
    bare = zipped({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{para('Only this.')}</w:body></w:document>"})
    assert texts(read(bare)) == ["Only this."]


def test_a_file_of_another_writer() -> None:
    """python-docx's own template and styles, as a second opinion on what real files hold."""
    document = Document()
    document.add_heading("Searching", level=1)
    document.add_paragraph("A linear search looks at each item in turn until it finds the one it is looking for.")
    for text in ("Start at the first item", "Compare"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("fast", style="List Bullet")
    line = document.add_paragraph().add_run("found = False")
    line.font.name, line.font.size = "Consolas", Pt(10)
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "Merged"
    grid.cell(1, 1).text = "Corner"
    out = BytesIO()
    document.save(out)
    outline = read(out.getvalue())
    assert outline.title == "Searching"
    assert [(p.kind, p.ordered) for p in passages(outline)] == [
        ("paragraph", False),
        ("list", True),
        ("list", False),
        ("code", False),
        ("table", False),
    ]
    assert passages(outline)[-1].rows == (("Merged", ""), ("", "Corner"))
