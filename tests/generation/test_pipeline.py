"""The checks that every draft goes through, by drafts made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from backend.documents.document_parser.outline import DocumentOutline, Location, Passage, Section
from backend.generation.draft import Draft, Evidence
from backend.generation.makers import OFFERS, Order
from backend.generation.pipeline import SHOWN_CHARS, BankQuestion, check_batch
from tests.generation.pure.bare_python import drafts_of_order
from tests.questions.bank_samples import choice, short_text

TEXT = "A router is a device that forwards packets between networks."
QUOTE = "a device that forwards packets"


def _outline(text: str = TEXT) -> DocumentOutline:
    passage = Passage("p7", "paragraph", text, Location(slide=4))
    return DocumentOutline("Networks", "pptx", (Section("Devices", 1, (passage,)),))


def _evidence(text: str = TEXT, quote: str = QUOTE, **changes: Any) -> Evidence:
    start = text.index(quote)
    return Evidence(**{"passage_id": "p7", "start": start, "end": start + len(quote), "quote": quote, **changes})


def _draft(content: dict[str, Any] | None = None, evidence: Evidence | None = None, **changes: Any) -> Draft:
    fields = {"type": "short_text", "content": content or short_text(), "maker": "text.definitions", "maker_version": 1}
    return Draft(**{**fields, "evidence": evidence, **changes})


def test_a_sound_draft_is_kept_with_its_source() -> None:
    outcome = check_batch([_draft(evidence=_evidence())], _outline(), [])
    (kept,) = outcome.kept
    assert outcome.dropped == {}
    assert kept.evidence == {
        "passage_id": "p7",
        "start": TEXT.index(QUOTE),
        "end": TEXT.index(QUOTE) + len(QUOTE),
        "quote": QUOTE,
        "section_heading": "Devices",
        "location": "Slide 4",
        "passage_text": TEXT,
    }
    assert kept.checks == () and kept.duplicate_of is None


@pytest.mark.parametrize(
    "evidence",
    [
        None,
        _evidence(passage_id="p8"),
        _evidence(quote="forwards", start=0),
        _evidence(start=3, end=3, quote=""),
        _evidence(start=-5),
        _evidence(end=10_000),
    ],
)
def test_a_quotation_that_does_not_stand_there_drops_the_draft(evidence: Evidence | None) -> None:
    assert check_batch([_draft(evidence=evidence)], _outline(), []).dropped == {"no_evidence": 1}


@pytest.mark.parametrize(("words", "dropped"), [(25, {}), (26, {"no_evidence": 1})])
def test_a_quotation_has_at_most_25_words(words: int, dropped: dict[str, int]) -> None:
    text = " ".join(f"word{n}" for n in range(40))
    evidence = _evidence(text, " ".join(f"word{n}" for n in range(words)))
    assert check_batch([_draft(evidence=evidence)], _outline(text), []).dropped == dropped


def test_a_generator_needs_no_evidence_and_unreadable_content_is_dropped() -> None:
    drafts = [
        _draft(choice(), type="multiple_choice", maker="generator.binary_range"),
        _draft({"stem": ""}, maker="generator.binary_range"),
        _draft(type="essay", maker="generator.binary_range"),
    ]
    outcome = check_batch(drafts, None, [])
    assert len(outcome.kept) == 1 and outcome.dropped == {"unreadable": 2}


def test_the_linter_and_the_twins_are_told_and_drop_nothing() -> None:
    weak = choice(options=[*choice()["options"], {"id": "dddddd", "text": "All of the above"}])
    other = "Which unit measures how fast a processor ticks?"
    drafts = [
        _draft(content, type="multiple_choice", maker="generator.x")
        for content in (choice(), weak, choice(other), choice(other))
    ]
    bank = [BankQuestion("q1", "multiple_choice", choice(), "Which part stores data while a program runs?")]
    first, second, third, fourth = check_batch(drafts, None, bank).kept
    assert first.duplicate_of == {
        "kind": "bank",
        "stem_text": "Which part stores data while a program runs?",
        "question_id": "q1",
    }
    assert [finding["rule"] for finding in second.checks] == ["all_or_none_of_the_above"]
    assert third.duplicate_of is None
    assert fourth.duplicate_of == {"kind": "batch", "stem_text": other}
    assert [kept.twin for kept in (first, second, third, fourth)] == [None, None, None, 2]


def test_other_wrong_answers_make_no_other_question() -> None:
    stem = "Which part **stores** data while a program runs?"
    others = [choice()["options"][0], *({"id": f"zzzzz{n}", "text": text} for n, text in enumerate(("Mouse", "Hub")))]
    drafts = [
        _draft(content, type="multiple_choice", maker="generator.x")
        for content in (choice(stem), choice(stem, options=others))
    ]
    first, second = check_batch(drafts, None, []).kept
    assert first.duplicate_of is None
    assert second.duplicate_of == {"kind": "batch", "stem_text": "Which part stores data while a program runs?"}


@pytest.mark.parametrize("place", [0, 2000, 5000])
def test_a_long_passage_is_cut_around_its_quotation(place: int) -> None:
    filler = "lorem ipsum dolor " * 400
    text = filler[:place] + QUOTE + " " + filler[place:]
    (kept,) = check_batch([_draft(evidence=_evidence(text))], _outline(text), []).kept
    stored = kept.evidence
    assert stored is not None and len(stored["passage_text"]) <= SHOWN_CHARS
    assert stored["passage_text"][stored["start"] : stored["end"]] == QUOTE
    assert stored["passage_text"] in text


@pytest.mark.parametrize("offer", [offer for offer in OFFERS if not offer.needs_document], ids=lambda offer: offer.key)
@pytest.mark.parametrize("level", [None, 1, 2, 3])
def test_generators_pass_their_own_checks(offer, level: int | None) -> None:
    drafts = drafts_of_order(Order(offer.key, 12, level), seed=5)
    outcome = check_batch(drafts, None, [])
    assert outcome.dropped == {} and len(outcome.kept) == len(drafts) > 0
    levels = {draft.level for draft in drafts}
    assert levels == ({1, 2, 3} if level is None else {level})


def test_too_many_drafts_of_a_file_are_thinned_evenly() -> None:
    terms = ["router", "switch", "server", "client", "packet", "protocol", "browser", "firewall", "cable", "topology"]
    passages = tuple(
        Passage(f"p{n}", "paragraph", f"A {term} is a device number {n} that does its own job.", Location(paragraph=n))
        for n, term in enumerate(terms)
    )
    outline = DocumentOutline("Networks", "docx", (Section("Devices", 1, passages),))
    everything = drafts_of_order(Order("text.definitions"), outline, seed=1)
    some = drafts_of_order(Order("text.definitions", 3), outline, seed=1)
    assert len(some) == 3 < len(everything)
    assert [everything.index(draft) for draft in some] == [n * len(everything) // 3 for n in range(3)]
