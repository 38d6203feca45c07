"""Every setting of the appliance, read from the environment and from ``.env``. ``.env.example`` documents each."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url

_KNOWN_SECRETS = {"", "change-me", "changeme", "secret", "demo-secret-not-for-production"}


class Settings(BaseSettings):
    """Settings by their environment names in lower case; sizes, times and rates carry their unit in the name."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    environment: Literal["demo", "test", "production"] = "production"

    postgres_user: str = "ks3_owner"
    postgres_password: SecretStr = SecretStr("")
    postgres_db: str = "ks3"
    database_url: str = ""
    migration_database_url: str = ""
    database_pool_size: int = Field(default=10, ge=2, le=100)
    database_pool_overflow: int = Field(default=10, ge=0, le=100)
    hot_pool_size: int = Field(default=10, ge=1, le=100)
    jobs_concurrency: int = Field(default=2, ge=1, le=16)

    session_secret: SecretStr = SecretStr("")
    session_ttl_minutes: int = Field(default=480, ge=5, le=1440)
    pupil_idle_minutes: int = Field(default=20, ge=5, le=480)
    password_hash_cost: int = Field(default=11, ge=4, le=15)

    openai_api_key: SecretStr = SecretStr("")
    openai_model: str = ""
    openai_max_tokens: int = Field(default=2000, ge=100, le=32000)
    openai_base_url: str = ""

    max_upload_size_mb: int = Field(default=50, ge=1, le=500)
    allowed_extensions: Annotated[tuple[str, ...], NoDecode] = (".docx", ".pptx", ".pdf")
    data_dir: Path = Path("var")

    rate_limit_generation: int = Field(default=10, ge=1)
    rate_limit_attempts: int = Field(default=100, ge=1)

    mail_ca_file: str = ""

    enable_python_runner: bool = True
    enable_immediate_feedback: bool = True
    school_timezone: str = "Europe/London"

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    trusted_proxies: str = "127.0.0.1,::1"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("allowed_extensions", mode="before")
    @classmethod
    def _split_extensions(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @field_validator("school_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError) as exc:
            raise ValueError(
                f"SCHOOL_TIMEZONE {value!r} is not a known time zone; use one such as Europe/London"
            ) from exc
        return value

    @model_validator(mode="after")
    def _refuse_default_secrets(self) -> Self:
        if self.environment != "production":
            return self
        secret = self.session_secret.get_secret_value()
        if secret.lower() in _KNOWN_SECRETS or len(secret) < 32:
            raise ValueError("SESSION_SECRET must be at least 32 random characters in production")
        return self

    @cached_property
    def app_url(self) -> URL:
        """The application's own connection, as the role that owns nothing. Raises ValueError when it isn't set."""
        return _postgres_url("DATABASE_URL", self.database_url)

    @cached_property
    def owner_url(self) -> URL:
        """The owner's connection, used only by migrations. Raises ValueError when it isn't set."""
        return _postgres_url("MIGRATION_DATABASE_URL", self.migration_database_url)

    @property
    def pool_total(self) -> int:
        """Connections that one process may hold: both doors, the jobs, and the two that listen."""
        return self.database_pool_size + self.database_pool_overflow + self.hot_pool_size + self.jobs_concurrency + 4


def _postgres_url(name: str, value: str) -> URL:
    if not value:
        raise ValueError(f"{name} is not set; see .env.example")
    url = make_url(value)
    if url.get_backend_name() != "postgresql":
        raise ValueError(f"{name} must be a postgresql:// address")
    return url.set(drivername="postgresql+psycopg")
