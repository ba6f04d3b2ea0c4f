"""The journey under the user's data folder, in TinyDB.

`Store` is in `mentor.store.store`. Nothing is imported here: `mentor week` reads the files without TinyDB.
"""
