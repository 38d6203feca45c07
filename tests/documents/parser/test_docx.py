"""Word files: the order that teachers give their lessons, in a file made for each feature: headings to footnotes."""

from __future__ import annotations

from backend.documents.document_parser.outline import ListItem
from tests.documents.parser.files import (
    BODY,
    NAMESPACES,
    cell,
    docx,
    item,
    para,
    passages,
    read,
    run,
    table,
    text_box,
    texts,
)


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
