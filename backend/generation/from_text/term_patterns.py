"""How English sentences define a term: "X is a …", "X means …", "… is called X", "X = …", "X: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from backend.generation.wording import singular

TERM_WORDS_MAX = 4
DEFINITION_WORDS_MIN = 4
DEFINITION_WORDS_MAX = 28
_SENTENCE_LENGTH_MAX = 500
"""In characters. Nothing longer defines a word, and the patterns below needn't search a page without full stops."""

Relation = Literal["is", "used"]
"""``is``: the definition is what the term is; ``used``: it completes "is used to …"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what a sentence says of it. ``article`` is the one before the term, as the sentence has it."""

    term: str
    words: str
    relation: Relation = "is"
    article: str = ""
    plural: bool = False
    aliases: tuple[str, ...] = ()


_NOT_FIRST_IN_A_TERM = """
it its this that these those there here he she they we you i one some many most each every all another any other others
both few several his her my your our their what which who whose when where why how if but and or so then also however
therefore because remember note hint tip warning example examples question questions answer answers problem solution
task tasks step steps aim aims goal idea reason reasons result results point points thing things way ways difference
first second third last next final previous following rest same best name names today everyone everybody people someone
anyone something anything nothing good bad different let let's don't try now sometimes always never usually often in on
at by for with as from to of after before while during yes no not only just even like such activity homework starter
plenary challenge extension discussion objective objectives outcome outcomes reminder important part purpose main output
input inputs outputs program: code lesson summary title date class learning think pair share success criteria
make making ensure well longer shorter larger smaller higher lower bigger faster slower hence thus since although
feature features detail details property properties aspect ownership cost costs complexity weakness weaknesses strength
strengths analogy misconception definition speed price size coverage reliability advantage advantages
disadvantage disadvantages benefit benefits connections
"""
NOT_FIRST_IN_A_TERM = frozenset(_NOT_FIRST_IN_A_TERM.split())
"""A subject that begins with one of these points elsewhere, or heads a part of the lesson; it is no term."""

_NEVER_TEXT = "it its there this that these those you we they them i who which not is are be sure"
_NEVER_IN_A_TERM = frozenset(_NEVER_TEXT.split())
_NAMED_LIKE_SMALL_WORDS = frozenset({"IT", "AND", "OR", "NOT"})
"""A subject and three gates, told from the small words by their capitals."""

_ARTICLE = r"(?:(?P<article>an?|the|A|An|The)\s+)?"
_WORD = r"[A-Za-z][\w’'/+-]*"
_TERM = rf"[“\"‘']?(?P<term>{_WORD}(?: {_WORD}){{0,5}}?(?: \([A-Z][A-Za-z]{{1,6}}\))?)[”\"’']?"
_ADVERB = r"(?:basically |simply |really |just |usually |often |also )?"

_IS_A = re.compile(
    rf"^{_ARTICLE}{_TERM}\s+(?P<verb>is|are)\s+{_ADVERB}"
    r"(?P<words>(?:an?|the|any|when|where|how|sets?|groups?|pieces?|lists?|small|large|named|fixed|instructions?|"
    r"programs?|values?|rules?|data|devices?|places?|software|hardware|numbers?|sequences?|parts?|computers?)\b.+)$"
)
_MEANS = re.compile(
    rf"^{_ARTICLE}{_TERM}\s+(?P<verb>means?|refers? to|is defined as|are defined as|can be defined as)\s+(?:that )?"
    r"(?P<words>.+)$"
)
_USED = re.compile(rf"^{_ARTICLE}{_TERM}\s+(?P<verb>is|are)\s+{_ADVERB}used to\s+(?P<words>[a-z].+)$")
_CALLED = re.compile(
    rf"^(?P<words>.+?),?\s+(?P<verb>is|are)\s+{_ADVERB}(?:called|known as|referred to as)\s+"
    r"(?:(?P<article>an?|the)\s+)?[“\"‘']?(?P<term>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,2}?)[”\"’']?"
    r"(?=[.,;!]|$| because\b| and\b| which\b| that\b| so\b| \()"
)
_EQUALS = re.compile(
    r"^[“\"]?(?P<term>[A-Za-z]{3,}(?: [A-Za-z]+)?)[”\"]?\s+=\s+[“\"]?(?P<words>[A-Za-z]+(?: [a-z]+)+)[”\"]?$"
)
_QUOTED_MEANS = re.compile(
    r"[“\"](?P<term>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,2})[”\"],?\s+[–—-]\s+(?:this|it|which) means (?:that )?"
    r"(?P<words>.+)$"
)
_QUOTED_EQUALS = re.compile(
    r"\([“\"](?P<term>[A-Za-z]{3,}(?: [A-Za-z]+)?)[”\"] (?:=|means) [“\"](?P<words>[A-Za-z]+(?: [a-z]+)+)[”\"]\)"
)
_LEAD_IN = re.compile(r"^(?:Like|In|For|To|With|As|On|When|Inside|Unlike|At) [^,]{3,60}, (?=(?:an?|the) )")
LABELLED = re.compile(
    rf"^(?P<term>[A-Z]\w*(?:[ /-]{_WORD}){{0,3}}(?: \([A-Z]\w{{1,6}}\))?)(?::| [–—-])\s+(?P<words>\S.+)$"
)

