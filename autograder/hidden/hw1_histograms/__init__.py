"""The hidden checks of Homework 1: Histograms."""
