"""The settings: the only place that reads the environment (variables beginning with JIANGPU_)."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.home import Home, is_address

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

LogLevel = Literal["debug", "info", "warning", "error"]
AnswerFormat = Literal["json_schema", "json_object"]


@dataclass(frozen=True, slots=True)
class Models:
    """Which models search uses.

    Attributes:
        encoder: folder or hub name of a SentenceTransformer model; None for the shipped one.
        query_prompt, passage_prompt: what it reads before a question and before a passage; None leaves it to the model.
        reranker: folder or hub name of a cross-encoder that puts the first hits in order; None for none.
    """

    encoder: str | None = None
    query_prompt: str | None = None
    passage_prompt: str | None = None
    reranker: str | None = None

    @property
    def shipped(self) -> bool:
        """Whether vectors are made by the shipped model as it is."""
        return self.encoder is None and self.query_prompt is None and self.passage_prompt is None


class Settings(BaseSettings):
    """How 匠谱 runs; each field is set by JIANGPU_<NAME> or by an option of the command line.

    Attributes:
        library: the library's folder.
        database: the address of the library's database, e.g. "postgresql://user:password@host/name"; the folder then
            holds only what this machine keeps beside it. Empty for a database in the folder.
        vectors: where the vectors of the index are, see `Home`; an address may hold a password.
        host: address to listen on; the default can be reached from this machine only.
        port: TCP port; 0 picks a free one.
        hosts: names under which browsers may reach the server, beside the address itself; empty accepts any name when
            `host` is not a loopback address.
        model, query_prompt, passage_prompt, reranker: see `Models`.
        upload_limit: largest request body in bytes.
        log_level: how much is logged to stderr.
        llm_url: the base address of an OpenAI-compatible interface, asked only when `--llm` is given.
        llm_model: the model to ask there.
        llm_key: its key; empty where none is wanted.
        llm_format: how the form of an answer is prescribed to it.
        llm_tokens: how many tokens one run may cost.
        llm_timeout: seconds that one request may take.
    """

    model_config = SettingsConfigDict(env_prefix="JIANGPU_", frozen=True)

    library: Path = Path("library")
    database: str = ""
    vectors: SecretStr = SecretStr("faiss")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    hosts: frozenset[str] = frozenset()
    model: str | None = Field(default=None, min_length=1)
    query_prompt: str | None = None
    passage_prompt: str | None = None
    reranker: str | None = Field(default=None, min_length=1)
    upload_limit: int = Field(default=100 * 1024 * 1024, gt=0)
    log_level: LogLevel = "info"
    llm_url: str | None = Field(default=None, pattern=r"^https?://[^\s@]+$")
    llm_model: str | None = None
    llm_key: SecretStr = SecretStr("")
    llm_format: AnswerFormat = "json_schema"
    llm_tokens: int = Field(default=200_000, gt=0)
    llm_timeout: float = Field(default=120.0, gt=0)

    @field_validator("llm_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr) -> SecretStr:
        """Keys copied from files end in a line break; a header takes visible ASCII alone."""
        bare = key.get_secret_value().strip()
        if not re.fullmatch(r"[!-~]*", bare):
            raise ValueError("not visible ASCII")
        return SecretStr(bare)

    @field_validator("library")
    @classmethod
    def _is_a_folder(cls, library: Path) -> Path:
        """An address would become a folder of that name."""
        if re.match(r"[a-z0-9+]{2,}:/", str(library)):
            raise ValueError("an address; JIANGPU_DATABASE is for these")
        return library

    @field_validator("database")
    @classmethod
    def _is_an_address(cls, database: str) -> str:
        """A folder is named by JIANGPU_LIBRARY."""
        if database and not is_address(database):
            raise ValueError("no address")
        return database

    @property
    def home(self) -> Home:
        """Where the library is."""
        home = Home.at(self.database, self.library) if self.database else Home(self.library)
        return replace(home, vectors=self.vectors.get_secret_value())

    @property
    def models(self) -> Models:
        """The models that are set."""
        return Models(self.model, self.query_prompt, self.passage_prompt, self.reranker)

    @property
    def accepted_hosts(self) -> frozenset[str] | None:
        """The host names a request may carry; None accepts any.

        A server on a loopback address answers to loopback names alone, so that no foreign web page can reach it by
        pointing a name of its own at 127.0.0.1 (DNS rebinding).
        """
        if self.host in LOOPBACK:
            return LOOPBACK | self.hosts
        return self.hosts | {self.host} if self.hosts else None
