"""The hidden checks of Homework 2: Bag of Words."""
