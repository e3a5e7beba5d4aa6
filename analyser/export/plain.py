"""One agreement as JSON: the record of the contract, with people's reviews beside it."""

from __future__ import annotations

import json as text
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analyser.assessment import Assessment

if TYPE_CHECKING:
    from analyser.store import Review


def json(assessment: Assessment, standing: Mapping[str, Review], made: datetime) -> bytes:
    """The record with its own keys, and `reviews` and `exported` after them."""
    record = text.loads(assessment.to_json())
    reviews = [_review(one) for one in standing.values()]
    whole = {**record, "reviews": reviews, "exported": made.isoformat()}
    return text.dumps(whole, ensure_ascii=False, indent=2).encode()


def _review(review: Review) -> dict[str, Any]:
    values = asdict(review)
    del values["id"], values["sha256"]
    return {**values, "made_at": review.made_at.isoformat()}
