"""When the agreement came into force: "gjelder fra", "tek til å gjelde", "løper fra", "Ikrafttredelse: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyser.facts.datewords import DATE, iso
from analyser.facts.wording import OLD_AGREEMENT, OWN_AGREEMENT, REPLACES, SIGN_WORDS, plain_sentences

BRIDGE = (
    r"(?:[^.;\d]|\.(?!\s+(?-i:[A-ZÆØÅ]))|\d{4}\s?[/–-]\s?\d{2,4}(?!\d|[.-])|\d{1,2}\s(?=år|mån|mnd|veke|uke|dag)"
    r"|(?:§|punkt|pkt\.?|nr\.?|kapittel|kap\.?)\s?\d+(?:[.-]\d+)*(?!\d))"
)
VERB = (
    r"(?:\bgjeld(?:er|ende|ande|e)?\b|\bgjaldt\b|\bi\s?(?:kraft|verk|bruk)\b|\bikraft(?:tr[eå]d|se)\w*"
    r"|\b(?:tek|tar|begynner|byrjar)\s+(?:\w+\s+)?(?:til\s+)?(?:å|a)\s+(?:gjelde|løpe|verke|virke)"
    r"|\bgyldig\w*|\bvirk(?:ning|er|et)\b|\bver(?:knad|kar|ka)\b|\b(?:virkning|verknad)s(?:dato|tidspunkt)\w*"
    r"|\biverks\w+|\bløper\b|\bløp\b|\bforleng\w*|\b(?:avtale|løpe|virke|verke)(?:periode|tid)\w*"
    r"|\btilbakev[ei]rk\w+|\bbruke (?:denne )?\w*avtal\w+|\bvarighet|\bvarigheit|\bvare[rn]?\b"
    r"|\b(?:bind(?:er|ende|ande)?|bundet|bundne|bunde)\b(?=[^.;]{0,40}\bfr[aå]\b))"
)
IN_FORCE = re.compile(rf"(?i)(?P<verb>{VERB})(?P<bridge>{BRIDGE}{{0,80}}?)(?P<date>{DATE})")
DATE_FIRST = re.compile(
    r"(?i)^\W*(?:med (?:verknad|virkning) )?(?:fra|frå|f\.?\s?o\.?\s?m\.?)\s+(?:og med\s+)?(?:den\s+)?"
    rf"(?P<date>{DATE}){BRIDGE}{{0,60}}?"
    rf"(?:{VERB}|\berstatt|\bavløy?s|\b(?:styr|reguler|regl)\w+[^.;]{{0,40}}\bav (?:denne )?\w*avtal)"
)
DATE_ALONE = re.compile(
    rf"(?i)^\W*(?:den\s+|ho\s+|han\s+)?(?:fra|frå|f\.?\s?o\.?\s?m\.?)\s+(?:og med\s+)?(?:den\s+)?(?P<date>{DATE})"
    r"\s*(?:[,.–-]|$|til\b|fram|og\b)"
)
STARTS = re.compile(
    r"(?i)(?:^\W*|\b\w*avtal\w+\s+)(?:oppstart\w*|start(?:er|ar|dato)?|begynner|byrjar|tek til|tar til)\b"
    rf"(?P<bridge>[\s:=|]*(?:(?:fra|frå|den|og med)\s+)*)(?P<date>{DATE})"
)
FROM = re.compile(r"(?i)(?:\bfr[aå]|\bf\.?\s?o\.?\s?m\b|\bog med)\b")
UNTIL = re.compile(
    r"(?i)\b(?:(?<!satt )(?<!sett )(?<!tilbake )til|t\.?o\.?m\.?|innen|innan|ut|før|sen(?:est|ast)|seinast|inntil"
    r"|etter)\s+(?:og\s+med\s+|den\s+|utgangen\s+av\s+)*$"
)
NOT_ITSELF = re.compile(
    r"(?i)\b(?:innlagt|innlagde|innskriv\w+|utskr[ie]v\w+|henvist|tilvist|født|fødd)\b"
    r"|\bavtal\w+\s+av\s+(?:den\s+)?$"
)
UNCLEAR = re.compile(
    r"(?i)\b(?:vedt\w+|godkj\w+|behandl\w+|møte\w*|datert|endr\w+|revi\w+|justert|lov\w*|opps[ae]\w+|evaluer\w+"
    r"|rapporter\w*|brev|jf)\b|^gj[ae]ld\w*\s(?:.*\s)?avtal\w+\s+fr[aå]\b|\bgjeld\w*\s+for\b"
    r"(?!\s+(?:\w+\s+)?(?:periode|tidsrom|tida|tiden|åra))"
)
OTHER = re.compile(
    r"(?i)\bFORELDET\b|\b(?:lov|lova|loven|lovens|\w+lov(?:en|a)|forskrift\w*|\w*endring\w*|\w*reform\w*|rundskriv\w*"
    r"|rettleiar\w*|veileder\w*|sats\w*|\w+satsen?\w*|egenandel\w*|eigendel\w*|ordning\w*|prosjekt\w*"
    r"|prosedyre\w*|rutine\w*|retningslin\w+|\w*kurs(?:et|ene|a)?|stilling\w*|mandat\w*|vedlegg\w*|punkt"
    r"|kapittel|overgangs\w*|plikt\w*|krav\w*"
    r"|vilkår\w*|regel\w*|regl\w*|forbod\w*|forbud\w*|tilbud\w*|tilbod\w*|\w*plan(?:en)?|system\w*)\b"
)
CLAUSE = re.compile(r"(?i)[,;:(]|\b(?:mens|medan|når|fordi|at|da|då|siden|sidan|ettersom|slik|så)\b")
RELATIVE = re.compile(r"(?i)(?P<who>[\w-]+)\W+(?:som|der)\W+(?:\w+\W+){0,2}$")
OWN_FIRST = re.compile(rf"(?i)\s*{OWN_AGREEMENT.pattern.removeprefix('(?i)')}")
GENERAL = re.compile(r"(?i)^(?:den )?overordn\w+ (?:samarbeids)?avtal\w+")
ON_SIGNING = re.compile(
    r"(?i)\b(?:gjeld\w*|kraft|verknad|virkning|gyldig|løper|verkar|virker|bind\w*|gjelde)\b"
    rf"[^.;]{{0,60}}?\b{SIGN_WORDS}"
)
SAME_DAY = re.compile(
    rf"(?i){SIGN_WORDS}[^.;]*\b(?:gjeld\w*|kraft|verknad|virkning)\b"
    r"[^.;]{0,25}\b(?:same|samme|den|denne)\s+(?:dag|dato)"
    r"|\b(?:gjeld\w*|kraft)\b[^.;]{0,25}\b(?:dags dato|i dag)\b"
)
CELL = 4
"""A table's cell of more words says something of its own, which the date in the next cell does not belong to."""
AFTERWARDS = re.compile(
    r"(?i)\b(?:måned\w*|månad\w*|uke\w*|vek\w+|dag(?:er|ar)|første dag|fyrste dag|år|virkedag\w*|kvartal\w*)\s+"
    r"(?:\w+\s+){0,3}etter(?:\s+at)?\b"
)


