"""Questions on computing systems: what is inside, how a program runs, logic."""

from __future__ import annotations

from backend.demo.bank.form import DemoQuestion, Known, Topic, Wrong, choice_content, order_content, text_content
from backend.demo.bank.form import ticks_content as ticks

_HARDWARE = Topic("computing-systems", ("hardware", "year 8"))
_LOGIC = Topic("computing-systems", ("logic", "year 8"))

QUESTIONS: tuple[DemoQuestion, ...] = (
    _HARDWARE.question(
        "unsaved_essay",
        "multiple_choice",
        choice_content(
            "A laptop's battery runs out in the middle of an essay. The file had last been saved an hour before. "
            "Why has the writing of the last hour gone?",
            "It was only in RAM, which is cleared without power",
            [
                Wrong(
                    "It is still in RAM and comes back with power",
                    "RAM needs power the whole time. What happens to it when the battery is flat?",
                    "hardware.ram_is_permanent",
                ),
                Wrong(
                    "It was in storage, which is emptied without power",
                    "If storage were emptied, the older version of the essay would have gone too.",
                    "hardware.memory_is_storage",
                ),
                Wrong(
                    "The CPU deletes work that it has not finished",
                    "The CPU carries out instructions, and nothing told it to delete the essay.",
                ),
            ],
            why="What you are working on is held in **RAM**, which is volatile: it is cleared when the power goes. "
            "Saving copies it to storage, which keeps it.",
            hint="Where is a file while you are working on it, and where is it after you save it?",
        ),
        ["under-the-hood.2"],
    ),
    _HARDWARE.question(
        "cpu_job",
        "multiple_choice",
        choice_content(
            "What is the job of the CPU?",
            "To carry out the instructions of programs",
            [
                Wrong(
                    "To keep files while the computer is off",
                    "That is the job of storage.",
                    "hardware.memory_is_storage",
                ),
                Wrong(
                    "To hold and cool the other parts",
                    "That is the case. The CPU is one small chip inside it.",
                    "hardware.cpu_is_the_case",
                ),
                Wrong(
                    "To show text and pictures to the user",
                    "That is the screen, an output device.",
                    "hardware.screen_is_the_computer",
                ),
            ],
            why="The CPU (central processing unit) fetches instructions from memory and carries them out, one after "
            "another, many millions each second.",
            difficulty=1,
        ),
        ["under-the-hood.2"],
    ),
    _HARDWARE.question(
        "keeps_data",
        "multiple_response",
        ticks(
            "Which of these keep their data when the power is off? Tick every one that does.",
            ["Solid-state drive (SSD)", "Hard disk", "USB stick"],
            [("RAM", "hardware.ram_is_permanent"), ("The CPU's cache", None)],
            why="An SSD, a hard disk and a USB stick are **storage**, which is non-volatile. RAM and cache are "
            "**memory**: fast, but cleared without power.",
        ),
        ["under-the-hood.2"],
    ),
    _HARDWARE.question(
        "input_devices",
        "multiple_response",
        ticks(
            "Which of these are input devices? Tick every one that is.",
            ["Microphone", "Barcode scanner", "Webcam"],
            [("Loudspeaker", None), ("Projector", "hardware.screen_is_the_computer")],
            why="An input device sends data into the computer: sound, a barcode's number, a picture. A loudspeaker and "
            "a projector are output devices: data comes out through them.",
            difficulty=1,
        ),
        ["under-the-hood.2"],
    ),
    _HARDWARE.question(
        "two_laptops",
        "multiple_choice",
        choice_content(
            "A shop sells two laptops.\n\n| | Laptop A | Laptop B |\n|---|---|---|\n| Cores | 4 | 2 |\n"
            "| Clock speed | 2.4 GHz | 3.0 GHz |\n\nWhich one will finish its work sooner?",
            "That depends on what the program does",
            [
                Wrong(
                    "Laptop B, because 3.0 is more than 2.4",
                    "Clock speed is one thing that counts. What could two more cores do meanwhile?",
                    "hardware.clock_speed_is_everything",
                ),
                Wrong(
                    "Laptop A, because twice the cores means half the time",
                    "Only if the work can be shared out between the cores; some work can't.",
                ),
                Wrong(
                    "Neither, because both have the same kind of CPU",
                    "Look at the table: they differ in two things that matter.",
                ),
            ],
            why="A program whose work can be shared out gains from more cores; one that does a single thing after "
            "another gains from a higher clock speed. RAM and storage matter too.",
            difficulty=3,
        ),
        ["under-the-hood.1", "orchestra-conductor.1"],
    ),
    _HARDWARE.question(
        "fetch_execute",
        "ordering",
        order_content(
            "Put what the CPU does with an instruction in order.",
            [
                "Fetch the instruction from memory",
                "Decode it to find out what is to be done",
                "Execute it",
                "Go on to the next instruction",
            ],
            why="Fetch, decode, execute, and on to the next: the CPU goes round this cycle as long as it has power.",
        ),
        ["under-the-hood.1"],
    ),
    _HARDWARE.question(
        "operating_system",
        "short_text",
        text_content(
            "Windows, macOS, Android and Linux share the hardware out between the programs that are running. "
            "What is this kind of software called?",
            [
                Known("operating system", kind="close"),
                Known("operating systems", kind="close"),
                Known("OS"),
                Known("system software", 0.5),
            ],
            why="An **operating system** starts programs, gives each its share of memory and of the CPU's time, and "
            "looks after files and devices.",
            hint="Two words; the first begins with o.",
        ),
        ["orchestra-conductor.2"],
        ["software", "app", "computer program", "system", "browser"],
    ),
    _HARDWARE.question(
        "purpose_built",
        "multiple_choice",
        choice_content(
            "Which of these was built for a single purpose, unlike a general-purpose computer?",
            "A microwave oven's controller",
            [
                Wrong(
                    "A smartphone with few apps",
                    "A phone runs whatever apps you put on it, so it is a general-purpose computer.",
                    "hardware.only_pcs_are_computers",
                ),
                Wrong("A laptop that belongs to a school", "A laptop can run any program that you install."),
                Wrong("A gaming PC", "It is good at games, but it can run other programs just as well."),
            ],
            why="A microwave's controller does one job for its whole life. Phones, laptops and gaming PCs run any "
            "program that is installed, so they are general-purpose.",
        ),
        ["get-in-gear.2", "get-in-gear.3"],
    ),
    _HARDWARE.question(
        "volatile",
        "short_text",
        text_content(
            "RAM loses what it holds when the power is switched off. Which word describes memory of this kind?",
            [
                Known("volatile", kind="close"),
                Known("volatile memory", kind="close"),
                Known("non-volatile", 0.0, idea="hardware.ram_is_permanent"),
                Known("nonvolatile", 0.0, idea="hardware.ram_is_permanent"),
                Known("temporary", 0.5),
            ],
            why="**Volatile** memory is cleared without power. Storage is non-volatile.",
            difficulty=3,
        ),
        ["under-the-hood.2"],
        ["temporary", "non-volatile", "virtual", "short", "RAM"],
    ),
    _LOGIC.question(
        "heater_or",
        "multiple_choice",
        choice_content(
            "A heater follows this rule: `heater = cold OR button`. It is cold, and somebody is pressing the button. "
            "What does the heater do?",
            "It is on: one true input would be enough",
            [
                Wrong(
                    "It is off: OR means one of the two, but not both",
                    "In everyday speech OR often means that. In logic it is true when both are true as well.",
                    "logic.or_is_exclusive",
                ),
                Wrong(
                    "It is off: two true inputs cancel each other out",
                    "That would be XOR. Look at the last row of the truth table of OR.",
                    "logic.and_xor_confused",
                ),
                Wrong("It is on, but only until the button is let go", "Then it is still cold. Is one input enough?"),
            ],
            why="OR gives 1 when at least one input is 1: 0 OR 1, 1 OR 0 and 1 OR 1.",
        ),
        ["it-s-only-logical.1"],
    ),
    _LOGIC.question(
        "not_scope",
        "multiple_choice",
        choice_content(
            "P is 1 and Q is 0. What is `NOT P OR Q`?",
            "0, because NOT P is 0 and Q is 0",
            [
                Wrong(
                    "1, because P OR Q is 1",
                    "You have worked out `P OR Q`. What does NOT do to P before that?",
                    "logic.not_ignored",
                ),
                Wrong(
                    "1, because NOT gives 1",
                    "NOT turns its input over. What does it give when P is 1?",
                    "logic.not_means_one",
                ),
                Wrong(
                    "1, because P AND Q is 0 and NOT turns it over",
                    "Check the operator: here it is OR, and NOT belongs to P alone.",
                    "logic.and_or_swapped",
                ),
            ],
            why="NOT comes first and belongs to P alone: NOT 1 is 0. Then 0 OR 0 is 0.",
            difficulty=4,
        ),
        ["it-s-only-logical.1"],
    ),
    _LOGIC.question(
        "gate_for_two_keys",
        "short_text",
        text_content(
            "A safe opens only when two people turn their keys at the same time. Which logic gate is this?",
            [
                Known("AND"),
                Known("AND gate", kind="close"),
                Known("OR", 0.0, idea="logic.and_or_swapped"),
                Known("OR gate", 0.0, idea="logic.and_or_swapped"),
                Known("NOT", 0.0, idea="logic.not_confused_with_gate"),
                Known("XOR", 0.0, idea="logic.and_xor_confused"),
            ],
            why="AND gives 1 only when both inputs are 1: both keys have to be turned.",
        ),
        ["it-s-only-logical.1", "it-s-only-logical.3"],
        ["OR", "XOR", "NOT", "both", "OR gate"],
    ),
)
