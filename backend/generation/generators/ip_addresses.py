"""Addresses on a network: which one is possible, and which belongs to the same local network (generator 38)."""

from __future__ import annotations

import random

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import Slip, act_out, table

_FEEDBACK = {
    "networks.octet_over_255": "Each number of an IP address is stored in 8 bits. How large can it be?",
    "networks.three_octets": "Count the numbers. How many does an IPv4 address have?",
    "networks.mac_is_ip": "Look at how it is written. Which kind of address has pairs of hex digits?",
    "networks.letters_in_ip": "An IPv4 address is written in denary. Which characters can it have?",
    "networks.name_is_address": "That is a name for people. What does the network use in its place?",
    "networks.mac_too_short": "Count the pairs. How many does a MAC address have?",
    "networks.letters_past_f": "A MAC address is written in hexadecimal. Which letters does that use?",
    "networks.two_numbers_enough": "Compare the addresses number by number. How many numbers must be the same here?",
    "networks.last_number_is_network": "Which numbers name the network, and which one names the device?",
    "networks.address_shared": "What would happen if two devices had the same address?",
    "networks.first_number_enough": "The first number alone isn't enough. How many numbers must be the same here?",
    "networks.mac_shows_network": "A MAC address is given by the maker of the device. Which address names the network?",
}

_DEVICES = ("laptop", "printer", "tablet", "games console", "smart TV", "phone", "desktop PC", "webcam", "sensor")
_PLACES = (
    "in the school library",
    "in room 12",
    "in the science lab",
    "in the school office",
    "at a dentist's",
    "in a bike shop",
    "at a youth club",
    "at a leisure centre",
    "in a café",
    "at a museum",
    "in Amira's home",
    "in the art room",
    "at a vet's",
)
_HEX = "0123456789ABCDEF"
_RANGES = ("192.168", "10.0", "172.16", "10.20", "172.20", "192.168")


def _network(rng: random.Random) -> str:
    """Return the first three numbers of a private address."""
    return f"{rng.choice(_RANGES)}.{rng.randint(1, 254)}"


def _host(rng: random.Random) -> int:
    """Return a last number; 0 and 255 are never a device's."""
    return rng.randint(2, 254)


def _mac(rng: random.Random, pairs: int = 6) -> str:
    """Return an address as makers of devices give them: the last two bits of its first pair are 0."""
    first = rng.choice(_HEX) + rng.choice("048C")
    return ":".join([first, *(rng.choice(_HEX) + rng.choice(_HEX) for _ in range(pairs - 1))])


def _too_large(address: str, rng: random.Random) -> str:
    """Return ``address`` with one number that doesn't fit into 8 bits."""
    numbers = address.split(".")
    numbers[rng.randrange(1, 4)] = str(rng.choice((256, 260, 275, 300, 312, 400, 512)))
    return ".".join(numbers)


def _with_letter(address: str, rng: random.Random) -> str:
    numbers = address.split(".")
    numbers[rng.randrange(1, 4)] = rng.choice("ABCDEF") + rng.choice(_HEX)
    return ".".join(numbers)


def _possible(rng: random.Random) -> Problem:
    ip, mac = (f"{_network(rng)}.{_host(rng)}" for _ in range(2)), _mac(rng)
    key, other = ip
    slips: list[Slip] = [
        (_too_large(f"{_network(rng)}.{_host(rng)}", rng), "networks.octet_over_255"),
        (other.rsplit(".", 1)[0], "networks.three_octets"),
        (mac, "networks.mac_is_ip"),
        (_with_letter(f"{_network(rng)}.{_host(rng)}", rng), "networks.letters_in_ip"),
        (f"www.{rng.choice(('school', 'library', 'club', 'office'))}.org.uk", "networks.name_is_address"),
    ]
    rng.shuffle(slips)
    return Problem(
        stem=f"A {rng.choice(_DEVICES)} {rng.choice(_PLACES)} needs an IPv4 address. Which of these could it be?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "An IPv4 address is made of numbers with dots between them.",
            "There are four numbers in an IPv4 address.",
            "Each number is stored in 8 bits, so it is between 0 and 255.",
        ),
        worked_solution=f"{key} has four numbers with dots between them, and each number is between 0 and 255. "
        "So it could be an IPv4 address.",
        difficulty=1,
    )


