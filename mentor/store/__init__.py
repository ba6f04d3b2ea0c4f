"""The journey under the user's data folder, in TinyDB."""

from mentor.store.store import Inverse, Store

__all__ = ["Inverse", "Store"]
