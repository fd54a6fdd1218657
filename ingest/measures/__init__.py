"""Figures: what they count, whose they are, and of what time."""
