"""Judges the options of the questions about network shapes, from nothing but the words that a pupil sees."""

from __future__ import annotations

import re
from collections import Counter


def _network_topologies(stem: str, option: str) -> bool:
    if "topology" in stem:
        return option == _shape(re.findall(r"^\| (?!From|---)(.+?) \| (.+?) \|$", stem, re.MULTILINE))
    if "needs a device" in stem:
        words = {"by cable": "Switch", "Internet": "Router", "radio": "Access point", "stores": "Server"}
        return [option] == [device for word, device in words.items() if word in stem]
    return option == str(_still_reached(stem))


def _shape(links: list[tuple[str, str]]) -> str:
    middle = {"the switch": "Star", "the long cable": "Bus"}.get(links[0][1])
    if middle:
        return middle
    degrees = set(Counter(end for link in links for end in link).values())
    return "Ring" if degrees == {2} else "Mesh"


def _still_reached(stem: str) -> int:
    """Count by joining groups: two devices of one group can reach each other."""
    cables = {row[0]: set(row[1:]) for row in re.findall(r"^\| (\d+) \| (\w+) \| (\w+) \|$", stem, re.MULTILINE)}
    if cut := re.search(r"Cables? (\d+)(?: and (\d+))? breaks?\.", stem):
        cables = {number: ends for number, ends in cables.items() if number not in cut.groups()}
    off = re.search(r"(?:Switch|Computer) (\w+) is switched off", stem)
    groups = [cable for cable in cables.values() if not off or off[1] not in cable]
    me = re.search(r"can computer (\w) still", stem)[1]
    mine = {me}
    while near := [group for group in groups if group & mine and not group <= mine]:
        mine = mine.union(*near)
    return sum(len(device) == 1 for device in mine) - 1


JUDGES = {
    "network_topologies": _network_topologies,
}
