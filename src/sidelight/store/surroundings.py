# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a project stands: in a folder that a service keeps in step, or on a network drive.

Services are told by what they leave in their folders and write about themselves, else by the names
that they give them.  File systems are told by type: from /proc/self/mountinfo, which the Linux
man-pages describe in proc_pid_mountinfo(5), from mount(8) on macOS, from the kind of drive on
Windows.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A ``kind`` of place ("cloud" or "network") and what it is called, such as Dropbox or NFS."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Mount:
    """A place where a file system begins, and its type as the system names it."""

    point: str
    type: str


_NETWORK = {
    **dict.fromkeys(("nfs", "nfs3", "nfs4"), "NFS"),
    **dict.fromkeys(("cifs", "smb3", "smbfs", "smb2"), "SMB"),
    **dict.fromkeys(("davfs", "davfs2", "fuse.davfs", "fuse.davfs2", "webdav"), "WebDAV"),
    **dict.fromkeys(("9p", "virtiofs", "vboxsf", "fuse.vmhgfs-fuse", "prl_fs"), "host"),
    **dict.fromkeys(("afs", "afpfs"), "AFS"),
    **dict.fromkeys(("ceph", "fuse.ceph"), "Ceph"),
    **dict.fromkeys(("glusterfs", "fuse.glusterfs"), "GlusterFS"),
    "fuse.sshfs": "SSHFS",
    "fuse.rclone": "rclone",
    "fuse.gvfsd-fuse": "GVfs",
    "lustre": "Lustre",
    "ncpfs": "NCP",
}

_LOCAL_FUSE = re.compile(
    r"fuse\.(encfs|gocryptfs|cryfs|cryptomator|veracrypt|securefs|mergerfs|bindfs|unionfs.*|"
    r"fuse-overlayfs|portal|ext\d|fuse-ext2|exfat|ntfs.*|zfs.*|apfs.*|squashfuse.*|snapfuse|lxcfs|"
    r".*\.AppImage)",
    re.IGNORECASE,
)
"""File systems of FUSE that stand on a disk of this machine, or wrap one that does."""

_FOLDERS = (
    ("Dropbox", re.compile(r"Dropbox([ -].*)?")),
    ("OneDrive", re.compile(r"OneDrive([ -].*)?")),
    ("Google Drive", re.compile(r"Google ?Drive([ -].*)?|google-drive:host=.*")),
    ("iCloud", re.compile(r"Mobile Documents|iCloud ?Drive|iCloudDrive")),
    ("Yandex Disk", re.compile(r"Yandex\.? ?Disk.*|Яндекс\.? ?Диск.*")),
    ("Nextcloud", re.compile(r"Nextcloud\d*")),
    ("ownCloud", re.compile(r"ownCloud\d*")),
)
"""Names that services give to their folders."""


_GOOGLE = {".tmp.drivedownload", ".tmp.driveupload", ".shortcut-targets-by-id"}
_JOURNAL = re.compile(r"\._?sync_.*\.db", re.DOTALL)
"""What Google Drive, and what Nextcloud and ownCloud, keep beside the files."""

_REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW, fileapi.h."""


def recognise(
    path: Path,
    *,
    home: Path | None = None,
    environment: Mapping[str, str] | None = None,
    mounts: Callable[[], Iterable[Mount]] | None = None,
) -> Surroundings | None:
    """Tell where a file stands, None for an ordinary place.  Never raises for what is there."""
    folder = _plain(path.parent)
    home = _plain(home or Path.home())
    environment = os.environ if environment is None else environment
    service = _told(folder, home, environment) or _marked(folder) or _named(folder, home)
    if service:
        return Surroundings("cloud", service)
    network = _network(folder, mounts or _mounts)
    return Surroundings("network", network) if network else None


def _plain(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _told(folder: Path, home: Path, environment: Mapping[str, str]) -> str:
    """Return the service that says itself that the folder is one of its own."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if (told := environment.get(variable)) and folder.is_relative_to(_plain(Path(told))):
            return "OneDrive"
    notes = [home / ".dropbox" / "info.json"]
    folders = (environment.get(variable) for variable in ("APPDATA", "LOCALAPPDATA"))
    notes += [Path(place) / "Dropbox" / "info.json" for place in folders if place]
    for note in notes:
        with suppress(OSError, ValueError, AttributeError, TypeError, KeyError):
            for account in json.loads(note.read_bytes()).values():
                if folder.is_relative_to(_plain(Path(account["path"]))):
                    return "Dropbox"
    return ""


