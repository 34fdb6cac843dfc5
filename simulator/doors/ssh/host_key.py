"""The server's own key: made on first start, kept beside the logs, the same ever after."""

from __future__ import annotations

import os
from pathlib import Path

import asyncssh

NAME = "ssh_host_key"


class UnusableKey(Exception):
    """The file is there and cannot be used. ``path`` names it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def host_key(folder: Path) -> asyncssh.SSHKey:
    """The key in ``folder``, made where there is none; readable by its owner alone. Raises UnusableKey or OSError."""
    path = folder / NAME
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    key = asyncssh.generate_private_key("ssh-ed25519", comment="tabletop")
    new = path.with_name(f"{NAME}.{os.getpid()}")
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as stream:
        stream.write(key.export_private_key("openssh"))
        stream.flush()
        os.fsync(stream.fileno())
    try:
        # Linked and not renamed: where two programs start together, the first key stays.
        os.link(new, path)
    except FileExistsError:
        return _read(path)
    except OSError:
        new.replace(path)
        return key
    finally:
        new.unlink(missing_ok=True)
    return key


def _read(path: Path) -> asyncssh.SSHKey:
    data = path.read_bytes()
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    try:
        return asyncssh.import_private_key(data)
    except (asyncssh.KeyImportError, ValueError) as error:
        raise UnusableKey(path) from error


def fingerprint(key: asyncssh.SSHKey) -> str:
    """``SHA256:…``, as the OpenSSH client shows it at the first connection."""
    return key.get_fingerprint("sha256")
