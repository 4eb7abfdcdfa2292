"""From one source per problem to what students get. Imports grading and the records."""
