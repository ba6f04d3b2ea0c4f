"""Readers of one kind of file each. None of them runs, imports or fetches anything."""
