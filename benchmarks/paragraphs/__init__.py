"""Short texts with all facts of some kinds that they tell."""
