"""Packets on their way: put together again at the end, and the quickest route through a random network (generator 39).

No route is given by chance: the quickest one is the only quickest, and takes more than one link.
"""

from __future__ import annotations

import random
from itertools import pairwise

from backend.generation.generators.base import Generator, Problem
from backend.generation.generators.showing import Slip, act_out, table

_FEEDBACK = {
    "networks.packets_arrive_in_order": "That is the order in which the packets arrived. What are their numbers for?",
    "networks.packets_back_to_front": "Which packet comes first: the one with the lowest number or with the highest?",
    "networks.packets_sorted_by_content": "You put the contents in order. Which column tells you the order?",
    "networks.late_packet_dropped": "A packet that arrives last still counts. Have you used every packet?",
    "networks.packet_number_shown": "The packet numbers only give the order. Are they part of the message?",
    "networks.fewest_hops_fastest": "Few links don't have to be quick. Add up the times of this route.",
    "networks.nearest_next_hop": "Choosing the quickest next link can lead to a slow route. Add up whole routes.",
    "networks.largest_time_best": "Is a large number of milliseconds good or bad for a route?",
    "networks.last_link_only": "You have to add up all the links on the way, not just the one at the end.",
    "networks.packets_same_route": "That route used the broken link. Packets can take another way.",
}

_SENDERS = ("Amira", "Ben", "Chloe", "Dev", "Ella", "Farid", "Grace", "Hassan", "Isla", "Jay", "Kofi", "Lily")
_MESSAGES = ("a door code", "a voucher code", "a parcel number", "a game code", "a ticket number", "a booking number")
_SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
_NODES = "ABCDEF"

Links = dict[frozenset[str], int]


def _piece(rng: random.Random) -> str:
    return rng.choice(_SIGNS) + rng.choice(_SIGNS)


def _reassembly(rng: random.Random) -> Problem:
    count = rng.choice((4, 5))
    first = rng.choice((1, 1, 1, rng.randint(11, 60)))
    pieces = {first + place: _piece(rng) for place in range(count)}
    arrived = rng.sample(list(pieces), count)
    if arrived == sorted(arrived):  # In order of their numbers, there would be nothing to put together.
        arrived.reverse()
    key = " ".join(pieces.values())
    in_order = [pieces[number] for number in arrived]
    slips: list[Slip] = [
        (" ".join(in_order), "networks.packets_arrive_in_order"),
        (" ".join(list(pieces.values())[::-1]), "networks.packets_back_to_front"),
        (" ".join(sorted(pieces.values())), "networks.packets_sorted_by_content"),
        (" ".join(pieces[number] for number in sorted(arrived[:-1])), "networks.late_packet_dropped"),
        (" ".join(f"{number}{pieces[number]}" for number in sorted(pieces)), "networks.packet_number_shown"),
    ]
    shown = table(("Packet number", "Contents"), [(number, f"`{pieces[number]}`") for number in arrived])
    code = rng.choice(_MESSAGES)
    return Problem(
        stem=f"{rng.choice(_SENDERS)} is sent {code}. It travels in {count} packets, which arrive in this order, "
        f"from top to bottom:\n\n{shown}\n\nWhich code is shown on the screen?",
        key=key,
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            "Packets can take different routes, so they may arrive in any order.",
            "Each packet carries a number that says where its contents belong.",
            f"Start with the contents of packet {first}. Then go on to packet {first + 1}.",
        ),
        worked_solution=f"The computer puts the packets in the order of their numbers, from {first} to "
        f"{first + count - 1}. The code is {key}.",
        difficulty=1 if first == 1 else 2,
    )


def _network(rng: random.Random) -> Links:
    """Return the links of a random network of six routers and their times; every router has at least two."""
    order = rng.sample(_NODES, len(_NODES))
    links = {frozenset(pair): 0 for pair in zip(order, order[1:] + order[:1], strict=True)}
    for pair in rng.sample([frozenset((a, b)) for a in _NODES for b in _NODES if a < b], 5):
        links.setdefault(pair, 0)
    return {pair: rng.randint(2, 30) for pair in sorted(links, key=sorted)}


