"""The child process: its answers, its limits, and that nothing of it stays behind."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from pathlib import Path

import psutil
import pytest

from backend.documents.document_parser import child
from backend.documents.document_parser.outline import DocumentRefused
from backend.documents.document_parser.parse import parse
from backend.documents.limited_child import (
    CHILDREN_MAX,
    outline_from_json,
    outline_from_lines,
    parse_file_command,
    parse_in_child,
    run_limited,
)
from tests.documents.lessons import word_lesson
from tests.documents.parser.files import cell, docx, item, para, run, table
from tests.documents.parser.picture_files import noise

LESSON = docx(
    para("Storage", style="H1")
    + para(run("A ") + run("byte", "<w:b/>") + run(" is eight bits."))
    + item("bit", list_id=2)
    + table([cell("a"), cell("b")])
    + para(run("x", "<w:vanish/>"))
)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    path = tmp_path / "lesson.docx"
    path.write_bytes(LESSON)
    return path


def program(source: str) -> tuple[str, ...]:
    return (sys.executable, "-c", source)


def children_of_this_process() -> list[psutil.Process]:
    """Python's processes below this one; PostgreSQL and the runner of pupils' programs are children of it as well."""
    return [child for child in psutil.Process().children(recursive=True) if is_parser(child)]


def is_parser(process: psutil.Process) -> bool:
    try:
        return process.name().startswith("python") and "sealed.zygote" not in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


async def test_the_child_gives_the_same_outline_as_the_parser(lesson: Path) -> None:
    assert await parse_in_child(lesson) == parse(LESSON, "lesson.docx")


async def test_the_bytes_of_pictures_come_through(tmp_path: Path) -> None:
    drawn = [noise(), noise()]
    path = tmp_path / "lesson.docx"
    path.write_bytes(word_lesson(pictures=drawn, alts=["A cable\nwith two\u2028ends"]))
    outline = await parse_in_child(path)
    assert [image.data for image in outline.images] == drawn
    assert outline == parse(path.read_bytes(), "lesson.docx")


def test_bytes_that_are_not_the_pictures_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lesson.docx"
    path.write_bytes(word_lesson(pictures=[noise()]))
    (head, *passages), pictures = child.answer(str(path), path.name)
    lines = b"".join(json.dumps(passage).encode() + b"\n" for passage in passages)
    read = outline_from_lines(head["outline"], io.BytesIO(lines + b"".join(pictures)))
    assert read == parse(path.read_bytes(), path.name)
    with pytest.raises(ValueError, match="picture"):
        outline_from_lines(head["outline"], io.BytesIO(lines + noise()))


async def test_the_teachers_name_of_the_file_wins_over_the_stored_one(tmp_path: Path) -> None:
    stored = tmp_path / "0f3a9c"
    stored.write_bytes(docx(para("A byte is eight bits, and a bit is one of two states.")))
    assert (await parse_in_child(stored, file_name="8B data.docx")).title == "8B data"


async def test_refusals_come_through_with_code_and_message(tmp_path: Path) -> None:
    path = tmp_path / "named.docx"
    path.write_bytes(b"{\\rtf1 no}")
    with pytest.raises(DocumentRefused) as caught:
        await parse_in_child(path)
    assert caught.value.code == "wrong_type"
    assert "RTF" in caught.value.message


async def test_a_file_that_needs_more_memory_than_given_is_too_complex(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(docx("<w:p/>" * 1_400_000, more={"word/media/noise.bin": os.urandom(200_000)}))
    with pytest.raises(DocumentRefused) as caught:
        await parse_in_child(path, memory_mb=128)
    assert caught.value.code == "too_complex"
    assert "Split it" in caught.value.message


async def test_a_child_that_takes_too_long_is_ended(lesson: Path) -> None:
    with pytest.raises(DocumentRefused) as caught:
        await parse_in_child(lesson, timeout_s=0.001)
    assert caught.value.code == "too_complex"
    assert children_of_this_process() == []


async def test_what_a_child_started_ends_with_it() -> None:
    fork_and_wait = "import os, time\nos.fork()\nprint('x', flush=True)\ntime.sleep(60)"
    with pytest.raises(DocumentRefused):
        await run_limited(program(fork_and_wait), timeout_s=0.5)
    assert children_of_this_process() == []


async def test_a_cancelled_caller_ends_the_child() -> None:
    task = asyncio.create_task(run_limited(program("import time; time.sleep(60)"), timeout_s=60))
    while not children_of_this_process():  # noqa: ASYNC110 - the start of a process has no event to wait for
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert children_of_this_process() == []


async def test_a_flood_of_output_is_cut_off() -> None:
    with pytest.raises(DocumentRefused) as caught:
        await run_limited(program("while True: print('x' * 1_000_000)"), timeout_s=30)
    assert caught.value.code == "too_complex"


async def test_a_crash_is_reported_by_its_status() -> None:
    answer = await run_limited(program("import os; os.abort()"), timeout_s=30)
    assert answer.status < 0


@pytest.mark.parametrize(
    ("name", "advice", "unfit"),
    [
        ("not there.docx", "Open it in Office, save it under a new name", "PDF"),
        ("not there.PDF", "print it as a new PDF", "Office"),
    ],
)
async def test_a_parser_that_fails_says_what_to_do(tmp_path: Path, name: str, advice: str, unfit: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        await parse_in_child(tmp_path / name)
    assert caught.value.code == "unreadable"
    assert advice in caught.value.message
    assert unfit not in caught.value.message


async def test_the_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSION_SECRET", "hunter2")
    answer = await run_limited(program("import os; print(sorted(os.environ))"), timeout_s=30)
    assert "SESSION_SECRET" not in answer.output.decode()


async def test_the_child_takes_its_limits_on_before_it_reads() -> None:
    source = (
        "import resource\nfrom backend.documents.document_parser.child import take_limits\ntake_limits(512, 31)\n"
        "names = ('AS', 'CPU', 'FSIZE', 'CORE', 'NOFILE', 'NPROC')\n"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + n)) for n in names])"
    )
    answer = await run_limited(program(source), timeout_s=30)
    limits = [(512 * 1024 * 1024,) * 2, (31, 31), (0, 0), (0, 0), (32, 32), (0, 0)]
    assert answer.output.decode().strip() == str(limits)


async def test_the_child_has_no_web_or_database_code() -> None:
    """The import cost of every upload, and less to attack."""
    source = (
        "import sys\nfrom backend.documents.document_parser import child\nchild.answer('/dev/null', 'x')\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('fastapi', 'sqlalchemy', 'asyncio', 'docx', 'pptx')])"
    )
    assert (await run_limited(program(source), timeout_s=30)).output.strip() == b"[]"


async def test_many_files_at_once_run_two_at_a_time(lesson: Path) -> None:
    most = 0
    done = asyncio.Event()

    async def count() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, len(children_of_this_process()))
            await asyncio.sleep(0.005)

    counter = asyncio.create_task(count())
    outlines = await asyncio.gather(*(parse_in_child(lesson) for _ in range(6)))
    done.set()
    await counter
    assert len({outline.title for outline in outlines}) == 1
    assert 1 <= most <= CHILDREN_MAX


def test_the_outline_survives_json() -> None:
    outline = parse(LESSON, "lesson.docx")
    assert outline_from_json(json.loads(json.dumps(outline.as_json()))) == outline


def test_the_command_prints_the_outline_or_the_refusal(
    lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parse_file_command(lesson, as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(parse(LESSON, "lesson.docx").as_json()))
    assert parse_file_command(lesson, as_json=False) == 0
    assert "A byte is eight bits." in capsys.readouterr().out
    empty = tmp_path / "empty.docx"
    empty.touch()
    assert parse_file_command(empty, as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "empty_file"
    assert parse_file_command(Path(os.devnull), as_json=False) == 1
    assert "no_such_file" in capsys.readouterr().err
