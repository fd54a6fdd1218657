"""Questions of every kind over texts that were read, not annotated: achievements, experts, lineage, relations."""
