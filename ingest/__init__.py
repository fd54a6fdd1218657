"""Reading: from a document's text to sentences, mentions, relations and measures.

What is named in `__init__.pyi` is loaded when it is first asked for: who only answers questions needs the words and the
types in `ingest.facts`, not the rules for reading.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
