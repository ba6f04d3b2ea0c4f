"""R22-R24: no secrets, seeded runs, results that can be traced."""

from __future__ import annotations

import re

from mentor.evidence.detect.base import Seen, absent, broken, detects, met, partly, unsure
from mentor.evidence.project import Project, is_test
from mentor.evidence.secrets import Secret
from mentor.journey.proof import Spot

SEEDS = frozenset(("manual_seed", "default_rng", "set_seed", "seed_everything", "seed", "randomstate", "prngkey"))
LOADS = frozenset(("safe_load", "full_load", "load", "loads"))
CONFIG_FILES = re.compile(
    r"(?:^|/)(?:(?:config|configs|conf)/[\w./-]+|[\w-]*(?:config|params|settings|experiment)[\w-]*)\.(?:ya?ml|toml)$"
)
TRACKERS = ("mlflow", "wandb", "neptune", "comet_ml", "clearml", "aim", "dvclive", "trackio")


@detects("R22")
def no_secret(project: Project) -> Seen:
    """No key in the files, nor in older versions of them."""
    history = project.history
    now = [one for one in project.secrets if _counts(project, one)]
    then = history.secrets if history is not None else []
    real = [one for one in (*now, *then) if not one.sample]
    if real:
        kinds = ", ".join(sorted({one.kind for one in real}))
        where = "in the history" if not [one for one in now if not one.sample] else "in the files"
        hint = "Revoke it, read it from the environment, and take it out of the history."
        spots = [Spot(one.path, one.line) for one in real]
        return broken(f"Found {where}: {kinds}.", hint, *spots)
    samples = [one for one in (*now, *then) if one.sample]
    if samples:
        spots = [Spot(one.path, one.line) for one in samples]
        kinds = ", ".join(sorted({one.kind for one in samples}))
        return unsure(f"Among tests and examples: {kinds}. Whether it is made up cannot be seen.", "", *spots)
    if history is None or not history.head:
        return met("No key was found in the files; there is no history to look through.", confidence="M")
    if not history.searched:
        return met("No key was found in the files; the history could not be searched in full.", confidence="M")
    ignored = [Spot(path) for path in project.named(".gitignore") if _names_env(project.text(path))]
    if not ignored:
        return met("No key was found in files and history. No .gitignore names .env.", score=0.5)
    return met("No key was found in files and history, and .env is ignored.", *ignored)


def _counts(project: Project, secret: Secret) -> bool:
    """Whether a secret would leave this machine: what Git is told to ignore, and never took, does not."""
    history = project.history
    if history is None or history.tracked is None:
        return True
    return secret.path in history.tracked or secret.path not in history.ignored


def _names_env(text: str) -> bool:
    return any(re.fullmatch(r"(?:\*\*/|/)?\.env\*?|\*\.env", line.strip()) for line in text.split("\n"))


@detects("R23")
def seeded(project: Project) -> Seen:
    """Seeds in the code, and a settings file that it reads."""
    seed = next((Spot(module.path, call.line) for module, call in project.calls(*SEEDS) if _is_seed(call.name)), None)
    for module in project.code:
        for call in module.calls:
            if {"random_state", "seed"} & set(call.keywords):
                seed = seed or Spot(module.path, call.line)
    files = [
        path for path in project.paths(".yaml", ".yml", ".toml") if CONFIG_FILES.search(path) and not is_test(path)
    ]
    read = _reads_settings(project)
    if seed and read and files:
        return met("Seeds are set, and a settings file is read.", seed, read, Spot(files[0]))
    missing = [
        what
        for what, found in (("a seed", seed), ("code that reads a settings file", read), ("a settings file", files))
        if not found
    ]
    said = f"Not recognised: {', '.join(missing)}."
    return partly(said, "", seed, read) if seed or (read and files) else absent(said)


def _is_seed(name: str) -> bool:
    return name.rpartition(".")[2].lower() != "seed" or any(
        part in name.lower() for part in ("random", "np", "numpy", "seed(")
    )


def _reads_settings(project: Project) -> Spot | None:
    loaders = ("yaml.", "tomllib.", "tomli.", "omegaconf.", "toml.", "configparser.")
    for module in project.sources:
        for call in module.calls:
            low = call.name.lower()
            if (call.last.lower() in LOADS and low.startswith(loaders)) or low in (
                "hydra.main",
                "hydra.compose",
                "omegaconf.omegaconf.load",
            ):
                return Spot(module.path, call.line)
        for one in module.classes:
            if any(base.endswith("BaseSettings") for base in one.bases):
                return Spot(module.path, one.line)
    return None


@detects("R24")
def traced(project: Project) -> Seen:
    """A tracker, or a metrics file with two committed versions."""
    for module in project.code:
        for tracker in TRACKERS:
            if module.imports_any(tracker):
                call = next((one for one in module.calls if one.name.startswith(f"{tracker}.")), None)
                if call:
                    return met(f"{tracker} records the runs.", Spot(module.path, call.line))
    history = project.history
    for figures in project.results:
        versions = len(history.touching(figures.path)) if history is not None else 0
        if versions > 1:
            return met(f"{figures.path} has {versions} committed versions.", Spot(figures.path))
    if project.results:
        return partly(
            "A metrics file is there, with fewer than two committed versions.", "", Spot(project.results[0].path)
        )
    return absent("No tracker and no metrics file was recognised.")
