"""What a reader left out, as sentences for the teacher."""

from __future__ import annotations

from backend.documents.document_parser.package import Package

_PLACES_SHOWN = 6


class Remarks:
    """Collects what was left out and where; each matter becomes one sentence."""

    def __init__(self, place: str) -> None:
        """Use ``place`` ("slide", "page" or "paragraph") to name locations."""
        self._place = place
        self._places: dict[str, list[int]] = {}
        self._sentences: list[str] = []

    def add(self, what: str, place: int | None) -> None:
        """Note that ``what`` ("Hidden text") at a place was left out."""
        places = self._places.setdefault(what, [])
        if place is not None and place not in places:
            places.append(place)

    def say(self, sentence: str) -> None:
        """Add a whole sentence once."""
        if sentence not in self._sentences:
            self._sentences.append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """Return all remarks in the order in which they first came up, places first."""
        return (*(self._sentence(what, places) for what, places in self._places.items()), *self._sentences)

    def _sentence(self, what: str, places: list[int]) -> str:
        if not places:
            return f"{what} was left out."
        shown = ", ".join(str(place) for place in sorted(places)[:_PLACES_SHOWN])
        more = f" and {len(places) - _PLACES_SHOWN} more" if len(places) > _PLACES_SHOWN else ""
        joint = "in paragraph" if self._place == "paragraph" else f"on {self._place}"
        return f"{what} {joint}{'s' if len(places) > 1 else ''} {shown}{more} was left out."


def note_package_oddities(package: Package, remarks: Remarks) -> None:
    """Name macros and parts with unsafe names, which are never read."""
    if any(name.rpartition("/")[2].startswith("vbaproject") for name in package.names):
        remarks.say("The file contains macros (small programs). They were ignored.")
    if package.unsafe_names:
        remarks.say("The file contains parts that point outside it. They were ignored.")
