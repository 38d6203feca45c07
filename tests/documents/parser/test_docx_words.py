"""Word files: what stands inside a paragraph, what is left out of it, and files of other writers."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt

from backend.documents.document_parser.outline import ListItem
from tests.documents.parser.files import (
    BODY,
    NAMESPACES,
    cell,
    docx,
    link,
    para,
    passages,
    read,
    run,
    table,
    text_box,
    texts,
    zipped,
)

COURIER = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'


def picture(description: str) -> str:
    properties = f'<wp:docPr id="1" name="Picture 1" descr="{description}"/>'
    return f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>"


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
