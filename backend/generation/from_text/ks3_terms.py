"""Terms of key stage 3 Computing by topic: words that a lesson teaches even where it doesn't set them in bold.

By hand from the national curriculum's programme of study and the titles of the Teach Computing Curriculum (both Open
Government Licence v3.0), in the singular. The terms of a group are of one kind and name different things, so each may
stand beside another as a wrong answer; a word for all of them ("device", "malware") is left out for that reason.
"""

from __future__ import annotations

_GROUPS = """
CPU, RAM, ROM, cache, register, motherboard, graphics card, bus
keyboard, mouse, microphone, scanner, webcam, touchscreen, joystick, monitor, printer, speaker, projector, actuator
hard disk, SSD, optical disc, memory stick, magnetic tape
router, switch, server, client, hub, modem, wireless access point, web browser, search engine
protocol, packet, IP address, domain name, bandwidth, topology, URL, hyperlink, cookie
virus, worm, trojan, spyware, ransomware, adware, keylogger, botnet
phishing, pharming, shoulder surfing, blagging, hacking, social engineering, brute-force attack
firewall, encryption, password, backup, antivirus software, two-factor authentication, captcha
variable, constant, function, procedure, parameter, argument, loop, list, array, operator, expression, comment
string, integer, Boolean, real number, character, float
syntax error, logic error, runtime error
sequence, selection, iteration, assignment, concatenation, casting, indentation, subroutine
program, compiler, interpreter, operating system, library, debugger, text editor
bit, nibble, byte, kilobyte, megabyte, gigabyte, terabyte
binary, denary, hexadecimal
pixel, resolution, colour depth, metadata, sample rate, bit depth, character set, compression
bitmap, vector graphic, sound file, text file
abstraction, decomposition, pattern recognition, algorithm, flowchart, pseudocode
linear search, binary search, bubble sort, insertion sort, merge sort
field, record, table, query, primary key, database
cell, formula, chart, row, column, spreadsheet
"""
GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(term.strip() for term in line.split(",")) for line in _GROUPS.strip().splitlines()
)
"""The terms, those of one kind together."""

TERMS: tuple[str, ...] = tuple(term for group in GROUPS for term in group)
"""All terms."""
