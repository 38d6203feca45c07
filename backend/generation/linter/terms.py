"""Words that key stage 3 Computing teaches: a question may use them however many syllables they have.

By hand from the national curriculum's programme of study and the titles and objectives of the Teach Computing
Curriculum (both Open Government Licence v3.0), in the singular.
"""

from __future__ import annotations

_SYSTEMS = """
computer processor processing memory storage hardware software operating system application utility device input output
peripheral keyboard monitor microphone projector printer scanner sensor actuator motherboard component circuit
transistor register cache volatile non-volatile permanent temporary capacity gigahertz megahertz instruction execute
execution fetch decode cycle arithmetic control unit general-purpose embedded robot artificial intelligence machine
learning training dataset model bias algorithm automation laptop tablet smartphone battery electricity electronic
digital analogue solid-state magnetic optical microcontroller microbit biometric virtual simulation technology
"""
_DATA = """
binary denary decimal hexadecimal digit byte nibble kilobyte megabyte gigabyte terabyte kibibyte mebibyte character
ascii unicode pixel bitmap vector resolution colour depth metadata sample sampling frequency amplitude bitrate
compression compress lossy lossless run-length encoding encode encryption encrypt decrypt cipher conversion convert
representation represent overflow addition subtraction multiplication division place value column row spreadsheet cell
formula function reference absolute relative sum average minimum maximum chart database record field table query
filter sort primary key information data graphics animation audio video image analysis evaluate evaluation
"""
_PROGRAMS = """
program programming programmer python scratch variable constant integer string boolean real float casting assignment
operator operand expression condition conditional selection iteration sequence loop nested subroutine procedure
parameter argument return list array index element syntax logic logical error debug debugging runtime identifier
indentation comment algorithm flowchart pseudocode abstraction decomposition pattern recognition computational
concatenation concatenate initialise increment decrement iterate compiler interpreter translator module library
turtle comparison comparator linear search insertion bubble merge selection trace identify calculate calculation
operation value type sequence event sprite costume block editor developer evaluate numerical alphabetical order
"""
_NETWORKS = """
network internet protocol router switch server client packet address website webpage browser hypertext markup
hyperlink domain search engine wireless bandwidth topology ethernet cable fibre transmission transmit receiver
connection connectivity wifi wi-fi bluetooth broadband cloud service hosting layer uniform resource locator
e-mail email message media social download upload streaming latency attribute element tag style stylesheet
"""
_SAFETY = """
security cybersecurity password authentication authenticate malware virus antivirus firewall phishing ransomware spyware
trojan worm hacker hacking brute-force social engineering biometrics privacy personal copyright licence ownership
legislation protection misuse cyberbullying identity theft permission backup vulnerability attack online safety
two-factor factor captcha blagging shouldering pharming accessibility audience
"""

TERMS = frozenset(f"{_SYSTEMS} {_DATA} {_PROGRAMS} {_NETWORKS} {_SAFETY}".split())
"""The words, in lower case."""