_ACRONYM = re.compile(r"^(?P<one>.+?)\s+\((?P<other>[A-Z][A-Za-z]{1,6})\)$")
_OPINION = re.compile(
    r"^(an?|the|one|any)?\s*(very |really |most )?(good|great|bad|fun|important|popular|"
    r"powerful(?! (?:computers?|machines?|devices?))|easy|hard|useful|"
    r"common|simple|similar|best|main|same|first|last|next|examples?|lot|bit like|few|little|only|reason|key to)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\s*[(（][^()（）A-Za-z0-9]+[)）]")
"""A word of another script in brackets, put there for learners of English."""

_FIRST_PERSON = re.compile(r"\b(I|I’m|I'm|me|my|we|We|our|us|let’s|let's)\b")
_CLAUSE = re.compile(r"^(if|you|we|they|he|she|it|I)\b(?! (is|are) (an?|the)\b)", re.IGNORECASE)
"""What a word leads to ("a longer sound means you hear …") isn't what it is."""

_SAID_OF_IT = re.compile(
    r"^(typically|generally|usually|often|simple|easy|hard|cheap|expensive|fast|slow|high|low|moderate|designed|owned|"
    r"made|built|based|relies|good|bad|quick|used(?! to\b))\b",
    re.IGNORECASE,
)
"""What a label is followed by where it names no thing: "Speed: typically fast"."""

_LABELS_THEN_CLAUSE = re.compile(
    r"^[A-Z][\w-]*( [A-Z][\w-]*)+ (is|are|was|has|have|can|contains?|offers?|holds?|stores?)\b"
)
_ALSO_CALLED = re.compile(
    r",? \(?(?:(?:which|that) (?:is|are) )?(?:also|sometimes|often) (?:known as|called|referred to as) "
    r"(?:an? |the )?[“\"]?(?P<name>[A-Za-z][\w-]*(?: [\w-]+){0,2})[”\"]?\)?$"
)
_THESE = re.compile(r"^(?:this|these|it|they) (?:is|are) (?=[a-z])", re.IGNORECASE)
_THESE_DO = re.compile(
    r"^these (?P<things>devices|programs|computers|machines|files|tools|messages|signals|words|drives) "
    r"(?P<does>(?!are\b|can\b)[a-z]+\b.*)$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^(this|that|these|those|it|they|he|she|which|such|here|there)\b", re.IGNORECASE)
_BOUNDARY = re.compile(r",\s|;\s|\s[–—-]\s|\s(?:and|using|so|which|because|but|or|where|when|whose)\s")


def defined_by(sentence: str) -> Definition | None:
    """Return what a sentence defines, if it does."""
    words = sentence.rstrip(" .!…:;")
    if len(words) > _SENTENCE_LENGTH_MAX or sentence.rstrip(' )”"').endswith("?"):
        return None
    words = _LEAD_IN.sub("", words)
    if match := _EQUALS.match(words) or _QUOTED_EQUALS.search(words):
        return _checked(match, words_min=2)
    if match := _QUOTED_MEANS.search(words):
        return _checked(match)
    if match := _USED.match(words):
        return _checked(match, relation="used", words_min=2)
    if match := _CALLED.match(words):
        return None if _POINTS_BACK.match(match["words"]) else _checked(match)
    match = _IS_A.match(words) or _MEANS.match(words)
    return _checked(match) if match else None


