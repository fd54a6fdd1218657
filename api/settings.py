"""The settings: the only place that reads the environment (variables beginning with JIANGPU_)."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """How 匠谱 runs; each field is set by JIANGPU_<NAME> or by an option of the command line.

    Attributes:
        library: the library's folder.
        host: address to listen on; the default can be reached from this machine only.
        port: TCP port; 0 picks a free one.
        hosts: names under which browsers may reach the server, beside the address itself; empty accepts any name when
            `host` is not a loopback address.
        model: folder of a SentenceTransformer model; the shipped one when not set.
        upload_limit: largest request body in bytes.
        log_level: how much is logged to stderr.
    """

    model_config = SettingsConfigDict(env_prefix="JIANGPU_", frozen=True)

    library: Path = Path("library")
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    hosts: frozenset[str] = frozenset()
    model: Path | None = None
    upload_limit: int = Field(default=100 * 1024 * 1024, gt=0)
    log_level: LogLevel = "info"

    @property
    def accepted_hosts(self) -> frozenset[str] | None:
        """The host names a request may carry; None accepts any.

        A server on a loopback address answers to loopback names alone, so that no foreign web page can reach it by
        pointing a name of its own at 127.0.0.1 (DNS rebinding).
        """
        if self.host in LOOPBACK:
            return LOOPBACK | self.hosts
        return self.hosts | {self.host} if self.hosts else None
