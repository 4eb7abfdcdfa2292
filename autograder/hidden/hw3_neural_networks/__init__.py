"""The hidden checks of Homework 3."""
