"""The ways of the guide, walked by a newcomer: each step says what hands do and what must be in sight afterwards."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Browser, expect

from scripts.guide_pictures.hands import Hands, Pictures, Way
from scripts.guide_pictures.stage import Newcomer, everybody_sits

LESSON = "Binary numbers.pptx"
QUIZ = "Gates and memory"
QUIZ_QUESTIONS = {"gate is this": "A safe opens only when two people", "switched off": "RAM loses what it holds"}
"""What is typed into the search, and how the question begins that it finds."""
TYPED_ANSWER = "the AND kind"


async def new_person(browser: Browser, way: Way, pictures: Pictures) -> Hands:
    """Open a browser of one's own."""
    context = await browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="en-GB", reduced_motion="reduce", timezone_id="Europe/London"
    )
    return await Hands.on(context, way, pictures)


async def sign_in_staff(hands: Hands, who: Newcomer) -> None:
    """Sign in as the newcomer."""
    page = hands.page
    await page.goto(f"{who.address}/staff")
    async with hands.step("Sign in"):
        await hands.type(page.get_by_label("Sign-in name"), who.login_name)
        await hands.press("Tab")
        await page.keyboard.type(who.password)
        await hands.press("Enter")
        await hands.see(page.get_by_role("heading", name="Good "))


