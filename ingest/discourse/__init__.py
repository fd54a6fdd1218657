"""Whom and what a sentence speaks of when it does not say so: focus, anaphors, subjects taken over."""
