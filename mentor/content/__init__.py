"""What the mentor knows: data files, and a loader that validates them."""

from mentor.content.load import Content, ContentError

__all__ = ["Content", "ContentError"]
