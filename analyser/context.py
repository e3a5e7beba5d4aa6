"""What one sentence says in its context: who acts, how binding, negated, restating law, by reference, testable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analyser.grammar import BE, Sentence, Side, Span, word_set
from analyser.subjects import find_actor, plain

Modality = Literal["binding", "present", "weak", "purpose", "none"]
"""binding: skal, plikter, har ansvar for …; present: a duty told in present tense with an actor and an act;
weak: codebook G5; purpose: "skal bidra til", "skal sikre", an aim; none: anything else."""

_PRONOUNS = word_set("den han ho hun de dei denne dette disse desse vedkommende vedkomande")
_AND = word_set("og men samt")
_STATIC = word_set(
    "være vere få kunne ville bli verte måtte skulle forstå forstås forståast gjelde kjenne vite tro leve skje føre "
    "følge følgje ligge liggje stå leses lesast sees sjåast oppleve ønske ønskje mene meine tenke tenkje tåle omfatte"
)
_SMALL = word_set(
    "ikke ikkje alle ingen denne disse gjennom gjennomgående begge både hele heile minste største beste siste første "
    "neste enkelte dette samme same deretter likevel alene ofte alltid videre vidare saman sammen straks også etter "
    "inne ute hjemme heime oppe nede slike desse egne eigne felles likså dermed derfor difor snarest minst senest"
)
_PROHIBITION = word_set("før uten utan mindre")
_MEASURED = ("frist", "frekvens", "antall", "dato")
_HAVE = word_set("ha har hava holde halde bruke bruker brukar nytte nyttar")
_ARTICLE = word_set("den en ein ei et eit")
_PERFECT = re.compile(
    r"\w*(?:ert|sett|fått|gjort|vært|vore|blitt|tatt|teke|gått|kommet|kome|sagt|valgt|valt|lært|merket|merka|hatt|brukt"
    r"|bygd)"
)
_SELDOM = word_set("sjelden sjeldan")
_PAST = word_set("var hadde ble vart")
_PARTY = ("kommune", "helseforetak", "begge")


class Leaning(NamedTuple):
    """What a sentence leans on when it does not say it itself."""

    kind: Literal["text", "item", "cell"] = "text"
    section: str = ""
    before: tuple[Side, str] = ("", "")
    """Side and actor of the sentence before it."""
    lead: Meaning | None = None
    column: tuple[Side, str] = ("", "")
    row: tuple[Side, str] = ("", "")
    heading: tuple[Side, str] = ("", "")


class Meaning(NamedTuple):
    """What one sentence says."""

    side: Side = ""
    actor: str = ""
    modality: Modality = "none"
    negated: bool = False
    restated_law: bool = False
    by_reference: bool = False
    testable: bool = False


def understand(sentence: Sentence, lean: Leaning) -> Meaning:
    """Everything a rule may ask about one sentence in its context."""
    side, actor, own = _who(sentence, lean)
    modality = _modality(sentence, lean, side, own)
    testable = _testable(sentence, lean, side, own)
    if modality in ("binding", "present") and lean.section == "formål" and not (testable and side in _PARTY):
        modality = "purpose"
    lead = lean.lead if lean.lead and not own else Meaning()
    return Meaning(
        side, actor, modality, _negated(sentence) or lead.negated, _restates_law(sentence) or lead.restated_law,
        _by_reference(sentence, lean, side, testable) or lead.by_reference, testable,
    )


def _who(sentence: Sentence, lean: Leaning) -> tuple[Side, str, bool]:
    """Side and actor, and whether the sentence has a subject of its own."""
    if found := find_actor(sentence):
        span, side = found
        if side or not _receives(sentence, span) or lean.heading[0] not in _PARTY:
            return side, plain(sentence.words[span[0] : span[1]]), True
        return (*lean.heading, True)
    opening = sentence.low[0] if sentence.low else ""
    left_out = opening in _AND and sentence.verb == 1
    if lean.before[1] and (left_out or (opening in _PRONOUNS and 0 < sentence.verb <= 2)):
        return lean.before[0], lean.before[1], True
    own = sentence.verb > 0
    lead = (lean.lead.side, lean.lead.actor) if lean.lead else ("", "")
    for side, actor in (lead, lean.column, lean.row, lean.heading):
        if actor:
            return side, actor, own
    return "", "", own


def _receives(sentence: Sentence, span: Span) -> bool:
    """ "Pasienten får tilbud", "Foreldre inviteres": the subject is the one it is done for."""
    done_for = span in sentence.hits.get("annen_aktør", ()) and sentence.low[span[0] - 1 : span[0]] != ["av"]
    return done_for and (sentence.passive or (sentence.verb >= 0 and sentence.low[sentence.verb] in ("får", "fås")))


def _modality(sentence: Sentence, lean: Leaning, side: Side, own: bool) -> Modality:
    duty = min(sentence.main("plikt"), default=None)
    weak = min((span for span in sentence.main("svak") if _governs(sentence, span)), default=None)
    if not own and duty is None and weak is None and lean.lead and lean.lead.modality != "none":
        return _with_condition(sentence, _from_lead(sentence, lean.lead))
    if sentence.main("formål_uttrykk") and duty is None:
        return "weak" if side in _PARTY and own else "purpose"
    if weak and (duty is None or (weak[0] < duty[0] and sentence.low[duty[0] - 1] != ",")):
        return "weak"
    if duty:
        if _is_aim(sentence, duty):
            return "purpose"
        return _with_condition(sentence, "binding")
    if _opinion(sentence):
        return "none"
    if _forbidden(sentence):
        return "binding"
    acts = sentence.main("handling") or sentence.main("vag_handling")
    if acts and all(_hedged(sentence, start) for start, _ in acts):
        return "weak"
    in_cell = lean.kind == "cell" and side != "" and (lean.column[0] != "" or lean.row[0] != "")
    told_by_lead = lean.kind == "item" and side != "" and not own and (lean.lead is not None or sentence.verb < 0)
    acts_first = sentence.verb < 0 and (_nominal(sentence.low) or _opens_with(acts, sentence))
    told_by_heading = side != "" and not own and acts_first
    named = (in_cell or told_by_lead or told_by_heading) and (acts or _names_act(sentence) or lean.column[0] != "")
    if _tells(sentence, lean, side, own) or (named and (acts or sentence.verb < 0)):
        return _with_condition(sentence, "present")
    return "none"


def _opens_with(acts: Sequence[Span], sentence: Sentence) -> bool:
    """ "Oppnevne koordinator innen 7 dager" under a party's heading: the act comes first, as an infinitive."""
    return any(start <= (sentence.low[0] == "å") and sentence.low[start][-1] in "eaiå" for start, _ in acts)


