"""Probable misprints, flagged and never corrected."""
