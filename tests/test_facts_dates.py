"""Dates on invented cover lines, clauses and signature pages, as many kinds of committees write them."""

from __future__ import annotations

import pytest
from markdown_flow import flow_from_markdown, sections_from_markdown

from analyser.facts import Dates, facts
from analyser.parties import find_parties

PARTIES = "\n\n## Parter\n\nMeløy kommune og Nordlandssykehuset HF.\n\n## Oppgaver\n\n" + 6 * (
    "Kommunen skal gi tjenester til dem som trenger det, og sykehuset skal veilede kommunen.\n\n")
SIGNED = "\n\n## Underskrift\n\nBodø, 4. mai 2020\n\nFor Meløy kommune          For Nordlandssykehuset HF\n"


def dates_of(cover: str = "", clause: str = "Avtalen kan sies opp.", ending: str = SIGNED) -> Dates:
    text = f"# Tjenesteavtale 5\n\n{cover}{PARTIES}## Varighet\n\n{clause}\n\n{ending}"
    flow = flow_from_markdown(text)
    sections = sections_from_markdown(flow)
    return facts(flow, sections, find_parties(flow, sections)).dates


@pytest.mark.parametrize(
    ("clause", "in_force"),
    [
        ("Denne avtala er gjeldande frå og med 1. februar 2021 og utan tidsavgrensing.", "2021-02-01"),
        ("Avtalen har vore i bruk sidan 1. januar 2013, då den gamle gjekk ut.", "2013-01-01"),
        ("Avtalen får verknad frå årsskiftet 2021/2022.", "2022-01-01"),
        ("Partene er bundet av avtalen fra 15.08.19.", "2019-08-15"),
        ("Dette dokumentet trer i kraft den første september 2022.", "2022-09-01"),
        ("Delavtalen løper fra 1.4.2018, og kan sies opp med ett års varsel.", "2018-04-01"),
        ("Avtalen blir gjort gjeldende fra og med 1. mai 2023, uavhengig av når den siste parten "
         "skriver under.", "2023-05-01"),
        ("Han gjeld i fire år rekna frå 1. juni 2020.", "2020-06-01"),
        ("Avtalen trer i kraft straks begge parter har skrevet under.", "2020-05-04"),
        ("Avtala tek til å gjelde den dagen ho er underskriven.", "2020-05-04"),
        ("Avtalen trer i kraft en måned etter at den er undertegnet.", None),
        ("Avtalen er bindende når kommunestyret og styret i helseforetaket har godkjent den.", None),
        ("Egenandelene som er nevnt i punkt 6, gjelder fra 1. januar 2021.", None),
        ("Forskriften om habilitering trådte i kraft 1. januar 2012.", None),
        ("Partene skal innen 1. oktober 2023 ha gjort avtalen kjent.", None),
        ("Avtalen kan sies opp med virkning fra 1. januar året etter. Den ble satt i kraft 3. mars 2014.",
         "2014-03-03"),
        ("Ikraftsetting: 01/09-2017.", "2017-09-01"),
        ("Fra 1. januar 2024 og framover er det denne avtalen som gjelder.", "2024-01-01"),
        ("Avtalen erstatter avtale av 12. juni 2012 og gjelder fra 1. november 2018.", "2018-11-01"),
        ("Med mindre noen sier den opp, varer avtalen fra mai 2019 til mai 2023.", "2019-05"),
        ("Avtalen gjelder til den blir avløst. Hva som gjaldt før 1. juli 2016, følger av den "
         "forrige avtalen.", None),
        ("Eksempel: En pasient som ble meldt utskrivningsklar 3. mars 2020, skal ha svar innen 4. mars 2020.", None),
        ("Avtalen er sett i kraft frå 10. august 2015 etter vedtak i begge partars styringsorgan.", "2015-08-10"),
        ("Fra og med 1. oktober 2019 styres samarbeidet av denne avtalen.", "2019-10-01"),
        ("Avtalen er i kraft fra den dag den er undertegnet, og gjelder så til en av partene sier den opp.",
         "2020-05-04"),
        ("Tidspunkt for ikrafttredelse er satt til 1. februar 2017.", "2017-02-01"),
        ("Ikrafttreden og varighet: 01.06.2016 – 31.05.2020.", "2016-06-01"),
        ("Avtalen startar å gjelde 1. mars 2018.", "2018-03-01"),
        ("Ho gjeld frå nyttår 2022 og ut 2025.", "2022-01-01"),
        ("Vi begynte å bruke avtalen 1. september 2021.", "2021-09-01"),
        ("Avtalen tar til å virke 15/1-2020.", "2020-01-15"),
        ("Denne avtalen vart gjeldande då ho vart underskriven 4. mai 2020.", "2020-05-04"),
        ("Når begge har signert, gjelder avtalen med virkning tilbake til 1. januar 2020.", "2020-01-01"),
        ("Avtalen har tilbakevirkende kraft fra 1. januar 2020.", "2020-01-01"),
        ("Avtalen skal reforhandles innen 31. desember 2024.", None),
        ("Kommunen overtar transporten fra 1. september 2021, etter egen avtale.", None),
        ("Pasient- og brukerrettighetsloven gjelder fra 2. juli 1999. Avtalen gjelder inntil videre.", None),
        ("Klager som kommer etter 1. mars 2020, behandles etter avtalen.", None),
        ("Punkt 5 om hospitering gjelder først fra 1. januar 2023. Avtalen for øvrig trer i kraft "
         "1. september 2022.", "2022-09-01"),
        ("Overgangsordningen i punkt 8 løper fra 1. mars 2021. Avtalen gjelder fra 1. april 2021.", "2021-04-01"),
        ("Avtalen gjelder fra første dag i måneden etter signering.", None),
        ("Avtalen vart inngått første gong i 2012 og gjeld i ny form frå 1. desember 2016.", "2016-12-01"),
        ("Avtala blir gjeldande frå 01.02.18 og varar ut kommunestyreperioden.", "2018-02-01"),
        ("Avtalen sitt verkeområde er pasientar over 18 år. Verknadsdato: 20. mai 2019.", "2019-05-20"),
        ("Partane er samde om at avtalen skal gjelde frå 1. januar 2018.", "2018-01-01"),
        ("Avtalen avløser tidligere avtale og trer i kraft 1. mai 2016 for en periode på fire år.", "2016-05-01"),
        ("Ny avtale er gyldig med virkning fra og med 01.09.2019.", "2019-09-01"),
        ("Tiltakene i punkt 4 skal være på plass innen 1. juni 2020.", None),
        ("Avtaletida er 1. august 2021 til 31. juli 2025.", "2021-08-01"),
        ("Etter at Stortinget endret loven i 2022, gjelder avtalen i denne formen fra 1. februar "
         "2023.", "2023-02-01"),
        ("Den overordnede samarbeidsavtalen trådte i kraft 1. januar 2015. Delavtalen gjelder fra "
         "1. mars 2015.", "2015-03-01"),
        ("Avtalen gjelder i ett år fra underskrift.", "2020-05-04"),
        ("Avtalen gjeld frå siste underskrift.", "2020-05-04"),
    ],
)
def test_in_force_on_clause(clause: str, in_force: str | None) -> None:
    assert dates_of(clause=clause).in_force == in_force


