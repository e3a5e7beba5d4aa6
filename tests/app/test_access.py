"""The list of users: what it must look like, and whom it lets in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyser.app.access import LOCAL, USERS, NotAdmitted, User, UserListError, admitted, user_list, users
from analyser.store import NATIONAL

GOOD = """brukere:
  Kari@Ahus.no: {navn: Kari Nordmann, helsefellesskap: ahus}
  nina@nklmh.no: {navn: Nina Lie, nasjonal: true}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "brukere.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_people_are_known_by_address_whatever_the_case(tmp_path: Path) -> None:
    assert users(written(tmp_path, GOOD)) == {
        "kari@ahus.no": User("kari@ahus.no", "Kari Nordmann", "ahus"),
        "nina@nklmh.no": User("nina@nklmh.no", "Nina Lie", None, True),
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("brukere:\n  a@b.no: {navn: A}\n", 2, "må ha enten helsefellesskap eller nasjonal: true, og ikke begge"),
        ("brukere:\n  a@b.no: {navn: A, helsefellesskap: ahus, nasjonal: true}\n", 2, "og ikke begge"),
        ("brukere:\n  a@b.no: {navn: A, helsefellesskap: akershus}\n", 2, "helsefellesskap «akershus» finnes ikke"),
        ("brukere:\n  a@b.no:\n    navn: A\n    fellesskap: ahus\n", 4, "mente du «helsefellesskap»?"),
        ("brukere:\n  a@b.no: {helsefellesskap: ahus}\n", 2, "mangler – må være med"),
        ("brukere:\n  kari: {navn: Kari, helsefellesskap: ahus}\n", 2, "må være en e-postadresse"),
        ("brukere:\n  a@b.no: {navn: A, nasjonal: true}\n  A@b.no: {navn: A, nasjonal: true}\n", 3, "stå én gang"),
        ("brukere:\n  a@b.no: {navn: A, nasjonal: ja}\n", 2, "skal være true eller false"),
        ("folk: {}\n", 1, "finnes ikke"),
        ("brukere: [\n", 2, "kan ikke leses"),
        ("", 1, "må være nøkler med verdier"),
    ],
)
def test_each_fault_says_where_it_stands_and_what_is_allowed(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UserListError) as caught:
        users(path)
    told = str(caught.value).splitlines()
    assert any(one.startswith(f"{path}:{line}: ") and said in one for one in told), told


def test_a_list_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UserListError, match="kan ikke åpnes"):
        users(tmp_path / "finnes-ikke.yml")


def test_a_changed_list_counts_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert "kari@ahus.no" in users(path)
    written(tmp_path, GOOD.replace("Kari@Ahus.no", "ola@ahus.no"))
    os.utime(path, ns=(0, 0))
    assert set(users(path)) == {"ola@ahus.no", "nina@nklmh.no"}


CLAIMS = {"is_logged_in": True, "email": "KARI@ahus.no ", "email_verified": True}


@pytest.mark.parametrize(
    ("claims", "key"),
    [
        (CLAIMS | {"email": "ola@ahus.no"}, "innlogging.ikke_paa_lista"),
        (CLAIMS | {"email": None}, "innlogging.ikke_paa_lista"),
        (CLAIMS | {"email_verified": False}, "innlogging.ikke_bekreftet"),
        (CLAIMS | {"email_verified": "true"}, "innlogging.ikke_bekreftet"),
        ({"email": "kari@ahus.no"}, "innlogging.ikke_bekreftet"),
    ],
)
def test_only_a_listed_and_verified_address_gets_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, claims: dict[str, object], key: str
) -> None:
    monkeypatch.setenv(USERS, str(written(tmp_path, GOOD)))
    assert admitted(CLAIMS).name == "Kari Nordmann"
    with pytest.raises(NotAdmitted) as caught:
        admitted(claims)
    assert caught.value.key == key


def test_nobody_gets_in_without_a_list_or_with_a_faulty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(USERS, raising=False)
    assert user_list() is None
    with pytest.raises(NotAdmitted) as caught:
        admitted(CLAIMS)
    assert caught.value.key == "innlogging.uten_liste"
    monkeypatch.setenv(USERS, str(written(tmp_path, GOOD + "  feil: {}\n")))
    with pytest.raises(NotAdmitted) as caught:
        admitted(CLAIMS)
    assert caught.value.key == "innlogging.feil_i_liste"
    assert "mangler" in str(caught.value)


def test_what_a_user_sees_and_changes() -> None:
    secretariat, national = User("a@b.no", "A", "ahus"), User("n@b.no", "N", None, True)
    assert secretariat.sees(("ahus", "oslo"))
    assert not secretariat.sees(("oslo",))
    assert not secretariat.sees(())
    assert national.sees(())
    assert LOCAL.sees(())
    assert secretariat.may_upload
    assert not national.may_upload
    assert secretariat.review_of("samisk") == "samisk"
    assert national.review_of("samisk") == f"{NATIONAL}samisk"
