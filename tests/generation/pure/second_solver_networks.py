"""Judges the options of the questions about networks, from nothing but the words that a pupil sees."""

from __future__ import annotations

import ipaddress
import re
from itertools import pairwise


def _is_device_address(text: str) -> bool:
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return address.is_private


def _ip_addresses(stem: str, option: str) -> bool:
    if "needs an IPv4 address" in stem:
        return _is_device_address(option)
    if "MAC address of a" in stem:
        return re.fullmatch(r"[0-9A-F]{2}(:[0-9A-F]{2}){5}", option) is not None
    if "has the address" in stem:
        old = re.search(r"has the address ([\d.]+)\. ", stem)[1]
        network = ipaddress.ip_network(f"{old}/24", strict=False)
        return _is_device_address(option) and option != old and ipaddress.ip_address(option) in network
    rows = dict(re.findall(r"^\| ([A-H]) \| ([\d.]+) \|", stem, re.MULTILINE))
    me = re.search(r"same network as computer ([A-H])\?", stem)[1]
    network = ipaddress.ip_network(f"{rows[me]}/24", strict=False)
    return ipaddress.ip_address(rows[option.removeprefix("Computer ")]) in network


def _packet_routing(stem: str, option: str) -> bool:
    if "packets" in stem and "Packet number" in stem:
        pieces = re.findall(r"^\| (\d+) \| `(\w\w)` \|", stem, re.MULTILINE)
        return option.split() == [piece for _, piece in sorted(pieces, key=lambda row: int(row[0]))]
    times = {}
    for one, other, time in re.findall(r"^\| ([A-F]) – ([A-F]) \| (\d+) \|", stem, re.MULTILINE):
        times[one, other] = times[other, one] = int(time)
    if cut := re.search(r"between ([A-F]) and ([A-F]) breaks", stem):
        del times[cut[1], cut[2]], times[cut[2], cut[1]]
    start, end = re.search(r"from router ([A-F]) to router ([A-F])", stem).groups()
    route = option.split(" → ")
    steps = list(pairwise(route))
    if (route[0], route[-1]) != (start, end) or not all(step in times for step in steps):
        return False
    return sum(times[step] for step in steps) == _shortest(times, start, end)


def _shortest(times: dict[tuple[str, str], int], start: str, end: str) -> int:
    """Return the shortest time by relaxing every link again and again (Bellman and Ford)."""
    best = {node: 0 if node == start else 10**6 for node in "ABCDEF"}
    for _ in best:
        for (one, other), time in times.items():
            best[other] = min(best[other], best[one] + time)
    return best[end]


JUDGES = {
    "ip_addresses": _ip_addresses,
    "packet_routing": _packet_routing,
}
