"""PyTorch on the workloads of workloads/, in the lines of worker.ts: python3 pytorch.py WORKLOAD DEVICE. One thread."""

import json
import resource
import sys
import time

begun, begun_cpu = time.perf_counter(), time.process_time()
import torch
from torch import nn

torch.set_num_threads(1)


def numbers(count, seed):
    """The numbers of numbers.ts."""
    state, drawn = (seed * 0x9E3779B9) & 0xFFFFFFFF, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        drawn.append(state / 2**31 - 1)
    return torch.tensor(drawn, dtype=torch.float32)


def product(name, device):
    size, kind = name.split("-")
    n = int(size)
    a, b = (numbers(n * n, seed).reshape(n, n).to(device) for seed in (1, 2))
    left, right = (a.T if kind[0] == "t" else a), (b.T if kind[1] == "t" else b)
    return lambda: left @ right, lambda: (left @ right).abs().mean().item()


class LastOfSequence(nn.Module):
    """An LSTM that hands on its last state, as tf.layers.lstm does."""

    def __init__(self, width, units):
        super().__init__()
        self.lstm = nn.LSTM(width, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


class Block(nn.Module):
    """The block of workloads/transformer.ts."""

    def __init__(self, width=64, heads=4):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-3), nn.LayerNorm(width, eps=1e-3)
        self.queries, self.keys, self.values, self.joined = (nn.Linear(width, width) for _ in range(4))
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width))
        self.classes = nn.Linear(width, 10)

    def forward(self, x):
        batch, positions, width = x.shape
        split = lambda y: y.reshape(batch, positions, self.heads, width // self.heads).transpose(1, 2)
        y = self.norm1(x)
        q, k, v = split(self.queries(y)), split(self.keys(y)), split(self.values(y))
        weights = torch.softmax(q @ k.transpose(2, 3) * (width // self.heads) ** -0.5, dim=-1)
        x = x + self.joined((weights @ v).transpose(1, 2).reshape(batch, positions, width))
        return self.classes((x + self.mlp(self.norm2(x))).mean(1))


def dense(*widths):
    pairs = list(zip(widths, widths[1:]))
    hidden = [part for pair in pairs[:-1] for part in (nn.Linear(*pair), nn.ReLU())]
    return nn.Sequential(*hidden, nn.Linear(*pairs[-1]))


networks = {
    "mlp": (128, (784,), lambda: dense(784, 256, 128, 10)),
    "tiny": (32, (16,), lambda: dense(16, 32, 32, 10)),
    "cnn": (128, (1, 28, 28), lambda: nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(800, 10))),
    "lstm": (64, (28, 28), lambda: nn.Sequential(LastOfSequence(28, 64), nn.Linear(64, 10))),
    "transformer": (32, (16, 64), Block),
}


def training(name, device):
    batch, shape, make = networks[name]
    model = make().to(device)
    x, y = torch.rand(batch, *shape, device=device) * 2 - 1, torch.randint(10, (batch,), device=device)
    optimizer, loss = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7), nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()

    return step, lambda: None


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def answer(**line):
    print(json.dumps(line), flush=True)


def main(workload, device):
    if device == "cuda" and not torch.cuda.is_available():
        return answer(failed="PyTorch has no CUDA device")
    group, name = workload.split("/")
    step, check = (product if group == "product" else training)(name, device)
    answer(wall=time.perf_counter() - begun, cpu=time.process_time() - begun_cpu, peakMemory=peak_memory(), version=torch.__version__)
    for line in sys.stdin:
        word, *count = line.split()
        if word == "end":
            break
        if word == "check":
            answer(check=check())
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(count[0])):
            step()
        if device == "cuda":
            torch.cuda.synchronize()
        answer(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu)
    answer(peakMemory=peak_memory())


main(sys.argv[1], sys.argv[2])
