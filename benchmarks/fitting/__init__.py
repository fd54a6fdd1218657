"""Fits the weights of the reader's log-linear models (ingest/lexicons/*_weights.toml) on the annotated texts."""
