# SPDX-License-Identifier: AGPL-3.0-or-later
"""An entry that tries what a hostile document would try, and says how it went.

Each attempt gets a folder that it may not use, with a file ``mine`` in it; unconfined, each works.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from sidelight.worker import Blob, Json, Reply, Report

libc = ctypes.CDLL(None, use_errno=True)

# system calls, first on x86_64, then on aarch64
RAW = {
    "add_key": (248, 217),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "finit_module": (313, 273),
    "io_uring_setup": (425, 425),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "landlock_restrict_self": (446, 446),
    "memfd_create": (319, 279),
    "mount": (165, 40),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241),
    "personality": (135, 92),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "rt_sigqueueinfo": (129, 138),
    "sendmsg": (46, 211),
    "setns": (308, 268),
    "setuid": (105, 146),
    "setxattr": (188, 5),
    "shmget": (29, 194),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "userfaultfd": (323, 282),
}


def tcp(_: Path) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def udp(_: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"out", ("127.0.0.1", 9))


def unix(_: Path) -> None:
    socket.socket(socket.AF_UNIX).close()


def pair(_: Path) -> None:
    for end in socket.socketpair():
        end.close()


def read_passwd(_: Path) -> None:
    Path("/etc/passwd").read_bytes()


def read_file(folder: Path) -> None:
    (folder / "mine").read_bytes()


def list_folder(folder: Path) -> None:
    list(folder.iterdir())


def list_processes(_: Path) -> None:
    list(Path("/proc").iterdir())


def read_environment(_: Path) -> None:
    Path("/proc/self/environ").read_bytes()


def write_file(folder: Path) -> None:
    (folder / "new").write_bytes(b"new")


def overwrite_file(folder: Path) -> None:
    with (folder / "mine").open("r+b") as file:
        file.write(b"other")


def truncate(folder: Path) -> None:
    os.truncate(folder / "mine", 1)


def make_folder(folder: Path) -> None:
    (folder / "folder").mkdir()


def link(folder: Path) -> None:
    (folder / "link").symlink_to("/etc/passwd")


def change_mode(folder: Path) -> None:
    (folder / "mine").chmod(0o600)


def change_times(folder: Path) -> None:
    os.utime(folder / "mine")


def rename(folder: Path) -> None:
    (folder / "mine").rename(folder / "moved")


def remove(folder: Path) -> None:
    (folder / "mine").unlink()


def write_library(_: Path) -> None:
    with Path(__file__).open("r+b"):
        pass


def fork(_: Path) -> None:
    if pid := os.fork():
        os.waitpid(pid, 0)
    else:
        os._exit(0)


def run(_: Path) -> None:
    subprocess.run(["/bin/true"], check=True)


def spawn(_: Path) -> None:
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


def signal_parent(_: Path) -> None:
    os.kill(os.getppid(), 0)


def signal_everyone(_: Path) -> None:
    os.kill(-1, 0)


def signal_by_descriptor(_: Path) -> None:
    with Path(__file__).open("rb") as file:
        fcntl.fcntl(file, fcntl.F_SETOWN, os.getppid())


def more_memory(_: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def more_time(_: Path) -> None:
    resource.prlimit(0, resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU))


def outlive_parent(_: Path) -> None:
    _checked(libc.prctl(1, 0, 0, 0, 0))


def code_in_memory(_: Path) -> None:
    everything = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    mmap.mmap(-1, 4096, prot=everything).close()


def code_in_data(_: Path) -> None:
    page = mmap.mmap(-1, 4096)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    _checked(libc.mprotect(ctypes.c_void_p(address), 4096, 5))


def terminal(_: Path) -> None:
    with Path(__file__).open("rb") as file:
        # FIGETBSZ: harmless, and none of those a library needs
        fcntl.ioctl(file, 2, bytes(4))


ATTEMPTS: dict[str, Callable[[Path], None]] = {
    attempt.__name__: attempt
    for attempt in (
        change_mode,
        change_times,
        code_in_data,
        code_in_memory,
        fork,
        link,
        list_folder,
        list_processes,
        make_folder,
        more_memory,
        more_time,
        outlive_parent,
        overwrite_file,
        pair,
        read_environment,
        read_file,
        read_passwd,
        remove,
        rename,
        run,
        signal_by_descriptor,
        signal_everyone,
        signal_parent,
        spawn,
        tcp,
        terminal,
        truncate,
        udp,
        unix,
        write_file,
        write_library,
    )
}


def attempt(name: str, folder: Path) -> str:
    """Return "done", or the name of the error."""
    try:
        ATTEMPTS[name](folder)
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    except ValueError as error:
        # how setrlimit reports what it may not
        return str(error)
    return "done"


def warm() -> None:
    """Nothing to warm: all is imported above."""


def try_one(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    return Reply({"went": attempt(str(arguments["name"]), Path(str(arguments["folder"])))})


def raw(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    number = RAW[str(arguments["name"])][os.uname().machine == "aarch64"]
    result = libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0)
    return Reply({"went": errno.errorcode[ctypes.get_errno()] if result < 0 else "done"})


def unlisted(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    number = arguments["number"]
    assert isinstance(number, int)
    result = libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0)
    return Reply({"went": errno.errorcode[ctypes.get_errno()] if result < 0 else "done"})


def in_thread(arguments: dict[str, Json], blobs: Sequence[Blob], report: Report) -> Reply:
    replies: list[Reply] = []
    thread = threading.Thread(target=lambda: replies.append(try_one(arguments, blobs, report)))
    thread.start()
    thread.join()
    return replies[0]


def late_import(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    import colorsys
    import wave

    return Reply({"names": [colorsys.__name__, wave.__name__]})


def folder_work(arguments: dict[str, Json], _: Sequence[Blob], _report: Report) -> Reply:
    folder = Path(str(arguments["folder"]))
    (folder / "below").mkdir()
    (folder / "below" / "a").write_bytes(b"written")
    (folder / "below" / "a").rename(folder / "below" / "b")
    with (folder / "below" / "b").open("r+b") as file:
        file.truncate(3)
        os.fsync(file.fileno())
    text = (folder / "below" / "b").read_text("utf-8")
    (folder / "below" / "b").unlink()
    (folder / "below").rmdir()
    (folder / "left").write_text(text, "utf-8")
    return Reply({"text": text})


def limits(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    names = ("RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_AS", "RLIMIT_CPU")
    values: dict[str, Json] = {
        name: list(resource.getrlimit(getattr(resource, name))) for name in names
    }
    return Reply(values)


def many_files(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    return Reply({"opened": [os.open(__file__, os.O_RDONLY) for _ in range(1000)]})


def stop_self(_: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    os.kill(os.getpid(), signal.SIGKILL)
    return Reply()


CALLS = {
    call.__name__: call
    for call in (
        folder_work,
        in_thread,
        late_import,
        limits,
        many_files,
        raw,
        stop_self,
        try_one,
        unlisted,
    )
}


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
