"""Whether the document is an agreement at all, and if not, what it is (codebook, "Unit and levels")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.layout import Flow
from analyser.parties.zones import BETWEEN
from analyser.registry import fold
from analyser.sections import Section

AGREEMENT = re.compile(r"avtale\b|avtala\b|avtalen\b|avtaledokument|avtaledel")
CASE_FILE = re.compile(
    r"saksfr[ae]m+legg|saksutgreiing|saksutredning|styresak|saksdokument|saksnummer|\bsak \d+/\d+|orienteringssak"
)
OTHER_KINDS: tuple[tuple[str, str], ...] = (
    (r"referat|(?<!samarbeids)protokoll|motebok|moteinnkalling|innkalling",
     "møtepapir (referat, protokoll eller innkalling)"),
    (r"horingssvar|horingsuttale|horingsbrev|horingsfrasegn|\bbrev\b|deres ref|var ref\b|dykkar ref",
     "brev eller høringssvar"),
    (r"rapport|evaluering av|kartlegging|arsmelding|arsrapport|statusoversikt", "rapport"),
    (r"strategi|handlingsplan|utviklingsplan|kompetanseplan|temaplan|virksomhetsplan|verksemdsplan",
     "strategi eller plan"),
    (r"mandat\b|retningslin|prosedyre|veileder|rettleiar|rutine|vedtekter|reglement|sjekkliste|grunnlagsdokument",
     "styrende dokument under avtalenivå (mandat, retningslinje eller rutine)"),
    (r"pressemelding|nyhe(?:t|it)|presentasjon|foredrag|invitasjon|program for"
     r"|\bnotat\b|sporsmal og svar|\binformasjon (?:til|om)\b|kommentar(?:er|ar) til|merknader til|merknadar til",
     "informasjonsmateriale"),
)
LETTER = re.compile(r"(?:deres|var|dykkar) (?:ref|dato)")


def judge_agreement(flow: Flow, sections: Sequence[Section], title: str, lines: Sequence[str]) -> tuple[bool, str]:
    """Whether this is an agreement, and the reason in Norwegian; a case file around a whole agreement counts as one."""
    folded = fold(title)
    opening = "\n".join((folded, *map(fold, lines)))
    kinds = {section.kind for section in sections}
    formed = "parter" in kinds and bool(kinds & {"underskrift", "varighet", "godkjenning"})
    if CASE_FILE.search(folded) or "saksframlegg" in kinds:
        return _case_file(formed)
    named = AGREEMENT.search(folded)
    for words, kind in OTHER_KINDS:
        first = re.search(words, folded) or (re.search(words, opening[:200]) if not named else None)
        if first and not (named and (named.start() < first.start() or formed)):
            return False, f"Tittelen viser at dokumentet er et annet slag enn en avtale: {kind}."
    return _by_form(flow, bool(AGREEMENT.search(opening)), formed)


def _case_file(formed: bool) -> tuple[bool, str]:
    if formed:
        return True, "Saksframlegg som inneholder hele avtalen, med parter og underskrift."
    return False, "Dokumentet er et saksframlegg om en avtale, ikke selve avtalen."


def _by_form(flow: Flow, named: bool, formed: bool) -> tuple[bool, str]:
    opening = flow.text.text[: 3000]
    if named:
        return True, "Tittelen kaller dokumentet en avtale."
    if formed or BETWEEN.search(opening):
        return True, "Dokumentet har parter slik en avtale har."
    if LETTER.search(fold(opening)):
        return False, "Dokumentet ser ut som et brev og har ikke parter."
    return False, "Dokumentet har verken avtaletittel, parter eller underskrift."
