"""The store: agreements, assessments and reviews, in a database and a folder of PDF files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import platformdirs
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from analyser.assessment import CONSTRUCTS, Assessment
from analyser.document import DocumentText
from analyser.engine import Judged
from analyser.registry import fellesskap as registered
from analyser.registry import municipalities
from analyser.store import queries
from analyser.store.backup import back_up
from analyser.store.database import Database, open_postgres, open_sqlite
from analyser.store.errors import ReviewConflict, StoreError, told
from analyser.store.files import Files
from analyser.store.models import Agreement, Archiving, Base, Belonging, Judgement, ReviewRow, Searchable
from analyser.store.records import NATIONAL, Backup, Review, Stored, Unread
from analyser.store.wording import searched, shown_name, storable


class Store:
    """All that the app keeps; safe for many threads and many processes at once."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database
        self._files = Files(folder / "files")
        self._shelf = queries.Shelf()

    @classmethod
    def open(cls, folder: Path | None = None, url: str | None = None) -> Store:
        """Open the store, or make it; without arguments where the environment says, else in the user's folder."""
        place = folder or Path(os.environ.get("ANALYSER_DATA") or platformdirs.user_data_dir("avtaleanalyse", False))
        address = url or os.environ.get("ANALYSER_DATABASE_URL")
        if address:
            return cls(place, open_postgres(address))
        return cls(place, open_sqlite(place, Files(place / "files").any()))

    def close(self) -> None:
        """Let go of the database."""
        self._database.reader.dispose()

    def add(self, name: str, content: bytes, judged: Judged, by: str, fellesskap: str = "") -> bool:
        """Keep an agreement and its assessment; False when this content was there before, and nothing changes."""
        sha256 = hashlib.sha256(content).hexdigest()
        row = Agreement(
            sha256=sha256, name=shown_name(name), size=len(content), added_by=storable(by), added_at=_now(),
            fellesskap=storable(fellesskap),
        )  # fmt: skip
        record, text = _sound(judged, sha256)
        with told(str(self._files.folder)):
            self._files.keep(content)
        try:
            with self._writing() as session:
                session.add(row)
                session.flush()
                _add_judgement(session, row, record, text)
        except IntegrityError:
            return False
        return True

    def rejudge(self, sha256: str, judged: Judged) -> None:
        """Add a newer assessment, which from now on is the one that counts."""
        record, text = _sound(judged, sha256)
        with self._writing() as session:
            _add_judgement(session, self._agreement(session, sha256), record, text)

    def find(self, sha256: str) -> Stored | None:
        """The agreement with this content, or None; also where its assessment cannot be read."""
        with self._reading() as session:
            found = self._shelf.fetch(session, queries.one(sha256))
        return next((one for one in found if isinstance(one, Stored)), None)

    def agreements(self, fellesskap: str | None = None) -> list[Stored]:
        """Agreements, newest first; only those of one helsefellesskap when it is given."""
        return [one for one in self._all(fellesskap) if isinstance(one, Stored)]

    def unread(self, fellesskap: str | None = None) -> list[Unread]:
        """The agreements whose assessment cannot be read, until they are judged again."""
        return [one for one in self._all(fellesskap) if isinstance(one, Unread)]

    def _all(self, fellesskap: str | None) -> list[Stored | Unread]:
        with self._reading() as session:
            return self._shelf.fetch(session, queries.listing(fellesskap))

    def text(self, sha256: str) -> DocumentText:
        """The text that the newest assessment's quotes are slices of."""
        with self._reading() as session:
            line = session.scalar(queries.newest(Judgement.text).where(Judgement.sha256 == storable(sha256)))
        if line is None:
            raise _unknown()
        return DocumentText.from_json(line)

    def pdf(self, sha256: str) -> Path:
        """The PDF file, to be read and left as it is."""
        with self._reading() as session:
            name = self._agreement(session, sha256).name
        path = self._files.path(sha256)
        if not path.is_file():
            raise StoreError(
                "mangler_fil",
                f"PDF-filen til «{name}» er borte fra datamappen. Last den opp på nytt, eller hent den fra en "
                "sikkerhetskopi.",
            )
        return path

    def archive(self, sha256: str, by: str) -> None:
        """Put an agreement away; nothing of it is lost."""
        self._archive(sha256, by, True)

    def restore(self, sha256: str, by: str) -> None:
        """Take an archived agreement back."""
        self._archive(sha256, by, False)

    def _archive(self, sha256: str, by: str, archived: bool) -> None:
        with self._writing() as session:
            self._agreement(session, sha256)
            session.add(Archiving(sha256=sha256, archived=archived, made_by=storable(by), made_at=_now()))

    def search(self, words: str, fellesskap: str | None = None) -> set[str]:
        """The agreements whose text, name or title holds all the words, also as parts of longer words."""
        with self._reading() as session:
            return set(session.scalars(queries.holding(searched(words).split(), fellesskap)))

    def save_review(
        self, sha256: str, construct: str, level: int | None, comment: str, reviewer: str, seen: int,
        reviewed: bool = False,
    ) -> Review:  # fmt: skip
        """Add a review after number `seen`; if another came first, keep this one aside and raise ReviewConflict."""
        _check_review(construct, level, seen)
        row = partial(
            ReviewRow, sha256=sha256, construct=construct, level=level, comment=storable(comment),
            reviewer=storable(reviewer), made_at=_now(), reviewed=reviewed,
        )  # fmt: skip
        try:
            return self._add_review(row(number=seen + 1))
        except IntegrityError:
            set_aside = self._add_review(row(number=None))
        raise ReviewConflict(self.standing(sha256)[construct], set_aside)

    def _add_review(self, row: ReviewRow) -> Review:
        with self._writing() as session:
            self._agreement(session, row.sha256)
            if row.number and row.number > 1 and session.scalar(queries.numbered(row, row.number - 1)) is None:
                raise StoreError("ugyldig_vurdering", "Vurderingen bygger på en som ikke finnes. Last siden på nytt.")
            session.add(row)
            session.flush()
            return Review(**queries.columns(row))

    def standing(self, sha256: str) -> dict[str, Review]:
        """The newest review of each construct that has one."""
        return {one.construct: one for one in self.history(sha256) if one.number is not None}

    def all_standing(self) -> dict[str, dict[str, Review]]:
        """`standing` of every agreement that has been reviewed."""
        query = select(ReviewRow).where(ReviewRow.number.is_not(None)).order_by(ReviewRow.id)
        found: dict[str, dict[str, Review]] = {}
        with self._reading() as session:
            for row in session.scalars(query):
                found.setdefault(row.sha256, {})[row.construct] = Review(**queries.columns(row))
        return found

    def history(self, sha256: str) -> list[Review]:
        """Every review ever saved of this agreement, oldest first, those set aside too."""
        with self._reading() as session:
            rows = session.scalars(
                select(ReviewRow).where(ReviewRow.sha256 == storable(sha256)).order_by(ReviewRow.id)
            )
            return [Review(**queries.columns(row)) for row in rows]

    def backup(self, target: Path) -> Backup:
        """Copy everything, as of one moment, to a new folder or .zip file, while the store is in use."""
        with told(str(target)):
            return back_up(self._database, self._files, target)

    def _agreement(self, session: Session, sha256: str) -> Agreement:
        found = session.get(Agreement, storable(sha256))
        if found is None:
            raise _unknown()
        return found

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with told(self._database.where), Session(self._database.reader) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """One transaction, all of it on the disk when this returns, or nothing of it."""
        with told(self._database.where), Session(self._database.writer) as session, session.begin():
            yield session


