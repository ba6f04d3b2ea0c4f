"""R27, R29, R31-R33 and A1: deployment, cost, drift, alerts, retraining, the way back."""

from __future__ import annotations

import re

from mentor.evidence.detect.base import Seen, absent, detects, has, met, partly, spot
from mentor.evidence.project import Project
from mentor.evidence.read.figures import number
from mentor.evidence.read.yamls import walk_values
from mentor.journey.proof import Spot

DEPLOY_FILES = (
    *(
        "fly.toml",
        "render.yaml",
        "app.yaml",
        "cloudbuild.yaml",
        "procfile",
        "railway.json",
        "railway.toml",
        "vercel.json",
    ),
    *("serverless.yml", "serverless.yaml", "heroku.yml", "chart.yaml", "netlify.toml", "apprunner.yaml", "copilot.yml"),
)
NOT_A_SERVICE = re.compile(
    r"github\.com|gitlab\.com|shields\.io|badge|img\.|pypi\.org|readthedocs|arxiv|wikipedia|kaggle\.com|localhost|127\.0\."
    r"|0\.0\.0\.0|docs\.|/docs/|doi\.org|codecov|creativecommons|opensource\.org|data\.gov|huggingface\.co/(?!spaces)|medium\.com|python\.org"
)
URL = re.compile(r"https?://[^\s)>\]\"'`]{4,200}")
CURRENCY = re.compile(
    r"[$€£¥]\s?\d|\d\s?(?:[$€£¥]|USD|EUR|GBP|CHF|dollars|euros|cents)\b|per 1[,. ]?(?:k|000)\b", re.IGNORECASE
)
LIVE = ("deploy", "live", "demo", "try it", "running at", "hosted", "serving")
DRIFT_NAMES = re.compile(
    r"(?:^|_)(?:psi|ks|population_stability(?:_index)?|drift|wasserstein|kolmogorov_smirnov)(?:_|$)"
)
DRIFT_PACKAGES = ("evidently", "nannyml", "alibi_detect", "deepchecks", "frouros", "whylogs")
CHECKS = re.compile(r"drift|monitor|alert|quality|freshness|health|check_data|check_features|stale|smoke")
ROLLBACK = re.compile(r"roll[-_ ]?back|restore[-_ ]?model|revert[-_ ]?model|previous[-_ ]?model")


@detects("R27")
def deployed(project: Project) -> Seen:
    """Deploy configuration and a public address; that it answers is for the user to say."""
    config = _deploy_config(project)
    address = None
    if project.readme is not None:
        for n, line in enumerate(project.readme.prose, 1):
            urls = [one for one in URL.findall(line[:2_000]) if not NOT_A_SERVICE.search(one.lower())]
            if urls and has(f"{project.readme.heading_of(n)} {line}", *LIVE):
                address = Spot(project.readme.path, n)
                break
    hint = "Attest it with the address and the day it answered, or with a dated log of calls from elsewhere."
    seen = [what for what, found in (("deploy configuration", config), ("a public address", address)) if found]
    if seen:
        return partly(f"Seen: {' and '.join(seen)}. That it answers cannot be seen.", hint, config, address)
    return absent("No deploy configuration and no public address was recognised.", hint)


def _deploy_config(project: Project) -> Spot | None:
    if found := project.named(*DEPLOY_FILES) or project.paths(".tf"):
        return Spot(found[0])
    for path in project.paths(".yaml", ".yml"):
        if any(part in path.lower() for part in ("k8s", "kube", "deploy", "manifest", "helm", "service")):
            for document in project.yaml(path):
                if isinstance(document, dict) and document.get("kind") in ("Deployment", "Service", "Rollout"):
                    return Spot(path)
    for workflow in project.workflows:
        for step in workflow.steps:
            if re.search(
                r"\b(?:fly(?:ctl)? deploy|gcloud run deploy|kubectl apply|az webapp|(?:eb|cdk|modal) deploy)\b",
                step.command,
            ):
                return Spot(workflow.path, step.line)
    return None


@detects("R29")
def scaling(project: Project) -> Seen:
    """A part on scale or cost with a price in it."""
    for document in project.documents[:50]:
        for heading in document.headings:
            if has(heading.text, "scal", "cost", "ten times", "10x", "load", "capacity"):
                for n, line in document.part(heading):
                    if CURRENCY.search(line[:2_000]):
                        return met("A part on scale or cost has a price in it.", Spot(document.path, n), score=0.5)
    return absent("No part on scale or cost with a price was recognised.")


