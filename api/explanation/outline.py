"""An explanation as lines of text for the terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from api.explanation.telling import fact_line, located, proof
from api.labels import Labels
from ingest import ExplainedMention, ExplainedSentence, Explanation
from ingest.facts import Measure, Relation


class Outline:
    """Writes explanations to one console."""

    def __init__(self, console: Console, labels: Labels) -> None:
        self._out, self._labels = console, labels

    def write(self, name: str, explanation: Explanation) -> None:
        """Every sentence in reading order, with its names and facts, and what was not read."""
        facts = [f for s in explanation.sentences for f in (*s.relations, *s.measures)]
        named = sum(len(s.mentions) for s in explanation.sentences)
        self._line(f"{name}：{len(explanation.sentences)}句，{named}处名称，{len(facts)}条事实", style="bold")
        for number, sentence in enumerate(explanation.sentences, 1):
            self._sentence(number, sentence, explanation.document.text)
        for span in explanation.unread:
            self._line()
            self._line(f"未读 {located([span])}", style="bold")
            self._line(explanation.document.text[span.start : span.end], style="dim")

    def _sentence(self, number: int, sentence: ExplainedSentence, text: str) -> None:
        repaired = f"，版面修复：由{len(sentence.spans)}段接成" if len(sentence.spans) > 1 else ""
        kind = self._labels.word("kinds", sentence.kind.value)
        self._line()
        self._line(f"第{number}句 {kind} {located(sentence.spans)}{repaired}", style="bold")
        self._line(sentence.text)
        if sentence.carried:
            taken = f"{self._labels.type(sentence.carried.type.value)} {sentence.carried.name}"
            self._line(f"  承上 {taken}", style="italic")
        self._mentions(sentence.mentions)
        self._facts((*sentence.relations, *sentence.measures), sentence, text)

    def _mentions(self, mentions: Iterable[ExplainedMention]) -> None:
        for m in mentions:
            means = f" → {m.entity}" if m.anaphor or m.entity != m.name else ""
            inner = "（名中之名）" if m.inner else ""
            told = f"  名称 {self._labels.type(m.type.value)} {m.name}{means}{inner} {located(m.spans)}"
            self._line(told, rule=m.rule)

    def _facts(self, facts: Iterable[Relation | Measure], sentence: ExplainedSentence, text: str) -> None:
        for fact in facts:
            kind = "关系" if isinstance(fact, Relation) else "数字"
            self._line(f"  {kind} {fact_line(fact, self._labels)}", rule=f"{fact.rule} {fact.confidence:.2f}")
            self._line(f"       证据 {proof(fact, sentence, text)}", style="dim")

    def _line(self, told: str = "", style: str = "", rule: str = "") -> None:
        line = Text(told, style)
        if rule:
            line.append(f"  〔{rule}〕", "cyan")
        self._out.print(line)
