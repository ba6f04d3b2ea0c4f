"""A small Library of the tests' own on top of the real facts, rules and cards."""

from __future__ import annotations

import shutil
from pathlib import Path

from mentor.content import Content
from mentor.content.load import DATA

POISON = "x [/] [red] \x1b]52;c;aGk=\x07 \x1b[2J[b"
SHOWN_POISON = "x [/] [red] ]52;c;aGk= [2J[b"

TOPICS = """
[[topics]]
id = "time"
title = "How long"
about = "Months by starting point."
[[topics]]
id = "salary"
title = "Pay"
about = "Bands by level."
[[topics]]
id = "faq"
title = "Questions"
about = "Short answers."
"""
TIME = r"""
[[entries]]
id = "time-engineer"
topic = "time"
title = "Months for a backend engineer"
text = "Three ranges, three end points. The zebra crossing stands only here."
facts = ["S2-056", "S0-046", "S4-036"]
rules = ["C01"]
areas = ["evaluation"]
tasks = ["P1.2"]
when = "You write services for a living."
cost = "$15,000"
months = "9-15"
provider = "nobody in particular"
caution = "Ask what the months end with."
[[entries]]
id = "time-poison"
topic = "time"
title = "Poisoned x [/] [red] \u001b]52;c;aGk=\u0007 \u001b[2J[b"
text = "x [/] [red] \u001b]52;c;aGk=\u0007 \u001b[2J[b"
facts = ["S1-059"]
"""
SALARY = """
[[entries]]
id = "salary-first"
topic = "salary"
title = "First job: base pay by metro"
text = "S3 gives $135,000 to $175,000 in a top metro."
facts = ["S3-037"]
"""
FAQ = """
[[entries]]
id = "faq-bullet"
topic = "faq"
title = "What does a good bullet say?"
kind = "example"
text = "A decision and its figure."
facts = ["S0-001"]
weak = "Worked on models."
strong = "Cut false alarms by a third."
"""
BANDS = """
[[salary]]
id = "one"
low = 100000
high = 200000
basis = "base"
level = "first"
label = "first job, base"
facts = ["S3-037"]
regions = ["secondary_metro"]
[[salary]]
id = "two"
low = 200000
high = 400000
basis = "tc"
level = "senior"
label = "senior, total"
facts = ["S2-046"]
[[salary]]
id = "three"
low = 120000
high = 120000
basis = "unstated"
level = "any"
label = "neighbour, unstated"
facts = ["S4-045"]
neighbour = true
"""


def small_library(folder: Path) -> Content:
    """The program's content with a Library of four entries and three bands of pay."""
    shutil.copytree(DATA, folder)
    shutil.rmtree(folder / "library")
    (folder / "library").mkdir()
    texts = {"topics": TOPICS, "library/time": TIME, "library/salary": SALARY, "library/faq": FAQ, "salary": BANDS}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Content(folder)
