"""The job by PyTorch, as its tutorials train: modules, a fused optimizer, batches as slices of a tensor."""

import numpy as np
import torch
from torch import nn

import job

told = job.read_job()
torch.set_num_threads(told["threads"])
work = told["workload"]
dtype = {"float32": torch.float32, "float64": torch.float64}[told["dtype"]]
torch.set_default_dtype(dtype)
X = torch.from_numpy(job.numbers(told["files"]["X"], told["dtype"]))
y = torch.from_numpy(job.numbers(told["files"]["y"], told["dtype"]))
classes = work["task"] == "classes"
targets = y.argmax(dim=1) if classes else y


def make():
    bend = {"relu": nn.ReLU, "tanh": nn.Tanh}[work["activation"]]
    parts = []
    for W, b in job.layers(told):
        layer = nn.Linear(*W.shape)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(np.ascontiguousarray(W.T)))
            layer.bias.copy_(torch.from_numpy(b.copy()))
        parts += [layer, bend()]
    return nn.Sequential(*parts[:-1])


def train():
    model = make()
    if work["solver"] == "adam":
        rule = torch.optim.Adam(model.parameters(), lr=work["rate"], fused=True)
    else:
        rule = torch.optim.SGD(model.parameters(), lr=work["rate"])
    cost = nn.CrossEntropyLoss() if classes else lambda a, b: ((a - b) ** 2).mean() / 2
    batch = work["batch"]
    for _ in range(work["epochs"]):
        for start in range(0, len(X), batch):
            rule.zero_grad()
            cost(model(X[start : start + batch]), targets[start : start + batch]).backward()
            rule.step()
    return model


if work["measure"] == "train":
    kept = {}

    def once():
        kept["model"] = train()

    seconds = job.timed(told, once)
    linear = [part for part in kept["model"] if isinstance(part, nn.Linear)]
    job.write(told, [x for l in linear for x in (l.weight.detach().numpy().T, l.bias.detach().numpy())])
else:
    model = make()
    table = X[:1] if work["measure"] == "one" else X

    def answer():
        with torch.inference_mode():
            return torch.softmax(model(table), dim=1)

    seconds = job.timed(told, answer)
    job.write(told, [answer()[:2000].numpy()])
job.tell(seconds, torch.__version__)