def _tells(sentence: Sentence, lean: Leaning, side: Side, own: bool) -> bool:
    """Whether the sentence tells of an act: known, beside a party, or that someone gets it under a party's heading."""
    if _state(sentence):
        return False
    acts = sentence.main("handling") or sentence.main("vag_handling")
    if sentence.verb < 0 or any(start >= sentence.verb for start, _ in acts):
        return sentence.verb >= 0
    gets = own and lean.heading[0] == side and _gets(sentence)
    return side in _PARTY and (sentence.verb in sentence.told or gets)


def _state(sentence: Sentence) -> bool:
    """ "… er den største", "er velkomne til å lese", "har vurdert", "hadde": what is or has been, and no act."""
    verb, low = sentence.verb, sentence.low
    if verb < 0 or verb + 1 >= len(low):
        return False
    if _SELDOM & set(low[verb + 1 : verb + 3]):
        return True
    if low[verb] == "er":
        return low[verb + 1] in _ARTICLE or "å" in low[verb + 2 : verb + 5]
    done = any(start == verb + 1 and low[start].endswith(("t", "d", "a")) for start, _ in sentence.main("handling"))
    return low[verb] in _PAST or (low[verb] == "har" and (done or bool(_PERFECT.fullmatch(low[verb + 1]))))


def _opinion(sentence: Sentence) -> bool:
    """ "Partene mener …", "er opptatt av …": nothing is done."""
    return any(start <= sentence.verb < end for start, end in sentence.main("mening"))


def _governs(sentence: Sentence, weak: Span) -> bool:
    """Whether a weak word is the main verb or stands right by it, and not deep in the sentence."""
    if sentence.verb >= 0:
        return weak[0] <= sentence.verb + 1
    first = min((start for start, _ in sentence.main("handling")), default=len(sentence.low))
    return weak[0] < first


def _hedged(sentence: Sentence, act: int) -> bool:
    """ "… og vil vurdere …": the act itself hangs on a weak verb."""
    return any(0 < act - start <= 2 for start, _ in sentence.main("svak"))


def _from_lead(sentence: Sentence, lead: Meaning) -> Modality:
    acts = sentence.main("handling")
    if lead.modality == "purpose" and lead.actor and acts:
        return "binding"
    return lead.modality


