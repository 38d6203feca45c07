"""Questions on networks, the internet and the World Wide Web."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Known, Topic, Wrong, choice_content, order_content, text_content
from backend.demo.bank.form import ticks_content as ticks

_NETWORKS = Topic("networks-from-semaphores-to-the-internet", ("networks", "year 7"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _NETWORKS.question(
        "web_or_internet",
        "multiple_choice",
        choice_content(
            "How are the internet and the World Wide Web related?",
            "The Web is one service that uses the internet",
            [
                Wrong(
                    "They are two names for the same thing",
                    "Video calls and online games use the internet too, and they aren't web pages.",
                    "networks.web_is_internet",
                ),
                Wrong(
                    "The internet is one of the pages of the Web",
                    "It is the other way round: which of the two is made of cables and routers?",
                    "networks.web_is_internet",
                ),
                Wrong(
                    "The Web is the Wi-Fi part of the internet",
                    "Wi-Fi is one way of connecting a device to a network.",
                    "networks.wifi_is_internet",
                ),
            ],
            why="The **internet** is the worldwide network of networks. The **World Wide Web**, pages that are linked "
            "to each other, is one of the services that use it; e-mail is another.",
        ),
        ["internet-services.2", "the-internet.3"],
    ),
    _NETWORKS.question(
        "dns_job",
        "multiple_choice",
        choice_content(
            "You type `www.northfield.example` into a browser. What does the DNS do for you?",
            "It finds the IP address of that name",
            [
                Wrong(
                    "It sends you the page from its own copy",
                    "DNS holds names and addresses. Where are the pages kept?",
                    "networks.dns_stores_pages",
                ),
                Wrong(
                    "It joins your device to the Wi-Fi",
                    "That happens before you type anything.",
                    "networks.wifi_is_internet",
                ),
                Wrong("It checks the page for viruses", "That is the job of security software."),
            ],
            why="Computers find each other by IP addresses. The DNS is like a list of contacts: it turns a name into "
            "an address, and then the browser can ask that computer for the page.",
        ),
        ["the-internet.2", "the-world-wide-web.1"],
    ),
    _NETWORKS.question(
        "packets",
        "multiple_response",
        ticks(
            "Which of these statements about packets are true? Tick every one that is.",
            [
                "Each packet carries the address it is going to",
                "Packets of one message may take different routes",
                "The receiver puts the packets back in order",
            ],
            [
                ("Packets arrive in the order in which they were sent", "networks.packets_arrive_in_order"),
                ("The packets of one message travel together", "networks.packets_same_route"),
            ],
            why="Each packet finds its own way through the network. Packets may arrive in any order, so each has a "
            "number, and the receiver sorts them.",
            difficulty=3,
        ),
        ["the-internet.1", "the-internet.2"],
    ),
    _NETWORKS.question(
        "page_journey",
        "ordering",
        order_content(
            "Put what happens when you open a web page in order.",
            [
                "You type the page's address into the browser",
                "The browser asks the DNS for the IP address",
                "The browser sends a request to the web server",
                "The web server sends the page in packets",
                "The browser puts the packets together and shows the page",
            ],
            why="Before the browser can ask for the page it needs the server's IP address, so the DNS comes first.",
            difficulty=3,
        ),
        ["the-world-wide-web.1", "the-internet.1"],
    ),
    _NETWORKS.question(
        "bandwidth",
        "multiple_choice",
        choice_content(
            "A school's connection changes from 100 Mbps to 500 Mbps. What does that change?",
            "More data can arrive in each second",
            [
                Wrong(
                    "Each bit travels five times as fast",
                    "The signal travels as fast as before. Think of a wider road, not of faster cars.",
                    "networks.bandwidth_is_speed",
                ),
                Wrong(
                    "Files take five times as much room",
                    "Mbps is about data on its way, not about storage. What does the “ps” stand for?",
                ),
                Wrong(
                    "The Wi-Fi reaches five times as far",
                    "How far Wi-Fi reaches has nothing to do with the connection to the internet.",
                    "networks.wifi_is_internet",
                ),
            ],
            why="Bandwidth says how much data can pass in a second, here in megabits per second (Mbps).",
        ),
        ["wired-and-wireless-networks.2"],
    ),
    _NETWORKS.question(
        "router",
        "short_text",
        text_content(
            "Which device connects a home's network to the internet and passes packets on between the two?",
            [
                Known("router", kind="close"),
                Known("hub router", kind="close"),
                Known("wireless router", kind="close"),
                Known("wifi router", kind="close"),
                Known("modem", 0.5),
                Known("wifi", 0.0, idea="networks.wifi_is_internet"),
                Known("wi-fi", 0.0, idea="networks.wifi_is_internet"),
            ],
            why="A **router** joins networks and sends each packet on towards its address.",
            hint="Its name comes from the word for the way that a packet takes.",
        ),
        ["networking-hardware.1"],
        ["wifi", "server", "modem", "switch", "wi-fi", "internet"],
    ),
    _NETWORKS.question(
        "protocol",
        "short_text",
        text_content(
            "What do we call a set of rules that devices follow to exchange data, such as HTTP?",
            [
                Known("protocol", kind="close"),
                Known("a protocol", kind="close"),
                Known("protocols", kind="close"),
                Known("communication protocol", kind="close"),
                Known("standard", 0.5),
            ],
            why="A **protocol** is an agreed set of rules. The P in HTTP stands for it.",
            hint="The P in HTTP stands for it.",
        ),
        ["computer-networks-and-protocols.1", "the-internet.2"],
        ["rules", "law", "password", "standard", "program"],
    ),
    _NETWORKS.question(
        "wired_or_wireless",
        "multiple_response",
        ticks(
            "What are good reasons to connect a desktop computer by cable instead of Wi-Fi? Tick every one that is.",
            ["Other devices disturb it less", "Walls do not weaken the signal", "It is harder to listen in on"],
            [
                ("The computer can be carried around more easily", None),
                ("Wi-Fi does not work without the internet", "networks.wifi_is_internet"),
            ],
            why="A cable is steady, isn't weakened by walls and is harder to listen in on. Wi-Fi wins where devices "
            "move. Wi-Fi works without the internet as well, for instance to print.",
        ),
        ["wired-and-wireless-networks.1"],
    ),
    _NETWORKS.question(
        "in_the_cloud",
        "multiple_choice",
        choice_content(
            "A photo is “in the cloud”. Where is it?",
            "On a server's disks in a data centre",
            [
                Wrong(
                    "In radio waves between masts and phones",
                    "Radio carries data for a moment. Something has to keep it.",
                    "networks.cloud_is_in_the_air",
                ),
                Wrong(
                    "In a satellite that circles the earth",
                    "Satellites pass signals on. The photo is kept on the ground.",
                    "networks.cloud_is_in_the_air",
                ),
                Wrong(
                    "In the browser that is showing it",
                    "Then you could not see it on another device.",
                ),
            ],
            why="The cloud is other people's computers: servers in data centres, reached through the internet.",
            difficulty=1,
        ),
        ["internet-services.4"],
    ),
)
