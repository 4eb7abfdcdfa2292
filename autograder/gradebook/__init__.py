"""Where results are kept. Imports the records only."""
