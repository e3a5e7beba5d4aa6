"""Invented openings of agreements, in the styles of real ones, with what a reader would say about them."""

from __future__ import annotations

from typing import NamedTuple


class Header(NamedTuple):
    """The opening (and sometimes the end) of an agreement as markdown, and the facts in it."""

    name: str
    text: str
    topics: tuple[str, ...]
    parties: tuple[str, ...]
    template: bool = False
    language: str = "nb"
    signed: str | None = None
    in_force: str | None = None
    revised: str | None = None


HEADERS = (
    Header(
        "to_hf_først",
        """# Tjenesteavtale nr.2. Mellom Helgelandssykehuset HF og Vefsn kommune

Habilitering, rehabilitering og lærings- og mestringstilbud

Gjeldende f.o.m. 1. mai 2016

## 1 Parter

Avtalen er inngått mellom Helgelandssykehuset HF (heretter HSYK) og Vefsn kommune (heretter kommunen). Helse Nord RHF
har delegert myndighet til helseforetaket.

## 2 Underskrift

Mosjøen, den 14.4.2016

For Vefsn kommune                For Helgelandssykehuset HF
""",
        ("2",), ("Helgelandssykehuset HF", "Vefsn kommune"), signed="2016-04-14", in_force="2016-05-01",
    ),
    Header(
        "nn_tenesteavtale_6",
        """# Tenesteavtale 6

Mellom Kvam herad og Helse Bergen HF

Om kunnskapsoverføring, hospitering og faglege nettverk

Revidert 12. februar 2015

## Partar

Partane er Kvam herad og Helse Bergen HF. Dei har ikkje avtalt anna enn det som står her.

## Ikraftsetjing

Avtalen tek til å gjelde 1. mars 2015.
""",
        ("6",), ("Kvam herad", "Helse Bergen HF"), language="nn", in_force="2015-03-01", revised="2015-02-12",
    ),
    Header(
        "sshf_mal",
        """# Delavtale mellom Sørlandets sykehus HF og X kommune

## 1.0 Parter

Avtalen er inngått mellom X kommune og Sørlandets sykehus HF.

## 2.0 Bakgrunn

Delavtalen gjelder koordinerte tjenester, habilitering, rehabilitering og læringstilbud etter § 6-2 nr. 2.
""",
        ("2",), ("Sørlandet sykehus HF",), template=True,
    ),
    Header(
        "telemark_nn_osa",
        """# Overordna samarbeidsavtale

mellom Sykehuset Telemark helseforetak og …………… kommune

## 1. Partar

Partar er …………… kommune og Sykehuset Telemark HF. Avtala er ikkje til hinder for andre avtaler mellom dei same partane.
""",
        ("overordnet",), ("Sykehuset Telemark HF",), template=True, language="nn",
    ),
    Header(
        "listerregionen",
        """# Delavtale 5 – Samarbeid om utskrivningsklare pasienter

Sørlandet sykehus HF og kommunene i Listerregionen: Farsund, Flekkefjord, Hægebostad, Kvinesdal, Lyngdal og Sirdal

Rev. 03.11.17. Gjelder fra 1.1.2018

## 1.0 Parter

Parter i avtalen er Sørlandet sykehus HF og de seks kommunene i Lister. Lund kommune har sluttet seg til tidligere
utgaver, men er ikke part i denne.
""",
        ("5",),
        ("Sørlandet sykehus HF", "Farsund kommune", "Flekkefjord kommune", "Hægebostad kommune", "Kvinesdal kommune",
         "Lyngdal kommune", "Sirdal kommune"),
        in_force="2018-01-01", revised="2017-11-03",
    ),
    Header(
        "bergen_sær",
        """# Særavtale til Tenesteavtalane 2, 6 og 10

Lærings- og meistringsnettverk

## Partar

- Helse Bergen HF
- Haraldsplass Diakonale Sykehus AS
- Kommunane Askøy, Øygarden og Bjørnafjorden

## Bakgrunn

Dette er ikkje ein ny tenesteavtale. Han gjeld ved sida av dei andre, og skal ikkje lesast åleine.
""",
        ("sær", "2", "6", "10"),
        ("Helse Bergen HF", "Haraldsplass Diakonale Sykehus AS", "Askøy kommune", "Øygarden kommune",
         "Bjørnafjorden kommune"),
        language="nn",
    ),
    Header(
        "herøy_mr",
        """# Samarbeidsavtale mellom Herøy kommune og Helse Møre og Romsdal HF om jordmortenester og fødselsomsorg

Vedteken av kommunestyret 27.03.2014. Gjeld frå 01.06.2014.

## 1. Avtalepartar

Helse Møre og Romsdal HF og Herøy kommune. Dei som skriv under, har ikkje fullmakt til å endre vedlegga.
""",
        ("8",), ("Herøy kommune", "Helse Møre og Romsdal HF"), language="nn", in_force="2014-06-01",
    ),
    Header(
        "finnmark_gammel",
        """# Tjenesteavtale 4

Helse Finnmark HF og Kvalsund kommune/Fálesnuori suohkan

Tilbud om øyeblikkelig hjelp døgnopphold i kommunen

## 1. Parter

Avtalen gjelder mellom Helse Finnmark HF og Kvalsund kommune.

## 9. Underskrift

Hammerfest, 30. juni 2013
""",
        ("4",), ("Helse Finnmark HF", "Kvalsund kommune"), signed="2013-06-30",
    ),
    Header(
        "innlandet_3_5",
        """# Tjenesteavtale 3 og 5

Retningslinjer for innleggelse i sykehus og samarbeid om utskrivningsklare pasienter

Lunner kommune og Sykehuset Innlandet HF

## 1. Parter

Lunner kommune og Sykehuset Innlandet HF (SI) er parter.

## 2. Varighet

Avtalen trer i kraft 15. januar 2013.
""",
        ("3", "5"), ("Lunner kommune", "Sykehuset Innlandet HF"), in_force="2013-01-15",
    ),
    Header(
        "oslo_tjenesteavtale_1",
        """# Samarbeidsavtale – Tjenesteavtale 1

Samarbeid om pasienter med behov for koordinerte tjenester, herunder pasient- og pårørendeopplæring

Oslo kommune, Oslo universitetssykehus HF, Lovisenberg Diakonale Sykehus AS og Diakonhjemmet Sykehus AS

## 1. Partene

Partene er Oslo kommune på den ene siden og Oslo universitetssykehus HF, Lovisenberg Diakonale Sykehus og Diakonhjemmet
Sykehus på den andre. Avtalen gjelder ikke for Akershus universitetssykehus HF.
""",
        ("2",),
        ("Oslo kommune", "Oslo universitetssykehus HF", "Lovisenberg Diakonale Sykehus AS", "Diakonhjemmet sykehus AS"),
    ),
    Header(
        "oslo_tjenesteavtale_2",
        """# Tjenesteavtale 2: Innleggelse og utskrivning

mellom Oslo kommune og Oslo universitetssykehus HF

## Parter

Oslo kommune og Oslo universitetssykehus HF (OUS)
""",
        ("3", "5"), ("Oslo kommune", "Oslo universitetssykehus HF"),
    ),
    Header(
        "ikt",
        """# Delavtale 9 om IKT-løsninger lokalt og elektronisk meldingsutveksling

Halden kommune og Sykehuset Østfold HF. Ikrafttredelse: 01.07.2012

## 1 Avtaleparter

Sykehuset Østfold HF og Halden kommune har inngått denne avtalen.

## 7 Signaturer

Sted: Sarpsborg  Dato: 22.06.2012
""",
        ("9",), ("Halden kommune", "Sykehuset Østfold HF"), signed="2012-06-22", in_force="2012-07-01",
    ),
    Header(
        "forskning",
        """# Tjenesteavtale 7: Forskning, utdanning, praksis og læretid

Vestre Viken HF og kommunene Drammen, Lier og Øvre Eiker

## Parter

Partene er Vestre Viken HF og kommunene Drammen, Lier og Øvre Eiker.

Gyldig fra 1. april 2021
""",
        ("7",), ("Vestre Viken HF", "Drammen kommune", "Lier kommune", "Øvre Eiker kommune"), in_force="2021-04-01",
    ),
    Header(
        "ansvar_1",
        """# Tjenesteavtale 1

Enighet mellom Loppa kommune og Finnmarkssykehuset HF om hvilke helse- og omsorgsoppgaver forvaltningsnivåene er pålagt
ansvaret for

## Parter

Loppa kommune/Láhpi suohkan og Finnmarkssykehuset HF
""",
        ("1",), ("Loppa kommune", "Finnmarkssykehuset HF"),
    ),
    Header(
        "saman_osa",
        """# Samarbeidsavtale for helsefellesskapet i bergensområdet

Overordna del og tenesteavtale 1 om ansvar og oppgåver

Gjeld frå 01.08.2022

## Kven er partar?

Helse Bergen HF, NKS Olaviken alderspsykiatriske sykehus AS, Solli DPS AS, Modalen kommune, Osterøy kommune og Vaksdal
kommune er partar. Eidfjord kommune er invitert med, men har ikkje svara.

Sist oppdatert 11.10.2023
""",
        ("overordnet", "1"),
        ("Helse Bergen HF", "NKS Olaviken alderspsykiatriske sykehus AS", "Solli DPS AS", "Modalen kommune",
         "Osterøy kommune", "Vaksdal kommune"),
        language="nn", in_force="2022-08-01",
    ),
    Header(
        "rammeavtale",
        """# Rammeavtale mellom Stryn kommune og Helse Førde HF

## 1 Partar

Stryn kommune (heretter kalla kommunen) og Helse Førde HF (heretter kalla føretaket)

## 2 Føremål

Avtalen skal sikre at innbyggjarane får eit heilskapleg tilbod, og at ingen vert ståande utan hjelp.
""",
        ("overordnet",), ("Stryn kommune", "Helse Førde HF"), language="nn",
    ),
    Header(
        "værnesregionen",
        """# Overordnet samarbeidsavtale

mellom St. Olavs Hospital HF og Værnesregionen ved kommunene Tydal, Selbu, Stjørdal og Meråker

Gjeldende fra 31.01.2013

## 1 Parter

Kommunene i Værnesregionen og St. Olavs Hospital HF.
""",
        ("overordnet",),
        ("St. Olavs hospital HF", "Tydal kommune", "Selbu kommune", "Stjørdal kommune", "Meråker kommune"),
        in_force="2013-01-31",
    ),
    Header(
        "ocr",
        """# Tjenesteavtale 10 om forebygging og helsefremmende arbeid

Vaeroy kommune, Rost kommune, Flakstad kornrnune og Nordlandssykehuset HF

## 1. Parter

Avtalen er inngatt mellom Vaeroy kommune, Rost kommune, Flakstad kommune og Nordlandssykehuset HF.
""",
        ("10",), ("Værøy kommune", "Røst kommune", "Flakstad kommune", "Nordlandssykehuset HF"),
    ),
    Header(
        "linjebrudd",
        """# Tjenesteavtale 11 – akuttmedisinsk kjede og beredskap

Universitetssykehuset
Nord-Norge HF og Gratangen
kommune

## Parter

Universitetssykehuset Nord-
Norge HF og Gratangen kommune
""",
        ("11",), ("Universitetssykehuset Nord-Norge HF", "Gratangen kommune"),
    ),
    Header(
        "barn_og_unge",
        """# Delavtale om barn og unge med sammensatte vansker og lidelser

Inderøy kommune, Verdal kommune og Helse Nord-Trøndelag HF

Signert 15.11.2023, iverksettes 1. desember 2023

## Hvem er vi?

Vi er Inderøy kommune, Verdal kommune og Helse Nord-Trøndelag HF (HNT).
""",
        ("13",), ("Inderøy kommune", "Verdal kommune", "Helse Nord-Trøndelag HF"), signed="2023-11-15",
        in_force="2023-12-01",
    ),
    Header(
        "nn_planlegging",
        """# Delavtale 12: Korleis vi planlegg og utviklar tenestene saman

Helse Stavanger HF og Suldal kommune

## Partar

Suldal kommune og Helse Stavanger HF. Begge partar har skrive under, men ikkje same dagen.

## Underskrift

Stavanger, 8. mai 2023

Sand, 12. mai 2023
""",
        ("12",), ("Helse Stavanger HF", "Suldal kommune"), language="nn", signed="2023-05-12",
    ),
    Header(
        "palliasjon",
        """# Delavtale nr. 2d

Samarbeidsavtale om behandlingsforløp for palliasjon

mellom XX kommune og Helse Stavanger HF

## 1. Parter

Avtalen er inngått mellom XX kommune og Helse Stavanger HF.
""",
        ("2",), ("Helse Stavanger HF",), template=True,
    ),
    Header(
        "signatur_hver_for_seg",
        """# Delavtale b) Koordinerte tjenester

Sykehuset i Vestfold HF – Larvik kommune

Avtalen er revidert i juni 2019.

## Underskrift

For Larvik kommune, dato 03.09.2019

For Sykehuset i Vestfold HF, dato 17.09.2019

Avtalen gjelder fra 1. oktober 2019.
""",
        ("2",), ("Sykehuset i Vestfold HF", "Larvik kommune"), signed="2019-09-17", in_force="2019-10-01",
        revised="2019-06",
    ),
    Header(
        "trespråklig",
        """# Tjenesteavtale 8 – jordmortjenester

Universitetssykehuset Nord-Norge HF og Ráissa suohkan – Nordreisa kommune – Raisin komuuni

## Avtaleparter

- UNN HF
- Ráissa suohkan / Nordreisa kommune / Raisin komuuni
""",
        ("8",), ("Universitetssykehuset Nord-Norge HF", "Nordreisa kommune"),
    ),
    Header(
        "kommuner_etter",
        """# Tjenesteavtale nr. 10

Forebyggende og helsefremmende arbeid

Inngått mellom Trysil, Engerdal, Stor-Elvdal og Våler kommuner og Sykehuset Innlandet HF

## 1. Parter

Kommunene (Trysil, Engerdal, Stor-Elvdal og Våler) og Sykehuset Innlandet HF.
""",
        ("10",), ("Trysil kommune", "Engerdal kommune", "Stor-Elvdal kommune", "Våler kommune",
                  "Sykehuset Innlandet HF"),
    ),
    Header(
        "kommunenavn_i_klammer",
        """# Delavtale 3 Innleggelse i sykehus

mellom [kommunenavn] og Akershus universitetssykehus HF

## Parter

[Kommunenavn] og Akershus universitetssykehus HF (Ahus)

## Underskrift

Sted/dato: ..........
""",
        ("3",), ("Akershus universitetssykehus HF",), template=True,
    ),
    Header(
        "og_i_navnet",
        """# Delavtale 6 Kunnskapsutveksling og kompetanse

Evje og Hornnes kommune, Bygland kommune, Valle kommune og Sørlandet sykehus HF

Godkjent i kommunestyret 14. mars 2019, rev. mai 2020

## Parter

Evje og Hornnes, Bygland og Valle kommuner og Sørlandet sykehus HF.
""",
        ("6",), ("Evje og Hornnes kommune", "Bygland kommune", "Valle kommune", "Sørlandet sykehus HF"),
        revised="2020-05",
    ),
    Header(
        "før_sammenslåing",
        """# Tenesteavtale 2 mellom Førde kommune, Jølster kommune og Helse Førde HF

Rehabilitering, habilitering og lærings- og meistringstilbod

## Partar

Førde kommune, Jølster kommune og Helse Førde HF. Kommunane er ikkje slått saman enno.

Avtalen gjeld frå den dagen han er underskriven.

## Underskrift

Førde, den 5. desember 2012
""",
        ("2",), ("Førde kommune", "Jølster kommune", "Helse Førde HF"), language="nn", signed="2012-12-05",
        in_force="2012-12-05",
    ),
)
