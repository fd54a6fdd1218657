"""How fast, how large: this product beside the peers in one run, on made-up libraries of any size."""
