"""Every page of the product in its main states, and how hands get it there."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import FilePayload, Page, Route, expect

from tests.journey.device_steps import answer_in_two_places, lose_wifi, sit_in_another_tab
from tests.journey.live_steps import ask_to_end, choose_pupils, hide_names, see_live
from tests.journey.program_steps import run_a_slip, run_one_line, run_what_is_predicted
from tests.journey.rescue_steps import bring_files, show_codes
from tests.journey.sitting_steps import check_an_answer, cross_out, lift_an_item, not_yet, take_notes

WEB = Path(__file__).resolve().parents[2] / "web"
NOBODY = "00000000-0000-7000-8000-000000000000"
"""An id that names nothing."""

ELSEWHERE = {"/", "/staff", "/offline", "/gallery"}
"""Pages whose every state tests/web/test_gallery.py and test_sign_in.py look at."""

Steps = Callable[[Page], Awaitable[object]]


@dataclass(frozen=True)
class State:
    """A page as somebody sees it. `address` names the things of SchoolLife in braces."""

    name: str
    who: str
    address: str
    steps: Steps | None = None
    fails: bool = False
    """The server says no: the browser logs that as an error."""

    @property
    def path(self) -> str:
        return self.address.partition("?")[0]


def page_paths() -> set[str]:
    """Return the address of every page there is."""
    stems = (file.relative_to(WEB).with_suffix("").as_posix() for file in WEB.rglob("*.html"))
    return {"/" if stem == "index" else f"/{stem}" for stem in stems}


def press(*names: str) -> Steps:
    """Press buttons (or links, options of menus) one after the other."""

    async def steps(page: Page) -> None:
        for name in names:
            by_role = [page.get_by_role(role, name=re.compile(name)) for role in ("button", "link", "menuitem")]
            await by_role[0].or_(by_role[1]).or_(by_role[2]).first.click()

    return steps


def dialog(*names: str) -> Steps:
    """Press buttons until a dialog is open."""

    async def steps(page: Page) -> None:
        await press(*names)(page)
        await expect(page.get_by_role("dialog")).to_be_visible()

    return steps


def heading(name: str) -> Steps:
    """Wait for a heading."""

    async def steps(page: Page) -> None:
        await expect(page.get_by_role("heading", name=name)).to_be_visible()

    return steps


def keys(*pressed: str) -> Steps:
    """Press keys."""

    async def steps(page: Page) -> None:
        for key in pressed:
            await page.keyboard.press(key)

    return steps


def after(*several: Steps) -> Steps:
    """Do one after the other."""

    async def steps(page: Page) -> None:
        for each in several:
            await each(page)

    return steps


async def open_everything(page: Page) -> None:
    """Unfold all that can be unfolded."""
    await page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


async def search_for_nothing(page: Page) -> None:
    await page.get_by_role("searchbox").first.fill("zzzz")
    await expect(page.get_by_text(re.compile("^No |^Nothing |^Nobody "))).to_be_visible()


async def draw_from_three(page: Page) -> None:
    """Let pupils draw from the first questions of an assessment."""
    for number in (1, 2, 3):
        await page.get_by_role("checkbox", name=f"Tick question {number}:").check()
    await press("^Draw from these")(page)


async def choose_nothing_in_dialog(page: Page) -> None:
    await dialog("Set for a class")(page)
    await page.get_by_label("Class", exact=True).select_option("")
    await page.get_by_label("Closes").fill("")
    await press("Set for this class")(page)


async def several_tries_in_dialog(page: Page) -> None:
    """Set it with tries that each cost what the teacher says."""
    await dialog("Set for a class")(page)
    await page.get_by_label("Pupils see how they did").select_option("each")
    await page.get_by_label("Tries at each question").fill("3")
    await page.get_by_label("Each wrong try costs").select_option("own")
    await expect(page.get_by_label("What each try costs")).to_be_visible()


async def server_down(page: Page) -> None:
    """Load the page again while its server answers nothing but "busy"."""

    async def busy(route: Route) -> None:
        if route.request.url.endswith("/api/me"):
            return await route.continue_()
        problem = '{"code": "busy", "title": "Busy", "detail": "The server is busy. Please try again in a minute."}'
        return await route.fulfill(status=503, content_type="application/problem+json", body=problem)

    await page.route(re.compile("^http://[^/]+/api/"), busy)
    await page.reload()


async def import_a_list(page: Page) -> None:
    roster = b"class,first name,last name\n8B,Amara,Osei\n7E,Chidi,Nwosu\n7E,Dana,\n"
    file: FilePayload = {"name": "classes.csv", "mimeType": "text/csv", "buffer": roster}
    await press("Import")(page)
    await page.locator("input[type=file]").set_input_files([file])
    await expect(page.get_by_text("Amara Osei")).to_be_visible()


async def import_without_headings(page: Page) -> None:
    file: FilePayload = {"name": "classes.csv", "mimeType": "text/csv", "buffer": b"Osei;Amara;8B\n"}
    await press("Import")(page)
    await page.locator("input[type=file]").set_input_files([file])
    await expect(page.get_by_text("Say what each column is")).to_be_visible()


async def see_drafts(page: Page) -> None:
    """Wait for the card that comes after the page: what is looked at must not change meanwhile."""
    await expect(page.get_by_role("heading", name="Drafts", exact=True)).to_be_visible()


async def try_a_change(page: Page) -> None:
    """See what leaving the open question out would do."""
    await page.get_by_role("button", name="Put marks right").click()
    await page.get_by_role("radio", name="Leave the question out").check()
    await expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()


async def try_accepting(page: Page) -> None:
    """See what accepting a wrong word would do."""
    await page.get_by_role("button", name="Question 3", exact=True).click()
    await press("^Accept this answer")(page)
    await expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()


async def open_first_mark(page: Page) -> None:
    await page.locator("button.heat__cell").first.click()
    await expect(page.get_by_role("heading", name="Why this mark")).to_be_visible()


async def open_first_question(page: Page) -> None:
    await page.get_by_role("button", name="Question 1", exact=True).click()
    await expect(page.locator(".dist")).to_be_visible()


async def reading_tools(page: Page) -> None:
    await press("Reading tools|Display")(page)
    await expect(page.get_by_role("region", name="Reading tools")).to_be_visible()


async def only_gaps(page: Page) -> None:
    await page.get_by_text("Gaps only").click()
    await expect(page.locator(".cover").first).to_be_visible()


async def see_progress(page: Page) -> None:
    await expect(page.get_by_role("heading", name="How you are getting on")).to_be_visible()


async def save_no_relay(page: Page) -> None:
    await page.get_by_label("Name", exact=True).fill("Another name")
    await page.get_by_role("region", name="Mail").get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Type the relay’s name")).to_be_visible()


async def comment_on_it(page: Page) -> None:
    await page.keyboard.press("c")
    await expect(page.get_by_role("dialog", name="Comment for the pupil")).to_be_visible()


async def send_a_test_mail(page: Page) -> None:
    await page.get_by_label("Send a test mail to").fill("head@example.org")
    await press("Send a test mail")(page)
    await expect(page.get_by_text("The test mail wasn’t sent")).to_be_visible()


async def see_tests(page: Page) -> None:
    """Wait until a program was run, then unfold all marks."""
    await page.locator(".program__tests").wait_for(state="attached")
    await open_everything(page)


NEW = "/teacher/question?type="
RESULTS = "/teacher/class-results?assignment="
LIVE = "/teacher/live?assignment="
ATTEMPT = "/pupil/assessment?attempt={under_way}"
PROGRAMMING = "/pupil/assessment?attempt={programming}"

STATES = [
    State("empty", "new_pupil", "/pupil/dashboard"),
    State("filled", "pupil2", "/pupil/dashboard"),
    State("own results", "pupil0", "/pupil/dashboard", see_progress),
    State("own results, next step", "pupil1", "/pupil/dashboard", see_progress),
    State("reading tools", "pupil0", "/pupil/dashboard", reading_tools),
    State("server down", "pupil0", "/pupil/dashboard", server_down, fails=True),
    State("offline", "pupil2", "/pupil/dashboard", lose_wifi, fails=True),
    State("another tab", "pupil2", f"{ATTEMPT}#q1", sit_in_another_tab),
    State("one of several", "pupil2", f"{ATTEMPT}#q1"),
    State("several of several", "pupil2", f"{ATTEMPT}#q2"),
    State("typed, flagged", "pupil2", f"{ATTEMPT}#q3", press("^Flag")),
    State("for a camera", "pupil2", f"{ATTEMPT}#q3", show_codes, fails=True),
    State("ordering", "pupil2", f"{ATTEMPT}#q4", lift_an_item),
    State("own words", "pupil2", "/pupil/assessment?attempt={writing}#q1"),
    State("in two places", "pupil2", "/pupil/assessment?attempt={writing}#q1", answer_in_two_places),
    State("check answers", "pupil2", f"{ATTEMPT}#check"),
    State("dialog", "pupil2", f"{ATTEMPT}#check", dialog("Hand in")),
    State("keys", "pupil2", f"{ATTEMPT}#q1", keys("?")),
    State("tools", "pupil2", f"{ATTEMPT}#q2", reading_tools),
    State("notes", "pupil2", f"{ATTEMPT}#q2", take_notes),
    State("crossed out", "pupil2", f"{ATTEMPT}#q1", cross_out),
    State("checked", "pupil2", "/pupil/assessment?attempt={checked}#q1", check_an_answer),
    State("not yet", "pupil2", "/pupil/assessment?attempt={tries_under_way}#q3", not_yet),
    State("program", "pupil2", f"{PROGRAMMING}#q1", run_a_slip),
    State("paused", "pupil2", "/pupil/assessment?attempt={paused_attempt}", heading("Paused")),
    State("on a break", "pupil0", "/pupil/assessment?attempt={on_a_break}", heading("You’re on a break")),
    State("trace table", "pupil2", f"{PROGRAMMING}#q2"),
    State("program of lines", "pupil2", f"{PROGRAMMING}#q3", run_one_line),
    State("predicted output", "pupil2", f"{PROGRAMMING}#q4"),
    State("unknown", "pupil2", f"/pupil/assessment?attempt={NOBODY}", fails=True),
    State("right", "pupil0", "/pupil/results?attempt={open_pupil0}", open_everything),
    State("wrong", "pupil1", "/pupil/results?attempt={open_pupil1}", open_everything),
    State("programs", "pupil1", "/pupil/results?attempt={programs_pupil1}", see_tests),
    State("marked by a person", "pupil0", "/pupil/results?attempt={words_pupil0}", open_everything),
    State("nothing marked yet", "pupil1", "/pupil/results?attempt={unread_pupil1}", open_everything),
    State("waiting", "pupil0", "/pupil/results?attempt={held_pupil0}"),
    State("unknown", "pupil0", f"/pupil/results?attempt={NOBODY}", fails=True),
    State("empty", "new_teacher", "/teacher/dashboard"),
    State("filled", "teacher", "/teacher/dashboard", see_drafts),
    State("display", "teacher", "/teacher/dashboard", after(see_drafts, reading_tools)),
    State("account", "teacher", "/teacher/dashboard", after(see_drafts, dialog("Okafor"))),
    State("server down", "teacher", "/teacher/dashboard", server_down, fails=True),
    State("not for pupils", "pupil0", "/teacher/dashboard", fails=True),
    State("not for staff", "teacher", "/pupil/dashboard", fails=True),
    State("empty", "new_teacher", "/teacher/classes"),
    State("filled", "teacher", "/teacher/classes"),
    State("board", "teacher", "/teacher/classes", dialog("Show on the board")),
    State("filled", "teacher", "/teacher/class?id={class}"),
    State("empty", "teacher", "/teacher/class?id={empty_class}"),
    State("menu", "teacher", "/teacher/class?id={class}", press("Actions for")),
    State("dialog", "teacher", "/teacher/class?id={class}", dialog("Add a pupil")),
    State("dialog with errors", "teacher", "/teacher/class?id={class}", dialog("Add a pupil", "^Add$|^Add pupil")),
    State("password", "teacher", "/teacher/class?id={class}", dialog("Actions for", "New password")),
    State("unknown", "teacher", f"/teacher/class?id={NOBODY}", fails=True),
    State("filled", "teacher", "/teacher/cards?class={class}"),
    State("empty", "teacher", "/teacher/cards?class={empty_class}"),
    State("asked", "teacher", "/teacher/cards?class={class}", dialog("Tick all", "^Make")),
    State("unknown", "teacher", f"/teacher/cards?class={NOBODY}", fails=True),
    State("filled", "teacher", "/teacher/pupil?class={class}&id={pupil1_id}"),
    State("nothing sat", "teacher", "/teacher/pupil?class={class}&id={pupil3_id}"),
    State("arrangements", "teacher", "/teacher/pupil?class={class}&id={pupil0_id}", dialog("Change access")),
    State("unknown", "teacher", f"/teacher/pupil?class={{class}}&id={NOBODY}", fails=True),
    State("empty", "new_teacher", "/teacher/upload"),
    State("filled", "teacher", "/teacher/upload", open_everything),
    State("empty", "new_teacher", "/teacher/review-questions"),
    State("filled", "teacher", "/teacher/review-questions?run={run}"),
    State("edit", "teacher", "/teacher/review-questions?run={run}", keys("e")),
    State("reject", "teacher", "/teacher/review-questions?run={run}", keys("r")),
    State("keys", "teacher", "/teacher/review-questions?run={run}", keys("?")),
    State("makers", "teacher", "/teacher/review-questions?run={run}", dialog("^Which drafts you keep")),
    State("filled", "teacher", "/teacher/generators"),
    State("empty", "new_teacher", "/teacher/coverage"),
    State("filled", "teacher", "/teacher/coverage"),
    State("gaps", "teacher", "/teacher/coverage", only_gaps),
    State("unknown", "teacher", f"/teacher/coverage?unit={NOBODY}", fails=True),
    State("filled", "teacher", "/teacher/lesson-file?id={document}"),
    State("unknown", "teacher", f"/teacher/lesson-file?id={NOBODY}", fails=True),
    State("unknown", "teacher", f"/teacher/review-questions?run={NOBODY}", fails=True),
    State("empty", "new_teacher", "/teacher/questions"),
    State("filled", "teacher", "/teacher/questions"),
    State("nothing found", "teacher", "/teacher/questions", search_for_nothing),
    State("preview", "teacher", "/teacher/questions", dialog("^Preview: ")),
    State("which kind", "teacher", "/teacher/question"),
    State("new one of several", "teacher", f"{NEW}multiple_choice", open_everything),
    State("new several of several", "teacher", f"{NEW}multiple_response"),
    State("new short text", "teacher", f"{NEW}short_text"),
    State("new ordering", "teacher", f"{NEW}ordering"),
    State("new sorting", "teacher", f"{NEW}categorise"),
    State("new program of lines", "teacher", f"{NEW}parsons"),
    State("new program", "teacher", f"{NEW}python_code"),
    State("new trace table", "teacher", f"{NEW}trace_table"),
    State("new output to predict", "teacher", f"{NEW}predict_output", run_what_is_predicted),
    State("new free text", "teacher", f"{NEW}free_text"),
    State("errors", "teacher", f"{NEW}multiple_choice", press("^Publish")),
    State("filled", "teacher", "/teacher/question?id={multiple_choice}", open_everything),
    State("history", "teacher", "/teacher/question?id={multiple_response}", dialog("History")),
    State("unknown", "teacher", f"/teacher/question?id={NOBODY}", fails=True),
    State("empty", "new_teacher", "/teacher/assessments"),
    State("filled", "teacher", "/teacher/assessments"),
    State("archived", "teacher", "/teacher/assessments?archived=1"),
    State("empty", "new_teacher", "/teacher/create-assessment"),
    State("errors", "teacher", "/teacher/create-assessment", press("^Set for a class")),
    State("filled", "teacher", "/teacher/create-assessment?id={assessment}"),
    State("draw", "teacher", "/teacher/create-assessment?id={assessment}", draw_from_three),
    State("draw from the bank", "teacher", "/teacher/create-assessment", dialog("^Draw from the bank")),
    State("preview", "teacher", "/teacher/create-assessment?id={assessment}", dialog("^Preview$")),
    State("edit in place", "teacher", "/teacher/create-assessment?id={assessment}", dialog("^Edit question 1")),
    State("picker", "teacher", "/teacher/create-assessment", after(dialog("Add from the bank"), search_for_nothing)),
    State("picker, filled", "teacher", "/teacher/create-assessment", dialog("Add from the bank")),
    State("dialog", "teacher", "/teacher/create-assessment?id={assessment}", dialog("Set for a class")),
    State("dialog, errors", "teacher", "/teacher/create-assessment?id={assessment}", choose_nothing_in_dialog),
    State("dialog, tries", "teacher", "/teacher/create-assessment?id={assessment}", several_tries_in_dialog),
    State("unknown", "teacher", f"/teacher/create-assessment?id={NOBODY}", fails=True),
    State("filled", "teacher", "/teacher/print-assessment?id={assessment}"),
    State("unknown", "teacher", f"/teacher/print-assessment?id={NOBODY}", fails=True),
    State("filled", "teacher", RESULTS + "{open}"),
    State("nobody yet", "teacher", RESULTS + "{soon}"),
    State("held back", "teacher", RESULTS + "{held}"),
    State("question", "teacher", RESULTS + "{open}", after(open_first_question, open_everything)),
    State("answer", "teacher", RESULTS + "{open}", open_first_mark),
    State("another mark", "teacher", RESULTS + "{open}", after(open_first_mark, press("Change this mark"))),
    State("single pupils", "teacher", RESULTS + "{open}", dialog("^For single pupils$")),
    State("dry run", "teacher", RESULTS + "{open}", after(open_first_question, try_a_change)),
    State("accept an answer", "teacher", RESULTS + "{open}", try_accepting),
    State("unknown", "teacher", RESULTS + NOBODY, fails=True),
    State("empty", "teacher", "/teacher/rescue?assignment={open}"),
    State("files", "teacher", "/teacher/rescue?assignment={open}", bring_files),
    State("unknown", "teacher", f"/teacher/rescue?assignment={NOBODY}", fails=True),
    State("running", "teacher", LIVE + "{open}", see_live),
    State("chosen", "teacher", LIVE + "{open}", choose_pupils),
    State("asked to end", "teacher", LIVE + "{open}", ask_to_end),
    State("names hidden", "teacher", LIVE + "{open}", hide_names),
    State("paused", "teacher", LIVE + "{paused}", see_live),
    State("ended", "teacher", LIVE + "{ended}", see_live),
    State("nobody yet", "teacher", LIVE + "{soon}", see_live),
    State("empty class", "teacher", LIVE + "{nobody}"),
    State("unknown", "teacher", LIVE + NOBODY, fails=True),
    State("filled", "teacher", "/teacher/marking?assignment={words}"),
    State("ticked", "teacher", "/teacher/marking?assignment={words}", keys("Shift+Digit1")),
    State("comment", "teacher", "/teacher/marking?assignment={words}", comment_on_it),
    State("keys", "teacher", "/teacher/marking?assignment={words}", keys("?")),
    State("marked", "teacher", "/teacher/marking?assignment={marked_words}"),
    State("nothing", "teacher", "/teacher/marking?assignment={open}"),
    State("unknown", "teacher", f"/teacher/marking?assignment={NOBODY}", fails=True),
    State("empty", "new_admin", "/admin/people"),
    State("filled", "admin", "/admin/people"),
    State("nothing found", "admin", "/admin/people", search_for_nothing),
    State("menu", "admin", "/admin/people", press("Actions for")),
    State("dialog", "admin", "/admin/people", dialog("Add a person|Add somebody")),
    State("import", "admin", "/admin/people", press("Import")),
    State("import, read", "admin", "/admin/people", import_a_list),
    State("import, columns", "admin", "/admin/people", import_without_headings),
    State("empty", "new_admin", "/admin/classes"),
    State("filled", "admin", "/admin/classes"),
    State("nothing set", "new_admin", "/admin/settings"),
    State("filled", "admin", "/admin/settings"),
    State("errors", "new_admin", "/admin/settings", save_no_relay),
    State("test mail refused", "admin", "/admin/settings", send_a_test_mail, fails=True),
    State("dialog", "admin", "/admin/classes", dialog("Add a class")),
    State("change", "admin", "/admin/classes", dialog("Change 8B")),
]