def _add_judgement(session: Session, agreement: Agreement, record: Assessment, text: DocumentText) -> None:
    named = replace(record, file=agreement.name)
    row = Judgement(
        sha256=agreement.sha256, ruleset=record.ruleset.sha256, judged_at=_now(), record=named.to_json(),
        text=text.to_json(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    words = searched("\n".join((agreement.name, record.document.title, text.text)))
    rows: list[Base] = [Searchable(judgement=row.id, words=words)]
    session.add_all([*rows, *(Belonging(judgement=row.id, fellesskap=one) for one in fellesskap_of(record))])


def fellesskap_of(record: Assessment) -> set[str]:
    """The helsefellesskap of the trusts among the parties; where a trust is in two, the municipalities settle it."""
    ids = {party.id for party in record.document.parties}
    places = {municipalities()[number].fellesskap_id for number in ids & municipalities().keys()}
    found: set[str] = set()
    for trust in ids:
        of_trust = {one.id for one in registered().values() if trust in one.trust_ids}
        found |= (of_trust & places) or of_trust
    return found


def _sound(judged: Judged, sha256: str) -> tuple[Assessment, DocumentText]:
    """The assessment and its text; a file that could not be judged is not kept."""
    record = judged.record
    if record.status == "failed" or judged.text is None:
        reason = record.error.message if record.error else ""
        raise StoreError("ikke_vurdert", f"Filen kunne ikke vurderes og er ikke lagret. {reason}".strip())
    if record.sha256 != sha256:
        raise StoreError("annen_fil", "Vurderingen gjelder en annen fil og er ikke lagret. Vurder filen på nytt.")
    return record, judged.text


def _check_review(construct: str, level: int | None, seen: int) -> None:
    if construct.removeprefix(NATIONAL) not in ("", *CONSTRUCTS) or level not in (None, 0, 1, 2, 3) or seen < 0:
        raise StoreError(
            "ugyldig_vurdering", "En vurdering gjelder ett av de ti kriteriene, eller avtalen som helhet, og har nivå "
            "0–3 eller ikke noe nivå.",
        )  # fmt: skip


def _unknown() -> StoreError:
    return StoreError("ukjent_avtale", "Avtalen finnes ikke i lageret. Last listen på nytt.")


def _now() -> datetime:
    return datetime.now(UTC)
