"""What a paper is checked for before anybody signs it. Pure: each check takes what is built and returns findings."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, zip_longest

from safeguarding.kit.documents.blocks import Block, Bullets, Document, Heading, Numbered, Paragraph, words
from safeguarding.report.papers import narrative
from safeguarding.report.papers.building import NOT_WRITTEN, Built

# Words that repeat as a whole, or nearly: two runs of words of which four in five agree.
NEARLY, RUN, SHORTEST = 0.8, 4, 8
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# Digits that are not figures: dates, years, and numbers that are part of a name.
NAMES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH})(?: \d{{4}})?\b|\b(?:{MONTH}) \d{{4}}\b"
    r"|\b(?:19|20)\d\d(?: ?[-/\u2013] ?(?:(?:19|20)\d\d|\d\d))?\b"
    r"|\b(?:section|sections|regulation|article|chapter|part|level|levels|tier|covid|covid-|s\.) ?-?\d+[A-Z]?\b"
    r"|\b[A-Z]\w*-\d+\b|\bunder[ -]\d+s?\b|\b\d+(?: (?:to|and|or) \d+)?[ -]years?(?:[- ]olds?)?\b|\bage[ds]? \d+(?: to \d+)?\b",
    re.IGNORECASE,
)
SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety hundred"
NUMBER_WORDS = re.compile(
    rf"\b(?:(?:{TENS.replace(' ', '|')})(?:[- ](?:one|{SMALL.replace(' ', '|')}))?|{SMALL.replace(' ', '|')})\b",
    re.IGNORECASE,
)
HAND_NUMBERED = re.compile(r"^\s*(?:\d+\.){1,}\d+\.?\s", re.MULTILINE)
TREND = re.compile(
    r"\b(?:increas\w*|decreas\w*|reduc\w+ in|risen|rise in|rose|fell|fallen|fall in|improv\w+ on|higher than last|lower than last)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """Something to look at before sign-off; what `stops` a freeze must be mended, the rest is for the author to judge."""

    check: str
    section: str
    text: str
    stops: bool = False


def check(
    built: Built, texts: Mapping[str, str], claimed: Mapping[str, list[str]] | None = None
) -> list[Finding]:
    """
    Run every check that needs the paper alone.

    :param texts: the narrative by section key.
    :param claimed: the words of the claims that stand for each section, which are checked against figures elsewhere.
    """
    return [
        *broken_references(built, texts),
        *(
            Finding("Figures that disagree", "", f"Two different numbers stand under {key}.", True)
            for key in built.disagreeing
        ),
        *stray_digits(texts),
        *numbers_in_words(texts),
        *repeated(built.document),
        *numbering(built.document, texts),
        *empty_sections(built.document),
        *trends_without_claims(texts, claimed or {}),
    ]


def broken_references(built: Built, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Find references to figures that this paper does not have."""
    for section, text in texts.items():
        for key in narrative.unknown(text, built.figures):
            yield Finding("Broken references", section, f"No figure of this paper is called {key}.", True)


def stray_digits(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Find numbers that somebody typed where a figure could stand."""
    for section, text in texts.items():
        bare = NAMES.sub(" ", narrative.TOKEN.sub(" ", _without_counters(text)))
        for found in re.finditer(r"\d[\d,.]*\d%?|\d%?", bare):
            yield Finding(
                "Numbers typed by hand", section, f"{found[0]} is typed; choose a figure in its place."
            )


def _without_counters(text: str) -> str:
    return "\n".join(narrative.COUNTED.sub("", line.strip(), count=1) for line in text.split("\n"))


def numbers_in_words(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Find numbers written as words, which would not move when their figure moves."""
    for section, text in texts.items():
        for found in NUMBER_WORDS.finditer(narrative.TOKEN.sub(" ", text)):
            yield Finding(
                "Numbers in words",
                section,
                f"“{found[0]}” is a number in words; a figure moves with its rows.",
            )


def repeated(document: Document) -> Iterator[Finding]:
    """Find paragraphs and points that stand twice, word for word or nearly."""
    said = [(part.title, text) for part in document.parts for text in _texts(part.blocks)]
    runs = [(title, text, _runs(text)) for title, text in said if len(text.split()) >= SHORTEST]
    for (one, text, first), (other, _, second) in combinations(runs, 2):
        alike = len(first & second) / len(first | second)
        if alike >= NEARLY:
            where = one if one == other else f"{one} and {other}"
            how = "word for word" if alike == 1 else "almost word for word"
            yield Finding("Repeated paragraphs", where, f"Stands twice, {how}: “{text[:80]}…”")


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield words(block.parts)
        elif isinstance(block, Bullets | Numbered):
            yield from (words(item) for item in block.items)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said = re.findall(r"\w+", text.lower())
    return frozenset(tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1))


def numbering(document: Document, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Find numbers that will not stay in step: paragraphs numbered by hand, and headings with nothing beneath."""
    for section, text in texts.items():
        for found in HAND_NUMBERED.finditer(text):
            yield Finding(
                "Broken numbering",
                section,
                f"{found[0].strip()} is numbered by hand; parts number themselves.",
            )
    for part in document.parts:
        for block, following in zip_longest(part.blocks, part.blocks[1:]):
            ends = following is None or (isinstance(following, Heading) and isinstance(block, Heading))
            if isinstance(block, Heading) and ends and (following is None or following.level <= block.level):
                yield Finding(
                    "Broken numbering", part.title, f"Nothing stands beneath the heading “{block.text}”."
                )


def empty_sections(document: Document) -> Iterator[Finding]:
    """Find sections that hold neither narrative nor anything from the registers."""
    heading = ""
    for part in document.parts:
        for block in part.blocks:
            heading = block.text if isinstance(block, Heading) else heading
            if isinstance(block, Paragraph) and words(block.parts) == NOT_WRITTEN:
                yield Finding(
                    "Missing sections", heading, "Nothing is written here and the registers hold nothing."
                )


def trends_without_claims(texts: Mapping[str, str], claimed: Mapping[str, list[str]]) -> Iterator[Finding]:
    """Find sentences that say that something rose or fell and that nobody tied to a measure."""
    for section, text in texts.items():
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            if TREND.search(sentence) and not any(
                words in text for words in claimed.get(section, []) if words in sentence
            ):
                yield Finding(
                    "Claims without a measure",
                    section,
                    f"“{sentence.strip()[:120]}” speaks of a change; say which measure shows it.",
                )
