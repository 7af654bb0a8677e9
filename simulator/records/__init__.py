"""What was said, kept so that it can be resumed, reviewed and proved."""

from simulator.records.open import open_store, store_path
from simulator.records.store import Event, EventKind, Head, RecordSummary, Store

__all__ = ["Event", "EventKind", "Head", "RecordSummary", "Store", "open_store", "store_path"]
