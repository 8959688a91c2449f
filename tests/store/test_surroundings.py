# SPDX-License-Identifier: AGPL-3.0-or-later
"""Folders that a service keeps in step, network drives, and conflicted copies are recognised."""

import json
import socket
from pathlib import Path

import pytest

from sidelight.store.surroundings import (
    Mount,
    Surroundings,
    conflicted,
    read_mount,
    read_mountinfo,
    recognise,
)

MOUNTINFO = rb"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
80 27 0:50 / /srv/desk rw,relatime shared:40 master:2 - nfs4 server:/desk rw,vers=4.2
81 27 0:51 / /media/Ann\040Lee/share rw - cifs //server/share rw
82 80 0:52 / /srv/desk/scratch rw - ext4 /dev/sdb1 rw
83 27 0:53 / /users/ann/remote rw - fuse.sshfs ann@host: rw
84 27 0:54 / /users/ann/vault rw - fuse.gocryptfs /users/ann/.vault rw
85 27 0:55 / /users/ann/odd rw - fuse.strangefs x rw
86 27 0:56 / /mnt/over rw - ext4 /dev/sdc1 rw
87 27 0:57 / /mnt/over rw - davfs https://dav rw
88 27 0:58 / /host rw - 9p shared rw
broken
"""


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(path: Path, home: Path, **environment: str) -> Surroundings | None:
    return recognise(path, home=home, environment=environment, mounts=list)


def test_an_ordinary_place_is_none(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert told(tmp_path / "work" / "p.sidelight", tmp_path) is None


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache/x", "Dropbox"),
        (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c3d4e5f.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder/syncthing-folder-abc.txt", "Syncthing"),
        (".tmp.driveupload/x", "Google Drive"),
    ],
)
def test_marks_that_services_leave_are_known(tmp_path: Path, mark: str, name: str) -> None:
    put(tmp_path / "shared" / mark)
    path = tmp_path / "shared" / "desk" / "2024" / "p.sidelight"
    assert told(path, tmp_path) == Surroundings("cloud", name)
    assert told(tmp_path / "p.sidelight", tmp_path) is None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (The Desk)", "Dropbox"),
        ("OneDrive - The Desk", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org", "Google Drive"),
        ("Library/CloudStorage/OneDrive-TheDesk", "OneDrive"),
        ("Library/Mobile Documents", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Яндекс.Диск", "Yandex Disk"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_names_of_their_folders_are_known(tmp_path: Path, folder: str, name: str) -> None:
    path = tmp_path / folder / "desk" / "p.sidelight"
    assert told(path, tmp_path) == Surroundings("cloud", name)
    elsewhere = tmp_path / "notes" / "on" / folder / "p.sidelight"
    assert told(elsewhere, tmp_path) is None


def test_what_services_say_of_themselves_is_heard(tmp_path: Path) -> None:
    kept, work = tmp_path / "Kept", tmp_path / "Work"
    note = put(tmp_path / ".dropbox" / "info.json", json.dumps({"personal": {"path": str(kept)}}))
    assert told(kept / "a" / "p.sidelight", tmp_path) == Surroundings("cloud", "Dropbox")
    assert told(work / "p.sidelight", tmp_path, OneDrive=str(work)) == Surroundings(
        "cloud", "OneDrive"
    )
    for nonsense in ("[]", "{", '{"personal": 1}', '{"personal": {}}', "null"):
        note.write_text(nonsense, "utf-8")
        assert told(kept / "p.sidelight", tmp_path) is None


def test_a_link_into_such_a_folder_is_followed(tmp_path: Path) -> None:
    put(tmp_path / "Kept" / ".dropbox")
    (tmp_path / "desk").symlink_to(tmp_path / "Kept")
    assert told(tmp_path / "desk" / "p.sidelight", tmp_path) == Surroundings("cloud", "Dropbox")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("/srv/desk/2024", "NFS"),
        ("/media/Ann Lee/share", "SMB"),
        ("/users/ann/remote/x", "SSHFS"),
        ("/users/ann/odd", "strangefs"),
        ("/mnt/over", "WebDAV"),
        ("/host/work", "host"),
        ("/srv/desk/scratch/x", ""),
        ("/users/ann/vault", ""),
        ("/users/ann", ""),
    ],
)
def test_network_drives_are_known_by_their_type(tmp_path: Path, folder: str, name: str) -> None:
    found = recognise(
        Path(folder) / "p.sidelight",
        home=tmp_path,
        environment={},
        mounts=lambda: read_mountinfo(MOUNTINFO),
    )
    assert found == (Surroundings("network", name) if name else None)


def test_mounts_of_a_mac_are_read() -> None:
    text = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//ann@server/The%20Desk on /Volumes/The Desk (smbfs, nodev, nosuid, mounted by ann)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)\n"
    )
    assert list(read_mount(text))[:2] == [Mount("/", "apfs"), Mount("/Volumes/The Desk", "smbfs")]


def test_this_machine_is_read_without_a_fault(tmp_path: Path) -> None:
    recognise(tmp_path / "p.sidelight", home=tmp_path, environment={})


@pytest.mark.parametrize(
    "name",
    [
        "pact (Ann's conflicted copy 2024-06-19).sidelight",
        "pact (DESK-PC's conflicted copy 2024-06-19 (1)).sidelight",
        "pact (conflicted copy 2024-06-19 101010).sidelight",
        "pact (конфликтующая копия, Анна, 2024-06-19).sidelight",
        "pact_conflict-20240619-101010.sidelight",
        "pact.sync-conflict-20240619-101010-ABCDEFG.sidelight",
        "pact [Conflict].sidelight",
        "pact (SFConflict ann@example.org 2024-06-19-10-10-10).sidelight",
        "pact-DESKTOP-1A2B3C4.sidelight",
        f"pact-{socket.gethostname()}.sidelight",
    ],
)
def test_conflicted_copies_are_known(tmp_path: Path, name: str) -> None:
    project = put(tmp_path / "pact.sidelight")
    copy = put(tmp_path / name)
    assert conflicted(project) == [copy]


@pytest.mark.parametrize(
    "name",
    [
        "pact copy.sidelight",
        "pact-draft.sidelight",
        "pact (1).sidelight",
        "pacts.sidelight",
        "other (Ann's conflicted copy 2024-06-19).sidelight",
        "pact (Ann's conflicted copy 2024-06-19).pdf",
        ".~lock.pact.sidelight#",
    ],
)
def test_other_files_are_not(tmp_path: Path, name: str) -> None:
    project = put(tmp_path / "pact.sidelight")
    put(tmp_path / name)
    assert conflicted(project) == []
    assert conflicted(tmp_path / "gone" / "pact.sidelight") == []
