"""The shape of a network, the devices in it, and what still works when a part fails (generator 41)."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import Slip, act_out, table

_FEEDBACK = {
    "networks.star_bus_confused": "Is there one device in the middle, or one long cable that is shared?",
    "networks.ring_for_other_shape": "There, each computer has two neighbours, and the links make a loop. Is it so?",
    "networks.mesh_for_other_shape": "There, each computer has a direct link to each of the others. Is it so?",
    "networks.switch_router_confused": "One joins devices in a network; another joins networks. Which is needed?",
    "networks.wifi_is_internet": "Wi-Fi joins a device to the local network by radio. Is that the job here?",
    "networks.server_for_other_device": "A server offers files or services. Is that the job here?",
    "networks.failure_stops_everything": "Put your finger on the computer and follow the links. Can you get anywhere?",
    "networks.failure_changes_nothing": "Cross the broken part out. Which links went through it?",
    "networks.counts_itself": "Have you counted the computer that sends? Only the others count.",
    "networks.direct_links_only": "A message can be passed on. Where can it get in more than one step?",
    "networks.counts_cables": "You counted cables. The question is about computers.",
    "networks.switch_is_computer": "Have you counted a switch as well? Only computers count.",
    "networks.neighbour_lost_too": "Check each computer near the fault. Is it really cut off?",
    "networks.one_switch_only": "The switches are joined. Can a message go from one to the next?",
}

_PLACES = (
    "a school",
    "a library",
    "an office",
    "a bakery",
    "a hospital",
    "a museum",
    "a bank",
    "a hotel",
    "a youth club",
)
_LETTERS = "ABCDEFGH"
_STAR, _RING, _MESH, _BUS = "Star", "Ring", "Mesh", "Bus"

_WHY = {
    _STAR: "Every computer has its own cable to one switch in the middle. That is a star.",
    _RING: "Each computer is joined to two neighbours, and together the links make a loop. That is a ring.",
    _MESH: "Every computer has a direct link to every other one. That is a mesh.",
    _BUS: "All the computers share one long cable. That is a bus.",
}

_JOBS = (
    ("joins the computers of one room by cable, so that they make a local network", "Switch"),
    ("joins the local network to the Internet and sends packets on to other networks", "Router"),
    ("lets laptops and phones join the local network by radio", "Access point"),
    ("stores the files that everybody on the network shares", "Server"),
)
_JOB_SLIPS = {
    "Switch": "networks.switch_router_confused",
    "Router": "networks.switch_router_confused",
    "Access point": "networks.wifi_is_internet",
    "Server": "networks.server_for_other_device",
}
_JOB_OF = {
    "Switch": "A switch joins the devices of one network.",
    "Router": "A router joins networks and sends packets from one to the next.",
    "Access point": "An access point lets devices join the network by Wi-Fi.",
    "Server": "A server offers files and services to the other computers.",
}


@dataclass(frozen=True, slots=True)
class Network:
    """Links between named devices. Names of switches begin with S; every other device is a computer."""

    links: tuple[tuple[str, str], ...]

    def reached_from(self, start: str) -> set[str]:
        """Return every device that a message from ``start`` can get to, without ``start``."""
        found, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for one, other in self.links:
                if here in {one, other} and {one, other} - found:
                    found |= {one, other}
                    waiting += [one, other]
        return found - {start}

    def without(self, broken: tuple[str, ...]) -> Network:
        """Return the network after a link (two names) or a device (one name) has failed."""
        return replace(self, links=tuple(link for link in self.links if not set(broken) <= set(link)))

    def shown(self) -> str:
        """Return the links as a table."""
        return table(("Cable", "From", "To"), [(place, *link) for place, link in enumerate(self.links, start=1)])


def computers_of(devices: set[str]) -> int:
    """Return how many of the devices are computers."""
    return sum(not device.startswith("S") for device in devices)


def _star(names: list[str], switch: str = "S1") -> list[tuple[str, str]]:
    return [(name, switch) for name in names]


def _ring(names: list[str]) -> list[tuple[str, str]]:
    return list(zip(names, names[1:] + names[:1], strict=True))


def _name_the_shape(rng: random.Random) -> Problem:
    names = rng.sample(_LETTERS, rng.randint(4, 5))
    shape = rng.choice((_STAR, _RING, _MESH, _BUS))
    links = {
        _STAR: _star(names, "the switch"),
        _RING: _ring(names),
        _MESH: [(one, other) for one in names for other in names if one < other],
        _BUS: [(name, "the long cable") for name in names],
    }[shape]
    rng.shuffle(links)
    slips: list[Slip] = [
        (_STAR, "networks.star_bus_confused"),
        (_BUS, "networks.star_bus_confused"),
        (_RING, "networks.ring_for_other_shape"),
        (_MESH, "networks.mesh_for_other_shape"),
    ]
    return Problem(
        stem=f"The computers of {rng.choice(_PLACES)} are linked like this:\n\n{table(('From', 'To'), links)}\n\n"
        "Which topology (shape) does the network have?",
        key=shape,
        wrong=act_out(_FEEDBACK, [slip for slip in slips if slip[0] != shape]),
        hints=(
            "Draw a dot for each computer, and a line for each link.",
            "Is there something that every computer is linked to?",
            "If there isn't, count the links at one computer: are there two, or one to each of the others?",
        ),
        worked_solution=f"{_WHY[shape]} So the answer is: {shape}.",
        difficulty=1,
    )


def _name_the_device(rng: random.Random) -> Problem:
    job, key = rng.choice(_JOBS)
    return Problem(
        stem=f"The network of {rng.choice(_PLACES)} needs a device that {job}. Which device does this?",
        key=key,
        wrong=act_out(_FEEDBACK, [slip for slip in _JOB_SLIPS.items() if slip[0] != key]),
        hints=(
            "Is the job inside one network, or between networks?",
            "Does the job need cables or radio?",
            "Does the device pass messages on, or does it keep something?",
        ),
        worked_solution=f"{_JOB_OF[key]} So the answer is: {key}.",
        difficulty=1,
    )


def _slips(whole: Network, left: Network, me: str) -> list[Slip]:
    """Act out what pupils do when they count what ``me`` can still reach."""
    reached = left.reached_from(me)
    key = computers_of(reached)
    own = {other for link in left.links if me in link for other in link} - {me}
    beside = {other for link in left.links if own & set(link) for other in link if other[0] != "S"} - {me}
    slips: list[Slip] = [
        (0, "networks.failure_stops_everything"),
        (computers_of(whole.reached_from(me)), "networks.failure_changes_nothing"),
        (key + 1, "networks.counts_itself"),
        (len(own), "networks.direct_links_only"),
        (key - 1, "networks.neighbour_lost_too"),
        (len(left.links), "networks.counts_cables"),
    ]
    if any(device.startswith("S") for device in reached):
        slips.append((len(reached), "networks.switch_is_computer"))
    if sum(device.startswith("S") for device in reached) > 1:
        slips.insert(2, (len(beside), "networks.one_switch_only"))
    return [slip for slip in slips if int(slip[0]) >= 0]


def _cables_break(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Cable {numbers[0]} breaks."
    return f"Cables {numbers[0]} and {numbers[1]} break."


def _layout(rng: random.Random, level: int, names: list[str]) -> list[tuple[str, str]]:
    """Return the links of a star or a ring on level 2, and of two or three joined switches on level 3."""
    if level == 2:
        return _star(names) if rng.random() < 0.5 else _ring(rng.sample(names, len(names)))
    cut = rng.randint(2, len(names) - 2)
    links = [*_star(names[:cut]), *_star(names[cut:], "S2"), ("S1", "S2")]
    if rng.random() < 0.5:
        links = [*links[:-2], ("S1", "S2"), ("S2", "S3"), (names[-1], "S3")]
    return links


def _switches_named(links: list[tuple[str, str]]) -> str:
    switches = sorted({device for link in links for device in link if device[0] == "S"})
    if not switches:
        return ""
    if len(switches) == 1:
        return f" {switches[0]} is a switch."
    return f" {', '.join(switches[:-1])} and {switches[-1]} are switches."


@dataclass(frozen=True, slots=True)
class _Fault:
    """What fails: a device (``parts`` holds its name alone) or one or two cables, and how a pupil is told."""

    parts: tuple[tuple[str, ...], ...]
    news: str


def _fault(rng: random.Random, level: int, links: list[tuple[str, str]]) -> _Fault:
    """Switch a device off, or break a cable; where one broken cable changes little, it may be two."""
    if rng.random() < 0.3:
        device = rng.choice(sorted({end for link in links for end in link}))
        return _Fault(((device,),), f"{'Switch' if device[0] == 'S' else 'Computer'} {device} is switched off.")
    is_star = level == 2 and links[0][1] == "S1"
    broken = sorted({rng.choice(links) for _ in range(1 if is_star else 2)})
    return _Fault(tuple(broken), _cables_break(sorted(links.index(link) + 1 for link in broken)))


def _still_reached(rng: random.Random, level: int) -> Problem:
    names = sorted(rng.sample(_LETTERS, rng.randint(5, 7 if level == 2 else 8)))
    links = _layout(rng, level, names)
    whole = left = Network(tuple(links))
    fault = _fault(rng, level, links)
    for parts in fault.parts:
        left = left.without(parts)
    me = rng.choice([name for name in names if (name,) not in fault.parts])
    reached = sorted(device for device in left.reached_from(me) if device[0] != "S")
    listed = f"It can reach {', '.join(reached)}" if reached else "It can reach no other computer"
    return Problem(
        stem=f"{rng.choice(_PLACES).capitalize()} has computers {', '.join(names[:-1])} and {names[-1]}."
        f"{_switches_named(links)} Messages travel both ways along a cable, and every device passes them on.\n\n"
        f"{whole.shown()}\n\n{fault.news} "
        f"How many other computers can computer {me} still send messages to?",
        key=len(reached),
        wrong=act_out(_FEEDBACK, _slips(whole, left, me)),
        hints=(
            "Draw the network. Then cross out what has failed.",
            "A message can be passed on by any device that still works.",
            f"Start at computer {me} and follow the cables. Tick each computer that you get to.",
        ),
        worked_solution=f"Cross out what has failed, and follow the cables from computer {me}. {listed}. "
        f"The answer is {len(reached)}.",
        difficulty=3 if level == 2 else 4,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    if level == 1:
        return _name_the_shape(rng) if rng.random() < 0.6 else _name_the_device(rng)
    return _still_reached(rng, level)


NETWORK_TOPOLOGIES = Generator(
    key="network_topologies",
    number=41,
    title="Network shapes and failures",
    topic="networks",
    version=2,
    objectives=(
        "networks-from-semaphores-to-the-internet.networking-hardware.1",
        "networks-from-semaphores-to-the-internet.computer-networks-and-protocols.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
