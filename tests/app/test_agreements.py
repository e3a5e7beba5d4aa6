"""The page Avtaler in a real browser: files in, the table, search and filter, archive, downloads, and by keyboard."""

from __future__ import annotations

import csv
import io
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import AGREEMENTS, SCAN
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from analyser.engine import default_ruleset, judge_file
from analyser.store import Store
from app.conftest import FIRST, NARROW, Server, fill, serve, settled, upload

Axe = Callable[[Page], None]
HOSTILE = "<script>alert(1)</script> **fet** $x^2$ :red[rød] [lenke](http://x.no)"
"""What a document may say; on the page it stands as it is."""
ETNE = AGREEMENTS / "tenesteavtale-2-etne.pdf"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for tests that change what is in the store; it starts empty."""
    with serve(tmp_path_factory.mktemp("data")) as running:
        yield running


def count(page: Page, shown: int, total: int) -> None:
    expect(page.get_by_text(f"Viser {shown} av {total} avtaler")).to_be_visible()


def hostile_agreement(folder: Path) -> Path:
    """An agreement whose title, text and file name are all of them meant to do harm."""
    path = folder / f"=cmd() {HOSTILE.replace('/', '')}.pdf"
    canvas = Canvas(str(path))
    canvas.setSubject(folder.name)  # a file of its own for each test, also where PDFs are made without a date
    for number, line in enumerate((
        f"Tjenesteavtale 5 {HOSTILE}", "mellom Helse Fonna HF og Etne kommune", "1 Formål",
        "Avtalen skal sikre gode pasientforløp.", "2 Ansvar", f"Kommunen skal melde avvik {HOSTILE} innen 24 timer.",
    )):  # fmt: skip
        canvas.drawString(72, 780 - 24 * number, line)
    canvas.save()
    return path


def test_an_empty_store_says_what_to_do(own: Server, page: Page, axe: Axe) -> None:
    page.goto(own.url)
    expect(page.get_by_text("Slipp avtalene som PDF-filer i feltet under")).to_be_visible()
    expect(page.get_by_text("Velg filer")).to_be_visible()
    expect(page.get_by_text("eller dra dem hit")).to_be_visible()
    expect(page.get_by_label("Søk i avtalene")).to_have_count(0)
    axe(page)


def test_each_file_gets_its_own_answer_and_the_rest_are_judged(
    own: Server, page: Page, axe: Axe, tmp_path: Path
) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    empty, text, cut = tmp_path / "tom.pdf", tmp_path / "egentlig-docx.pdf", tmp_path / "kuttet.pdf"
    empty.touch()
    text.write_bytes(b"PK\x03\x04 dette er en docx")
    cut.write_bytes(ETNE.read_bytes()[:3000])
    twice = tmp_path / "samme avtale.pdf"
    twice.write_bytes(ETNE.read_bytes())
    hostile = hostile_agreement(tmp_path)
    upload(page, own, ETNE, empty, text, hostile, cut)
    expect(page.get_by_text("Nye avtaler: 2. Kunne ikke leses: 3.")).to_be_visible()
    for said in ("tom.pdf Filen er tom", "egentlig-docx.pdf Filen er ikke en PDF", "kuttet.pdf Filen er skadet"):
        expect(page.locator("li.refused", has_text=said)).to_have_count(1)
    expect(page.locator("li.new", has_text=hostile.name)).to_have_count(1)
    count(page, 2, 2)
    axe(page)
    upload(page, own, twice)
    expect(page.locator("li.known", has_text="samme avtale.pdf ligger her fra før.")).to_be_visible()
    count(page, 2, 2)
    page.get_by_role("link", name="Åpne avtalen").click()
    expect(page.get_by_role("heading", name="Tenesteavtale 2")).to_be_visible()


def test_the_server_lets_go_of_every_upload_when_it_has_been_judged(own: Server, page: Page) -> None:
    upload(page, own, ETNE)
    with urllib.request.urlopen(f"{own.url}/_stcore/metrics") as answer:
        assert "UploadedFileManager" not in answer.read().decode()


def test_a_file_above_the_limit_is_refused_in_norwegian(own: Server, page: Page, tmp_path: Path) -> None:
    large = tmp_path / "stor.pdf"
    with large.open("wb") as file:
        file.truncate(101 * 1024 * 1024)
    page.goto(own.url)
    settled(page)
    page.locator('input[type="file"]').set_input_files(str(large))
    expect(page.get_by_text("Filen er over 100")).to_be_visible()


def test_hostile_words_stand_as_text_in_table_chooser_and_title(own: Server, page: Page, tmp_path: Path) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    upload(page, own, hostile_agreement(tmp_path))
    title = next(one for one in Store.open(folder=own.data).agreements() if "cmd" in one.name)
    assert HOSTILE in title.assessment.document.title
    assert HOSTILE in str(page.locator("td, [role=gridcell]", has_text="Tjenesteavtale 5").first.text_content())
    page.get_by_label("Velg en avtale").fill("<script>")
    option = page.get_by_role("option").first
    expect(option).to_contain_text(HOSTILE)
    option.click()
    settled(page)
    page.get_by_role("button", name="Åpne", exact=True).click()
    page.wait_for_url("**/avtale?avtale=*")
    expect(page.get_by_role("heading", name="Tjenesteavtale 5")).to_contain_text(HOSTILE)


def test_what_is_archived_can_be_taken_back_at_once_and_later(own: Server, page: Page, axe: Axe) -> None:
    upload(page, own, ETNE, FIRST[0])
    total = len(Store.open(folder=own.data).agreements())
    choose(page, "Tenesteavtale 2")
    page.get_by_role("button", name="Arkiver").click()
    expect(page.get_by_text("er lagt i arkivet")).to_be_visible()
    count(page, total - 1, total - 1)
    page.get_by_role("button", name="Angre").click()
    count(page, total, total)
    choose(page, "Tenesteavtale 2")
    page.get_by_role("button", name="Arkiver").click()
    count(page, total - 1, total - 1)
    upload(page, own, ETNE)
    expect(page.get_by_text("ligger i arkivet nederst på siden")).to_be_visible()
    page.get_by_text("Arkivet (1)").click()
    axe(page)
    page.get_by_role("button", name="Hent fram").click()
    count(page, total, total)
    assert not any(one.archived for one in Store.open(folder=own.data).agreements())


def choose(page: Page, words: str) -> None:
    pick(page, "Velg en avtale", words)
    expect(page.get_by_role("button", name="Åpne", exact=True)).to_be_enabled()
    settled(page)


def pick(page: Page, label: str, words: str) -> None:
    """Choose in a list by typing, when nothing on the page is about to be drawn anew."""
    settled(page)
    page.get_by_label(label).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words).first.click()


def test_an_agreement_is_found_and_opened_by_keyboard_alone(server: Server, page: Page) -> None:
    page.goto(server.url)
    settled(page)
    until(page, "Tab", lambda: focused(page).startswith("Velg en avtale"))
    page.keyboard.type("Tenesteavtale 2")
    expect(page.get_by_role("option").first).to_contain_text("Etne kommune")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Åpne", exact=True)).to_be_enabled()
    settled(page)
    until(page, "Tab", lambda: focused(page) == "Åpne")
    page.keyboard.press("Enter")
    page.wait_for_url("**/avtale?avtale=*")
    expect(page.get_by_role("heading", name="Tenesteavtale 2")).to_be_visible()


def until(page: Page, key: str, done: Callable[[], bool]) -> None:
    for _ in range(80):
        page.keyboard.press(key)
        if done():
            return
    pytest.fail("the keyboard never got there")


def focused(page: Page) -> str:
    """What a screen reader would call the element in focus."""
    script = "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''"
    return str(page.evaluate(script)).strip()


def test_a_click_in_the_table_opens_the_agreement(server: Server, page: Page) -> None:
    page.goto(server.url)
    settled(page)
    box = page.get_by_test_id("data-grid-canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 60)
    page.wait_for_url("**/avtale?avtale=*")
    newest = Store.open(folder=server.data).agreements()[0]
    assert page.url.endswith(newest.sha256)


def test_a_click_opens_what_was_clicked_also_when_someone_has_added_one_meanwhile(
    own: Server, page: Page, tmp_path: Path
) -> None:
    upload(page, own, ETNE)
    store = Store.open(folder=own.data)
    clicked, added = store.agreements()[0], hostile_agreement(tmp_path)
    page.goto(own.url)
    settled(page)
    assert store.add(added.name, added.read_bytes(), judge_file(added, default_ruleset()), "noen@example.no")
    box = page.get_by_test_id("data-grid-canvas").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 30, box["y"] + 60)
    page.wait_for_url("**/avtale?avtale=*")
    assert page.url.endswith(clicked.sha256)


def test_search_and_filter_narrow_the_table_and_say_so_when_nothing_is_left(
    server: Server, page: Page, axe: Axe
) -> None:
    page.goto(server.url)
    total = len(Store.open(folder=server.data).agreements())
    count(page, total, total)
    search = page.get_by_label("Søk i avtalene")
    search.fill("ARENDAL kommune")
    search.press("Enter")
    count(page, 1, total)
    search.fill("blåbærsyltetøy")
    search.press("Enter")
    expect(page.get_by_text("Ingen avtaler passer med søket")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Vis alle avtaler").click()
    count(page, total, total)
    settled(page)
    page.get_by_text("Filter", exact=True).click()
    pick(page, "Målform", "nynorsk")
    page.keyboard.press("Escape")
    kept = [one.assessment.document.language for one in Store.open(folder=server.data).agreements()]
    count(page, kept.count("nn"), total)
    expect(page.get_by_text("Filter i bruk: Målform")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Nullstill").click()
    count(page, total, total)


def test_a_filter_stays_while_an_agreement_is_looked_at(server: Server, page: Page) -> None:
    page.goto(server.url)
    search = page.get_by_label("Søk i avtalene")
    search.fill("Arendal")
    search.press("Enter")
    expect(page.get_by_text("Viser 1 av")).to_be_visible()
    page.get_by_test_id("stSidebarNav").get_by_text("Metode").click()
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Avtaler").click()
    expect(page.get_by_text("Viser 1 av")).to_be_visible()
    expect(page.get_by_label("Søk i avtalene")).to_have_value("Arendal")


def test_the_table_is_downloaded_as_it_is_shown(server: Server, page: Page) -> None:
    page.goto(server.url)
    search = page.get_by_label("Søk i avtalene")
    search.fill("tenesteavtale etne")
    search.press("Enter")
    expect(page.get_by_text("Viser 1 av")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned tabellen (CSV)").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    etne = next(one for one in Store.open(folder=server.data).agreements() if one.name == ETNE.name).assessment
    assert [line["Parter"] for line in lines] == ["Etne kommune, Helse Fonna HF"]
    assert lines[0]["Samisk befolkning"] == str(etne.constructs["samisk"].level)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned tabellen (Excel)").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(lines[0])
    assert sheet.max_row == 2


def test_the_language_follows_from_page_to_page_and_survives_a_reload(server: Server, page: Page, axe: Axe) -> None:
    page.goto(server.url)
    assert_language(page, "nb", "Legg til avtaler")
    page.get_by_role("radio", name="Nynorsk").click()
    assert_language(page, "nn", "Legg til avtalar")
    expect(page.get_by_text("Vel filer")).to_be_visible()
    axe(page)
    page.get_by_test_id("stSidebarNav").get_by_text("Reglar").click()
    page.wait_for_url("**/regler?*")
    page.reload()
    assert_language(page, "nn", "Samanlikn")
    settled(page)
    page.get_by_role("radio", name="Bokmål").click()
    assert_language(page, "nb", "Sammenlign")


def assert_language(page: Page, language: str, word: str) -> None:
    expect(page.get_by_text(word).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_on_a_phone_the_page_is_as_wide_as_the_screen(server: Server, page: Page, axe: Axe) -> None:
    page.set_viewport_size(NARROW)
    page.goto(server.url)
    settled(page)
    expect(page.get_by_label("Søk i avtalene")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    axe(page)


def test_a_scan_without_text_is_read_by_text_recognition_or_refused_with_advice(own: Server, page: Page) -> None:
    upload(page, own, SCAN)
    answer = page.locator(".opplasting li").first
    expect(answer).to_contain_text(SCAN.name)
    assert any(word in str(answer.text_content()) for word in ("er vurdert", "tekstgjenkjenning"))


@pytest.mark.slow
def test_many_agreements_stay_usable(tmp_path: Path, page: Page) -> None:
    fill(tmp_path, *FIRST)
    with serve(tmp_path) as many:
        upload(page, many, *sorted(AGREEMENTS.glob("*.pdf")))
        total = len(Store.open(folder=many.data).agreements())
        assert total >= 14
        count(page, total, total)
