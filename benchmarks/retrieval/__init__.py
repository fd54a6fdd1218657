"""Retrieval measured on sets in the BEIR shape, systems side by side."""
