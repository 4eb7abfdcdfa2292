"""A week tried out on its own solutions. Imports grading, authoring, the course and the records."""
