"""Words and sentences of Norwegian text; the only place that builds spaCy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

Word = tuple[str, int]
"""A word as written and where it starts."""
Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "nr. kap. pkt. jf. jfr. ca. f.eks. bl.a. m.v. mv. m.m. mm. eks. inkl. osv. kl. dvs. evt. ev. pga. ift. iht. "
        "mht. vedr. vedk. st. avd. tlf. kr. mill. t.d. o.l. o.a. a.o. p.g.a. i.e. cf. maks. stk. art. bokst. ref. etc. "
        "rev. prof. dr. hhv. resp. ang. pr. sml. jmf. ndf. fvl. mfl. m.fl. s.k. såk. adm. ass. forskr. e.l. el. f.o.m. "
        "t.o.m. fom. pst. org. komm. d.v.s. gj.sn. årg. s. jan. feb. apr. jun. jul. aug. sept. okt. nov. des.",
    )
)
_MONTH = re.compile(
    r"\s+(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|kvartal|halvår|"
    r"ledd|punktum|avsnitt|virkedag|yrkedag|arbeidsdag|hverdag|kvardag|uke|veke|trinn|steg|nivå|linje|etasje|time)"
)
_BREAK = re.compile(r"[.!?…][»”\")\]]*(?=\s)|\n+|\.(?=[A-ZÆØÅ][a-zæøå])")
_STARTS_SENTENCE = re.compile(r"\s*[«“\"(\[–•-]*\s*(?:[A-ZÆØÅÁČĐŊŠŽ0-9§]|[a-zæøå]\))")
_LAST_WORD = re.compile(r"\S+$")
_ORDINAL = re.compile(r"\(?\d{1,3}\.")
_PLAIN = re.compile(r"([a-zæøåA-ZÆØÅ]+(?:-[a-zæøåA-ZÆØÅ]+)*)([,:;]|(?<=[a-zæøå]{2})\.)?")
_LETTERED = re.compile(r"(?i)(?:\d|bokst\.?|bokstav)\s*$")
_LABEL = re.compile(r"(?i)(?:§+|nr\.?|kap\.?|kapittel|pkt\.?|punkt|punkta|punktene|artikkel|vedlegg|del|bokstav)\s*$")


@lru_cache(maxsize=1)
def nlp() -> Language:
    """The one blank Norwegian pipeline; building it is slow, so it waits until it is needed."""
    import spacy

    pipeline = spacy.blank("nb")
    tokenizer = pipeline.tokenizer
    assert isinstance(tokenizer, spacy.tokenizer.Tokenizer)
    for short in _ABBREVIATIONS:
        tokenizer.add_special_case(short, [{"ORTH": short}])
    return pipeline


@lru_cache(maxsize=1)
def _kept_whole() -> frozenset[str]:
    """What the tokenizer leaves as it is, such as "nr."."""
    tokenizer: Any = nlp().tokenizer
    return frozenset(tokenizer.rules)


@lru_cache(maxsize=1 << 16)
def _pieces(chunk: str) -> tuple[Word, ...]:
    """The words of a chunk; nearly all are letters with at most one sign behind, and the tokenizer is slow."""
    if (plain := _PLAIN.fullmatch(chunk)) and chunk not in _kept_whole():
        return ((plain[1], 0), (plain[2], plain.end(1))) if plain[2] else ((chunk, 0),)
    return tuple((token.text, token.idx) for token in nlp().tokenizer(chunk.replace("\u00ad", "")) if token.text)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of the text, each with its offset; spaCy's tokenizer, remembered chunk by chunk."""
    found: list[Word] = []
    start = 0
    for chunk in text.split():
        start, pieces = text.index(chunk, start), _pieces(chunk)
        if len(pieces) == 1:  # nearly every chunk
            found.append((pieces[0][0], start + pieces[0][1]))
        else:
            found += [(word, start + offset) for word, offset in pieces]
        start += len(chunk)
    return tuple(found)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where the sentences of the text stand, without the white space around them."""
    end = len(text) if end is None else end
    cuts = [match.end() for match in _BREAK.finditer(text, start, end) if _is_break(text, match, start, end)]
    spans = zip([start, *cuts], [*cuts, end], strict=True)
    return [span for span in (_trim(text, left, right) for left, right in spans) if span[0] < span[1]]


def _is_break(text: str, match: re.Match[str], start: int, end: int) -> bool:
    if match[0][0] == "\n":
        return True
    if match[0][0] == "." and not _full_stop(text, match.start(), match.end(), start):
        return False
    return match.end() >= end or bool(_STARTS_SENTENCE.match(text, match.end(), end))


def _full_stop(text: str, dot: int, after: int, start: int) -> bool:
    """Whether the dot ends a sentence and not an abbreviation, a date ("1. januar") or a paragraph number."""
    last = _LAST_WORD.search(text, max(start, dot - 24), dot + 1)
    word = last[0].lower().lstrip("(«") if last else "."
    if word in _ABBREVIATIONS:
        return word in ("m.v.", "mv.", "m.m.", "mm.", "osv.", "o.l.", "e.l.", "etc.", "m.fl.") and _capital(text, after)
    if _ORDINAL.fullmatch(word):
        return _number_ends(text, dot, after, start, word)
    if re.fullmatch(r"[a-zæøå]\.", word):
        return bool(_LETTERED.search(text, max(start, dot - 14), dot - 1)) and _capital(text, after)
    return not re.fullmatch(r"(?:[a-zæøå]\.)+", word)


def _number_ends(text: str, dot: int, after: int, start: int, word: str) -> bool:
    before = dot + 1 - len(word)
    if before <= start or text[start:before].isspace():
        return False
    if _MONTH.match(text, after):
        return False
    return bool(_LABEL.search(text, max(start, before - 12), before)) or _capital(text, after)


def _capital(text: str, after: int) -> bool:
    return bool(re.match(r"\s+[«(]*[A-ZÆØÅ]", text[after : after + 6]))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