@pytest.mark.parametrize(
    ("cover", "in_force"),
    [
        ("Gyldig fra: 01.10.2016 | Gyldig til: 30.09.2020", "2016-10-01"),
        ("Virkningstidspunkt 1.1.2020", "2020-01-01"),
        ("Avtaleperiode 2020–2024", None),
        ("| Utgåve | 1 |\n| --- | --- |\n| Gjeld frå | 01.10.2020 |\n| Neste revisjon | 01.10.2022 |", "2020-10-01"),
        ("I kraft 1. januar 2017", "2017-01-01"),
        ("Frå 1. juli 2014", None),
        ("Gjeld for åra 2019–2023", None),
        ("Vedtatt av kommunestyret 14. mai 2013, gjeldende fra 1. juni s.å.", "2013-06-01"),
        ("Gjeldande frå: november 2020", "2020-11"),
        ("Ikrafttredelsesdato 1/1 2014", "2014-01-01"),
    ],
)
def test_in_force_on_cover(cover: str, in_force: str | None) -> None:
    assert dates_of(cover=cover).in_force == in_force


@pytest.mark.parametrize(
    ("cover", "revised"),
    [
        ("Tredje utgave, bearbeidet i november 2017", "2017-11"),
        ("Versjon 3.2 per 14.03.2022", "2022-03-14"),
        ("Versjon 1.0, 14.03.2022", None),
        ("Siste endringer gjort 5. desember 2018", "2018-12-05"),
        ("Revisjon nr. 4 – april 2021", "2021-04"),
        ("Revidert våren 2019, ferdig 11. juni 2019", "2019-06-11"),
        ("Godkjent 12.12.2012, rev. 10.10.2016, rev. 04.02.2020", "2020-02-04"),
        ("Publisert 04.05.2021. Sist endret 09.11.2022 kl. 14.05", None),
        ("Lastet ned 12.3.2021", None),
        ("Justert utgåve frå hausten 2020 (oktober 2020)", "2020-10"),
        ("Oppdatert utgave av 3. juni 2021", "2021-06-03"),
        ("Avtalen skal evalueres første gang i juni 2022", None),
        ("| Versjon | Dato | Hva er nytt |\n| --- | --- | --- |\n| 1.0 | 01.02.2016 | Første utgave "
         "|\n| 1.1 | 10.04.2018 | Nytt punkt om tolk |", "2018-04-10"),
        ("| Dokumentansvarlig | Samhandlingssjefen |\n| --- | --- |\n| Sist revidert | 12.09.2020 |\n"
         "| Gyldig fra | 01.10.2020 |", "2020-09-12"),
        ("Andre versjon. Ferdigstilt 15. mai 2020", "2020-05-15"),
        ("Rev. utg. 05-2017", "2017-05"),
        ("Rev 3/2018", "2018-03"),
        ("Omarbeidd utgåve etter høyring, februar 2022", "2022-02"),
        ("Første utgave 2012 • andre utgave mars 2016", "2016-03"),
        ("(Revidert i forhandlingsmøte 23.9.2014)", "2014-09-23"),
        ("Oppdatert: 24.06.2020", "2020-06-24"),
        ("Neste revidering: januar 2026", None),
        ("Sida er sist oppdatert 3. mai 2022", None),
        ("Erstatter revidert avtale av 1. juni 2015", None),
        ("Sist justert etter brukerutvalgets merknader, 30. november 2021", "2021-11-30"),
        ("| Utgåve | Dato | Endra av |\n| --- | --- | --- |\n| 1 | 03.01.2013 | Arbeidsgruppa |\n| 2 "
         "| 17.06.2016 | Samarbeidsutvalet |\n| 3 | 02.05.2019 | Samarbeidsutvalet |", "2019-05-02"),
        ("| Dato | Versjon | Endring |\n| --- | --- | --- |\n| 01.02.2016 | 1.0 | Ny |\n| 10.04.2018 "
         "| 2.0 | Revidert |", "2018-04-10"),
        ("| Dokument-ID | 4711 |\n| --- | --- |\n| Revisjon | 4 |\n| Revisjonsdato | 12.12.2018 |", "2018-12-12"),
        ("Revidert og godkjent av partene 8. juni 2018", "2018-06-08"),
        ("Utgave 4 (september 2021)", "2021-09"),
        ("v2.3 – 2019-11-04", "2019-11-04"),
        ("Høringsutkast 3. mars 2020", None),
        ("Avtale av 3. mars 2015 med endringer av 5. mai 2019", "2019-05-05"),
        ("| Godkjent av | Samarbeidsutvalget |\n| --- | --- |\n| Versjon | 2 |\n| Sist oppdatert | "
         "03.04.2019 |", None),
    ],
)
def test_revised_on_cover(cover: str, revised: str | None) -> None:
    assert dates_of(cover=cover).revised == revised


