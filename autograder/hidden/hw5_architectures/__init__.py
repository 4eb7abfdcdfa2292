"""The hidden checks of Homework 5: Architectures."""
