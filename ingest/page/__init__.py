"""The page as a reader sees it: lines, paragraphs, articles, tables, sentences."""
