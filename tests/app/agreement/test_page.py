"""Én avtale in a real browser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import AGREEMENTS
from pdf.drawing import draw, write
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from app.conftest import NARROW, WIDE, Server, fill, serve, settled

OVERALL = AGREEMENTS / "overordnet-ostre-agder.pdf"
ETNE = AGREEMENTS / "tenesteavtale-2-etne.pdf"
TABS = ("Oversikt", "Kriterier", "Oppgavefordeling", "Tekst", "Vurdering", "Versjoner", "Eksport")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def show(page: Page, server: Server, path: Path, tab: str = "") -> None:
    """Open an agreement by its address, and one of its tabs."""
    page.goto(f"{server.url}/avtale?avtale={sha256(path)}")
    page.locator(".avtale-hode").wait_for()
    settled(page)
    if tab:
        page.get_by_role("tab", name=tab, exact=True).click()
        settled(page)


def criterion(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).first.click()
    expect(page.locator(".kriterium").get_by_role("heading", name=name)).to_be_visible()
    settled(page)


def yellow(picture: Locator) -> int:
    """How many pixels of a picture on the page have the colour of the marker pen."""
    picture.scroll_into_view_if_needed()
    image = Image.open(BytesIO(picture.screenshot())).convert("RGB")
    return sum(count for count, (r, g, b) in image.getcolors(10**7) or () if r > 240 and 190 < g < 230 and b < 60)


def test_a_quote_is_shown_marked_on_its_page(page: Page, server: Server) -> None:
    show(page, server, OVERALL, "Kriterier")
    page.get_by_role("button", name="Vis på side 4").nth(2).click()
    picture = page.get_by_role("img", name="Side 4 i avtalen som bilde. 3 linjer er merket")
    expect(picture).to_be_visible()
    settled(page)
    assert yellow(picture) > 500
    expect(page.get_by_role("button", name="Vises på side 4")).to_be_visible()
    page.get_by_role("radio", name="Nærbilde").click()
    close = page.locator("[class*=st-key-sidebilde_close_] img")
    expect(close).to_be_visible()
    settled(page)
    assert yellow(close) > 500
    page.get_by_role("button", name="Neste").click()
    unmarked = page.get_by_role("img", name="Side 5 i avtalen som bilde. Ingenting er merket")
    expect(unmarked).to_be_visible()
    settled(page)
    assert yellow(unmarked) == 0


def test_a_quote_over_a_page_break_shows_both_pages(page: Page, server: Server) -> None:
    show(page, server, OVERALL, "Kriterier")
    page.get_by_role("button", name="Vis på side 2–3").first.click()  # its list is opened on the page before
    pictures = page.get_by_role("img", name="linjer er merket")
    expect(pictures).to_have_count(2)
    settled(page)
    assert all(yellow(one) for one in pictures.all())


def test_on_a_narrow_screen_the_page_lies_over_the_foot_until_it_is_closed(page: Page, server: Server) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    show(page, server, OVERALL, "Kriterier")
    expect(page.get_by_role("img", name="i avtalen som bilde")).to_have_count(0)
    page.get_by_role("button", name="Vis på side 4").first.click()
    expect(page.get_by_role("img", name="Side 4 i avtalen som bilde")).to_be_in_viewport()
    settled(page)
    page.get_by_role("button", name="Lukk").click()
    expect(page.get_by_role("img", name="i avtalen som bilde")).to_have_count(0)


def test_what_is_missing_says_where_it_was_looked_for_and_what_could_be_written(page: Page, server: Server) -> None:
    show(page, server, ETNE, "Kriterier")
    criterion(page, "Samisk befolkning")
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("ikke funnet").first).to_be_visible()
    expect(main.get_by_text("Dette kom nærmest:").first).to_be_visible()
    expect(main.get_by_text("seinast éi veke før timen")).to_be_visible()  # nynorsk, as the agreement
    main.get_by_test_id("stCode").first.hover()
    main.get_by_text("Hvor programmet lette").first.click()
    expect(main.get_by_text("6.1 Utgifter").first).to_be_visible()


@pytest.mark.slow
def test_own_level_and_comment_last_through_reload_and_restart(page: Page, tmp_path: Path) -> None:
    fill(tmp_path, ETNE)
    with serve(tmp_path) as server:
        show(page, server, ETNE, "Vurdering")
        criterion(page, "Samisk befolkning")
        page.get_by_role("radio", name="1 omtalt").click()
        page.get_by_label("Kommentar").fill("Tolk er nevnt muntlig.")
        page.get_by_role("button", name="Lagre vurderingen").click()
        expect(page.get_by_text("Lagret.")).to_be_visible()
        page.get_by_role("button", name="Merk avtalen som ferdig gjennomgått").click()
        expect(page.get_by_role("button", name="Åpne gjennomgangen igjen")).to_be_visible()
        server.restart()
        show(page, server, ETNE, "Vurdering")
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Samisk befolkning"))
        expect(row).to_contain_text("1 omtalt")
        expect(page.locator(".avtale-hode")).to_contain_text("Ferdig gjennomgått")
        history = page.get_by_role("region", name="Historikk")
        expect(history).to_contain_text("Tolk er nevnt muntlig.")
        expect(history.get_by_role("row")).to_have_count(3)


def test_unsaved_typing_survives_tabs_and_other_criteria(page: Page, server: Server) -> None:
    show(page, server, OVERALL, "Vurdering")
    page.get_by_label("Kommentar").fill("Halvferdig tanke")
    criterion(page, "Forpliktelse")
    expect(page.get_by_label("Kommentar")).to_have_value("")
    page.get_by_role("tab", name="Tekst", exact=True).click()
    settled(page)
    page.get_by_role("tab", name="Vurdering", exact=True).click()
    settled(page)
    criterion(page, "Konkretisering")
    expect(page.get_by_label("Kommentar")).to_have_value("Halvferdig tanke")
    expect(page.get_by_text("Ikke lagret ennå.")).to_be_visible()


def test_the_second_of_two_reviewers_is_told_and_no_text_is_lost(page: Page, browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=WIDE)
    second = context.new_page()
    for one in (page, second):
        show(one, server, ETNE, "Vurdering")
        criterion(one, "Vedlikehold")
    page.get_by_label("Kommentar").fill("Første vurdering")
    page.get_by_role("button", name="Lagre vurderingen").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()
    second.get_by_label("Kommentar").fill("Andre vurdering")
    second.get_by_role("button", name="Lagre vurderingen").click()
    alert = second.get_by_role("alert").filter(has_text="Noen andre lagret før deg")
    expect(alert).to_contain_text("lokal lagret en vurdering")
    expect(second.get_by_text("Første vurdering").first).to_be_visible()
    expect(second.get_by_label("Kommentar")).to_have_value("Andre vurdering")
    second.get_by_role("button", name="Sett sammen begge").click()
    expect(second.get_by_label("Kommentar")).to_have_value("lokal: Første vurdering\n\nAndre vurdering")
    second.get_by_role("button", name="Lagre vurderingen").click()
    expect(second.get_by_text("Lagret.")).to_be_visible()
    history = second.get_by_role("region", name="Historikk")
    expect(history).to_contain_text("lagt til side, en annen kom først")
    expect(history.get_by_text("Andre vurdering", exact=True)).to_be_visible()
    context.close()


def test_what_an_agreement_says_is_shown_as_text_on_every_tab(page: Page, server: Server, tmp_path: Path) -> None:
    lines = [
        "Delavtale 5 <script>document.title='tatt'</script> om utskrivning", "mellom Etne kommune og Helse Fonna HF",
        "1 Oppgaver **fet** :red[rød] $x^2$", "Kommunen skal melde <img src=x onerror=\"document.title='tatt'\"> innen",
        "tre dager. Helse Fonna HF skal svare [her](javascript:alert(1)) innen to dager.",
    ]  # fmt: skip
    path = draw(tmp_path / "fil <b>**fet**.pdf", lambda canvas: write(canvas, 50, 100, lines))
    fill(server.data, path)
    show(page, server, path)
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        settled(page)
        expect(page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
        assert page.title() != "tatt"
        expect(page.locator("img[src='x'], a[href^='javascript']")).to_have_count(0)
        expect(page.locator("script").filter(has_text="tatt")).to_have_count(0)
        expect(page.locator(".avtale-hode h1")).to_contain_text("<script>")
        expect(page.get_by_test_id("stException")).to_have_count(0)
    page.get_by_role("tab", name="Tekst", exact=True).click()
    expect(page.locator(".avtaletekst")).to_contain_text("**fet** :red[rød] $x^2$")
    expect(page.locator(".avtaletekst")).to_contain_text("[her](javascript:alert(1))")


def test_the_text_has_contents_that_lead_to_its_sections(page: Page, server: Server) -> None:
    show(page, server, OVERALL, "Tekst")
    heading = page.locator(".avtaletekst").get_by_role("heading", name="15 Varighet")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("navigation", name="Innhold").get_by_role("link", name="15 Varighet").click()
    expect(heading).to_be_in_viewport()
    expect(page.locator(".funn-konkretisering .merke").first).to_contain_text("Konkretisering, side 2")


def test_duties_are_filtered_and_shown_where_they_stand(page: Page, server: Server) -> None:
    show(page, server, ETNE, "Oppgavefordeling")
    page.get_by_label("Ord i oppgaven").fill("epikrisen")
    page.get_by_label("Ord i oppgaven").press("Enter")
    expect(page.get_by_text("Viser 1 av 24 oppgaver.")).to_be_visible()
    picture = page.get_by_role("img", name="Side 2 i avtalen")
    expect(picture).to_be_visible()
    settled(page)
    assert yellow(picture) > 200
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned som CSV").click()
    assert "Helseføretaket" in Path(download.value.path()).read_text("utf-8-sig")


def test_two_agreements_are_compared(page: Page, server: Server) -> None:
    show(page, server, ETNE, "Versjoner")
    expect(page.get_by_text("▲").or_(page.get_by_text("▼")).first).to_be_visible()
    page.get_by_text("Fjernet (").first.click()
    settled(page)
    expect(page.locator(".endringer li").first).to_contain_text("Fjernet")


@pytest.mark.parametrize(("button", "opens"), [
    ("Last ned protokollen (DOCX)", "docx"), ("Last ned arbeidsboken (XLSX)", "xlsx"),
    ("Last ned avtalen med merknader (PDF)", "pdf"), ("Last ned data (JSON)", "json"),
])  # fmt: skip
def test_exports_open(page: Page, server: Server, button: str, opens: str) -> None:
    import docx
    import openpyxl
    import pypdf

    show(page, server, ETNE, "Eksport")
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    path = Path(download.value.path())
    assert download.value.suggested_filename.startswith("tenesteavtale-2-etne")
    match opens:
        case "docx":
            assert any("Etne" in one.text for one in docx.Document(str(path)).paragraphs)
        case "xlsx":
            assert len(openpyxl.load_workbook(BytesIO(path.read_bytes())).sheetnames) > 2
        case "pdf":
            assert any("/Annots" in one for one in pypdf.PdfReader(path).pages)
        case "json":
            assert json.loads(path.read_text("utf-8"))["sha256"] == sha256(ETNE)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_tab_is_accessible(
    page: Page, server: Server, axe: Callable[[Page], None], size: dict[str, int]
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    show(page, server, ETNE)
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        settled(page)
        axe(page)


def test_a_quote_is_reached_by_keyboard_alone(page: Page, server: Server) -> None:
    show(page, server, OVERALL)
    page.get_by_role("tab", name="Oversikt", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settled(page)
    target = page.get_by_role("button", name="Vis på side 4").first
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Side 4 i avtalen som bilde.")).to_be_visible()


def test_the_language_is_switched_and_the_tab_stays_open(page: Page, server: Server) -> None:
    show(page, server, OVERALL, "Versjoner")
    page.get_by_test_id("stSidebar").get_by_text("Nynorsk").click()
    settled(page)
    expect(page.get_by_role("tab", name="Versjonar", exact=True)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="Samanlikn med ein annan avtale")).to_be_visible()


def test_an_address_that_names_no_agreement_says_so(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/avtale?avtale={'0' * 64}")
    expect(page.get_by_text("Avtalen i adressen finnes ikke her")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_an_empty_store_says_what_to_do(page: Page, tmp_path: Path) -> None:
    with serve(tmp_path) as server:
        page.goto(f"{server.url}/avtale")
        expect(page.get_by_text("Det er ingen avtaler her ennå.")).to_be_visible()
        page.get_by_role("link", name="Gå til Avtaler").click()
        expect(page.get_by_role("heading", name="Avtaler", exact=True)).to_be_visible()
