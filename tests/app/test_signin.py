"""Sign-in against a real OpenID Connect provider, in a real browser: who gets in, and what they see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import oidc_provider_mock
import pytest
from playwright.sync_api import Page, expect

from analyser.store import Store
from app.conftest import FIRST, Server, fill, free_port, serve, settled

Axe = Callable[[Page], None]
AGDER, FONNA = "kari@agder.example", "knut@fonna.example"
LISTED = f"""brukere:
  {AGDER}: {{navn: Kari Agder, helsefellesskap: agder}}
  {FONNA}: {{navn: Knut Fonna, helsefellesskap: fonna}}
  nina@nklmh.example: {{navn: Nina Nasjonal, nasjonal: true}}
  per@agder.example: {{navn: Per Ubekreftet, helsefellesskap: agder}}
"""
SECRETS = """[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "bare-for-denne-testen-0123456789abcdef"
client_id = "avtaleanalyse"
client_secret = "bare-for-denne-testen"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@dataclass(frozen=True)
class Signed:
    """A server with sign-in, and its data."""

    server: Server
    store: Store

    def enter(self, page: Page, address: str) -> None:
        """Sign in as this person."""
        page.goto(self.server.url)
        page.get_by_role("button", name="Logg inn").click()
        page.get_by_role("button", name=address).click()
        page.wait_for_url(f"{self.server.url}/**")
        settled(page)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signed]:
    data, port = tmp_path_factory.mktemp("data"), free_port()
    fill(data, *FIRST)
    (data / "brukere.yml").write_text(LISTED, encoding="utf-8")
    people = [
        oidc_provider_mock.User(sub=one, claims={"email": one, "email_verified": not one.startswith("per@")})
        for one in (AGDER, FONNA, "nina@nklmh.example", "per@agder.example", "ukjent@agder.example")
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as provider:
        secrets = data / ".streamlit" / "secrets.toml"
        secrets.parent.mkdir()
        secrets.write_text(
            SECRETS.format(port=port, provider=f"http://localhost:{provider.server_port}"), encoding="utf-8"
        )
        with serve(data, data, port, ANALYSER_USERS=str(data / "brukere.yml")) as server:
            yield Signed(server, Store.open(folder=data))


def agreement_of(store: Store, fellesskap_id: str) -> str:
    """Address of an agreement that belongs to this helsefellesskap."""
    return next(one.sha256 for one in store.agreements(fellesskap_id))


def test_nothing_is_shown_before_sign_in(signed: Signed, page: Page, axe: Axe) -> None:
    for path in ("", "avtale?avtale=" + agreement_of(signed.store, "agder"), "sammenlign", "regler"):
        page.goto(f"{signed.server.url}/{path}")
        settled(page)
        expect(page.get_by_role("button", name="Logg inn")).to_be_visible()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    assert "Arendal" not in page.content()
    axe(page)


def test_a_secretariat_sees_its_own_agreements_and_no_others(signed: Signed, page: Page, axe: Axe) -> None:
    signed.enter(page, AGDER)
    expect(page.get_by_text("Viser 1 av 1 avtaler")).to_be_visible()
    expect(page.get_by_text("Helsefellesskapet på Agder", exact=False).first).to_be_visible()
    expect(page.get_by_text("Velg filer")).to_be_visible()
    assert "Etne" not in page.content()
    axe(page)


def test_a_typed_address_of_another_secretariats_agreement_shows_nothing_of_it(signed: Signed, page: Page) -> None:
    signed.enter(page, AGDER)
    theirs, own = agreement_of(signed.store, "fonna"), agreement_of(signed.store, "agder")
    page.goto(f"{signed.server.url}/avtale?avtale={own}")
    settled(page)
    expect(page.get_by_text("Arendal").first).to_be_visible()
    page.goto(f"{signed.server.url}/avtale?avtale={theirs}")
    settled(page)
    assert "Etne" not in page.content()
    assert "Fonna" not in page.content()


def test_the_national_body_sees_all_and_can_neither_add_nor_archive(signed: Signed, page: Page) -> None:
    signed.enter(page, "nina@nklmh.example")
    expect(page.get_by_text(f"Viser {len(FIRST)} av {len(FIRST)} avtaler")).to_be_visible()
    expect(page.get_by_role("button", name="Åpne", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Arkiver")).to_have_count(0)
    expect(page.locator('input[type="file"]')).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "said"),
    [("ukjent@agder.example", "står ikke på brukerlisten"), ("per@agder.example", "ikke bekreftet")],
)
def test_who_is_unlisted_or_unverified_is_told_so_and_can_sign_out(
    signed: Signed, page: Page, address: str, said: str
) -> None:
    signed.enter(page, address)
    expect(page.get_by_text(said)).to_be_visible()
    assert "Viser" not in page.content()
    page.get_by_role("button", name="Logg ut").click()
    page.get_by_role("button", name="End session").click()  # at the provider
    expect(page.get_by_role("button", name="Logg inn")).to_be_visible()


def test_who_is_taken_off_the_list_is_out_at_the_next_click(signed: Signed, page: Page) -> None:
    listed = signed.server.data / "brukere.yml"
    signed.enter(page, FONNA)
    expect(page.get_by_text("Viser 1 av 1 avtaler")).to_be_visible()
    try:
        listed.write_text(LISTED.replace(FONNA, "ny@fonna.example"), encoding="utf-8")
        page.get_by_text("Nynorsk").click()
        expect(page.get_by_text("står ikkje på brukarlista")).to_be_visible()
        assert "Etne" not in page.content()
    finally:
        listed.write_text(LISTED, encoding="utf-8")


def test_who_is_taken_off_the_list_is_out_of_an_open_agreement_too(signed: Signed, page: Page) -> None:
    listed = signed.server.data / "brukere.yml"
    signed.enter(page, FONNA)
    page.goto(f"{signed.server.url}/avtale?avtale={agreement_of(signed.store, 'fonna')}")
    page.get_by_role("tab", name="Tekst").click()
    finding = page.get_by_role("button", name="Konkretisering")
    settled(page)
    try:
        listed.write_text(LISTED.replace(FONNA, "ny@fonna.example"), encoding="utf-8")
        finding.click()  # of the page, only this part runs anew
        expect(page.get_by_text("står ikke på brukerlisten")).to_be_visible()
        expect(page.get_by_text("Etne")).to_have_count(0)
    finally:
        listed.write_text(LISTED, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("secrets", "users", "said"),
    [
        ("[auth\n", "", "ikke ferdig satt opp"),
        ("", "brukere.yml", "ikke ferdig satt opp"),
        ("[auth]\n", "", "Logg inn for å se avtalene"),
    ],
)
def test_half_a_setup_lets_nobody_in(tmp_path: Path, page: Page, secrets: str, users: str, said: str) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets, encoding="utf-8")
    with serve(tmp_path, tmp_path, ANALYSER_USERS=users) as server:
        page.goto(server.url)
        expect(page.get_by_text(said)).to_be_visible()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)


def test_a_server_open_to_the_network_says_so(tmp_path: Path, page: Page) -> None:
    with serve(tmp_path, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as server:
        page.goto(server.url)
        expect(page.get_by_text("Serveren kan nås fra andre maskiner")).to_be_visible()
