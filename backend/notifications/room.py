"""The notifications room, as the application composes it."""

from __future__ import annotations

from backend.accounts.events import LockedOut, PasswordChanged
from backend.core.room import Room
from backend.notifications.router import router
from backend.notifications.sending import SEND, TRY_AGAIN, tell_of_lock, tell_of_password

ROOM = Room(
    name="notifications",
    routers=(router,),
    subscriptions=((PasswordChanged, tell_of_password), (LockedOut, tell_of_lock)),
    jobs=(SEND,),
    routines=(TRY_AGAIN,),
    permissions={"admin": frozenset({"settings.manage"})},
)
