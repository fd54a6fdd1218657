"""How many tokens a run may cost, and has."""

from corpus.errors import BudgetSpent

ANSWER_TOKENS = 4096
"""Room kept for an answer; a part of 1,500 characters dense with facts needs about half of it."""


class Budget:
    """Counts tokens; safe to share between the documents of one run."""

    def __init__(self, limit: int) -> None:
        self.limit, self.spent = limit, 0

    def check(self, question: int) -> None:
        """Makes sure that a question of so many characters and the longest answer to it can still be paid.

        A character of Chinese is at most about one token in the vocabularies now in use; ASCII is less.

        Raises:
            BudgetSpent: they cannot.
        """
        if self.spent + question + ANSWER_TOKENS > self.limit:
            raise BudgetSpent(
                f"语言模型已用约{self.spent}个词元，再问一次就会超过本次的上限{self.limit}，就此停下。"
                "已完成的都已保留；再次运行会接着做，也可以提高 JIANGPU_LLM_TOKENS。"
            )

    def spend(self, tokens: int) -> None:
        """Notes what an answer cost."""
        self.spent += tokens
