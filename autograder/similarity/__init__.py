"""Which two submissions of a week have more in common than others, for a person to look at."""
