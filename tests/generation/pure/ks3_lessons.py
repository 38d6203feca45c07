"""Lessons as teachers of Computing write them for KS3, as their outlines: slides, a handout and comparison tables."""

from __future__ import annotations

from tests.generation.pure.outlines import items, lesson, paragraph, table

MEMORY = lesson(
    ("Memory and storage", paragraph("Year 8 Computing, lesson 4")),
    (
        "Inside the computer",
        paragraph("The motherboard is the main circuit board that joins all parts of the computer."),
        paragraph("The CPU is the part of the computer that carries out instructions."),
        paragraph("Data travels between the CPU and memory along buses.", bold=("buses",)),
        paragraph("The cache is a small amount of very fast memory inside the processor."),
        paragraph(
            "The clock speed tells you how many instructions the CPU can carry out each second.", bold=("clock speed",)
        ),
    ),
    (
        "RAM and ROM",
        table(
            ("RAM", "ROM"),
            ("Loses its contents when the power is off", "Keeps its contents when the power is off"),
            ("Can be written to while the computer runs", "Is written once in the factory"),
            ("Holds the programs and data in use", "Holds the instructions that start the computer"),
            ("Is usually several gigabytes in size", "Is usually only a few megabytes in size"),
        ),
        paragraph("Unlike RAM, ROM keeps its contents without power."),
    ),
    (
        "Secondary storage",
        paragraph("Secondary storage keeps files when the computer is switched off.", bold=("Secondary storage",)),
        paragraph("A hard disk stores data on spinning magnetic platters, whereas an SSD stores data in memory chips."),
        paragraph("Optical discs are read with a laser that shines on tiny pits.", bold=("Optical discs",)),
        table(
            ("", "Hard disk", "SSD"),
            ("Speed", "slower", "faster"),
            ("Moving parts", "has spinning platters", "has none"),
            ("Price for each gigabyte", "lower", "higher"),
            ("If it is dropped", "may well break", "usually survives"),
        ),
    ),
    (
        "Units",
        table(
            ("Unit", "Size"),
            ("Nibble", "4 bits"),
            ("Byte", "8 bits"),
            ("Kilobyte", "1,000 bytes"),
            ("Megabyte", "1,000 kilobytes"),
            ("Gigabyte", "1,000 megabytes"),
            ("Terabyte", "1,000 gigabytes"),
        ),
        paragraph("Smallest unit to largest unit:"),
        items("Bit", "Nibble", "Byte", "Kilobyte", "Megabyte"),
    ),
    (
        "The fetch-decode-execute cycle",
        items(
            "The CPU fetches the next instruction from memory",
            "The control unit works out what the instruction means",
            "The CPU carries out the instruction",
            ordered=True,
        ),
    ),
    ("Plenary", items("What is RAM?", "Why do computers need ROM?")),
)

SAFETY = lesson(
    ("Staying safe online", paragraph("In this lesson we will learn how to protect ourselves.")),
    (
        "Malware",
        paragraph("Malware is software that is made to harm a computer or its user."),
        items(
            "Virus: a program that copies itself into other files",
            "Worm: a program that spreads over a network by itself",
            "Trojan: a harmful program that pretends to be a useful one",
            "Spyware: software that secretly records what the user does",
            "Ransomware: software that locks files until money is paid",
            "Adware: software that keeps showing unwanted advertisements",
            "Keylogger: a tool that records every key that is pressed",
        ),
    ),
    (
        "Tricks that people play",
        paragraph("Phishing means sending fake messages to make people give away their passwords."),
        paragraph("Shoulder surfing is when somebody watches you type your password or PIN."),
        paragraph("Pharming means sending users to a fake website without their noticing."),
        paragraph(
            "Criminals use social engineering to make people break rules of security.", bold=("social engineering",)
        ),
    ),
    (
        "Protecting yourself",
        table(
            ("Defence", "What it does"),
            ("Firewall", "Blocks network traffic that is not allowed"),
            ("Antivirus software", "Finds and removes harmful programs"),
            ("Encryption", "Turns data into a code that only the right key can open"),
            ("Backup", "Keeps a second copy of your files in another place"),
            ("Two-factor authentication", "Asks for a second proof of who you are"),
        ),
        paragraph("A strong password is at least twelve characters long and hard to guess.", bold=("strong password",)),
        paragraph("A firewall checks the traffic that goes into and out of a network.", bold=("firewall",)),
        paragraph("Regular updates close security holes in software before criminals can use them.", bold=("updates",)),
    ),
    (
        "Cloud storage",
        table(
            ("Advantages", "Disadvantages"),
            ("You can open your files on any device", "You need a connection to the internet"),
            ("Somebody else makes the backups", "You pay every month for more space"),
            ("You can share files with other people", "You depend on the company to keep data safe"),
        ),
    ),
    (
        "If you are worried",
        paragraph(
            "First, stop talking to the person. Then take a screenshot of the message. Next, tell an adult you "
            "trust. Finally, block the person."
        ),
    ),
)

DATA = lesson(
    (
        "Binary",
        paragraph("Binary is a number system that uses only the digits 0 and 1."),
        paragraph("Denary is the number system that we use every day, with ten digits."),
        paragraph("A bit is a single binary digit, either 0 or 1."),
        paragraph("Computers use binary because their circuits have two states, on and off."),
        table(("Denary", "Binary"), ("2", "10"), ("5", "101"), ("9", "1001"), ("12", "1100"), ("15", "1111")),
    ),
    (
        "Text",
        paragraph("A character set is a list of characters and the numbers that stand for them."),
        paragraph("ASCII uses seven bits for each character, whereas Unicode uses up to thirty-two bits."),
        paragraph("Unicode has codes for the letters of nearly all languages in the world.", bold=("Unicode",)),
    ),
    (
        "Images",
        paragraph("A pixel is the smallest dot of colour in an image."),
        paragraph("Resolution is the number of pixels in an image."),
        paragraph("Colour depth is the number of bits that store the colour of each pixel."),
        paragraph("A higher colour depth makes the file of an image larger.", bold=("colour depth",)),
        paragraph("Metadata is data about a file, such as its size and the date it was made."),
        table(
            ("Bitmap", "Vector"),
            ("Stores the colour of each pixel", "Stores the shapes and their sizes"),
            ("Looks blocky when it is made larger", "Stays sharp at any size"),
            ("Suits photographs", "Suits logos and diagrams"),
        ),
    ),
    (
        "Sound",
        paragraph("Sampling is measuring the height of a sound wave many times a second."),
        paragraph("The sample rate is the number of samples that are taken each second."),
        paragraph("Compression makes files smaller so that they can be sent faster.", bold=("Compression",)),
        paragraph("Lossy compression throws away some data, while lossless compression keeps all of it."),
        items(
            "The microphone turns the sound into an electrical signal",
            "The signal is measured at regular times",
            "Each measurement is turned into a binary number",
            "The numbers are saved in a file",
            ordered=True,
        ),
    ),
)

KS3_LESSONS = (MEMORY, SAFETY, DATA)
