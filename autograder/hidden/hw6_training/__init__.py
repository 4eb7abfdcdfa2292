"""The hidden checks of Homework 6: Training."""
