"""Relations between what a document names: by rules, records, names and context."""