def _routes(links: Links, start: str, end: str) -> list[str]:
    """Return every route from start to end that visits no router twice, the shortest first."""
    found = []
    under_way = [start]
    while under_way:
        route = under_way.pop()
        if route[-1] == end:
            found.append(route)
        else:
            under_way += [
                route + node for node in _NODES if node not in route and frozenset((route[-1], node)) in links
            ]
    return sorted(found, key=lambda route: (len(route), route))


def _links_of(route: str) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in pairwise(route)]


def _time(links: Links, route: str) -> int:
    return sum(links[link] for link in _links_of(route))


def _nearest_first(links: Links, start: str, end: str) -> str:
    """Return the route of always taking the quickest next link; empty when it gets stuck."""
    route = start
    while route[-1] != end:
        onward = {
            next(iter(pair - {route[-1]})): time
            for pair, time in links.items()
            if route[-1] in pair and not (pair - {route[-1]}) & set(route)
        }
        if not onward:
            return ""
        route += min(onward, key=lambda node: (onward[node], node))
    return route


def _shown(route: str) -> str:
    return " → ".join(route)


def _wrong_routes(links: Links, routes: list[str], best: str) -> list[Slip]:
    start, end = best[0], best[-1]
    fewest = min(len(route) for route in routes)
    slips: list[Slip] = [(_shown(route), "networks.fewest_hops_fastest") for route in routes if len(route) == fewest]
    if nearest := _nearest_first(links, start, end):
        slips.insert(1, (_shown(nearest), "networks.nearest_next_hop"))
    slips.append(
        (_shown(min(routes, key=lambda route: links[frozenset(route[-2:])])), "networks.last_link_only"),
    )
    slips.append((_shown(max(routes, key=lambda route: _time(links, route))), "networks.largest_time_best"))
    return slips


def _sum_text(links: Links, route: str) -> str:
    times = [links[link] for link in _links_of(route)]
    return " + ".join(map(str, times)) + f" = {sum(times)} ms"


def _routing(rng: random.Random, broken: bool) -> Problem:
    while True:
        links = _network(rng)
        start, end = rng.sample(_NODES, 2)
        old_routes = sorted(_routes(links, start, end), key=lambda route: _time(links, route))
        cut = frozenset(old_routes[0][:2]) if broken else frozenset()
        routes = [route for route in old_routes if cut not in _links_of(route)]
        clear = len(routes) > 3 and _time(links, routes[0]) < _time(links, routes[1])
        if clear and len(routes[0]) > 2 and (not broken or _time(links, old_routes[0]) < _time(links, old_routes[1])):
            break
    best = routes[0]
    left = {pair: time for pair, time in links.items() if pair != cut}
    slips = _wrong_routes(left, routes, best)
    news = ""
    if broken:
        one, other = sorted(cut)
        slips.insert(0, (_shown(old_routes[0]), "networks.packets_same_route"))
        news = f" The link between {one} and {other} breaks."
    shown = table(("Link", "Time (ms)"), [(" – ".join(sorted(pair)), time) for pair, time in links.items()])
    return Problem(
        stem=f"Six routers, A to F, have these links. Packets can travel both ways.\n\n{shown}\n\n"
        f"{rng.choice(_SENDERS)} sends a photo from router {start} to router {end}.{news} "
        f"Which route takes the shortest time{' now' if broken else ''}?",
        key=_shown(best),
        wrong=act_out(_FEEDBACK, slips),
        hints=(
            (f"Cross out the link between {one} and {other}. " if broken else "")
            + f"Write down the routes from {start} to {end}. A drawing helps.",
            "Add up the times of all the links on each route.",
            "A route with more links can still take less time. Compare the totals.",
        ),
        worked_solution=f"The quickest route is {_shown(best)}: {_sum_text(links, best)}. "
        f"The next best, {_shown(routes[1])}, takes {_sum_text(links, routes[1])}.",
        difficulty=4 if broken else 3,
    )


def _draw(rng: random.Random, level: int) -> Problem:
    return _reassembly(rng) if level == 1 else _routing(rng, broken=level == 3)


PACKET_ROUTING = Generator(
    key="packet_routing",
    number=39,
    title="Packets and their routes",
    topic="networks",
    version=2,
    objectives=(
        "networks-from-semaphores-to-the-internet.the-internet.1",
        "networks-from-semaphores-to-the-internet.the-internet.2",
    ),
    draw=_draw,
    misconceptions=tuple(_FEEDBACK),
)
