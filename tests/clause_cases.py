"""Fresh sentences with what the codebook says of them: heading | lead-in | sentence | side | modality | flags.

Flags: T testable, t not testable, N negated, L restated law, R by reference; a flag that is not named must be off,
except that testable is only checked when T or t is named. `.` stands for an empty field.
"""

CASES = """
# binding, bokmål
. | . | Kommunen skal sende innleggelsesrapport innen fire timer. | kommune | binding | T
. | . | Sykehuset plikter å varsle hjemmetjenesten senest dagen før utreise. | helseforetak | binding | T
. | . | Innen 48 timer etter vedtaket skal tildelingskontoret kontakte pasienten. | kommune | binding | T
. | . | Når pasienten er meldt klar, skal sengeposten oversende legemiddellista samme dag. | helseforetak | binding | T
. | . | Det påhviler foretaket å skaffe tolk til utskrivningssamtalen. | helseforetak | binding | T
. | . | Det tilligger kommunen å ha plassen klar. | kommune | binding | .
. | . | Ansvaret for transport ligger hos helseforetaket. | helseforetak | binding | .
. | . | Partene forpliktet seg i 2019 til noe annet. | begge | none | .
. | . | Begge parter forplikter seg til å stille med to deltakere i hvert møte. | begge | binding | T
. | . | Helseforetaket har ansvar for å kalle inn til årsmøtet. | helseforetak | binding | T
. | . | Kommunedirektøren er ansvarlig for at nyansatte får opplæring i rutinen innen en måned. | kommune | binding | .
. | . | Meldingen skal besvares av legevakten innen to timer. | kommune | binding | T
. | . | Koordinerende enhet i kommunen må registrere henvendelsen i journalen. | kommune | binding | T
. | . | Pasienter skal ikke utskrives før kommunen har bekreftet mottak. | . | binding | .
. | . | Rapporten skal ikke sendes senere enn 1. mai. | . | binding | T
. | . | Kommunen skal, så langt det er mulig, tilby plass innen tre dager. | kommune | weak | .
. | . | Sykehuset skal ved behov kalle inn til samarbeidsmøte. | helseforetak | weak | .
. | . | Helseforetaket skal sende epikrise innen to døgn og ved behov ringe fastlegen. | helseforetak | binding | T
. | . | Kommunen og helseforetaket skal sammen arrangere to fagdager i året. | begge | binding | T
. | . | Partene skal samarbeide om gode overganger. | begge | binding | t
. | . | Kommunen skal bidra til et godt samarbeid. | kommune | binding | t
. | . | Hver av partene skal oppnevne en kontaktperson. | begge | binding | T
. | . | Dersom partene ikke blir enige, skal saken legges fram for utvalget innen tre uker. | . | binding | T
. | . | Kommunen skal ikke bare melde avviket, men også føre det i eget system. | kommune | binding | T
. | . | For barn under 18 år skal barneavdelingen peke ut en kontakt. | helseforetak | binding | T
. | . | LMS skal holde startkurs for personer med diabetes to ganger i året. | helseforetak | binding | T
. | . | Frisklivssentralen skal ta imot henvisninger fra fastleger. | kommune | binding | T
. | . | Klinikksjefen skal legge fram statistikk hvert halvår. | helseforetak | binding | T
. | . | I samsvar med § 6-2 skal kommunen sende melding innen 24 timer. | kommune | binding | T
. | . | Endringer kan ikke gjennomføres før den andre parten har uttalt seg. | . | binding | .
# binding, nynorsk
. | . | Kommunen skal melde frå innan tre dagar. | kommune | binding | T
. | . | Helseføretaket pliktar å gje tilbakemelding same dag. | helseforetak | binding | T
. | . | Det ligg til sjukehuset å tinga drosje. | helseforetak | binding | .
. | . | Rådmannen har ansvaret for at avtala blir følgd opp i eiga eining. | kommune | binding | .
. | . | Seinast ei veke etter utskriving skal poliklinikken kalle inn til kontroll. | helseforetak | binding | T
. | . | Meldinga skal sendast av legen på sjukehuset innan kl. 12. | helseforetak | binding | T
. | . | Heimetenesta skal følgje opp pasienten i to veker. | kommune | binding | T
. | . | Kvar part skal nemne opp to medlemer. | begge | binding | T
. | . | Plikta til å varsle kviler på sjukehuset. | helseforetak | binding | .
. | . | Avtala skal gjennomgåast annakvart år. | . | binding | T
. | . | Sjukehuset skal ikkje skrive ut pasientar etter kl. 20. | helseforetak | binding | T
. | . | Kommunen må ha ein beredskapsplan som vert øvd kvart år. | kommune | binding | T
# present
. | . | Kommunen tilbyr kurs i kosthold hver vår. | kommune | present | T
. | . | Sykehuset sender faktura hver måned. | helseforetak | present | T
. | . | LMS held kurs fire gonger i året. | helseforetak | present | T
. | . | Svaret gis av tildelingskontoret innen to dager. | kommune | present | T
. | . | Avviket registrerast i Synergi av den som oppdagar det. | begge | present | T
. | . | Kommunen peker ut koordinator, mens sykehuset innkaller til første møte. | helseforetak | present | T
. | . | Fastlegen henviser pasienten på eget skjema. | kommune | present | T
. | . | Sekretariatet sender ut innkalling to uker før møtet. | . | present | T
. | . | Helsestasjonen tek imot gravide frå alle kommunane. | kommune | present | T
. | . | Vi på sykehuset ringer hjemmetjenesten før du reiser hjem. | helseforetak | present | T
. | . | Opplæringen bekostes av foretaket. | helseforetak | present | T
. | . | Det er sjukehuset som bestiller tolk. | helseforetak | present | T
. | . | Kartleggingen foretas av saksbehandler i kommunen innen tre dager. | kommune | present | T
. | . | Det er avtalt at sykehuset holder to kurs i året. | helseforetak | present | T
. | . | Deltakaravgift blir ikkje kravd, og føretaket ber reisekostnader. | helseforetak | present | T
. | . | Kommunen har ikke egne kurs, men kjøper plasser hos sykehuset. | kommune | present | T
. | . | Tilbudet planlegges sammen med pasienten, ikke for pasienten. | . | present | T
. | . | Legen på posten ringer fastlegen samme dag. | helseforetak | present | T
. | . | Lukkast det ikkje, sender kommunen saka til nemnda innan ein månad. | kommune | present | T
. | . | Psykiatrisenteret skal rettleie helsestasjonen. | helseforetak | binding | T
. | . | Barselposten skal ringe jordmora før heimreise. | helseforetak | binding | T
. | . | Den som leser avtalen, skal lete i tabellene. | . | binding | .
Kommunens oppgaver | . | Pårørende får tilbud om plass i gruppe. | kommune | present | T
. | . | Kommunen vokser med 300 innbyggere i året. | kommune | none | t
# binding, framed or in the second half
. | . | Opplæring av hjemmesykepleien tilligger palliativt team ved sykehuset. | helseforetak | binding | .
. | . | Epikrisen skal være sendt fra sykehuset den dagen pasienten reiser. | helseforetak | binding | T
. | . | Både kommunen og sjukehuset skal føre register over likepersonar og byte lister i mai. | begge | binding | T
. | . | Det er kommunen som har ansvaret for transport. | kommune | binding | .
. | . | Partene er enige om at kommunen skal sende melding innen tre dager. | kommune | binding | T
. | . | Ingen part kan bli overstyrt; alle vedtak skal gjøres i enighet. | . | binding | .
. | . | Kommunen kan delta på kurs, men skal melde fra innen en uke. | kommune | binding | T
. | . | Lærings- og mestringssenteret skal invitere hvert halvår, fortrinnsvis i mars. | helseforetak | binding | T
. | . | Tiltakene i planen skal bygge på pasientens egne mål. | . | binding | .
. | . | Avtalen skal være forankret i ledelsen. | . | binding | .
. | . | Når det foreligger samtykke, er det sykehuset som skal sende melding. | helseforetak | binding | T
. | Til helseforetaket ligger: | henting av utstyr hos legekontoret | helseforetak | binding | T
. | . | Utredning av barnet er sykehusets ansvar. | helseforetak | binding | T
. | . | Partene har et felles ansvar for pasientene. | begge | binding | t
# opinions
. | . | Partane meiner at kurs bør haldast lokalt. | begge | none | t
. | . | Partane er opptekne av å halde kurs nær der folk bur. | begge | none | t
. | . | Med rehabilitering meiner partane målretta prosessar på ulike arenaer. | begge | none | t
# weak
. | . | Kommunen skal fortrinnsvis bruke digital oppfølging. | kommune | weak | .
. | . | Kommunen har eit mål om å halde fire kurs i året. | kommune | weak | .
. | . | Kommunen bør vurdere å opprette en gruppe. | kommune | weak | .
. | . | Partene ønsker å prøve ut felles kurs. | begge | weak | .
. | . | Helseforetaket kan stille med foreleser. | helseforetak | weak | .
. | . | Partane tek sikte på å møtast oftare. | begge | weak | .
. | . | Kommunane har som mål å etablere frisklivssentral. | kommune | weak | .
. | . | Sjukehuset vil søkje å gje rettleiing på video. | helseforetak | weak | .
. | . | Det er ønskelig at partene møtes årlig. | . | weak | .
. | . | Der det ligger til rette for det, skal kommunen tilby video. | kommune | weak | .
. | . | Kurset skal legges opp slik at pasienten kan ha med seg en pårørende. | . | binding | T
# purpose
. | . | Avtalen skal bidra til bedre samhandling. | . | purpose | t
. | . | Avtala skal medverke til at pasienten får eit heilskapleg tilbod. | . | purpose | .
. | . | Formålet med avtalen er å sikre gode forløp. | . | purpose | .
. | . | Samarbeidet skal sikre likeverdige tjenester. | . | purpose | .
. | . | Delavtalen skal klargjøre ansvaret mellom nivåene. | . | purpose | .
. | . | Avtalen skal evalueres hvert andre år. | . | binding | T
# negation
. | . | Det er ikke avtalt egne tiltak for denne gruppa. | . | none | N
. | . | Avtalen omfatter ikke lærings- og mestringstilbud. | . | none | N
. | . | Avtalen medfører ingen økonomiske forpliktelser. | . | none | N
. | . | Partane har ikkje egne reglar om dette. | begge | . | N
. | . | Verken revisjon eller oppsigelse er omtalt i dokumentet. | . | none | N
. | . | Kurs for pårørande er ikkje ein del av avtala. | . | none | N
. | . | Læring og mestring skal ikke omfattes av avtalen. | . | binding | N
. | . | Hendelser der avtalen ikke er fulgt, skal meldes innen en uke. | . | binding | T
# restated law
. | . | Kommunen er etter helse- og omsorgstjenesteloven pålagt å ha koordinerende enhet. | kommune | . | L
. | . | Sykehuset har etter loven plikt til opplæring av pasienter og pårørende. | helseforetak | . | L
. | . | Etter spesialisthelsetjenesteloven § 3-8 har sykehusene ansvar for forskning. | helseforetak | . | L
. | . | Loven krever at partene har en avtale. | . | . | L
. | . | Kommunen er i lov pålagd å ha legevakt. | kommune | . | L
. | . | Ansvaret følgjer av lov og forskrift. | . | . | L
. | . | Folkehelselova gir kommunen eit ansvar for oversikt. | kommune | . | L
# by reference
. | . | Tvister løses etter reglene i overordnet samarbeidsavtale punkt 12. | . | . | R
. | . | Avvik vert handsama etter kapittel 8 i den overordna samarbeidsavtala. | . | . | R
. | . | For mislighold gjelder samarbeidsavtalen tilsvarende. | . | . | R
. | . | Brukermedvirkning er regulert i delavtale 1. | . | . | R
. | . | Om revisjon, sjå samarbeidsavtalen kapittel 7. | . | . | R
. | . | Oppseiing følgjer overordna samarbeidsavtale. | . | . | R
. | . | Kommunen skal melde avvik innen 24 timer, jf. samarbeidsavtalen punkt 9. | kommune | binding | T
# lists, headings
. | Kommunen skal: | varsle sykehuset innen to timer | kommune | binding | T
. | Sjukehuset skal | fortelje pasienten om tilbod i kommunen | helseforetak | binding | T
. | Helseforetaket har ansvar for: | veiledning av ansatte i kommunen to ganger i året | helseforetak | binding | T
. | Avtalen skal bidra til at | flere får hjelp tidlig | . | purpose | .
. | Kommunen ønsker å | prøve ut digital oppfølging | kommune | weak | .
. | Partene skal: | la ansatte hospitere hos hverandre | begge | binding | T
. | Under kommunens ansvar hører: | oppnevnelse av koordinator for pasienter med plan | kommune | binding | T
. | På sjukehuset kviler det: | å ringje tilsynslegen same dag | helseforetak | binding | T
. | Sykehuset | sender epikrise innen én uke | helseforetak | present | T
. | Det er ikke avtalt: | kostnadsdeling mellom partene | . | . | N
Kommunens oppgaver | . | Melding om ledig plass sendes innen kl. 14. | kommune | present | T
Det sjukehuset tek på seg | . | Epikrisa blir send same dag. | helseforetak | present | T
Hva gjør kommunen? | . | Henvisninger besvares innen to uker. | kommune | present | T
Sjukehuset sine oppgåver | . | Kommunen kan be om råd. | kommune | weak | .
"""