def _is_aim(sentence: Sentence, duty: Span) -> bool:
    """ "Avtalen skal bidra til …": the agreement as subject, and no act but an aim."""
    if sentence.low[duty[0]] not in ("skal", "må"):
        return False
    subject = any(
        span[0] <= max(4, duty[0]) and (span[0] < duty[0] or span[0] <= duty[0] + 2)
        for span in sentence.main("avtale_subjekt")
    )
    first = min((start for start, _ in sentence.main("handling")), default=len(sentence.low))
    aims = [start for start, _ in sentence.main("formål_verb") if duty[0] < start <= duty[0] + 4]
    made = {start for start, _ in sentence.hits.get("gjort_med_avtalen", ())}
    if any(sentence.low[aim] in BE and {aim + 1, aim + 2} & made for aim in aims):
        return False
    ends = duty[1] >= len(sentence.low) - 1
    return subject and (ends or bool(aims and aims[0] <= first))


def _with_condition(sentence: Sentence, modality: Modality) -> Modality:
    """Weak where a condition such as "ved behov" governs the first act (codebook G5)."""
    if modality not in ("binding", "present"):
        return modality
    acts = sorted(start for start, _ in sentence.hits.get("handling", ()))
    if any(sentence.verb < start < act for start, _ in sentence.main("svak_adverb") for act in acts[:1]):
        return "weak"
    for start, _ in sentence.hits.get("svak_vilkår", ()):
        later = start > 0 and sentence.low[start - 1] in ("og", "samt") and any(act < start for act in acts)
        if not later and sum(1 for act in acts if act < start) <= 1:
            return "weak"
    return modality


def _forbidden(sentence: Sentence) -> bool:
    """ "… kan ikke settes i verk før …": a prohibition binds."""
    low = sentence.low
    return any(
        low[start] in ("ikke", "ikkje") and start and low[start - 1] in ("kan",) and _PROHIBITION & set(low[start:])
        for start, _ in sentence.hits.get("negasjon", ())
    )


_SCOPE = re.compile(r"(?:omfatt\w*|gjelde|gjeld|reguler\w*|omhandl\w*|omtal\w*|inngå|dekk\w*|med|avtalt|del)")


def _negated(sentence: Sentence) -> bool:
    low = sentence.low
    for start, _ in sentence.main("negasjon"):
        verb = sentence.verb
        if verb < 0 or (abs(start - verb) > 5 and start > 2) or _of_a_part(sentence, start):
            continue
        if _PROHIBITION & set(low[start:]) and low[start] != "korkje":
            continue
        if low[verb] in ("skal", "må", "plikter", "pliktar", "bør", "kan"):
            return bool(low[verb] == "skal" and _SCOPE.fullmatch(" ".join(low[start + 1 : start + 2])))
        return True
    return False


def _of_a_part(sentence: Sentence, start: int) -> bool:
    """ "… sammen med pasienten, ikke for pasienten": only a part of the sentence is negated."""
    after_comma = sentence.low[max(0, start - 1)] in (",", "og", "men") and start > sentence.verb
    return after_comma and sentence.low[start] in ("ikke", "ikkje") and not any(sentence.finite[start:])


def _restates_law(sentence: Sentence) -> bool:
    names = len(sentence.hits.get("lov_navn", ()))
    acts = sentence.main("plikt") or sentence.main("handling")
    if names >= 3 or (names == 2 and not acts):
        return True
    if not sentence.main("lov_gjengitt"):
        return False
    imposed = any(word.startswith(("pålag", "lovpålag")) for word in sentence.low)
    return imposed or not any(concept in sentence.hits for concept in _MEASURED[:2])


def _by_reference(sentence: Sentence, lean: Leaning, side: Side, testable: bool) -> bool:
    others = sentence.hits.get("annen_avtale", ())
    introduces = "avtale_forhold" in sentence.hits and lean.section in ("bakgrunn", "formål", "virkeområde", "parter")
    if not others or introduces:
        return False
    if lean.kind == "cell" and len(sentence.words) <= 14 and not sentence.main("handling"):
        return True
    if testable and side in _PARTY and any(concept in sentence.hits for concept in _MEASURED):
        return False
    refers = sentence.hits.get("henvisning", ())
    return any(abs(span[0] - other[0]) <= 10 for span in refers for other in others if not _within(span, other))


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _testable(sentence: Sentence, lean: Leaning, side: Side, own: bool) -> bool:
    if _opinion(sentence) and not sentence.main("plikt"):
        return False
    vague = sentence.main("vag_handling")
    first_vague = min(vague, default=(len(sentence.low), 0))[0]
    for start, _ in sentence.main("handling"):
        if any(_overlap(start, span) for span in vague):
            continue
        if start < first_vague or sentence.low[max(0, start - 1)] not in ("å", "om", "for"):
            return True
    if vague and sentence.verb >= 0:
        return False
    if side and _answers_for(sentence):
        return True
    if sentence.told - {i for i in sentence.told if sentence.sub[i]} and side in _PARTY:
        return True
    if _has_what(sentence):
        return True
    if not own and lean.lead and lean.lead.testable:
        return True
    if not own and side and (lean.lead or lean.kind != "text" or sentence.verb < 0) and _names_act(sentence):
        return True
    if sentence.completes and _infinitive(sentence.low[:2]):
        return True
    return _unknown_act(sentence, side in ("kommune", "helseforetak"))


