"""Results for other systems and for people. Imports the records only."""
