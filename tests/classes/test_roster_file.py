"""Reading class lists: headings, delimiters, encodings, names; and what real exports look like."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.classes.errors import UnreadableRoster
from backend.classes.roster_file import MAX_ROWS, RosterRow, read_roster, split_name

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "csv"


def _names(data: bytes) -> list[tuple[str, str, str]]:
    return [(row.class_name, row.given_name, row.family_name) for row in read_roster(data)]


@pytest.mark.parametrize(
    "headings",
    [
        "class,first name,last name",
        "Class,First Name,Last Name",
        "Registration Form,Forename,Surname",
        "Reg Group,Legal Forename,Legal Surname",
        "Teaching group,Given_name,Family-name",
        "form,first,last",
        '"Tutor Group","FirstName","LastName"',
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headings_as_schools_write_them(headings: str, delimiter: str) -> None:
    text = f"{headings}\n8B,Amira,Khan\n".replace(",", delimiter)
    assert _names(text.encode()) == [("8B", "Amira", "Khan")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    text = end.join(["class,first name,last name", "9 Oak,Zoë,O’Neill", ""])
    assert _names(text.encode(encoding)) == [("9 Oak", "Zoë", "O’Neill")]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Khan, Amira", ("Amira", "Khan")),
        ("Amira Khan", ("Amira", "Khan")),
        ("Joost van der Berg", ("Joost", "van der Berg")),
        ("Mary Jane Watson", ("Mary Jane", "Watson")),
        ('D’Souza, Jr, Ravi "Ray"', ('Ravi "Ray"', "D’Souza, Jr")),
        ("Cher", ("", "Cher")),
        ("", ("", "")),
    ],
)
def test_names_in_one_column(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_preferred_names_win_over_legal_ones() -> None:
    data = b"Legal Surname,Preferred Surname,Legal Forename,Preferred Forename,Reg\nA,B,C,D,8B\n"
    assert _names(data) == [("8B", "D", "B")]


def test_lines_count_as_in_the_file() -> None:
    data = b'Year 8 list\n\nclass,first name,last name\n\n8B,"Multi\nLine",Name\n8B,Ben,Adams\n'
    assert read_roster(data) == [RosterRow(5, "8B", "Multi Line", "Name"), RosterRow(7, "8B", "Ben", "Adams")]


def test_short_rows_and_spare_columns() -> None:
    data = b"No,class,first name,last name,year,password,UPN\n1,8B,Ben\n2,8B,Amira,Khan,Yr 8,s3cret-word,A1,more\n"
    assert read_roster(data) == [
        RosterRow(2, "8B", "Ben", ""),
        RosterRow(3, "8B", "Amira", "Khan", "Yr 8", "s3cret-word"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"hello",
        b"first name,last name\nA,B\n",
        b"class,first name\n8B,A\n",
        b"class,first name,last name\n",
        b"PK\x03\x04 an archive",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0",
        b"\x81\x8d\x8f,\x90",
        b"a\x00\x00\x00\x00b\x00",
        b'class,first name,last name\n8B,"' + b"x" * 200_000,
        b"class,first name,last name\n" + b"8B,A,B\n" * (MAX_ROWS + 1),
    ],
)
def test_what_is_no_class_list_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableRoster) as refusal:
        read_roster(data)
    assert refusal.value.detail.endswith(".")


def test_as_many_rows_as_are_allowed() -> None:
    assert len(read_roster(b"class,first name,last name\n" + b"8B,A,B\n" * MAX_ROWS)) == MAX_ROWS


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableRoster):
        read_roster(data)


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_any_cells_below_the_headings_are_read(cells: list[list[str]]) -> None:
    text = "class,first name,last name\n8B,A,B\n" + "\n".join(",".join(row) for row in cells)
    try:
        rows = read_roster(text.encode("utf-8", "replace"))
    except UnreadableRoster:
        assert "\0" in text
    else:
        assert rows[0] == RosterRow(2, "8B", "A", "B")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
class TestRealExports:
    """Exports as other people's systems write them."""

    def read(self, name: str) -> list[RosterRow]:
        return read_roster((CORPUS / name).read_bytes())

    def test_one_name_column_and_semicolons(self) -> None:
        rows = self.read("made-arbor_style_semicolon.csv")
        assert (rows[0].class_name, rows[0].given_name, rows[0].family_name) == ("9 Oak", "Saoirse", "O’Brien")
        assert ('Ravi "Ray"', "D’Souza, Jr") in [(row.given_name, row.family_name) for row in rows]
        assert {row.year for row in rows} == {"Year 9"}

    def test_utf_16_with_tabs(self) -> None:
        rows = self.read("made-bromcom_style_tab_utf16.csv")
        assert (rows[3].given_name, rows[3].family_name, rows[3].class_name) == ("Zoë", "Łukasiewicz", "9 Ash")

    def test_windows_1252(self) -> None:
        rows = self.read("made-sims_style_cp1252.csv")
        assert [row.family_name for row in rows][:4] == ["O’Brien", "O'Neill-Smith", "van der Berg", "Ní Dhomhnaill"]
        assert rows[3].given_name == "Bláthnaid"

    def test_title_rows_above_and_totals_below(self) -> None:
        rows = self.read("made-title_rows_and_totals.csv")
        assert [(row.line, row.given_name, row.family_name, row.class_name) for row in rows] == [
            (5, "Priya", "Patel", "7B"),
            (6, "Tobi", "Adeyemi", "7B"),
            (8, "", "2", ""),
        ]

    def test_the_same_school_three_ways(self) -> None:
        arbor, bromcom, sims = (
            {(row.class_name, row.family_name.replace("’", "'"), row.given_name) for row in self.read(name)}
            for name in (
                "made-arbor_style_semicolon.csv",
                "made-bromcom_style_tab_utf16.csv",
                "made-sims_style_cp1252.csv",
            )
        )
        assert sims <= arbor
        assert len(arbor & bromcom) >= len(arbor) - 2

    def test_every_file_is_read_or_refused(self) -> None:
        refused = set()
        for path in sorted(CORPUS.glob("*.csv")):
            try:
                assert read_roster(path.read_bytes())
            except UnreadableRoster as refusal:
                assert refusal.detail
                refused.add(path.name)
        assert {"made-xlsx_named.csv", "made-no_header_duplicates.csv", "qcsv-sampleEssay.csv"} <= refused
        assert not {name for name in refused if name.startswith("made-")} - {
            "made-xlsx_named.csv",
            "made-no_header_duplicates.csv",
        }
