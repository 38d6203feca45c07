"""Judges the options of the questions about networks, from nothing but the words that a pupil sees."""

from __future__ import annotations

import ipaddress
import re


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


JUDGES = {
    "ip_addresses": _ip_addresses,
}
