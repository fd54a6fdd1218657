"""What the extractor needs of a language model: messages in, text out. Who carries them is not its concern."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's answer.

    Attributes:
        text: what it wrote.
        tokens: what question and answer cost, as the service counts; None where it does not say.
        whole: False where the service cut the answer off.
        unanswered: requests before this one that may have cost something but brought no answer.
    """

    text: str
    tokens: int | None = None
    whole: bool = True
    unanswered: int = 0


class Chat(Protocol):
    """A model to ask."""

    @property
    def model(self) -> str:
        """The model's name, as it goes into the rule of every fact that it found."""

    def complete(self, messages: list[dict[str, str]], schema: dict[str, Any], answer_tokens: int) -> Completion:
        """The answer to the messages, of the form of a JSON schema and of at most so many tokens.

        Raises:
            ModelUnavailable: the service cannot be reached or refuses.
        """
