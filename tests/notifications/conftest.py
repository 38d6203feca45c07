"""A school whose administrator sets a relay."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backend.accounts.models import School
from backend.config import Settings
from tests.notifications.relay_server import Certificates, Relay, make_certificates
from tests.school import Person, SchoolMaker

SetRelay = Callable[..., Awaitable[Any]]


@pytest.fixture
async def school(maker: SchoolMaker) -> School:
    return await maker.school("Hill Road School")


@pytest.fixture
async def admin(maker: SchoolMaker, school: School) -> Person:
    return await maker.person(school, "admin", "Olu", "Bello")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(certificates: Certificates, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The machine trusts the school's own authority."""
    monkeypatch.setattr(settings, "mail_ca_file", str(certificates.authority))
    return certificates


def settings_of(relay: Relay, **changes: Any) -> dict[str, Any]:
    """The body that sets this relay."""
    body = {
        "version": 0,
        "enabled": True,
        "host": "127.0.0.1",
        "port": relay.port,
        "security": "none",
        "sender": "ks3@hillroad.example.org",
    }
    return {**body, **changes}
