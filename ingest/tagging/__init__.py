"""Words and their tags: the lexical tagger, the network that it runs, and jieba's dictionary."""
