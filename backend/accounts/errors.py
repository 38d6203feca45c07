"""What can go wrong with people and signing in."""

from __future__ import annotations

from backend.core.errors import AppError, TooMany


class WrongSignIn(AppError):
    """The name, code or password is wrong; which of them is never said."""

    status, code, title = 401, "wrong_sign_in", "That didn't work"


class SignInLocked(TooMany):
    """Too many wrong passwords from this device, or from devices that nobody knows."""

    code, title = "sign_in_locked", "Too many tries"


class PlainHttp(AppError):
    """Signing in over plain http from another machine."""

    status, code, title = 403, "https_needed", "This connection isn't safe"


class NameTaken(AppError):
    """Somebody on this machine already has the login name."""

    code, title = "name_taken", "That name is taken"


class WeakPassword(AppError):
    """The new password is too short, too long, too common or wrong."""

    code, title = "weak_password", "Choose another password"


class OwnAccount(AppError):
    """An admin can't lock themselves out."""

    code, title = "own_account", "That is your own account"


class UnknownTimeZone(AppError):
    """Nobody knows that time zone."""

    code, title = "unknown_time_zone", "Choose another time zone"