def labelled_as(line: str) -> Definition | None:
    """Return the definition of a line like "RAM: memory that forgets when the power goes off", if it may be one."""
    match = LABELLED.match(line.rstrip(" .;"))
    if match is None:
        return None
    told = match["words"]
    initials = "".join(word[0] for word in re.split(r"[ -]", told) if word[:1].isalpha())
    if _SAID_OF_IT.match(told) or _LABELS_THEN_CLAUSE.match(told):
        return None
    spelt_out = re.match(r"(?P<name>(?:[\w-]+ ){1,3}[\w-]+) [–—-] (?P<rest>.+)$", told)
    if spelt_out and initials.upper().startswith(match["term"].upper()) and len(match["term"]) > 1:
        found = _checked(match, told=spelt_out["rest"])
        return None if found is None else replace(found, aliases=(*found.aliases, spelt_out["name"]))
    return _checked(match)


def clean_term(words: str) -> tuple[str, tuple[str, ...]]:
    """Return a term without quotation marks, and the short form that stands in brackets after it."""
    term = words.strip(" \t\xa0“”\"‘’'.,:;")
    if match := _ACRONYM.match(term):
        return match["one"], (match["other"],)
    return term, ()


def may_be_a_term(term: str) -> bool:
    """Say whether words can name something: few of them, and none that points elsewhere."""
    words = term.lower().split()
    points = any(word.lower() in _NEVER_IN_A_TERM and word not in _NAMED_LIKE_SMALL_WORDS for word in term.split())
    if points or (len(words) > 1 and len(words[-1]) == 1):
        return False
    stammers = any(one != other and len(one) > 4 and other.startswith(one) for one in words for other in words)
    if stammers:  # "Indentation indent": a slip of the pen.
        return False
    named = bool(words) and (
        words[0] not in NOT_FIRST_IN_A_TERM or term.split(maxsplit=1)[0] in _NAMED_LIKE_SMALL_WORDS
    )
    return named and len(words) <= TERM_WORDS_MAX and not term.isdigit()


def without_term(definition: str, term: str) -> str:
    """Return a definition cut at the last joint before it names its own term; empty when nothing is left."""
    stem = singular(term.lower().split()[-1])
    at = re.search(rf"\b{re.escape(stem)}", definition.lower())
    if at is None:
        return definition
    joints = [match.start() for match in _BOUNDARY.finditer(definition, 0, at.start())]
    return definition[: joints[-1]].rstrip(" ,;") if joints else ""


def _checked(
    match: re.Match[str], *, relation: Relation = "is", words_min: int = DEFINITION_WORDS_MIN, told: str = ""
) -> Definition | None:
    groups = match.groupdict()
    term, aliases = clean_term(groups["term"])
    told = plainly_told(_FOREIGN.sub("", told or groups["words"]).strip(' “”"'))
    if other_name := _ALSO_CALLED.search(told):
        told, aliases = told[: other_name.start()], (*aliases, other_name["name"])
    words = without_term(_shortened(told), term) if term else ""
    if not may_be_a_term(term) or _OPINION.match(words) or _FIRST_PERSON.search(words) or _CLAUSE.match(words):
        return None
    if not words_min <= len(words.split()) <= DEFINITION_WORDS_MAX:
        return None
    return Definition(
        term, words, relation, (groups.get("article") or "").lower(), groups.get("verb") == "are", aliases
    )


def plainly_told(words: str) -> str:
    """Return an explanation without words that only point back at its term, and without a second thought."""
    first = re.split(r" [–—-] ", words, maxsplit=1)[0]
    kept = first if len(first.split()) >= DEFINITION_WORDS_MIN else words
    if match := _THESE_DO.match(kept):
        return f"{match['things'].lower()} that {match['does']}"
    bare = _THESE.sub("", kept)
    return bare if len(bare.split()) >= DEFINITION_WORDS_MIN else kept


def _shortened(words: str) -> str:
    """Cut a long definition at its last joint that leaves a sensible length."""
    if len(words.split()) <= DEFINITION_WORDS_MAX:
        return words
    joints = [match.start() for match in _BOUNDARY.finditer(words)]
    fitting = [at for at in joints if DEFINITION_WORDS_MIN + 2 <= len(words[:at].split()) <= DEFINITION_WORDS_MAX]
    return words[: fitting[-1]].rstrip(" ,;") if fitting else words
