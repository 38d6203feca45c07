"""Reading class lists: headings, delimiters, encodings, names; and what real exports look like."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.classes.errors import UnreadableRoster
from backend.classes.roster_file import MAX_ROWS, Reading, Roster, RosterRow, read_roster, split_name

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "csv"


def _names(data: bytes) -> list[tuple[str, str, str]]:
    return [(row.class_name, row.given_name, row.family_name) for row in read_roster(data).rows]


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
    rows = (RosterRow(5, "8B", "Multi Line", "Name"), RosterRow(7, "8B", "Ben", "Adams"))
    assert read_roster(data).rows == rows and read_roster(data).headings == 3


def test_short_rows_and_spare_columns() -> None:
    data = b"No,class,first name,last name,year,password,UPN\n1,8B,Ben\n2,8B,Amira,Khan,Yr 8,s3cret-word,A1,more\n"
    assert read_roster(data).rows == (RosterRow(2, "8B", "Ben", ""), RosterRow(3, "8B", "Amira", "Khan", "Yr 8"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"PK\x03\x04 an archive",
        b"%PDF-1.7",
        b"\xd0\xcf\x11\xe0",
        b"\x81\x8d\x8f,\x90",
        b"a\x00\x00\x00\x00b\x00",
        b'"' + b"x" * 200_000,
        b"class,first name,last name\n" + b"8B,A,B\n" * (MAX_ROWS + 1),
    ],
)
def test_what_is_no_class_list_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableRoster) as refusal:
        read_roster(data)
    assert refusal.value.detail.endswith(".")


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (b"first name,last name\nA,B\n", "the class. "),
        (b"class,first name\n8B,A\n", "the last names. "),
        (b"class,UPN\n8B,A1\n", "the first names and which the last names. "),
        (b"hello", "the class and which the first names and which the last names. "),
        (b"class,first name,last name\n", "The list has headings but no pupils below them."),
    ],
)
def test_what_the_columns_lack_is_said(data: bytes, missing: str) -> None:
    roster = read_roster(data)
    assert roster.rows == () and roster.missing is not None and missing in roster.missing


def test_as_many_rows_as_are_allowed() -> None:
    assert len(read_roster(b"class,first name,last name\n" + b"8B,A,B\n" * MAX_ROWS).rows) == MAX_ROWS


def test_columns_are_shown_with_what_is_in_them() -> None:
    roster = read_roster(b"Year 8\nUPN;Pupil;Set\nA1;Khan, Amira;8B\nA2;;8B\nA3;Adams, Ben;8C\nA4;Osei, Chi;8C\n")
    assert (roster.encoding, roster.delimiter, roster.headings) == ("utf-8", ";", 2)
    assert [(column.heading, column.examples, column.use) for column in roster.columns] == [
        ("UPN", ("A1", "A2", "A3"), None),
        ("Pupil", ("Khan, Amira", "Adams, Ben", "Osei, Chi"), "name"),
        ("Set", ("8B", "8C"), "class"),
    ]


def test_columns_are_read_as_somebody_says() -> None:
    data = b"First,Last,Group,Set\nKhan,Amira,A,8B\nAdams,Ben,B,8C\n"
    assert _names(data) == [("A", "Khan", "Amira"), ("B", "Adams", "Ben")]
    said = Reading(columns=("family", "given", None, "class"), headings=1)
    found = [(row.class_name, row.given_name, row.family_name) for row in read_roster(data, said).rows]
    assert found == [("8B", "Amira", "Khan"), ("8C", "Ben", "Adams")]


def test_a_list_without_headings_is_read_when_told_how() -> None:
    data = b"Khan|Amira\nAdams|Ben\n"
    found = read_roster(data)
    assert (found.delimiter, found.headings, [column.use for column in found.columns]) == ("|", 0, [None, None])
    rows = read_roster(data, Reading(columns=("family", "given"), headings=0, class_name="8B")).rows
    assert rows == (RosterRow(1, "8B", "Amira", "Khan"), RosterRow(2, "8B", "Ben", "Adams"))


def test_a_column_of_names_is_a_list_too() -> None:
    data = "Amira Khan\nZoë O’Neill\n".encode()
    rows = read_roster(data, Reading(columns=("name",), class_name="8B")).rows
    assert [(row.given_name, row.family_name) for row in rows] == [("Amira", "Khan"), ("Zoë", "O’Neill")]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableRoster):
        read_roster(data)


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_any_cells_below_the_headings_are_read(cells: list[list[str]]) -> None:
    text = "class,first name,last name\n8B,A,B\n" + "\n".join(",".join(row) for row in cells)
    try:
        rows = read_roster(text.encode("utf-8", "replace")).rows
    except UnreadableRoster:
        assert "\0" in text
    else:
        assert rows[0] == RosterRow(2, "8B", "A", "B")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't here")
class TestRealExports:
    """Exports as other people's systems write them."""

    def roster(self, name: str) -> Roster:
        return read_roster((CORPUS / name).read_bytes())

    def read(self, name: str) -> tuple[RosterRow, ...]:
        return self.roster(name).rows

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
        """What each file of the folder comes to, so that none goes by unseen."""
        found: dict[str, str | int] = {}
        for path in sorted(CORPUS.glob("*.csv")):
            try:
                roster = read_roster(path.read_bytes())
            except UnreadableRoster as refusal:
                found[path.name] = refusal.detail.partition(",")[0]
            else:
                found[path.name] = roster.missing or len(roster.rows)
        lacks = "We can't tell which column holds the {}. Say what each column is."
        every = lacks.format("class and which the first names and which the last names")
        names = lacks.format("first names and which the last names")
        assert found == {
            "made-arbor_style_semicolon.csv": 10,
            "made-bromcom_style_tab_utf16.csv": 10,
            "made-no_header_duplicates.csv": every,
            "made-sims_style_cp1252.csv": 6,
            "made-title_rows_and_totals.csv": 3,
            "made-xlsx_named.csv": "This is an Excel workbook",
            "moodle-groups_import.csv": names,
            "moodle-upload_users.csv": 2,
            "moodle-upload_users_cohorts.csv": 4,
            "qcsv-sampleEssay.csv": every,
            "qcsv-sampleTruefalse.csv": every,
            "sds-SDS_v2.1-classes.csv": every,
            "sds-SDS_v2.1-roles.csv": every,
            "sds-UK_Format-25_Users-School.csv": lacks.format("class"),
            "sds-UK_Format-25_Users-Student.csv": lacks.format("class"),
            "sds-UK_Format-25_Users-StudentEnrollment.csv": every,
            "sds-UK_Format-Min_Required_Attributes-Section.csv": names,
            "sds-UK_Format-Min_Required_Attributes-Student.csv": every,
            "sds-UK_Format-Min_Required_Attributes-Teacher.csv": every,
        }

    def test_no_headings_and_names_twice(self) -> None:
        data = (CORPUS / "made-no_header_duplicates.csv").read_bytes()
        rows = read_roster(data, Reading(columns=("family", "given", "class"), headings=0)).rows
        assert [(row.line, row.given_name, row.family_name, row.class_name) for row in rows] == [
            (1, "Aisha", "Khan", "8B"),
            (2, "Aisha", "Khan", "8B"),
            (3, "Aisha", "Khan", "8C"),
            (4, "Nameless", "", "8B"),
            (5, "", "Smith", "8B"),
            (6, "Name", "Multi Line", "8B"),
        ]

    def test_pupils_of_another_system_come_into_one_class(self) -> None:
        data = (CORPUS / "sds-UK_Format-25_Users-Student.csv").read_bytes()
        rows = read_roster(data, Reading(class_name="9X")).rows
        assert len(rows) == 22 and rows[0] == RosterRow(2, "9X", "Ora", "Klein", "9")
