"""Who can help: problems in an enterprise's own words, and who has solved them, as the texts say."""
