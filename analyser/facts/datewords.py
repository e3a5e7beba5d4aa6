"""Dates as people write them: "1. juli 2020", "1.7.20", "første juli 2020", "juli 2020", "årsskiftet 2021/2022"."""

from __future__ import annotations

import re
from datetime import date

ABBREVIATED = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11,
    "des": 12,
}
MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|des(?:ember)?)"
)
ROMAN = dict(zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), range(1, 13), strict=True))
UNITS = {
    1: "(?:første|fyrste)", 2: "andre", 3: "tredje", 4: "fjerde", 5: "femte", 6: "sjette",
    7: "(?:sjuende|syvende|sjuande)", 8: "ått[ea]nde", 9: "ni(?:ende|ande)",
}
TENS = {
    10: "ti(?:ende|ande)", 11: "ellevte", 12: "tolvte", 13: "trett[ea]nde", 14: "fjort[ea]nde", 15: "femt[ea]nde",
    16: "sekst[ea]nde", 17: "sytt[ea]nde", 18: "att[ea]nde", 19: "nitt[ea]nde", 20: "(?:tju[ea]nde|tyvende)",
    30: "tretti(?:ende|ande)", 31: "tretti(?:første|fyrste)",
}
ORDINALS = {**UNITS, **TENS, **{20 + unit: f"tjue{word}" for unit, word in UNITS.items()}}
ORDINAL = "(?:" + "|".join(sorted(ORDINALS.values(), key=len, reverse=True)) + ")"
DATE = (
    rf"(?:(?P<day>\d{{1,2}}|l)\s?(?:\.|ste|de)?\s?(?P<month>{MONTH})(?![a-zæøå])\.?,?\s?(?P<year>\d{{4}}|[’'´-]\d\d\b)"
    r"|(?P<d>\d{1,2})\s?[./]\s?(?P<m>\d{1,2})(?:\s?[./-]\s?|\s(?=\d{4}))(?P<y>\d{4}|\d{2})\b"
    r"|(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})\b"
    r"|(?P<dash>\d{1,2})-(?P<dm>\d{1,2})-(?P<dy>\d{4})\b"
    r"|(?P<rd>\d{1,2})\.?\s?(?P<roman>(?-i:[IVX]{1,4}))\.?\s?(?P<ry>\d{4})\b"
    rf"|(?P<word>\b{ORDINAL})\s+(?P<wm>{MONTH})\b,?\s(?P<wy>\d{{4}})"
    rf"|(?P<only>{MONTH})\b\.?,?\s(?P<of>\d{{4}})"
    r"|(?P<numeric>\d{1,2})[./-](?P<in>\d{4})\b"
    r"|\b(?P<new>nyttår(?:et)?|årsskiftet?)\s+(?:\d{4}\s?[/–-]\s?)?(?P<ny>\d{4}|\d\d)\b)"
)
FINDER = re.compile(rf"(?i)(?<![\d.]){DATE}")


def iso(match: re.Match[str]) -> str | None:
    """The date of a match as ISO text; None where there is no such day."""
    part = {name: text for name, text in match.groupdict().items() if text}
    if "only_year" in part:
        return part["only_year"]
    if "new" in part:
        return _iso(_year(part["ny"]), 1, 1)
    day = _first(part, "day", "d", "id", "dash", "rd").replace("l", "1") or _ordinal(part.get("word", ""))
    year = _first(part, "year", "y", "iy", "dy", "ry", "wy", "of", "in")
    return _iso(_year(year), _month(part), int(day) if day else None)


def _first(part: dict[str, str], *names: str) -> str:
    return next((part[name] for name in names if name in part), "")


def _ordinal(word: str) -> str:
    return next((str(day) for day, pattern in ORDINALS.items() if word and re.fullmatch(f"(?i){pattern}", word)), "")


def _month(part: dict[str, str]) -> int:
    name = _first(part, "month", "only", "wm")
    if name:
        return ABBREVIATED[name[:3].lower()]
    return ROMAN.get(part["roman"], 0) if "roman" in part else int(_first(part, "m", "im", "dm", "numeric"))


def _year(written: str) -> int:
    year = int(written.lstrip("’'´-"))
    return year if year > 99 else 2000 + year


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
