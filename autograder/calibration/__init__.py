"""Passing lines for what is measured, found by measuring and not by guessing."""
