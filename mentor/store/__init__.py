"""The journey under the user's data folder, in TinyDB."""

from mentor.store.store import Inverse, OvertakenError, Store

__all__ = ["Inverse", "OvertakenError", "Store"]
