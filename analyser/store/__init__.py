"""What the app keeps: agreements, their assessments and people's reviews; only ever added to."""

from analyser.store.errors import ReviewConflict, StoreError
from analyser.store.records import NATIONAL, Backup, Review, Stored, Unread
from analyser.store.store import Store

__all__ = ["NATIONAL", "Backup", "Review", "ReviewConflict", "Store", "StoreError", "Stored", "Unread"]
