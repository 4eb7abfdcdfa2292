"""The part of the course's autograder that runs on your machine."""
