"""Taking submissions in. Imports the records only."""
