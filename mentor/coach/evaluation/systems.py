"""Figures of a service and of a model's size, on the back of an envelope."""

from __future__ import annotations

import math
from random import Random

from mentor.coach.evaluation.register import Question, count, exercise, number

MILLION = 1_000_000


@exercise("EV-E43", "A percentile of latencies", "latency percentile", "deployment", "A09.4", 3)
def percentile(random: Random) -> Question:
    """Nearest-rank percentile of 20 values."""
    quick = [random.randrange(28, 90) for _ in range(16)]
    slow = random.sample(range(120, 900), 4)
    values = quick + slow
    random.shuffle(values)
    share = random.choice((90, 95))
    ordered = sorted(values)
    place = math.ceil(share * 20 / 100)
    answer = ordered[place - 1]
    mean = sum(values) / 20
    return count(
        f"What is p{share} by nearest rank: of the values in order, the one at place {share} % of 20?",
        answer,
        label="ms",
        text="20 requests took these milliseconds.",
        table=(("ms", *[""] * 9), *(tuple(map(str, values[n : n + 10])) for n in (0, 10))),
        given={"values": tuple(values), "share": share},
        steps=[
            f"Place: {share / 100:.2f} x 20 = {place}.",
            "The largest in order: " + ", ".join(map(str, ordered[-5:])) + ".",
            f"The one at place {place} of 20 is {answer} ms; the mean, {mean:.0f} ms, hides the slow ones.",
        ],
        traps=[
            (round(mean), "the mean"),
            (ordered[-1], "the maximum"),
            (ordered[place], "the place after it, counted from 0"),
            (ordered[9], "the median"),
        ],
    )


@exercise("EV-E44", "How many workers does the load need?", "throughput", "deployment", "A09.4 A18.5", 3)
def workers(random: Random) -> Question:
    """Little's law, with room to spare."""
    rate, latency = random.randrange(40, 400, 5), random.randrange(60, 400, 10)
    busy = random.choice((60, 70, 75, 80))
    at_once = rate * latency / 1000
    exact = at_once / (busy / 100)
    answer = math.ceil(exact - 1e-9)
    return count(
        "How many workers are needed? Round up.",
        answer,
        text=f"A service gets {rate} requests a second at its peak. A request keeps one worker busy for {latency} "
        "ms, and "
        f"workers should be busy at most {busy} % of the time.",
        given={"rate": rate, "latency": latency, "busy": busy},
        steps=[
            f"At work at any moment (Little's law): {rate} x {latency / 1000:.2f} s = {at_once:.2f} workers.",
            f"At {busy} % load: {at_once:.2f} / {busy / 100:.2f} = {exact:.2f}, so {answer}.",
        ],
        traps=[
            (math.ceil(at_once), "the number at full load, where the queue grows without end"),
            (math.ceil(at_once * busy / 100), "the load multiplied where it divides"),
        ],
    )


@exercise("EV-E45", "Parameters of a LoRA adapter", "LoRA", "llm_adaptation", "A14.2 A14.5", 4)
def lora(random: Random) -> Question:
    """Per adapted matrix rank * (in + out)."""
    layers, width = random.choice(((24, 2048), (28, 3072), (32, 4096), (40, 5120)))
    rank, matrices = random.choice((4, 8, 16, 32)), random.choice((2, 4))
    per_matrix = rank * 2 * width
    total = per_matrix * matrices * layers
    return number(
        "How many parameters are trained?",
        total / MILLION,
        label="million",
        plural="millions",
        text=f"A model has {layers} layers of width {width}. In each layer {matrices} square matrices of {width} x "
        f"{width} get "
        f"a LoRA adapter of rank {rank}. A million is 1 000 000.",
        given={"layers": layers, "width": width, "rank": rank, "matrices": matrices},
        steps=[
            f"An adapter is two thin matrices, {width} x {rank} and {rank} x {width}: 2 x {width} x {rank} = "
            f"{per_matrix}.",
            f"{matrices} a layer, {layers} layers: {per_matrix} x {matrices * layers} = {total}, "
            f"{total / MILLION:.3f} million.",
            f"The adapted matrices themselves hold {width * width * matrices * layers / MILLION:.0f} million.",
        ],
        traps=[
            (total / 2 / MILLION, "one of the two thin matrices only"),
            (total / matrices / MILLION, "one matrix a layer only"),
        ],
    )


@exercise("EV-E46", "Memory of a KV cache", "KV cache", "inference_opt", "A16.3 A18.5", 4)
def kv_cache(random: Random) -> Question:
    """2 * layers * kv heads * head size * tokens * sequences * bytes."""
    layers, heads, kv_heads = random.choice(((32, 32, 8), (32, 32, 32), (40, 40, 8), (28, 24, 8)))
    tokens, sequences = random.choice((2048, 4096, 8192)), random.choice((4, 8, 16))
    size = 128
    per_token = 2 * layers * kv_heads * size * 2
    total = per_token * tokens * sequences
    answer = total / 2**30
    every_head = [(answer * heads / kv_heads, "a cache for every query head; only key-value heads are kept")]
    return number(
        "How large is the cache?",
        answer,
        label="GiB",
        text=f"A model has {layers} layers, {heads} query heads and {kv_heads} key-value heads of size {size}. It "
        "keeps keys and "
        f"values with 2 bytes each for {sequences} sequences of {tokens} tokens. A GiB is 2^30 bytes.",
        given={
            "layers": layers,
            "heads": heads,
            "kv_heads": kv_heads,
            "size": size,
            "tokens": tokens,
            "sequences": sequences,
        },
        steps=[
            f"A token: 2 (keys and values) x {layers} layers x {kv_heads} heads x {size} x 2 bytes = {per_token} "
            "bytes.",
            f"{sequences} x {tokens} = {sequences * tokens} tokens: {total} bytes.",
            f"{total} / 2^30 = {answer:.3f} GiB, beside the weights.",
        ],
        traps=[
            (answer / 2, "keys without values"),
            (total / 1e9, "gigabytes of 10^9 bytes"),
            *(every_head if kv_heads < heads else ()),
        ],
    )


@exercise("EV-E47", "Weights in fewer bits", "quantisation", "inference_opt", "A16.2 A14.5", 3)
def weights(random: Random) -> Question:
    """Parameters times bits, with one scale a group."""
    billions = random.choice((0.5, 1, 1.5, 2, 3, 4, 7, 8, 9, 12, 13, 14, 27, 32))
    group = random.choice((32, 64, 128))
    bits = 4 + 16 / group
    answer = billions * bits / 8
    return number(
        "How much memory do the weights take?",
        answer,
        label="GB",
        text=f"The {billions:g} billion weights of a model are stored with 4 bits each. Every group of {group} "
        "weights has a scale "
        "of 16 bits besides. A GB is 10^9 bytes.",
        given={"billions": billions, "group": group},
        steps=[
            f"A weight costs 4 bits and its part of the scale, 16 / {group} = {16 / group:.3f}: {bits:.3f} bits.",
            f"{billions:g} x 10^9 x {bits:.3f} / 8 bytes = {answer:.3f} GB.",
            f"With 16 bits a weight it would be {billions * 2:g} GB.",
        ],
        traps=[
            (billions / 2, "the size without the scales"),
            (billions * bits, "bits, not bytes"),
            (billions * 2, "the size with 16 bits"),
        ],
    )
