"""Asks a model about each part of a document, and adds to the rules' reading what the text bears out."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.document import Document
from ingest.endpoint.budget import ANSWER_TOKENS, Budget
from ingest.endpoint.chat import Chat, Completion
from ingest.endpoint.claims import Claims, claims
from ingest.endpoint.merge import compare, joined, merge
from ingest.endpoint.parts import parts, text_of
from ingest.endpoint.prompt import Prompt, answer_schema
from ingest.endpoint.report import Dropped, ModelReport
from ingest.endpoint.verify import Verifier
from ingest.extraction import Reader, extract
from ingest.facts import Extraction, Passage
from ingest.measures.quantities import QuantityReader

TRIES = 2
"""A model that writes no JSON is asked once more."""

logger = logging.getLogger("jiangpu")


class ModelExtractor:
    """Reads documents by the rules and by a model, and counts what came of it; for one run."""

    def __init__(self, chat: Chat, token_limit: int) -> None:
        """Takes the model to ask and how many tokens the run may cost."""
        self._chat, self._budget = chat, Budget(token_limit)
        self._prompt, self._schema = Prompt.load(), answer_schema()
        self._counts: Counter[str] = Counter()
        self._dropped: Counter[Dropped] = Counter()

    def extract(self, document: Document, reader: Reader) -> Extraction:
        """What the rules read, and what the model adds under the rule "llm:<model>".

        Raises:
            BudgetSpent: the next question might cost more than is left; nothing of this document is kept.
            ModelUnavailable: the service cannot be reached or refuses.
        """
        rules = extract(document, reader)
        verifier = Verifier(rules, self._prompt, QuantityReader(reader.lexicon), f"llm:{self._chat.model}")
        found = Extraction(document.id, (), (), (), ())
        for part in parts(rules.passages):
            for said in self._ask(document, part):
                found = merge(found, verifier.verified(said))
        added = compare(rules, found)
        self._counts.update(added=len(added.relations) + len(added.measures), confirmed=added.confirmed)
        self._dropped += verifier.dropped + Counter({Dropped.OVERRULED: added.overruled})
        return joined(rules, added)

    def report(self) -> ModelReport:
        """What has come of it so far."""
        counts = self._counts
        return ModelReport(
            counts["requests"],
            self._budget.spent,
            counts["added"],
            counts["confirmed"],
            dict(self._dropped),
            counts["unread"],
        )

    def _ask(self, document: Document, part: Sequence[Passage]) -> Iterator[Claims]:
        """The claims about a part; about its halves where the answer to the whole is too long."""
        messages = self._prompt.messages(document.title, text_of(part))
        for _ in range(TRIES):
            answer = self._complete(messages)
            if not answer.whole and len(part) > 1:
                yield from self._ask(document, part[: len(part) // 2])
                yield from self._ask(document, part[len(part) // 2 :])
                return
            said = claims(answer.text) if answer.whole else None
            if said is not None:
                yield said
                return
        self._counts["unread"] += 1
        logger.warning("语言模型对《%s》的一段没有给出能读的回答，这一段只用规则。", document.title)

    def _complete(self, messages: list[dict[str, str]]) -> Completion:
        question = sum(len(message["content"]) for message in messages)
        self._budget.check(question)
        answer = self._chat.complete(messages, self._schema, ANSWER_TOKENS)
        self._counts["requests"] += 1
        cost = question + len(answer.text) if answer.tokens is None else answer.tokens
        self._budget.spend(cost + question * answer.unanswered)
        return answer
