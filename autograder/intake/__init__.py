"""Taking submissions in. Imports the records and the schedule only."""
