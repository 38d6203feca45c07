"""The command line: ``python -m backend COMMAND``; README.md names the commands."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path

import uvicorn

from backend.accounts.models import User
from backend.accounts.service import (
    NewPerson,
    check_new_password,
    create_school,
    create_user,
    grant,
    list_schools,
    set_password,
)
from backend.accounts.sign_in import find_staff, unlock
from backend.classes import roster_command
from backend.config import Settings
from backend.core import logging
from backend.core.db import Database
from backend.core.errors import AppError, NotFound
from backend.core.events import EventBus
from backend.core.migrations import migrate
from backend.core.passwords import PasswordHasher, make_staff_password
from backend.core.server import Server
from backend.core.tenant import enter_school
from backend.curriculum.service import seed_school
from backend.documents.limited_child import parse_file_command
from backend.main import create_app
from backend.questions.mark_lines import mark_stream
from backend.rooms import default_permissions
from backend.sandbox import run_command

_SWITCH_S = 0.0005


def serve(settings: Settings, *, live_pages: bool = False) -> None:
    """Serve the application until it is told to stop."""
    app = create_app(settings, live_pages=live_pages)
    # What has been loaded by now stays: without this the garbage collector walks through it while pupils save.
    gc.collect()
    gc.freeze()
    # Threads read lesson files and make drafts: they let go of the interpreter after 0.5 ms, not 5, when a save waits.
    sys.setswitchinterval(_SWITCH_S)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
    )
    Server(config, app.state.database.live).run()


def migrate_database(settings: Settings) -> None:
    """Bring the database to the newest revision, and give every school what is new: permissions, curriculum."""
    migrate(settings.owner_url, settings.app_url.username or "")
    asyncio.run(_sync_schools(settings))


async def _sync_schools(settings: Settings) -> None:
    database = Database(settings, EventBus(()))
    try:
        async with database.session() as session:
            for school in await list_schools(session):
                await enter_school(session, school.id)
                await grant(session, default_permissions())
                await seed_school(session)
    finally:
        await database.engine.dispose()


async def create_admin(
    settings: Settings, *, school_name: str, login_name: str, names: tuple[str, str], password: str
) -> None:
    """Add an administrator, and their school when this machine has none of that name."""
    hashed = PasswordHasher(settings.password_hash_cost).hash_now(password)
    database = Database(settings, EventBus(()))
    try:
        async with database.session() as session:
            known = {school.name: school for school in await list_schools(session)}
            school = known.get(school_name) or await create_school(
                session, name=school_name, time_zone=settings.school_timezone, granted=default_permissions()
            )
            await enter_school(session, school.id)
            await seed_school(session)
            await create_user(
                session,
                NewPerson(role="admin", given_name=names[0], family_name=names[1], login_name=login_name),
                password_hash=hashed,
            )
    finally:
        await database.engine.dispose()


async def reset_password(settings: Settings, *, login_name: str, password: str) -> None:
    """Give a member of staff a new password and forget their failed tries. Raises NotFound."""
    hashed = PasswordHasher(settings.password_hash_cost).hash_now(password)
    database = Database(settings, EventBus(()))
    try:
        async with database.session() as session:
            found = await find_staff(session, login_name)
            if found.user_id is None:
                raise NotFound("Nobody on the staff signs in with that name, or they are switched off.")
            await set_password(session, await session.get_one(User, found.user_id), hashed, actor=None)
            await unlock(session, found.user_id, None)
    finally:
        await database.engine.dispose()


async def import_people(settings: Settings, arguments: argparse.Namespace) -> int:
    """Import a class list and return the exit status; see roster_command."""
    database = Database(settings, EventBus(()))
    try:
        return await roster_command.import_people(database, arguments)
    finally:
        await database.engine.dispose()


def _with_password(settings: Settings, arguments: argparse.Namespace) -> int:
    """Run a command that sets a password, typed at the terminal or made and shown once."""
    password = make_staff_password() if arguments.make_password else getpass("Password (12 characters or more): ")
    try:
        check_new_password(password)
        if arguments.command == "reset-password":
            asyncio.run(reset_password(settings, login_name=arguments.name, password=password))
        else:
            asyncio.run(
                create_admin(
                    settings,
                    school_name=arguments.school,
                    login_name=arguments.name,
                    names=(arguments.given_name, arguments.family_name),
                    password=password,
                )
            )
    except AppError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1
    sys.stdout.write(
        f"{arguments.name} can sign in now" + (f" with {password}" if arguments.make_password else "") + ".\n"
    )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend", description="KS3 Assessment")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (("serve", "serve the application"), ("demo", "set up a demo school and serve it")):
        command = commands.add_parser(name, help=text)
        command.add_argument("--port", type=int, help="port to listen on")
        command.add_argument("--live-pages", action="store_true", help="read web/ from disk at each request")
    commands.add_parser("migrate", help="bring the database to the newest revision")
    admin = commands.add_parser("create-admin", help="add an administrator (and the school, if it is new)")
    admin.add_argument("--school", required=True)
    admin.add_argument("--given-name", required=True)
    admin.add_argument("--family-name", required=True)
    reset = commands.add_parser("reset-password", help="give a member of staff a new password")
    for command in (admin, reset):
        command.add_argument("--name", required=True, help="the name to sign in with, such as an e-mail address")
        command.add_argument("--make-password", action="store_true", help="make a password and print it once")
    roster_command.add_arguments(commands.add_parser("import-people", help="import a class list; see docs/people.md"))
    commands.add_parser("mark", help="mark JSON lines from standard input; see docs/marking.md")
    run_command.add_arguments(commands.add_parser("run", help="run a Python program as pupils' are run"))
    parse = commands.add_parser("parse", help="print the outline of a lesson file")
    parse.add_argument("file", type=Path)
    parse.add_argument("--json", action="store_true", help="as JSON")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(argv)
    if arguments.command == "mark":
        logging.configure("error")
        with run_command.RunsHere() as run:
            mark_stream(sys.stdin.buffer, sys.stdout.write, run)
        return 0
    if arguments.command == "parse":
        return parse_file_command(arguments.file, arguments.json)
    if arguments.command == "run":
        logging.configure("error")
        return run_command.run_file_command(arguments)
    if arguments.command == "demo":
        from backend.demo import run_demo  # noqa: PLC0415 - the demo school is no part of a production process

        return run_demo(port=arguments.port, live_pages=arguments.live_pages)
    settings = Settings()
    logging.configure(settings.log_level)
    if arguments.command in {"create-admin", "reset-password"}:
        return _with_password(settings, arguments)
    if arguments.command == "import-people":
        return asyncio.run(import_people(settings, arguments))
    if arguments.command == "migrate":
        migrate_database(settings)
        return 0
    serve(settings.model_copy(update={"port": arguments.port or settings.port}), live_pages=arguments.live_pages)
    return 0
