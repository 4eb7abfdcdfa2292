"""The hidden checks of Homework 4: Convolution."""
