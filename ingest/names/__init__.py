"""Which names within one document mean the same thing."""