async def from_a_file(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Upload a lesson file, review what was made of it, build an assessment, set it."""
    way = Way("From a lesson file to a set assessment")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    await hands.photograph("file-1-home")
    async with hands.step("Press **Upload a lesson file**"):
        await hands.click(page.get_by_role("link", name="Upload a lesson file"))
        await hands.see(page.get_by_role("heading", name="Make draft questions"))
    async with hands.step("**Choose files**, pick the lesson; it is read", picture="file-2-read"):
        await hands.choose_file(page.get_by_text("Choose files"), who.lessons / LESSON)
        await hands.see(page.get_by_role("heading", name=f"What was found in {LESSON}"))
    async with hands.step("Press **Make drafts**"):
        await hands.click(page.get_by_role("button", name="Make drafts"))
        await hands.see(page.get_by_role("link", name=re.compile(r"^Review \d+ drafts")))
    async with hands.step("Press **Review**, and look at each draft (key **J**)", picture="file-3-review"):
        await hands.click(page.get_by_role("link", name=re.compile(r"^Review \d+ drafts")))
        accept_all = page.get_by_role("button", name=re.compile("^Accept all .* without warnings"))
        await hands.see(accept_all)
        await hands.look()
        for _ in range(await page.locator(".draft").count() - 1):
            await hands.press("j")
            await hands.look()
    build = page.get_by_role("link", name=re.compile("^Make an assessment from these"))
    async with hands.step("**Accept all** without warnings", picture="file-4-accepted"):
        await hands.click(accept_all)
        await hands.see(build)
    async with hands.step("**Make an assessment from these** questions", picture="file-5-assessment"):
        await hands.click(build)
        await hands.see(page.get_by_role("heading", name="Set for classes"))
    async with hands.step("**Set for a class**: the times are filled in", picture="file-6-set"):
        await hands.click(page.get_by_role("button", name="Set for a class"))
        await hands.see(page.get_by_role("dialog"))
    async with hands.step("**Set for this class**", picture="file-7-done"):
        await hands.click(page.get_by_role("button", name="Set for this class"))
        await hands.see(page.get_by_text(f"Set for {who.class_name}."))
    await page.context.close()
    return way


async def own_variants(browser: Browser, who: Newcomer, pictures: Pictures) -> tuple[Way, set[str]]:
    """Put two generators into an assessment and set it. Gives the way, and the first questions that pupils then see."""
    way = Way("A variant of their own for each pupil")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    async with hands.step("**Questions**, then **Generators**"):
        await hands.click(page.get_by_role("link", name="Questions", exact=True))
        await hands.click(page.get_by_role("link", name="Generators"))
        await hands.see(page.locator(".variants > li").nth(3))
    async with hands.step("Look at what the rule makes; **Add to the bank**", picture="own-1-generators"):
        await hands.click(page.get_by_role("button", name="Add to the bank"))
        await hands.see(page.get_by_text("is in the bank"))
    async with hands.step("Choose another generator and level; **Add to the bank**", picture="own-2-added"):
        await hands.choose(page.get_by_label("Generator"), "Denary to binary")
        await hands.click(page.get_by_text("On target"))
        await hands.see(page.locator(".variants:not([aria-busy]) > li").nth(3))
        await hands.click(page.get_by_role("button", name="Add to the bank"))
        await hands.see(page.get_by_role("link", name="Put these 2 into a new assessment"))
    async with hands.step("**Put these 2 into a new assessment**; type a title", picture="own-3-assessment"):
        await hands.click(page.get_by_role("link", name="Put these 2 into a new assessment"))
        await hands.see(page.get_by_text("2 questions added"))
        await page.keyboard.type("Binary practice")
    async with hands.step("**Set for a class**, **Set for this class**"):
        await hands.click(page.get_by_role("button", name="Set for a class"))
        await hands.see(page.get_by_role("dialog"))
        await hands.look()
        await hands.click(page.get_by_role("button", name="Set for this class"))
        await hands.see(page.get_by_text(f"Set for {who.class_name}."))
    await page.context.close()
    return way, {await first_question(browser, who, at, pictures) for at in range(len(who.pupils))}


async def first_question(browser: Browser, who: Newcomer, at: int, pictures: Pictures) -> str:
    """Sit as one pupil of the class; gives the question that they see."""
    hands = await new_person(browser, Way("A pupil"), pictures)
    page = hands.page
    name, password = who.pupils[at]
    await page.goto(who.address)
    for label, text in (("Class code", who.class_code), ("Your name", name), ("Password", password)):
        await page.get_by_label(label, exact=True).fill(text)
    await hands.press("Enter")
    await hands.click(page.get_by_role("link", name="Start Binary practice"))
    stem = page.locator(".question__stem")
    await hands.see(stem)
    await hands.photograph(f"own-{4 + at}-pupil")
    shown = await stem.inner_text()
    await page.context.close()
    return shown


async def worksheet(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Print twenty questions with their answers."""
    way = Way("A worksheet on paper")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    # The system's print window stays shut, and the sheet stays on the page until it has been looked at.
    await page.add_init_script("window.print = () => undefined")
    await sign_in_staff(hands, who)
    async with hands.step("**Questions**, **Generators**, **Print worksheet**"):
        await hands.click(page.get_by_role("link", name="Questions", exact=True))
        await hands.click(page.get_by_role("link", name="Generators"))
        await hands.see(page.locator(".variants > li").nth(3))
        await hands.click(page.get_by_role("button", name="Print worksheet"))
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": 794, "height": 1123})
    await hands.photograph("paper-1-worksheet")
    await page.context.close()
    return way


async def set_a_quiz(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Put two questions of the bank together and set them for the class."""
    way = Way("Set a quiz for a class")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    async with hands.step("**New assessment**; type a title"):
        await hands.click(page.get_by_role("link", name="New assessment").first)
        await hands.type(page.get_by_label("Title", exact=True), QUIZ)
    async with hands.step("**Add from the bank**; search, and tick two questions", picture="quiz-1-bank"):
        await hands.click(page.get_by_role("button", name="Add from the bank"))
        search = page.get_by_role("searchbox", name="Search")
        for words, asked in QUIZ_QUESTIONS.items():
            await hands.click(search)
            await hands.press("Control+a")
            await page.keyboard.type(words)
            found = page.get_by_role("checkbox", name=re.compile(asked))
            # The whole bank stands there until the search has answered.
            await hands.wait(expect(page.locator(".picker__row").nth(9)).to_have_count(0))
            await hands.see(found)
            await hands.look()
            await hands.click(found)
    async with hands.step("**Add 2 questions**"):
        await hands.click(page.get_by_role("button", name="Add 2 questions"))
        await hands.see(page.get_by_role("button", name="Set for a class"))
    async with hands.step("**Set for a class**, **Set for this class**", picture="quiz-2-set"):
        await hands.click(page.get_by_role("button", name="Set for a class"))
        await hands.see(page.get_by_role("dialog"))
        await hands.look()
        await hands.click(page.get_by_role("button", name="Set for this class"))
        await hands.see(page.get_by_text(f"Set for {who.class_name}."))
    await page.context.close()
    return way


async def put_right(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Accept an answer that was marked wrong, for everybody who gave it."""
    way = Way("A wrong mark put right for everybody")
    await asyncio.to_thread(everybody_sits, who, QUIZ, TYPED_ANSWER)
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    async with hands.step("The quiz in **Open now**; the question's column", picture="right-1-question"):
        await hands.click(page.get_by_role("link", name=QUIZ).first)
        await hands.see(page.locator(".heat"))
        await hands.look()
        await hands.click(page.get_by_role("button", name="Question 1", exact=True))
        await hands.see(page.get_by_role("button", name=re.compile("^Accept")).first)
    dialog = page.get_by_role("dialog", name="Accept this answer")
    async with hands.step("**Accept** at the answer; see what becomes of each mark", picture="right-2-look"):
        await hands.click(page.get_by_role("button", name=re.compile("^Accept")).first)
        await hands.see(dialog.locator("tbody tr").nth(len(who.pupils) - 1))
    async with hands.step("**Accept it**; undo stays for ten seconds, **Take back** for ever", picture="right-3-done"):
        await hands.click(dialog.get_by_role("button", name="Accept it"))
        await hands.see(page.get_by_role("button", name="Undo"))
    await page.context.close()
    return way


async def new_password(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Give a pupil who forgot it a new password."""
    way = Way("A new password for a pupil")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    await sign_in_staff(hands, who)
    name = who.pupils[0][0]
    async with hands.step("**Classes**, then the class"):
        await hands.click(page.get_by_role("link", name="Classes", exact=True))
        await hands.click(page.get_by_role("link", name=who.class_name))
        await hands.see(page.get_by_role("button", name=f"Actions for {name}"))
    async with hands.step("The pupil's **…**, then **New password**"):
        await hands.click(page.get_by_role("button", name=f"Actions for {name}"))
        await hands.look()
        await hands.photograph("password-1-menu")
        await hands.click(page.get_by_role("menuitem", name="New password"))
        await hands.see(page.get_by_role("dialog"))
    async with hands.step("**Make a new password**; read it out or print the slip", picture="password-2-slip"):
        await hands.click(page.get_by_role("button", name="Make a new password"))
        await hands.see(page.get_by_role("button", name="Print a slip"))
    await page.context.close()
    return way


async def login_cards(browser: Browser, who: Newcomer, pictures: Pictures) -> Way:
    """Print login cards for a class."""
    way = Way("Login cards for a class")
    hands = await new_person(browser, way, pictures)
    page = hands.page
    # The system's print window stays shut.
    await page.add_init_script("window.print = () => undefined")
    await sign_in_staff(hands, who)
    async with hands.step("**Classes**, the class, **Login cards**"):
        await hands.click(page.get_by_role("link", name="Classes", exact=True))
        await hands.click(page.get_by_role("link", name=who.class_name))
        await hands.click(page.get_by_role("link", name="Login cards"))
        await hands.see(page.get_by_text("Whose cards?"))
    async with hands.step("**Tick all**, **Make cards**; the page asks first", picture="cards-1-asked"):
        await hands.click(page.get_by_role("button", name="Tick all"))
        await hands.click(page.get_by_role("button", name=re.compile("^Make ")))
        await hands.see(page.get_by_role("dialog"))
    async with hands.step("**Make cards**, **Print cards**", picture="cards-2-made"):
        await hands.click(page.get_by_role("dialog").get_by_role("button", name=re.compile("^Make ")))
        await hands.see(page.get_by_role("button", name="Print cards"))
        await hands.click(page.get_by_role("button", name="Print cards"))
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": 794, "height": 1123})
    await hands.photograph("cards-3-paper")
    await page.context.close()
    return way
