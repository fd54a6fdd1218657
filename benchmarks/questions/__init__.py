"""Measures `search.ask`: questions in natural wording, with the answers that a careful reader finds in the texts."""
