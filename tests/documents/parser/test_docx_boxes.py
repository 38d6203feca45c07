"""Text boxes of Word wherever they may stand: in the line, anchored, in table cells, in groups. Files by hand."""

from __future__ import annotations

import pytest

from tests.documents.parser.files import BODY, cell, docx, item, para, passages, read, run, table, texts

BODY_TEXT = "A byte is a group of eight bits, and it holds one character of plain text."
_GROUP = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
_CANVAS = 'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"'
_MILLIMETRE = 36_000


def drawing(inner: str, *, kind: str = "anchor", place: str = "") -> str:
    """A run with one drawing, without the fallback for old readers."""
    return (
        f'<w:r><w:drawing><wp:{kind}>{place}<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData>{inner}'
        f"</a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


def shape(content: str, at: tuple[int, int] | None = None) -> str:
    """A shape with text; ``at`` is its left and top within a group, in millimetres."""
    place = _transform(at) if at else ""
    return (
        f"<wps:wsp><wps:spPr>{place}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    )


def _transform(at: tuple[int, int]) -> str:
    left, top = (length * _MILLIMETRE for length in at)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{20 * _MILLIMETRE}" cy="{10 * _MILLIMETRE}"/></a:xfrm>'


def group(*members: str, at: tuple[int, int] | None = None) -> str:
    """A group of shapes; one with a place is a group within a group."""
    name, place = ("grpSp", f"<wpg:grpSpPr>{_transform(at)}</wpg:grpSpPr>") if at else ("wgp", "")
    return f"<wpg:{name} {_GROUP}>{place}{''.join(members)}</wpg:{name}>"


def anchored_at(left: int, top: int, frame: str = "paragraph") -> str:
    """The place of an anchored drawing, in millimetres."""
    return "".join(
        f'<wp:position{side} relativeFrom="{of}"><wp:posOffset>{offset}</wp:posOffset></wp:position{side}>'
        for side, of, offset in (("H", "column", left * _MILLIMETRE), ("V", frame, top * _MILLIMETRE))
    )


@pytest.mark.parametrize("kind", ["inline", "anchor"])
def test_a_box_comes_after_the_paragraph_that_it_hangs_on(kind: str) -> None:
    hung = para(run("Before.") + drawing(shape(para("In the box.")), kind=kind) + run(" After."))
    assert texts(read(docx(para("One.") + hung + BODY))) == ["One.", "Before. After.", "In the box.", BODY_TEXT]


def test_a_box_alone_in_its_paragraph_stands_where_the_paragraph_stands() -> None:
    assert texts(read(docx(para("One.") + para(drawing(shape(para("Box.")))) + para("Two.")))) == [
        "One.",
        "Box.",
        "Two.",
    ]


def test_boxes_of_one_paragraph_are_read_from_top_to_bottom_and_left_to_right() -> None:
    boxes = [("Low", 0, 90), ("Right", 100, 2), ("Left", 0, 5)]
    hung = para(
        run("Text.") + "".join(drawing(shape(para(name)), place=anchored_at(*at)) for name, *at in boxes),
    )
    assert texts(read(docx(hung)))[1:] == ["Left", "Right", "Low"]


def test_boxes_placed_in_different_ways_keep_the_order_of_the_file() -> None:
    on_page = drawing(shape(para("First in the file")), place=anchored_at(0, 90, "page"))
    by_text = drawing(shape(para("Second in the file")), place=anchored_at(0, 5))
    in_line = drawing(shape(para("Third in the file")), kind="inline")
    assert texts(read(docx(para(run("Text.") + on_page + by_text + in_line))))[1:] == [
        "First in the file",
        "Second in the file",
        "Third in the file",
    ]


def test_a_box_in_a_cell_belongs_to_its_cell() -> None:
    rows = table(
        [cell(para(run("Keyboard") + drawing(shape(para("Input")))) + para("QWERTY")), cell("Mouse")],
        [cell(para(drawing(shape(para("Only a box")), kind="inline"))), cell("Screen")],
    )
    (found,) = passages(read(docx(rows + BODY)), "table")
    assert found.rows == (("Keyboard\nInput\nQWERTY", "Mouse"), ("Only a box", "Screen"))


def test_a_table_in_a_box_is_a_table() -> None:
    inner = table([cell("RAM"), cell("forgets")], [cell("ROM"), cell("remembers")]) + para("Two kinds of memory.")
    outline = read(docx(para(drawing(shape(inner))) + BODY))
    assert [passage.kind for passage in passages(outline)] == ["table", "paragraph", "paragraph"]
    assert passages(outline)[0].rows == (("RAM", "forgets"), ("ROM", "remembers"))


def test_shapes_of_a_group_are_read_by_their_places() -> None:
    members = [("Stored", (60, 40)), ("Output", (80, 1)), ("Input", (0, 0)), ("Process", (40, 0))]
    drawn = drawing(group(*(shape(para(name), at) for name, at in members)))
    assert texts(read(docx(para(drawn) + BODY))) == ["Input", "Process", "Output", "Stored", BODY_TEXT]


def test_a_group_within_a_group_stays_together() -> None:
    inner = group(shape(para("Second"), (0, 20)), shape(para("First"), (0, 0)), at=(0, 0))
    drawn = drawing(group(shape(para("Third"), (0, 60)), inner))
    assert texts(read(docx(para(drawn) + BODY))) == ["First", "Second", "Third", BODY_TEXT]


def test_a_group_with_a_shape_of_unknown_place_keeps_the_order_of_the_file() -> None:
    drawn = drawing(group(shape(para("One"), (0, 60)), shape(para("Two")), shape(para("Three"), (0, 0))))
    assert texts(read(docx(para(drawn) + BODY)))[:3] == ["One", "Two", "Three"]


def test_shapes_on_a_canvas_are_read_by_their_places() -> None:
    drawn = drawing(f"<wpc:wpc {_CANVAS}>{shape(para('Low'), (0, 50))}{shape(para('High'), (0, 0))}</wpc:wpc>")
    assert texts(read(docx(para(drawn) + BODY)))[:2] == ["High", "Low"]


def test_groups_of_old_files_are_read_by_their_places() -> None:
    def old(words: str, style: str) -> str:
        return f'<v:rect style="{style}"><v:textbox><w:txbxContent>{para(words)}</w:txbxContent></v:textbox></v:rect>'

    drawn = (
        '<w:r><w:pict><v:group style="position:absolute;margin-left:4pt;width:300;height:900">'
        + old("Low", "position:absolute;left:10;top:800;width:99;height:50")
        + old("High right", "position:absolute;left:500;top:12;width:99;height:50")
        + old("High left", "position:absolute;left:10;top:20;width:99;height:50")
        + "</v:group></w:pict></w:r>"
    )
    assert texts(read(docx(para(drawn) + BODY)))[:3] == ["High left", "High right", "Low"]


def test_a_box_within_a_box_comes_after_the_words_around_it() -> None:
    inner = drawing(shape(para("Inner.")))
    outer = drawing(shape(para(run("Outer.") + inner) + para("Still outer.")))
    assert texts(read(docx(para(outer) + BODY)))[:3] == ["Outer.", "Inner.", "Still outer."]


def test_a_box_that_goes_on_in_another_is_read_whole_and_once() -> None:
    linked = (
        f'<wps:wsp><wps:txbx id="1"><w:txbxContent>{para("The whole story.")}</w:txbxContent></wps:txbx></wps:wsp>'
        '<wps:wsp><wps:linkedTxbx id="1" seq="1"/></wps:wsp>'
    )
    assert texts(read(docx(para(drawing(linked)) + BODY))) == ["The whole story.", BODY_TEXT]


def test_numbering_in_a_box_neither_joins_nor_breaks_the_list_outside() -> None:
    outline = read(
        docx(item("Switch on", list_id=2) + para(drawing(shape(item("Note", list_id=1)))) + item("Log in", list_id=2))
    )
    assert [(p.text, [i.label for i in p.items]) for p in passages(outline, "list")] == [
        ("Switch on", ["1."]),
        ("Note", [""]),
        ("Log in", ["2."]),
    ]


def test_a_heading_in_a_box_heads_what_follows_it_there() -> None:
    outline = read(docx(BODY + para(drawing(shape(para("Key words", style="H1") + para("RAM forgets."))))))
    assert [(section.heading, len(section.passages)) for section in outline.sections] == [("", 1), ("Key words", 1)]


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        (("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"), ("Hidden text in paragraph 1 was left out.",)),
        (("<w:r>", "<w:del><w:r>"), ()),
    ],
    ids=["hidden", "deleted"],
)
def test_a_hidden_or_deleted_box_is_left_out(change: tuple[str, str], warnings: tuple[str, ...]) -> None:
    box = drawing(shape(para("Answer: 42."))).replace(*change, 1)
    if "<w:del>" in change[1]:
        box += "</w:del>"
    outline = read(docx(para(run("Seen.") + box) + BODY))
    assert texts(outline) == ["Seen.", BODY_TEXT]
    assert outline.warnings == warnings


def test_a_box_in_a_link_or_an_insertion_is_read() -> None:
    for wrapper in ("hyperlink", "ins"):
        outline = read(docx(para(f"<w:{wrapper}>{drawing(shape(para('Box.')))}</w:{wrapper}>") + BODY))
        assert texts(outline) == ["Box.", BODY_TEXT]