def _names_act(sentence: Sentence) -> bool:
    return _nominal(sentence.low) or any(
        concept in sentence.hits for concept in ("handling_substantiv", *_MEASURED, "kanal")
    )


def _overlap(start: int, span: Span) -> bool:
    return span[0] <= start < span[1]


def _infinitive(low: Sequence[str]) -> bool:
    """Whether an item opens with an infinitive that no list knows ("fortelle …", "å passe …")."""
    word = low[1] if low[0] == "å" and len(low) > 1 else low[0]
    return len(word) > 3 and word not in _STATIC | _SMALL and bool(re.fullmatch(r"[a-zæøå]+(?:e|a)", word))


def _unknown_act(sentence: Sentence, active: bool) -> bool:
    """A passive – or, where a party acts, an infinitive – after skal/må that no list knows: taken as an act."""
    form = r"[a-zæøå]{4,}(?:e|a|es|ast)" if active else r"[a-zæøå]{4,}(?:es|ast)"
    for start, end in sentence.main("plikt"):
        if sentence.low[start] in ("skal", "må", "plikter", "pliktar"):
            for word in sentence.low[end : end + 6]:
                if word in _STATIC:
                    return False
                if len(word) > 3 and word not in _SMALL and re.fullmatch(form, word):
                    return True
    return False


_LAID = re.compile(r"(?:tilligg|påhvil|påkvil|påligg|pålegg|kviler|hviler|ligger|ligg|høyrer|hører|er)\w*")
_VAGUE_NOUN = re.compile(r"(?:samarbeid|samhandl|styrk|utvikl|forbedr|betr|sikr|tilrettelegg|medv[ei]rk|ivaretak)\w*")


def _nominal(words: Sequence[str]) -> bool:
    """Whether an act opens as a noun ("utgreiing av søvnvanskar", "bestilling av hjelpemidler")."""
    noun = words[0] if words[1:2] and words[1] in ("av", "til", "med", "for", "hos") else ""
    return bool(re.fullmatch(r"\w{4,}(?:ing|inga|ingen|else|elsen|sjon|sjonen|hald|hold)", noun)) and not (
        _VAGUE_NOUN.fullmatch(noun)
    )


def _answers_for(sentence: Sentence) -> bool:
    """ "… har ansvaret for kurskalenderen", "… er ansvarlig for at meldinger blir sendt": an act or a thing."""
    for start, end in sentence.main("plikt"):
        if start and _LAID.fullmatch(sentence.low[start]) and _nominal(sentence.low):
            return True
        if sentence.low[start].startswith("ansvar") and end > start + 2:
            end = start + 1
        if "ansvar" not in "".join(sentence.low[max(0, end - 3) : end + 1]):
            continue
        after = sentence.low[end : end + 3]
        if "at" in after or "å" in after:
            acts = any(start >= end for start, _ in sentence.hits.get("handling", ()))
            return acts or not any(start >= end for start, _ in sentence.hits.get("vag_handling", ()))
        return "for" in sentence.low[end - 1 : end + 1] and end < len(sentence.low)
    return False


def _gets(sentence: Sentence) -> bool:
    """ "… får besøk", "får tilbud om plass": something that a party does."""
    got = sentence.verb >= 0 and sentence.low[sentence.verb] in ("får", "fås")
    return got and ("handling_substantiv" in sentence.hits or any(w in ("tilbud", "tilbod") for w in sentence.low))


def _has_what(sentence: Sentence) -> bool:
    """ "… skal ha ernæringsfysiolog på video annenhver onsdag", "får besøk av kommunens team"."""
    if sentence.verb >= 0 and sentence.low[sentence.verb] in ("får", "fås"):
        return _gets(sentence) or "rolle" in sentence.hits
    has = any(word in _HAVE for word in sentence.low)
    return has and bool(sentence.main("plikt")) and any(name in sentence.hits for name in (*_MEASURED, "kanal"))
