"""Which of the five types a folder looks like, where nobody said it."""

from __future__ import annotations

from mentor.evidence.detect.features import store
from mentor.evidence.detect.retrieval import labelled
from mentor.evidence.detect.serving import handlers
from mentor.evidence.project import Project

TUNING = ("peft", "trl", "unsloth", "axolotl")
RETRIEVAL = (
    "faiss",
    "chromadb",
    "qdrant_client",
    "rank_bm25",
    "llama_index",
    "langchain",
    "pgvector",
    "lancedb",
    "bm25s",
)
PIPELINE = ("airflow", "prefect", "dagster", "feast")


def guess_type(project: Project) -> tuple[str, str]:
    """A project type and what speaks for it; two empty texts where the code does not tell."""
    if project.imported(*TUNING) or project.named("adapter_config.json"):
        return "fine_tuning", "it trains an adapter"
    if project.imported(*RETRIEVAL) or labelled(project)[0]:
        return "rag", "it searches documents, or has labelled queries"
    pipeline = any("feature" in path or "pipeline" in path for path in project.modules)
    if project.imported(*PIPELINE) or (pipeline and store(project).outcome == "pass") or _materialises(project):
        return "feature_pipeline", "it builds and keeps features"
    if handlers(project):
        return "serving_api", "it answers predict requests"
    return "", ""


def _materialises(project: Project) -> bool:
    names = {function.name.lower() for _, function in project.functions(project.sources)}
    return any(name.startswith(("backfill", "materiali")) for name in names)
