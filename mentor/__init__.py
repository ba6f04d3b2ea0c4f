"""A terminal mentor from where you stand to an applied machine-learning-engineer job."""

__version__ = "0.1.0"
