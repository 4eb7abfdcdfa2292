"""The hidden checks, one folder for each week."""
