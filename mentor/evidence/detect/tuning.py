"""T1-T8: the extras of a fine-tuning project."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from mentor.evidence.detect.base import Seen, absent, broken, detects, has, met, partly, sentences
from mentor.evidence.detect.engineering import entry_modules
from mentor.evidence.detect.model import scored_row
from mentor.evidence.detect.operations import CURRENCY
from mentor.evidence.project import Project
from mentor.evidence.read.yamls import walk_values
from mentor.journey.proof import Spot

BASE = r"(?i)(?:^|[_\s-])(?:base(?:[_\s-]model)?|zero[_\s-]?shot|few[_\s-]?shot|untuned|pretrained|before)(?:$|[_\s-])"
TRAIN = re.compile(r"(?:^|[/_.-])train(?:ing)?(?:$|[/_.-])")
HELD = re.compile(r"(?:^|[/_.-])(?:test|eval|held[_-]?out|holdout)(?:$|[/_.-])")
DATA = (".jsonl", ".csv", ".json", ".parquet", ".tsv", ".txt", ".arrow")
COPIES = re.compile(r"de_?dup|duplicat|minhash|near_dup|contaminat|simhash|overlap")
GENERAL = r"general|regression|forgetting"
QUANT = re.compile(
    r"load_in_[48]bit|bitsandbytesconfig|gptq|awq|gguf|quanti[sz]e|merge_and_unload|merge_adapter|int8|nf4"
)
SPEED = r"p95|tokens_per_s|tokens/s|tokens_per_second|latency"


@detects("T1")
def base_first(project: Project) -> Seen:
    """A row or key for the base model."""
    for figures in project.results:
        for path, _ in figures.values:
            name = " ".join(path)
            if re.search(BASE, name) and not re.search(GENERAL, f"{PurePosixPath(figures.path).stem} {name}".lower()):
                return met("The base model is scored.", Spot(figures.path))
    if row := scored_row(project, BASE):
        return met("The base model is scored.", row)
    return absent("No score of the base model was recognised.")


@detects("T2")
def adapter(project: Project) -> Seen:
    """Adapter settings in a committed file."""
    for path in project.named("adapter_config.json"):
        if '"r"' in project.text(path):
            return met("The adapter's settings are saved.", Spot(path))
    settings = None
    for path in project.paths(".yaml", ".yml", ".toml", ".json"):
        if path not in project.tree.texts or PurePosixPath(path).name.startswith("package"):
            continue
        values = [project.toml(path)] if path.endswith(".toml") else project.yaml(path)
        keys = {keys[-1].lower() for keys, _ in walk_values(values) if keys}
        if keys & {"r", "rank", "lora_r", "lora_rank"} and keys & {"alpha", "lora_alpha"}:
            settings = Spot(path, project.line_of(path, "alpha"))
            break
    if settings:
        return met("Rank and alpha of the adapter are saved.", settings)
    for module, call in project.calls("loraconfig"):
        return broken(
            "LoraConfig has its values in the code, not in a file.", "", Spot(module.path, call.line), confidence="M"
        )
    return absent("No adapter settings were found.")


@detects("T3")
def held_out(project: Project) -> Seen:
    """A test file beside the training file that the training code does not open."""
    data = [
        path
        for path in project.tree.entries
        if path.lower().endswith(DATA) and not path.startswith(("tests/", "test/"))
    ]
    train = [path for path in data if TRAIN.search(path.lower()) and not HELD.search(PurePosixPath(path).name.lower())]
    held = [path for path in data if HELD.search(PurePosixPath(path).name.lower()) and not _is_report(path)]
    if not held:
        return absent("No test or held-out file was found.", "", *[Spot(path) for path in train[:1]])
    if not train:
        return partly("A held-out file is there; no training file was found beside it.", "", Spot(held[0]))
    names = {PurePosixPath(path).name.lower() for path in held}
    for module in entry_modules(project):
        for text, line in module.strings:
            if PurePosixPath(text.lower()).name in names:
                return broken("The training code names the held-out file.", "", Spot(module.path, line))
    return met(
        "A held-out file stands beside the training file, which alone is named in training.",
        Spot(held[0]),
        Spot(train[0]),
    )


def _is_report(path: str) -> bool:
    return any(part in path.lower() for part in ("metric", "result", "report"))


@detects("T4")
def copies(project: Project) -> Seen:
    """De-duplication over training and test data, and its count."""
    code = None
    for module, function in project.functions(project.sources):
        if COPIES.search(f"{PurePosixPath(module.path).stem} {function.name}".lower()):
            both = any("train" in word for word in module.words) and any(
                "test" in word or "held" in word for word in module.words
            )
            code = code or (Spot(module.path, function.line) if both else None)
    count = project.keys(r"duplicat|dedup|contaminat")
    for document in project.documents:
        for n, line in enumerate(document.prose, 1):
            if COPIES.search(line.lower()[:2_000]) and re.search(r"\d", line[:2_000]):
                count = count or Spot(document.path, n)
    if code and count:
        return met("Duplicates across training and test data are counted.", code, count)
    if code:
        return partly("De-duplication code is there; no count was found.", "", code)
    return absent("No check of duplicates between training and test data was recognised.")


@detects("T5")
def regressions(project: Project) -> Seen:
    """General prompts before and after."""
    for figures in project.results:
        whole = [" ".join(path) for path, _ in figures.values]
        named = [one for one in whole if re.search(GENERAL, f"{PurePosixPath(figures.path).stem} {one}".lower())]
        if any(re.search(r"base|before", one) for one in named) and any(
            re.search(r"tuned|after|adapter", one) for one in named
        ):
            return met("General prompts are scored before and after.", Spot(figures.path))
    for document, table in project.tables:
        head, text = " ".join(table.header).lower(), " ".join(" ".join(row) for row in table.rows[:50]).lower()
        if (
            re.search(GENERAL, head + text)
            and re.search(r"base|before", head + text)
            and re.search(r"tuned|after|adapter", head + text)
        ):
            return met("A table scores general prompts before and after.", Spot(document.path, table.line), score=0.5)
    return absent("No score on general prompts before and after was recognised.")


@detects("T6")
def spent(project: Project) -> Seen:
    """Memory, hours and price in a table."""
    for document, table in project.tables:
        cells = " ".join([*table.header, *(" ".join(row) for row in table.rows[:50])])
        memory = re.search(r"\b(?:GB|GiB|MiB|memory)\b", cells)
        hours = re.search(r"\bh\b|\bhours?\b|\bmin\b", cells, re.IGNORECASE)
        if memory and hours and (CURRENCY.search(cells) or has(" ".join(table.header), "price", "cost", "paid")):
            return met("A table gives memory, hours and price.", Spot(document.path, table.line))
    parts = [project.keys(words) for words in (r"memory|_gb|vram", r"hours", r"cost|price|usd|eur")]
    if all(parts):
        return met("The results hold memory, hours and price.", parts[0])
    return absent("No table of memory, hours and price was recognised.")


@detects("T7")
def small(project: Project) -> Seen:
    """Merged or quantised, with latency."""
    place = None
    for module in project.sources:
        for call in module.calls:
            if QUANT.search(call.last.lower()) or any(QUANT.search(key.lower()) for key in call.keywords):
                place = place or Spot(module.path, call.line)
    speed = project.keys(SPEED)
    if place is None:
        return absent("No merging or quantisation was recognised.")
    if speed is None:
        return partly("The model is merged or quantised; no latency was found in the results.", "", place)
    return met("The model is merged or quantised, and its latency is in the results.", place, speed)


@detects("T8")
def licences(project: Project) -> Seen:
    """The licences of the base model and of the data."""
    found: dict[str, Spot] = {}
    for document in project.documents:
        if (
            document is not project.readme
            and "card" not in document.path.lower()
            and "data" not in document.path.lower()
        ):
            continue
        for n, line in enumerate(document.prose, 1):
            for sentence in sentences(line[:2_000]):
                if has(sentence, "licence", "license", "terms", "licensed"):
                    for kind, names in (("model", ("model", "base", "weights")), ("data", ("data", "corpus"))):
                        if has(sentence, *names):
                            found.setdefault(kind, Spot(document.path, n))
    if len(found) > 1:
        return met("The licences of base model and data are named.", *found.values(), score=0.5)
    if found:
        return partly(f"Only the licence of the {next(iter(found))} was recognised.", "", *found.values())
    return absent("No licence of base model or data was recognised.")