def in_force(texts: Iterable[tuple[str, bool]], signed: str | None) -> str | None:
    """The first date on which a text says that this agreement takes effect; each with whether it is about duration.

    Another agreement than the general one comes first, as most agreements only mention that one.
    """
    plain = [(sentence, about) for text, about in texts for sentence in plain_sentences(text)]
    lower = [one for one in plain if not GENERAL.search(one[0])]
    return _first(lower, signed) or (_first(plain, signed) if len(lower) < len(plain) else None)


def _first(texts: Iterable[tuple[str, bool]], signed: str | None) -> str | None:
    for sentence, about_duration in texts:
        if found := _stated(sentence, about_duration):
            return found
        if signed and _on_signing(sentence):
            return signed
    return None


def _stated(sentence: str, about_duration: bool) -> str | None:
    for match in IN_FORCE.finditer(sentence):
        if _from(match["verb"] + match["bridge"]) and (
            OWN_FIRST.match(match["bridge"]) or _about_this(sentence[: match.start()])
        ):
            return iso(match)
    for pattern in (DATE_FIRST, STARTS, *([DATE_ALONE] if about_duration else [])):
        opening = pattern.search(sentence)
        if opening and not OTHER.search(OLD_AGREEMENT.sub("FORELDET", sentence[: opening.end()])):
            return iso(opening)
    return None


def _from(words: str) -> bool:
    """Whether the words between verb and date make the date a beginning."""
    cell, *others = words.split("\t")
    if UNTIL.search(words) or NOT_ITSELF.search(words) or (others and len(cell.split()) > CELL):
        return False
    unclear = list(UNCLEAR.finditer(words))
    return not unclear or bool(FROM.search(words, unclear[-1].end()))


def _about_this(before: str) -> bool:
    """Whether what stands before the verb makes this agreement its subject."""
    plain = OLD_AGREEMENT.sub("FORELDET", before)
    relative = RELATIVE.search(plain)
    if relative and (OTHER.search(relative["who"]) or REPLACES.search(plain)):
        return False
    named = (piece for piece in reversed(CLAUSE.split(plain)) if OTHER.search(piece) or OWN_AGREEMENT.search(piece))
    clause = next(named, "")
    return bool(OWN_AGREEMENT.search(clause)) or not OTHER.search(clause)


def _on_signing(sentence: str) -> bool:
    if SAME_DAY.search(sentence):
        return True
    match = ON_SIGNING.search(sentence)
    return bool(match) and not AFTERWARDS.search(sentence) and _about_this(sentence[: match.start()] if match else "")