def _marked(folder: Path) -> str:
    """Return the service that left its marks in the folder or in one above it."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            # asked for once: this is done at each start, for each folder
            with os.scandir(place) as found:
                there = {entry.name: entry for entry in found}
            # in the home folder `.dropbox` is a folder: the program's own
            own = ".dropbox" in there and there[".dropbox"].is_file()
            if own or (".dropbox.cache" in there and there[".dropbox.cache"].is_dir()):
                return "Dropbox"
            if ".stfolder" in there:
                return "Syncthing"
            if not there.keys().isdisjoint(_GOOGLE):
                return "Google Drive"
            if ".owncloudsync.log" in there:
                return "ownCloud"
            if any(map(_JOURNAL.fullmatch, there)):
                return "ownCloud" if place.name.lower().startswith("owncloud") else "Nextcloud"
    return ""


def _named(folder: Path, home: Path) -> str:
    """Return the service whose name a folder has: one in the home folder, or where all of them
    are.
    """
    usual = {home, home / "Library" / "CloudStorage", home / "Library"}
    for place in (folder, *folder.parents):
        above = place.parent
        if above in usual or above.name == "gvfs" or above == above.parent:
            for service, names in _FOLDERS:
                if names.fullmatch(place.name):
                    return service
    return ""


def _network(folder: Path, mounts: Callable[[], Iterable[Mount]]) -> str:
    """Return what kind of network drive a folder is on, "" for a disk of this machine."""
    if str(folder).startswith("\\\\"):
        return "SMB"
    best = Mount("", "")
    for mount in mounts():
        # of two at one place the later one lies over the earlier
        within = folder.is_relative_to(mount.point)
        if within and len(PurePath(mount.point).parts) >= len(PurePath(best.point).parts):
            best = mount
    if best.type in _NETWORK:
        return _NETWORK[best.type]
    fuse = best.type.startswith("fuse.") and not _LOCAL_FUSE.fullmatch(best.type)
    return best.type.removeprefix("fuse.") if fuse else ""


def _mounts() -> list[Mount]:
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        if sys.platform == "win32":
            import ctypes

            kind = ctypes.windll.kernel32.GetDriveTypeW
            letters = (f"{letter}:\\" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            return [Mount(letter, "cifs") for letter in letters if kind(letter) == _REMOTE]
        if sys.platform == "darwin":
            ran = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
            return list(read_mount(ran.stdout.decode("utf-8", "replace")))
        return list(read_mountinfo(Path("/proc/self/mountinfo").read_bytes()))
    return []


def read_mountinfo(data: bytes) -> Iterator[Mount]:
    """Yield the mounts of /proc/self/mountinfo; blanks in its fields are octal escapes."""
    for line in data.splitlines():
        fields, _dash, rest = line.partition(b" - ")
        parts, types = fields.split(), rest.split()
        if len(parts) > 4 and types:
            point = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8) & 255]), parts[4])
            yield Mount(os.fsdecode(point), types[0].decode("ascii", "replace"))


def read_mount(text: str) -> Iterator[Mount]:
    """Yield the mounts that mount(8) of macOS prints: ``SOURCE on POINT (TYPE, OPTION, …)``."""
    for line in text.splitlines():
        found = re.fullmatch(r".*? on (/.*) \((\w+)[,)].*", line)
        if found:
            yield Mount(found[1], found[2])


_CONFLICTS = (
    # Dropbox, Nextcloud, ownCloud, in the languages that there are users of
    re.compile(
        r" \([^()]*(conflicted copy|конфликтующая копия|충돌)[^()]*(\(\d+\))?\)", re.IGNORECASE
    ),
    re.compile(r" \(case conflict[^()]*\)", re.IGNORECASE),
    re.compile(r"_conflict-\d{8}-\d{6}"),
    # Syncthing
    re.compile(r"\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]{7})?"),
    # Google Drive
    re.compile(r" ?\[Conflict\]( ?\(\d+\))?", re.IGNORECASE),
    # Seafile
    re.compile(r" \(SFConflict [^()]*\)"),
    # OneDrive: the name that Windows gave a computer
    re.compile(r"-(DESKTOP|LAPTOP|WIN)-[A-Z0-9]{7,11}(-\d+)?"),
)
"""What services put between the name of a file and its ending where two computers changed it."""


def conflicted(path: Path) -> list[Path]:
    """Return the copies beside a project that a service made of conflicting changes, by name."""
    own = re.compile(rf"-{re.escape(socket.gethostname())}(-\d+)?", re.IGNORECASE)
    found = []
    with suppress(OSError):
        for other in path.parent.iterdir():
            between = other.name.removeprefix(path.stem).removesuffix(path.suffix)
            beside = other.name == f"{path.stem}{between}{path.suffix}" and between
            if beside and any(p.fullmatch(between) for p in (*_CONFLICTS, own)):
                found.append(other)
    return sorted(path for path in found if path.is_file() and not path.is_symlink())