@pytest.mark.parametrize(
    ("clause", "revised"),
    [
        ("Avtalen ble sist gjennomgått og endret 4. mars 2019.", "2019-03-04"),
        ("Retningslinjene i vedlegget er revidert i mai 2018.", None),
        ("Den ble revidert i felles møte 14. juni 2017.", "2017-06-14"),
        ("Denne versjonen ble vedtatt 3. mars 2020 og er en revisjon av avtalen fra 2016.", None),
        ("Avtalen vart revidert hausten 2019, og den reviderte teksten er datert 12. november 2019.", "2019-11-12"),
        ("Folkehelseplanen ble sist revidert i juni 2019.", None),
        ("Avtalen vart sist endra i møte i samarbeidsutvalet 12. mai 2021.", "2021-05-12"),
        ("Avtalen skal revideres hvert fjerde år, første gang i mai 2024.", None),
    ],
)
def test_revised_on_clause(clause: str, revised: str | None) -> None:
    assert dates_of(clause=clause).revised == revised


@pytest.mark.parametrize(
    ("ending", "signed"),
    [
        ("## Underskrift\n\nSignert i Bodø den 2. mars 2022\n\nOrdfører i Meløy", "2022-03-02"),
        ("## Signatur\n\nMeløy/Bodø, 3/6-19\n\n______ ______", "2019-06-03"),
        ("## Underskrift\n\nFor Meløy kommune\n\nStad/dato: Ørnes, 14.09.2018\n\nFor Nordlandssykehuset "
         "HF\n\nStad/dato: Bodø, 18.09.2018", "2018-09-18"),
        ("## Vi er enige\n\nBodø den 4. mai 2020\n\nKommunedirektør Meløy kommune", "2020-05-04"),
        ("Avtalen er underskriven i to eksemplar, eitt til kvar part, 11. januar 2017.", "2017-01-11"),
        ("## Godkjenning\n\n- Meløy kommunestyre 10. mars 2021\n- Styret i Nordlandssykehuset HF 24. "
         "mars 2021", None),
        ("## Underskrift\n\n| Part | Navn | Dato |\n| --- | --- | --- |\n| Meløy kommune | Kari "
         "Nordmann | 04.02.2021 |\n| Nordlandssykehuset HF | Ola Nordmann | 09.02.2021 |", "2021-02-09"),
        ("## Underskrift\n\nDokumentet er elektronisk signert 2021-05-12\n\nFor Meløy kommune", "2021-05-12"),
        ("## Vedlegg 2 Møteplan\n\n- Bodø, 3. mars 2021\n- Ørnes, 9. juni 2021", None),
        ("## Vedlegg 1 Kurs\n\nMestringskurs i Bodø 14. september 2021", None),
        ("## Underteikning\n\nØrnes, mars 2016\n\nFor Meløy kommune", "2016-03"),
        ("## Underskrift\n\nBodø 04.05.20 Ørnes 06.05.20\n\nFor Nordlandssykehuset HF For Meløy kommune",
         "2020-05-06"),
        ("## Underskrifter\n\nDato, underskrift: 7. april 2014\n\nRådmann Meløy kommune", "2014-04-07"),
        ("## Avslutning\n\nAvtalen er gjort i Bodø 17. mars 2015 og er utferdiget i to originaler.", "2015-03-17"),
        ("## Siste side\n\nMo i Rana, 20. oktober 2016\n\nFor Meløy kommune", "2016-10-20"),
        ("## Signaturer\n\nDigitalt signert av Kari Nordmann, 12.01.2022 09:41\n\nDigitalt signert av "
         "Ola Hansen, 14.01.2022 15:02", "2022-01-14"),
        ("## Underskrift\n\nSted _________ Dato _________\n\nMalen ble laget 3. mai 2016.", None),
        ("## Underskrift\n\nOrdfører, Meløy kommune, 3. juni 2013\n\nDirektør, Nordlandssykehuset HF, "
         "10. juni 2013", "2013-06-10"),
        ("## Vedtak\n\nKommunestyret i Meløy vedtok avtalen 20. juni 2013 i sak 44/13.", None),
        ("## Underskrift\n\nDenne avtalen er signert av partene på Ørnes 6. mai 2019.", "2019-05-06"),
        ("## Signering\n\nBodø 4/5 2019 Ørnes 10/5 2019", "2019-05-10"),
        ("## Underskrift\n\nFor kommunen: 1. februar 2014\n\nFor sykehuset: 20. februar 2014", "2014-02-20"),
        ("## Til slutt\n\nPartene skal møtes igjen 14. juni 2023.", None),
        ("## Underskrift\n\nVedtatt i Meløy kommunestyre 3. mars 2022\n\nBodø, 20. mars 2022", "2022-03-20"),
    ],
)
def test_signed_on_ending(ending: str, signed: str | None) -> None:
    assert dates_of(ending=ending).signed == signed