@detects("R31")
def drift(project: Project) -> Seen:
    """A statistic, a threshold and a reference."""
    place = project.imported(*DRIFT_PACKAGES)
    for module, call in project.calls(
        "ks_2samp", "psi", "population_stability_index", "wasserstein_distance", "ks_1samp"
    ):
        place = place or Spot(module.path, call.line)
    for module, function in project.functions(project.sources):
        if DRIFT_NAMES.search(function.name.lower()):
            place = place or Spot(module.path, function.line)
    if place is None:
        return absent("No PSI, KS or drift library was recognised.")
    words = {word for one in project.code if one.path == place.file for word in one.words}
    threshold = any(re.search(r"threshold|limit|alarm|tolerance|cut_?off", word) for word in words)
    reference = any("reference" in word or "baseline" in word for word in words) or bool(
        [path for path in project.tree.entries if "reference" in path.lower()]
    )
    if threshold and reference:
        return met("A drift statistic is held against a reference with a threshold.", place)
    missing = [what for what, found in (("a threshold", threshold), ("a reference", reference)) if not found]
    return partly(f"A drift statistic is there; not recognised: {', '.join(missing)}.", "", place)


@detects("R32")
def alert(project: Project) -> Seen:
    """Alert rules, a dashboard, or a scheduled check."""
    for path in project.paths(".yaml", ".yml"):
        if re.search(r"prometheus|alert|rules|monitor|grafana", path.lower()):
            for document in project.yaml(path):
                if any(keys and keys[-1] == "alert" for keys, _ in walk_values(document)):
                    return met("An alert rule is defined.", Spot(path, project.line_of(path, "alert")))
    for path in project.paths(".json"):
        if re.search(r"grafana|dashboard", path.lower()) and '"panels"' in project.text(path):
            return met("A dashboard is defined.", Spot(path))
    for workflow in project.workflows:
        for step in workflow.steps:
            if workflow.scheduled and CHECKS.search(step.command.lower()):
                return met("A workflow runs a check on a schedule.", Spot(workflow.path, step.line))
    return absent("No alert rule, dashboard or scheduled check was recognised.")


@detects("R33")
def retraining(project: Project) -> Seen:
    """A workflow that trains, a comparison that decides, and a way back."""
    trigger = None
    for workflow in project.workflows:
        for step in workflow.steps:
            targets = [one for one in project.all_targets.values() if one.name in step.command.split()]
            text = " ".join([step.command, *(command for target in targets for command in target.commands)])
            if re.search(r"\b(?:re)?train|fine_?tune|\bfit\b|ingest|rebuild|materiali[sz]e", text.lower()):
                trigger = trigger or Spot(workflow.path, step.line)
    gate = None
    for module, function in project.functions(project.sources):
        if (
            re.search(r"promot|champion|challenger|better_than|is_better|compare_model|gate", function.name.lower())
            and function.compares
        ):
            gate = gate or Spot(module.path, function.line)
    back = way_back(project)
    missing = [
        w
        for w, f in (("a workflow that trains", trigger), ("a comparison that decides", gate), ("a way back", back))
        if not f
    ]
    if not missing:
        return met("A workflow trains, a comparison decides, and there is a way back.", trigger, gate, back)
    said = f"Not recognised: {', '.join(missing)}."
    return partly(said, "", trigger, gate, back) if len(missing) < 3 else absent(said)


def way_back(project: Project) -> Spot | None:
    """A rollback target or function, a model registry, or model files by version."""
    for tool, targets in project.targets.items():
        for name, target in targets.items():
            if ROLLBACK.search(name):
                return Spot(project.target_file(tool), target.line)
    for module, function in project.functions(project.sources):
        if ROLLBACK.search(function.name.lower()):
            return Spot(module.path, function.line)
    for module, call in project.calls("register_model", "set_registered_model_alias", "transition_model_version_stage"):
        return Spot(module.path, call.line)
    versions = [
        path
        for path in project.tree.entries
        if re.search(r"(?:^|/)(?:models?|registry)/.*(?:v\d|20\d\d-\d\d)", path.lower())
    ]
    return Spot(versions[0]) if len(versions) > 1 else None


@detects("A1")
def canary(project: Project) -> Seen:
    """Traffic weights, or a rollback target or runbook."""
    for path in project.paths(".yaml", ".yml", ".toml"):
        if re.search(
            r"canary|rollout|traffic", f"{path} {project.text(path)[:20_000]}".lower()
        ) and not path.startswith(".github"):
            for document in project.yaml(path):
                for keys, value in walk_values(document):
                    weight = keys and re.search(r"weight|percent|traffic|setweight", keys[-1].lower())
                    if (weight and number(value) is not None) or (keys[-1:] == ("kind",) and value == "Rollout"):
                        return met("The deploy configuration splits the traffic.", Spot(path), score=0.5)
    for tool, targets in project.targets.items():
        for name, target in targets.items():
            if ROLLBACK.search(name) or "canary" in name:
                place = Spot(project.target_file(tool), target.line)
                return met(f"{tool} {name} goes back or splits the traffic.", place, score=0.5)
    for document in project.documents:
        for heading in document.headings:
            if has(heading.text, "rollback", "roll back", "canary") and document.text_of(heading).strip():
                return met("A runbook tells how to go back.", spot(document, heading), score=0.5)
    return absent("No canary, rollback target or runbook was recognised.")
