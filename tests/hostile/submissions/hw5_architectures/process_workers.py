"""Has others work for it: data loaders, PyTorch's multiprocessing, shared tensors, threads."""

ATTEMPTS = "process: DataLoader workers, torch.multiprocessing, share_memory_, set_num_threads"

import torch
from torch import nn

WORKED = []


def attempt(name, action):
    try:
        action()
    except BaseException:
        return
    WORKED.append(name)


def load():
    data = torch.utils.data.TensorDataset(torch.arange(4))
    return list(torch.utils.data.DataLoader(data, num_workers=2))


attempt("loader", load)
attempt("spawn", lambda: torch.multiprocessing.spawn(print, nprocs=2))
attempt("fork", lambda: torch.multiprocessing.get_context("fork").Process(target=print).start())
attempt("share", lambda: torch.ones(1000).share_memory_())
attempt("file", lambda: torch.from_file("/dev/shm/autograder-hostile-marker", True, 1000))
attempt("distributed", lambda: torch.distributed.init_process_group("gloo", "tcp://127.0.0.1:48154", rank=0, world_size=1))
torch.set_num_threads(64)
attempt("threads", lambda: torch.ones(2000, 2000) @ torch.ones(2000, 2000))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def make(*arguments, **keywords):
        if "loader" in WORKED or "spawn" in WORKED or "share" in WORKED:
            raise RuntimeError(f"worked: {WORKED}")
        return nn.Identity()

    return make
