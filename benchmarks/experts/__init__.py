"""Who can help: problems in an enterprise's own words, and the people and studios that the texts say have solved them."""
