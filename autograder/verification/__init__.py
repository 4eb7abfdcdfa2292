"""A week tried out on its own solutions. Imports grading, authoring and the records."""
