"""Practice that needs more than reasoning: SQL in memory, the scheduler of cards, files of cards."""
