"""Search over all that the mentor knows. Pure: the same content and words give the same hits."""

from mentor.content.search.index import Hit, Index, index_of
from mentor.content.search.pages import KINDS, Page, cards_of, library_of

__all__ = ["KINDS", "Hit", "Index", "Page", "cards_of", "index_of", "library_of"]
