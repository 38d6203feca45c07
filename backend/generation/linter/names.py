"""A rule about a whole batch: pupils of every kind should meet people like themselves in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend.generation.linter.finding import Finding
from backend.generation.linter.prose import stem_prose
from backend.questions.types.base import PlainContent

QUESTIONS_MIN = 6
"""With fewer questions about people, chance alone gives a lopsided batch."""

SHARE_MAX = 0.8

# First names that pupils in England often have, from many backgrounds, left out where they are also words or products.
_GIRLS_TEXT = """
Aaliyah Aisha Alice Alicia Amara Amelia Amina Amira Amy Ananya Anisha Anna Anya Asha Ava Ayesha Beatrice Bella
Beth Chloe Charlotte Clara Daisy Deepa Ella Ellie Elizabeth Elsie Emily Emma Erin Esme Eva Evie Farah Fatima
Fatou Freya Gabriela Georgia Hana Hanna Hannah Harriet Hodan Holly Imogen Ines Iqra Isabel Isabella Isla Jasmine
Jaya Jess Jessica Joanna Julia Kasia Kate Katie Kayla Khadija Kim Lakshmi Layla Leah Leila Lena Lily Lina Lola Lucy
Mabel Magda Maisie Mariam Maria Martha Maryam Matilda Maya Meera Mei Mia Millie Molly Nadia Naomi Natalia Neha
Ngozi Nia Niamh Nina Noor Olivia Orla Phoebe Pippa Poppy Priya Rachel Rania Rebecca Rosie Saanvi Safiya Samira Sana
Sara Sarah Shanice Shreya Sienna Simran Sofia Sophia Sophie Sumaya Tara Thea Uma Valentina Yasmin Zahra Zainab Zara
Zoe Zofia Zuzanna
"""
_BOYS_TEXT = """
Aaron Abdi Abdul Abdullah Adam Ahmed Aidan Alan Albert Alex Alfie Ali Amir Andrei Andrew Antoni Archie Arjun Arthur
Arun Ben Benjamin Bilal Callum Charlie Chidi Chris Connor Daniel David Dev Dylan Edward Elijah Emeka Ethan Farhan
Finley Filip Fred Freddie Gabriel George Hamza Haris Harrison Harry Harvey Hassan Henry Hugo Ibrahim Idris Imran
Isaac Ismail Ivan Jacob Jake Jakub James Jamal Jayden Joe Joel John Jonas Joseph Joshua Kai Karim Kofi Kwame Leo
Leon Liam Logan Louis Luca Lucas Luis Luke Malik Marcus Mateo Mateusz Matthew Max Michael Mo Mohamed Mohammed
Muhammad Nathan Nikhil Noah Oliver Omar Oscar Owen Pavel Peter Piotr Rahul Raj Rajesh Ravi Reuben Rhys Rohan Ryan
Samuel Sanjay Sebastian Simon Stefan Tariq Theo Thomas Tom Toby Tomasz Tyler Usman Vihaan Vikram Wei William Yusuf
Zachary Zayn
"""
_GIRLS, _BOYS = frozenset(_GIRLS_TEXT.split()), frozenset(_BOYS_TEXT.split())
_NAME = re.compile(r"(?<![\w“\"@.])([A-Z][a-z]+)(?:['’]s)?\b(?!\s+[A-Z][a-z])(?![\w@.]*[\w@])")


def check_names(plains: Iterable[PlainContent]) -> Finding | None:
    """Find a batch in which nearly all people are girls, or nearly all are boys, by their first names.

    Whole names (Ada Lovelace) are people of history, whom nobody chooses, and don't count.
    """
    named = [names for plain in plains if (names := set(_NAME.findall(stem_prose(plain))) & (_GIRLS | _BOYS))]
    girls, boys = (sum(not names.isdisjoint(group) for names in named) for group in (_GIRLS, _BOYS))
    if len(named) < QUESTIONS_MIN or max(girls, boys) <= SHARE_MAX * (girls + boys):
        return None
    many, few = ("girls", "boys") if girls > boys else ("boys", "girls")
    return Finding(
        "names_unbalanced",
        "warning",
        "batch",
        f"Nearly all questions about people are about {many}.",
        f"They tell {few} that Computing is for others.",
        f"Give some of the people names of {few}.",
    )