def _mac_address(rng: random.Random) -> Problem:
    key, past_f = _mac(rng), list(_mac(rng))
    past_f[rng.choice((0, 3, 6, 9, 12, 15))] = rng.choice("GHKMRTZ")
    slips: list[Slip] = [
        (f"{_network(rng)}.{_host(rng)}", "networks.mac_is_ip"),
        (_mac(rng, 4), "networks.mac_too_short"),
        ("".join(past_f), "networks.letters_past_f"),
        (f"www.{rng.choice(('school', 'library', 'club', 'office'))}.org.uk", "networks.name_is_address"),
    ]
    rng.shuffle(slips)
    return Problem(
        stem=f"You look up the MAC address of a {rng.choice(_DEVICES)} {rng.choice(_PLACES)}. "
        "Which of these could it be?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "A MAC address is written in hexadecimal: the digits 0 to 9 and some letters.",
            "The letters of hexadecimal are A, B, C, D, E and F.",
            "A MAC address has six pairs of hexadecimal digits.",
        ),
        worked_solution=f"{key} has six pairs of hexadecimal digits (0 to 9 and A to F), so it could be a MAC address.",
        difficulty=2,
    )


def _new_device(rng: random.Random) -> Problem:
    network, first = _network(rng), _host(rng)
    start, third = network.rsplit(".", 1)
    last = rng.choice([host for host in range(2, 255) if host != first])
    new, old = rng.sample(_DEVICES, 2)
    slips: list[Slip] = [
        (f"{start}.{int(third) % 254 + 1}.{last}", "networks.two_numbers_enough"),
        (f"{rng.choice([one for one in ('10.1', '172.18', '192.167') if one != start])}.{third}.{first}",
         "networks.last_number_is_network"),
        (f"{network}.{first}", "networks.address_shared"),
        (f"{network}.{rng.choice((256, 260, 280, 300))}", "networks.octet_over_255"),
    ]  # fmt: skip
    rng.shuffle(slips)
    return Problem(
        stem=f"On a network, the first three numbers of every IPv4 address are the same. The {old} "
        f"{rng.choice(_PLACES)} has the address {network}.{first}. "
        f"Which address can a new {new} be given on the same network?",
        key=f"{network}.{last}",
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            f"The first three numbers name the network. For the {old} they are {network}.",
            "The last number names the device, so it must be different on each device.",
            "Check that each number is between 0 and 255.",
        ),
        worked_solution=f"The address must begin with {network}, like the other. Its last number must be different "
        f"from {first} and at most 255. So {network}.{last} can be used.",
        difficulty=3,
    )


def _same_network(rng: random.Random) -> Problem:
    network, first = _network(rng), _host(rng)
    start, third = network.rsplit(".", 1)
    others = rng.sample([host for host in range(2, 255) if host != first], 3)
    mac = _mac(rng)
    names = rng.sample("ABCDEFGH", 5)
    me, key = names[:2]
    away = rng.choice([one for one in ("10.1", "172.18", "192.169") if one != start])
    near = f"{start}.{int(third) % 254 + 1}"
    first_number = start.split(".")[0]
    rows = [
        (me, f"{network}.{first}", mac),
        (key, f"{network}.{others[0]}", _mac(rng)),
        (names[2], f"{near}.{others[1]}", mac[:12] + _mac(rng, 2)),
        (names[3], f"{away}.{rng.randint(1, 99)}.{first}", _mac(rng)),
        (names[4], f"{first_number}.{rng.randint(100, 150)}.{rng.randint(1, 254)}.{others[2]}", _mac(rng)),
    ]
    slug = rng.choice(("networks.mac_shows_network", "networks.two_numbers_enough"))
    shown = table(("Computer", "IP address", "MAC address"), sorted(rows))
    return Problem(
        stem=f"Here are the addresses of five computers.\n\n{shown}\n\nComputers are on the same local network when "
        f"the first three numbers of their IP addresses are the same. Which is on the same network as computer {me}?",
        key=f"Computer {key}",
        wrong=act_out(
            _FEEDBACK,
            [
                (f"Computer {names[2]}", slug),
                (f"Computer {names[3]}", "networks.last_number_is_network"),
                (f"Computer {names[4]}", "networks.first_number_enough"),
            ],
        ),
        hints=(
            "You only need the IP addresses. A MAC address says nothing about the network.",
            f"The first three numbers of the address of computer {me} are {network}.",
            f"Look for another IP address that begins with {network}.",
        ),
        worked_solution=f"The address of computer {me} begins with {network}. Only computer {key} has an address "
        f"that begins like this. So the answer is Computer {key}.",
        difficulty=4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _possible(rng) if rng.random() < 0.7 else _mac_address(rng)
    return _new_device(rng) if level == 2 else _same_network(rng)


IP_ADDRESSES = Generator(
    key="ip_addresses",
    number=38,
    title="IP and MAC addresses",
    topic="networks",
    version=2,
    objectives=(
        "networks-from-semaphores-to-the-internet.the-internet.2",
        "networks-from-semaphores-to-the-internet.computer-networks-and-protocols.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
