"""Which system calls a submission may make: those that computing needs.

Imports pyseccomp and `kernel` only.

Everything else is refused with EPERM, so that a library which merely tries goes on, and a
submission which insists raises PermissionError and is judged "forbidden".
"""

from __future__ import annotations

import errno
import functools
import os

from autograder.sandbox import kernel

try:
    import pyseccomp
except (ImportError, RuntimeError, OSError):  # pyseccomp raises when libseccomp.so is missing
    pyseccomp = None

_FILES = """
    access chdir close dup dup2 dup3 faccessat faccessat2 fadvise64 fallocate fchdir fdatasync fstat
    fsync ftruncate getcwd getdents64 lseek lstat mkdir mkdirat newfstatat open openat pipe pipe2
    pread64 preadv pwrite64 pwritev read readlink readlinkat readv rename renameat renameat2 rmdir
    stat statx unlink unlinkat write writev
"""
_MEMORY = "brk get_mempolicy madvise mincore mmap mprotect mremap munmap"
_WAITING = """
    clock_getres clock_gettime clock_nanosleep epoll_create1 epoll_ctl epoll_pwait epoll_wait
    eventfd2 futex getitimer gettimeofday nanosleep poll ppoll pselect6 restart_syscall
    sched_yield select setitimer time times wait4 waitid
"""
_SELF = """
    arch_prctl exit exit_group get_robust_list getcpu getegid geteuid getgid getgroups getpgid
    getpgrp getpid getppid getpriority getrandom getresgid getresuid getrlimit getrusage getsid
    gettid getuid membarrier rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn
    rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_getparam sched_getscheduler
    sched_get_priority_max sched_get_priority_min set_robust_list set_tid_address sigaltstack
    sysinfo uname
"""
_OLD_CALLS = frozenset(
    [
        "access",
        "arch_prctl",
        "dup2",
        "epoll_wait",
        "getpgrp",
        "lstat",
        "mkdir",
        "open",
        "pipe",
        "poll",
        "readlink",
        "rename",
        "rmdir",
        "select",
        "stat",
        "time",
        "unlink",
    ]
)
# TCGETS, FIONBIO, FIONREAD, FIOCLEX, FIONCLEX: what opening and reading a file asks.
_IOCTLS = (0x5401, 0x5421, 0x541B, 0x5451, 0x5450)
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC; not F_SETOWN and F_SETSIG, which
# have the kernel send signals to other processes, and no locks.
_FCNTLS = (0, 1, 2, 3, 4, 1030)
# What CUDA asks besides, of the device files that it finds and of its own memory and threads.
_GPU = "mbind mlock munlock sched_setaffinity set_mempolicy"
_THREAD = 0x00010000 | 0x00000100  # CLONE_THREAD | CLONE_VM
_PR_SET_NAME, _PR_GET_NAME = 15, 16


def available() -> bool:
    """Whether pyseccomp and libseccomp are here."""
    return pyseccomp is not None


def restrict_system_calls(*, gpu: bool = False) -> None:
    """Install the filter for this process, for ever; no_new_privileges must be set.

    Args:
        gpu: see `compiled_filter`.

    Raises:
        OSError: the kernel refuses.
    """
    kernel.install_filter(compiled_filter(os.getpid(), gpu=gpu))


@functools.cache
def compiled_filter(own: int, *, gpu: bool) -> bytes:
    """The filter for a process, as the kernel takes it; it takes libseccomp 3 ms to make.

    A submission is one process: threads may be made, processes and programs may not. So the
    address-space limit of that process is the memory limit of all that it runs, and nothing is
    left behind. Signals reach the process itself alone.

    Args:
        own: the process's number, as it sees it.
        gpu: whether a GPU may be used. Its driver is asked by ioctl(2), with requests of its own;
            which devices can be asked is for the root folder and Landlock to say.
    """
    filter_ = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in f"{_FILES} {_MEMORY} {_WAITING} {_SELF}".split():
        _allow(filter_, name)
    if gpu:
        for name in f"{_GPU} ioctl".split():
            _allow(filter_, name)
    else:
        for request in _IOCTLS:
            _allow(filter_, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, request))
    for command in _FCNTLS:
        _allow(filter_, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    for option in (_PR_SET_NAME, _PR_GET_NAME):
        _allow(filter_, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
    # What os.preadv calls: reading into memory that is there, here without any of its flags.
    _allow(filter_, "preadv2", pyseccomp.Arg(5, pyseccomp.EQ, 0))
    _allow(filter_, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _THREAD, _THREAD))
    # glibc tries clone3 first and takes clone where it does not exist; its flags lie in memory,
    # where a filter can't look.
    filter_.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for name in ("kill", "tgkill"):
        _allow(filter_, name, pyseccomp.Arg(0, pyseccomp.EQ, own))
    this_process = 0
    _allow(filter_, "prlimit64", pyseccomp.Arg(0, pyseccomp.EQ, this_process))
    with os.fdopen(os.memfd_create("filter"), "r+b") as file:
        filter_.export_bpf(file)
        file.seek(0)
        return file.read()


def _allow(filter_: pyseccomp.SyscallFilter, name: str, *conditions: object) -> None:
    try:
        filter_.add_rule(pyseccomp.ALLOW, name, *conditions)
    except (OSError, ValueError):
        if name not in _OLD_CALLS:
            raise  # newer architectures lack the older calls, and only those
