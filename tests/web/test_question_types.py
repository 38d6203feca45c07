"""Every question type is answered by keys alone, by single taps and, where it drags, by a pointer."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from tests.web.gallery_page import blank, is_focused

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.shows("multiple_choice")
async def test_multiple_choice_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "multiple_choice")
    await host.get_by_role("radio").first.focus()
    await gallery.keyboard.press("Space")
    assert (await output.inner_text()).startswith("A. ")
    await gallery.keyboard.press("ArrowDown")
    assert (await output.inner_text()).startswith("B. ")
    await gallery.keyboard.press("4")
    assert (await output.inner_text()).startswith("D. ")
    assert await is_focused(host.get_by_role("radio").nth(3))


@pytest.mark.shows("multiple_response")
async def test_multiple_response_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "multiple_response")
    boxes = host.get_by_role("checkbox")
    await boxes.first.focus()
    await gallery.keyboard.press("3")
    await gallery.keyboard.press("1")
    assert await output.inner_text() == "A. Keyboard; C. Microphone"
    await gallery.keyboard.press("Space")
    assert await output.inner_text() == "C. Microphone"
    await gallery.keyboard.press("3")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("short_text")
async def test_short_text_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "short_text")
    await host.get_by_role("textbox").focus()
    await gallery.keyboard.type(" a protocol ")
    assert await output.inner_text() == "a protocol"


@pytest.mark.shows("free_text")
async def test_free_text_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "free_text")
    await host.get_by_role("textbox").focus()
    await gallery.keyboard.type("RAM is fast.")
    await gallery.keyboard.press("Enter")
    await gallery.keyboard.type("It forgets.")
    assert await output.inner_text() == "RAM is fast. It forgets."
    await expect(host.get_by_text("5 words so far")).to_be_visible()
    await gallery.keyboard.press("Control+a")
    await gallery.keyboard.press("Delete")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("predict_output")
async def test_predicting_an_output_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "predict_output")
    program = host.get_by_role("group", name="Program")
    await program.focus()
    await gallery.keyboard.press("ArrowRight")
    area = host.get_by_role("textbox", name="What does it print?")
    await expect(area).to_have_accessible_description(
        "Capitals, spaces and line breaks count. Leave out what input() asks."
    )
    await area.focus()
    for line in ("  1", "2"):
        await gallery.keyboard.type(line)
        await gallery.keyboard.press("Enter")
    assert await output.evaluate("output => output.textContent") == "  1\n2"
    await gallery.keyboard.press("Control+a")
    await gallery.keyboard.press("Delete")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("predict_output")
async def test_the_review_of_an_output_goes_line_by_line(gallery: Page) -> None:
    lines = gallery.locator("[data-review=predict_output]").nth(1).get_by_role("list", name="Line by line")
    said = [" ".join(text.split()) for text in await lines.get_by_role("listitem").all_inner_texts()]
    assert said == [
        "Right Number 1 squared is 1 and doubled is 2",
        "Different You wrote Number 2 squared is 4 and doubled is 22 It prints Number 2 squared is 4 and doubled is 4",
        "Extra Number 3 squared is 9 and doubled is 6",
        "Right Done",
    ]


@pytest.mark.shows("trace_table")
async def test_a_trace_table_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "trace_table")
    first = host.get_by_role("textbox", name="row 2, number")
    await first.focus()
    for key in ("2", "ArrowRight", "8", "Enter", "1", "1", "ArrowLeft", "ArrowLeft", "0", "ArrowUp"):
        await gallery.keyboard.press(key)
    assert await output.inner_text() == "number: 1 2 –; total: 6 8 011; output: – – –"
    assert await is_focused(host.get_by_role("textbox", name="row 2, total")), "sideways only from the end of the text"
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        await gallery.keyboard.press(key)
    assert await is_focused(host.get_by_role("textbox", name="row 3, total")), "what is given is no cell"
    for key in ("End", "ArrowRight", "x", "Shift+Enter"):
        await gallery.keyboard.press(key)
    assert await is_focused(host.get_by_role("textbox", name="row 3, output")), "nothing to fill in above"
    for name in ("row 2, number", "row 2, total", "row 3, total", "row 3, output"):
        await host.get_by_role("textbox", name=name).fill(" ")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("trace_table")
async def test_the_review_of_a_trace_table_says_which_cells_are_right(gallery: Page) -> None:
    cells = gallery.locator("[data-review=trace_table]").nth(1).locator("table").first.locator("tbody td")
    said = [" ".join(text.split()) for text in await cells.all_inner_texts()]
    assert said == [
        "1", "6", "", "2 (Right)", "9 (Not yet)", "", "3.0 (Right)", "12 (Right by the row before)", "12 (Not yet)",
    ]  # fmt: skip


@pytest.mark.shows("trace_table")
async def test_writing_a_trace_table_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=trace_table]")
    said = host.locator("xpath=following-sibling::output")
    await host.get_by_role("button", name="Add a row").press("Enter")
    await host.get_by_role("textbox", name="row 3, total").fill("11")
    for place in ("row 2, number", "row 2, total", "row 3, number", "row 3, total"):
        await host.get_by_role("button", name=f"Pupils fill in {place}").press("Enter")
    assert await said.inner_text() == "Leave at least one cell with a value for pupils to fill in."
    await host.get_by_role("button", name="Pupils fill in row 3, total").press("Enter")
    assert await said.inner_text() == "No problems"
    await host.get_by_role("textbox", name="Columns").fill("number, total, total")
    assert await said.inner_text() == "Two columns have the same name."


async def _order(host: Locator) -> list[str]:
    return [text.split(" ", 2)[1] for text in await host.locator(".sortable__text").all_inner_texts()]


@pytest.mark.shows("ordering")
async def test_ordering_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "ordering")
    before = await _order(host)
    handle = host.locator(".sortable__handle").first
    await handle.focus()
    await gallery.keyboard.press("Space")
    assert await handle.get_attribute("aria-pressed") == "true"
    await gallery.keyboard.press("ArrowDown")
    await gallery.keyboard.press("ArrowDown")
    moved = host.locator(".sortable__handle").nth(2)
    assert await is_focused(moved), "the focus follows the item"
    assert "position 3 of 4" in (await moved.get_attribute("aria-label") or "")
    await gallery.locator("[aria-live=assertive]").get_by_text("position 3 of 4").wait_for(state="attached")
    assert await output.inner_text() == "Nothing answered", "nothing is answered before it is dropped"
    await gallery.keyboard.press("Space")
    assert await _order(host) == [before[1], before[2], before[0], before[3]]
    assert (await output.inner_text()).startswith("1. You type the address; 2. The browser asks DNS")
    assert await is_focused(moved)


@pytest.mark.shows("ordering")
async def test_escape_puts_an_item_back_and_answers_nothing(gallery: Page) -> None:
    host, output = blank(gallery, "ordering")
    before = await _order(host)
    await host.locator(".sortable__handle").nth(1).focus()
    for key in ("Enter", "End", "Escape"):
        await gallery.keyboard.press(key)
    assert await _order(host) == before
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("ordering")
async def test_ordering_by_single_taps(gallery: Page) -> None:
    host, output = blank(gallery, "ordering")
    before = await _order(host)
    down = host.get_by_role("button", name="Down: The server sends the page")
    for _ in range(5):
        # Pressed too often on purpose: at the end it stays, and keeps the focus.
        await down.click(force=True)
    assert await _order(host) == [*before[1:], before[0]]
    assert await down.get_attribute("aria-disabled") == "true"
    assert await is_focused(down)
    assert await output.inner_text() != "Nothing answered"


@pytest.mark.shows("ordering")
async def test_ordering_by_tap_then_tap(gallery: Page) -> None:
    host, output = blank(gallery, "ordering")
    before = await _order(host)
    await host.locator(".sortable__handle").first.click()
    await host.locator(".sortable__text").nth(2).click()
    assert await _order(host) == [before[1], before[2], before[0], before[3]]
    assert await host.locator("[data-lifted], [aria-pressed=true]").count() == 0
    assert await output.inner_text() != "Nothing answered"


@pytest.mark.shows("ordering")
async def test_the_order_shown_can_be_kept(gallery: Page) -> None:
    host, output = blank(gallery, "ordering")
    keep = host.get_by_role("button", name="Keep this order")
    await keep.press("Enter")
    assert (await output.inner_text()).startswith("1. The server sends the page")
    assert not await keep.is_visible()
    assert await is_focused(host.locator(".sortable__handle").first), "the focus is not lost with the button"


@pytest.mark.shows("ordering")
async def test_ordering_by_pointer(gallery: Page) -> None:
    host, _ = blank(gallery, "ordering")
    before = await _order(host)
    first, third = host.locator(".sortable__handle").nth(0), host.locator(".sortable__handle").nth(2)
    await first.scroll_into_view_if_needed()
    start, end = await first.bounding_box(), await third.bounding_box()
    assert start is not None and end is not None
    await gallery.mouse.move(start["x"] + 20, start["y"] + 20)
    await gallery.mouse.down()
    for step in range(1, 11):
        await gallery.mouse.move(start["x"] + 20, start["y"] + 20 + (end["y"] - start["y"] + 12) * step / 10)
    await gallery.mouse.up()
    assert await _order(host) == [before[1], before[2], before[0], before[3]]
    lifted = host.locator("[data-lifted], [aria-pressed=true]")
    assert await lifted.count() == 0, "a drag is not a lift"


@pytest.mark.shows("multiple_choice")
async def test_writing_a_question_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=multiple_choice]")
    problems = host.locator("xpath=following-sibling::output")
    await host.get_by_role("button", name="Add an option").press("Enter")
    added = host.get_by_role("textbox", name="Option E")
    assert await is_focused(added)
    assert "option E" in await problems.inner_text()
    await gallery.keyboard.type("A faster keyboard")
    assert await problems.inner_text() == "No problems"
    await host.get_by_role("radio", name="E is the right answer").check()
    assert await host.get_by_role("radio", name="B is the right answer").is_checked() is False
    await host.get_by_role("button", name="Up: option E").press("Enter")
    assert await host.get_by_role("radio", name="D is the right answer").is_checked()
    await host.get_by_role("button", name="Remove option D").press("Enter")
    assert "right answer" in await problems.inner_text()
    await gallery.get_by_role("button", name="Undo", exact=True).last.press("Enter")
    assert await problems.inner_text() == "No problems"
    assert await host.get_by_role("textbox", name="Option D").input_value() == "A faster keyboard"


@pytest.mark.shows("cloze")
async def test_gaps_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "cloze")
    await host.get_by_role("textbox", name="Gap 1 of 5").focus()
    await gallery.keyboard.type("router ")
    await gallery.keyboard.press("Enter")
    choice = host.get_by_role("combobox", name="Gap 2 of 5")
    assert await is_focused(choice), "Enter goes on to the next gap"
    await gallery.keyboard.type("sm")
    await gallery.keyboard.press("Tab")
    binary = host.get_by_role("textbox", name="Gap 3 of 5")
    assert await is_focused(binary)
    described = await binary.get_attribute("aria-describedby")
    assert await gallery.locator(f"[id='{described}']").inner_text() == "Gap 3: a binary number with 4 digits."
    await gallery.keyboard.type("0101")
    assert await output.inner_text() == "1. router; 2. smaller; 3. 0101"
    for _ in range(4):
        await gallery.keyboard.press("Backspace")
    await choice.select_option("")
    await host.get_by_role("textbox", name="Gap 1 of 5").fill(" ")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("cloze")
async def test_making_a_gap_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=cloze]")
    problems = host.locator("xpath=following-sibling::output")
    passage = host.get_by_role("textbox", name="Passage")
    written = await passage.input_value()
    start = written.index("megabyte")
    await passage.evaluate("(area, [from, to]) => area.setSelectionRange(from, to)", [start, start + len("megabyte")])
    await host.get_by_role("button", name="Make a gap").press("Enter")
    # The new one is the third in reading order, so that the last is now the fourth.
    assert await passage.input_value() == written.replace("[Gap 3]", "[Gap 4]").replace("megabyte", "[Gap 3]")
    assert await is_focused(passage)
    assert await problems.inner_text() == "No problems"
    card = host.locator("details", has_text="Gap 3")
    await card.locator("summary").press("Enter")
    await card.get_by_role("combobox", name="Pupils", exact=True).select_option("choice")
    assert await card.get_by_role("textbox", name="Choice 1").input_value() == "megabyte"
    assert "Gap 3: Write something for choice 2" in await problems.inner_text()
    await card.get_by_role("combobox", name="Pupils", exact=True).select_option("short_text")
    assert await problems.inner_text() == "No problems"
    await card.get_by_role("textbox", name="Answer 1").fill("")
    assert await problems.inner_text() == "Gap 3: Write something for answer 1, or remove it."
    await card.get_by_role("textbox", name="Answer 1").fill("gigabyte")
    await card.get_by_role("button", name="Make it plain words again").press("Enter")
    assert await passage.input_value() == written.replace("megabyte", "gigabyte")
    await gallery.get_by_role("button", name="Undo", exact=True).last.press("Enter")
    assert await host.locator("details", has_text="gigabyte").count() == 1


@pytest.mark.shows("cloze")
async def test_a_gap_cut_out_of_the_passage_is_whole_when_put_back(gallery: Page) -> None:
    host = gallery.locator("[data-edit=cloze]")
    passage = host.get_by_role("textbox", name="Passage")
    written = await passage.input_value()
    await passage.fill(written.replace("[Gap 1]", ""))
    assert await host.locator("details.gap-card").count() == 2
    await passage.fill(f"[Gap 1] {written.replace('[Gap 1]', '')}")
    first = host.locator("details.gap-card").first
    assert "Gap 1 router" in await first.inner_text()
    assert await first.get_by_role("textbox", name="Answer 2").input_value() == "browser"


@pytest.mark.shows("matching")
async def test_matching_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "matching")
    await host.get_by_role("combobox", name="Hard drive").focus()
    await gallery.keyboard.type("A")
    await gallery.keyboard.press("Tab")
    assert await is_focused(host.get_by_role("combobox", name="RAM"))
    await gallery.keyboard.press("Tab")
    await gallery.keyboard.type("A")
    files = "Keeps files when the power is off"
    assert await output.inner_text() == f"Hard drive → {files}; Memory stick → {files}", "an answer may be used twice"
    for prompt in ("Hard drive", "Memory stick"):
        await host.get_by_role("combobox", name=prompt).select_option("")
    assert await output.inner_text() == "Nothing answered"


@pytest.mark.shows("matching")
async def test_writing_pairs_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=matching]")
    problems = host.locator("xpath=following-sibling::output")
    await host.get_by_role("button", name="Add a pair").press("Enter")
    assert await is_focused(host.get_by_role("textbox", name="Prompt 4", exact=True))
    await gallery.keyboard.type("Touch screen")
    assert "Write something for answer 3" in await problems.inner_text()
    await gallery.keyboard.press("Tab")
    assert await is_focused(host.get_by_role("textbox", name="Answer to prompt 4"))
    await gallery.keyboard.type("Both")
    assert await problems.inner_text() == "No problems"
    # Each field is called after the option that its words have become.
    names = [await field.get_attribute("name") for field in await host.get_by_role("textbox", name="Answer to").all()]
    assert names == ["options.0.text", "options.1.text", "options.0.text", "options.2.text"]
    assert await host.get_by_role("textbox", name="Extra answer 1").get_attribute("name") == "options.3.text"


@pytest.mark.shows("true_false")
async def test_true_or_false_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "true_false")
    reason = host.get_by_role("textbox", name="Why do you think so?")
    await reason.fill("It is storage.")
    assert await output.inner_text() == "Nothing answered", "a reason alone decides nothing"
    await host.get_by_role("radio", name="True").focus()
    await gallery.keyboard.press("Space")
    assert await output.inner_text() == "True: It is storage."
    await gallery.keyboard.press("ArrowDown")
    assert await output.inner_text() == "False: It is storage."


@pytest.mark.shows("numeric")
async def test_a_number_by_keys(gallery: Page) -> None:
    host, output = blank(gallery, "numeric")
    field = host.get_by_role("textbox", name="Write denary 5 in binary.")
    described = await field.get_attribute("aria-describedby")
    assert await gallery.locator(f"[id='{described}']").inner_text() == "Write a binary number with 8 digits."
    await field.focus()
    await gallery.keyboard.type("0000 0101 ")
    assert await output.inner_text() == "0000 0101"


@pytest.mark.shows("numeric")
async def test_writing_a_number_question_by_keys(gallery: Page) -> None:
    host = gallery.locator("[data-edit=numeric]")
    problems = host.locator("xpath=following-sibling::output")
    near = host.get_by_role("combobox", name="How near to number 2")
    amount = host.get_by_role("textbox", name="By how much, number 2")
    assert not await amount.is_visible()
    await near.select_option("significant_figures")
    assert await amount.input_value() == "1"
    await near.select_option("exact")
    assert not await amount.is_visible()
    await host.get_by_role("combobox", name="Marks for number 1").select_option("0")
    assert await problems.inner_text() == "Give at least one number full marks."
    for _ in range(2):
        await host.get_by_role("button", name="Remove unit 1").press("Enter")
    assert not await host.get_by_role("checkbox", name="The unit must be written").is_visible()
