"""The one check of the content files: everything that is wrong with them, at once, by file, entry and field.

The loader stops at the first file that has a problem and reads only what is asked for. The check reads every file,
then follows every id to where it must exist. Run by the tests and by `mentor doctor`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any, get_args

from mentor.content.adverts import check_adverts
from mentor.content.book import PHASES, Book
from mentor.content.bullets import check_bullets
from mentor.content.check_actions import FIRST_KINDS, PROJECTS, STARTS, TARGETS, check_actions
from mentor.content.check_detectors import check_detectors
from mentor.content.check_drills import check_drills
from mentor.content.check_exercises import check_exercises
from mentor.content.check_funnel import check_funnel
from mentor.content.check_library import check_library
from mentor.content.check_outreach import check_outreach
from mentor.content.check_practice import check_practice
from mentor.content.check_scaffold import check_scaffold
from mentor.content.load import Content
from mentor.content.model import (
    ActionKind,
    Area,
    Phase,
    SectionId,
)

DOMAINS = ("tabular", "vision", "nlp", "recommendation", "time_series")
RULES = (*(f"G{n}" for n in range(1, 6)), *(f"C{n:02}" for n in range(1, 38)))
AREAS, ITEMS, FOUNDATION, COMMON_CRITERIA = 20, 100, 67, 38
PROBES = 2
"""Knowledge questions of an area: one to begin with, one for the next time."""
TASKS = range(6, 13)
"""How many cards of a phase are open to any one starting point and target."""
SINGLE_NUMBERS = frozenset(
    {
        "adherence", "attest_hours", "break_weeks", "cap_no_evidence", "cap_probe_sure", "cap_probe_unsure",
        "cap_practised", "cap_text_evidence", "capacity_growth", "capacity_limit", "capacity_share", "carry_limit",
        "commit_share", "deliver_floor", "draws", "drill_forgotten_hours", "evidence_age_loss",
        "evidence_age_months", "foundation_gate_level", "gap_rests", "hint_cost", "hold_days", "least_estimate",
        "longest_months", "measured_from", "open_cards", "pace_floor", "prerequisite_factor",
        "prerequisite_level", "prior_weeks", "probe_rest_weeks", "production_python", "rated_share",
        "remaining_floor", "senior_from", "shortened_from", "spread_adherence", "spread_card", "spread_person",
        "spread_week", "tick_least", "tick_overrun", "under_rated", "weeks_below", "weeks_per_month",
        "zero_weeks",
    }
)  # fmt: skip
NUMBERS = SINGLE_NUMBERS | {
    "allowed_limits", "batch", "funnel", "funnel_assumed", "funnel_examples", "funnel_hours", "funnel_leak",
    "funnel_priors", "model_cards", "practised",
    "block_minutes", "blocks", "cards", "carry_share", "defensible_must", "defensible_share", "design_bands",
    "design_caps", "design_next", "design_tags", "effort_limits", "first_week_hours", "foundation_gate",
    "gate_project_waived", "hours_bends", "hours_per_level", "lever_hours", "lever_scope", "light_week", "mock",
    "notices", "overrun", "path_prior", "phase_factor", "project_areas", "ready", "rule_of_kind", "search",
    "search_weeks", "senior_areas", "start_times", "stretch", "target_areas", "target_block",
}  # fmt: skip
"""The numbers, lists and tables that the code asks for by name."""
_NAMED_IN = {
    "area": ("blocks", "target_block", "senior_areas", "target_areas", "foundation_gate", "project_areas"),
    "rule": ("rule_of_kind",),
    "criterion": ("defensible_must",),
    "phase": ("gate_project_waived",),
}
_KEYS_OF: dict[str, tuple[str, ...]] = {
    "path_prior": STARTS,
    "project_areas": PROJECTS,
    "rule_of_kind": get_args(ActionKind),
    "first_week_hours": ("at", *FIRST_KINDS),
    "notices": ("after_days", "after_hours", "snooze_days", "clear_days", "a_week"),
    "cards": (
        *("retention", "near_retention", "near_days", "new", "new_search", "reviews", "minutes", "sitting"),
        *("leech", "leech_again", "few", "window_days"),
    ),
    "search": ("answer_days", "follow_up_days", "closing_days", "first_companies", "offers"),
    "funnel": ("draws", "latency_weeks", "weeks", "recent_weeks"),
    "funnel_leak": ("expected", "below_half", "below"),
    "batch": ("contact_minutes", "application_minutes", "most", "most_contacts", "leak_share", "talks"),
    "practised": ("enough", "fewest", "sql", "eval"),
}


def check(content: Content) -> list[str]:
    """Every problem of the content files, one line each: file, entry, field, and what is wrong.

    A file that cannot be read is named once; what refers to its entries is then not followed.
    """
    book = Book(content)
    for part in (
        _facts,
        _areas,
        _probes,
        _phases,
        _tasks,
        _projects,
        _rules,
        _timelines,
        _numbers,
        check_library,
        check_scaffold,
        check_bullets,
        check_detectors,
        check_exercises,
        check_practice,
        check_drills,
        check_outreach,
        check_funnel,
        check_adverts,
        check_actions,  # follows prompts, which are read with the drills
    ):
        part(book)
    return book.problems


def _facts(book: Book) -> None:
    for fact in book.facts:
        book.known("facts", fact.id, "id", "source", [fact.source])
        if fact.importance not in (1, 2, 3):
            book.say("facts", fact.id, "importance", f"{fact.importance} is not 1, 2 or 3")


# ---------------------------------------------------------------------------------------------------- audit


def _areas(book: Book) -> None:
    for area in book.areas:
        _area(book, area)
    items = [item for area in book.areas for item in area.items]
    book.count("areas", "area", "areas", len(book.areas), AREAS)
    book.count("areas", "area", "items", len(items), ITEMS)
    book.count("areas", "area", "items of level F", sum(item.foundation for item in items), FOUNDATION)
    book.once("areas", "items", (item.id for item in items))
    book.once("areas", "code", (area.code for area in book.areas))
    for target, profile in book.profiles.items():
        book.known("areas", f"profiles {target}", "multipliers", "area", profile.multipliers)
    book.exactly("areas", "profiles", "profiles", TARGETS)


def _area(book: Book, area: Area) -> None:
    for item in area.items:
        if not re.fullmatch(rf"{re.escape(area.code)}\.\d+", item.id):
            book.say("areas", area.id, f"items {item.id}", f"the id does not begin with the area's code {area.code}")
    guides = sorted(book.ids["source"] or ())
    if guides and len(area.mentions) != len(guides):
        book.say("areas", area.id, "mentions", f"{len(guides)} values are needed, {len(area.mentions)} stand here")
    elif guides:
        asking = tuple(guide for guide, strength in zip(guides, area.mentions, strict=True) if strength)
        if area.sources != asking:
            book.say("areas", area.id, "sources", f"mentions says {', '.join(asking)}")
    if not all(0 <= strength <= 3 for strength in area.mentions):
        book.say("areas", area.id, "mentions", "each is 0 to 3")
    weight = round(10 * (sum(area.mentions) + area.bonus) / 16, 1)
    if abs(area.weight - weight) > 0.1 + 1e-9:
        book.say("areas", area.id, "weight", f"{area.weight:g} stands here, mentions and bonus give {weight:g}")


def _probes(book: Book) -> None:
    for probe in book.probes:
        book.known("probes", probe.id, "area", "area", [probe.area])
        _options(book, probe.id, "", probe.options, probe.right)
        book.among("probes", probe.id, "variants", "domain", (v.domain for v in probe.variants), DOMAINS)
        for variant in probe.variants:
            _options(book, probe.id, f"variants {variant.domain}: ", variant.options, variant.right)
    asked = Counter(probe.area for probe in book.probes)
    if book.whole["probe"]:
        for area in sorted(book.ids["area"] or ()):
            if asked[area] != PROBES:
                book.say("probes", "all entries", "area", f"{asked[area]} probes ask about {area}, {PROBES} are needed")


def _options(book: Book, entry: str, part: str, options: tuple[str, ...], right: int) -> None:
    if len(options) != 4 or len(set(options)) != len(options):
        book.say("probes", entry, f"{part}options", "four different ones are needed")
    if not 0 <= right < len(options):
        book.say("probes", entry, f"{part}right", f"{right} is no index into {len(options)} options")


# ---------------------------------------------------------------------------------------------------- phases, tasks


def _phases(book: Book) -> None:
    if book.whole["phase"] and tuple(phase.id for phase in book.phases) != PHASES:
        book.say("phases", "all entries", "id", f"{' '.join(PHASES)} are needed, in this order")
    for phase in book.phases:
        book.known("phases", phase.id, "areas", "area", phase.areas)
        book.known("phases", phase.id, "weights", "area", phase.weights)
        if abs(sum(phase.weights.values()) - 1) > 1e-6:
            book.say("phases", phase.id, "weights", f"the sum is {sum(phase.weights.values()):g}, 1 is needed")
        if not 1 <= phase.target <= 4:
            book.say("phases", phase.id, "target", f"{phase.target} is no level from 1 to 4")
        book.ascend("phases", phase.id, "hours_learn", phase.hours_learn)
        book.ascend("phases", phase.id, "hours_deliver", phase.hours_deliver)
        if set(phase.mix) != {"build", "learn", "practise", "publish"} or sum(phase.mix.values()) != 100:
            book.say("phases", phase.id, "mix", "build, learn, practise and publish are needed and add up to 100")
        for span in phase.spans:
            book.said_by("phases", phase.id, f"spans {span.source}: ", span.source, span.facts)
            book.ascend("phases", phase.id, f"spans {span.source}: months", span.months)
        _gate(book, phase)
    book.once("phases", "gate needs", (need.id for phase in book.phases for need in phase.gate.needs))


def _gate(book: Book, phase: Phase) -> None:
    gate = phase.gate
    if gate.id != f"G{phase.id[1:]}":
        book.say("phases", phase.id, "gate id", f"G{phase.id[1:]} is needed, {gate.id!r} stands here")
    for need in gate.needs:
        if not re.fullmatch(rf"{re.escape(gate.id)}\.\d+", need.id):
            book.say("phases", phase.id, f"gate needs {need.id}", f"the id does not begin with {gate.id}.")
        book.known("phases", phase.id, f"gate needs {need.id}: areas", "area", need.areas)
        if bool(need.areas) != (0 < need.level <= 4):
            book.say("phases", phase.id, f"gate needs {need.id}: level", "areas and a level up to 4 go together")
        book.known("phases", phase.id, f"gate needs {need.id}: criteria", "criterion", need.criteria)
        book.known("phases", phase.id, f"gate needs {need.id}: sql_items", "item", need.sql_items)
        if need.sql_items and need.sql < len(need.sql_items):
            book.say("phases", phase.id, f"gate needs {need.id}: sql", "fewer exercises than items are asked")
    book.behind("phases", phase.id, gate.rule, gate.facts)


def _tasks(book: Book) -> None:
    needs = {phase.id: {need.id for need in phase.gate.needs} for phase in book.phases}
    for phase, tasks in book.tasks.items():
        file = f"tasks/{phase}"
        for task in tasks:
            if not re.fullmatch(rf"{phase}\.\d+", task.id):
                book.say(file, task.id, "id", f"does not begin with {phase}.")
            book.known(file, task.id, "items", "item", task.items)
            book.known(file, task.id, "after", "task", task.after)
            if task.need and phase in needs:
                book.among(file, task.id, "need", f"deliverable of the gate of {phase}", [task.need], needs[phase])
            if task.hours <= 0:
                book.say(file, task.id, "hours", f"{task.hours:g} is not more than 0")
            book.behind(file, task.id, task.rule, task.facts)
        for start, target in product(STARTS, TARGETS) if book.whole[f"{phase} task"] else ():
            count = sum(task.is_for(start, target) for task in tasks)
            if count not in TASKS:
                what = f"{count} are open to {start} with target {target}, {TASKS[0]} to {TASKS[-1]} are needed"
                book.say(file, "all entries", "starts, targets", what)
    _circle(book)


def _circle(book: Book) -> None:
    """Say which tasks wait for each other."""
    waits = {task.id: set(task.after) for tasks in book.tasks.values() for task in tasks}
    # Take off what waits for nobody left, and then what nobody left waits for: a circle stays.
    while free := [name for name, after in waits.items() if not after & waits.keys()]:
        for name in free:
            del waits[name]
    while loose := waits.keys() - {other for after in waits.values() for other in after}:
        for name in loose:
            del waits[name]
    for name in waits:
        book.say(f"tasks/{name.partition('.')[0]}", name, "after", f"a circle: {', '.join(waits)} wait for each other")


# ---------------------------------------------------------------------------------------------------- portfolio


def _projects(book: Book) -> None:
    book.exactly("projects", "id", "project type", PROJECTS)
    book.once("projects", "code", (project.code for project in book.projects))
    for project in book.projects:
        book.known("projects", project.id, "facts", "fact", project.facts)
    for criterion in book.criteria:
        for name, types in (("shipped", criterion.shipped), ("defensible", criterion.defensible)):
            book.among("criteria", criterion.id, name, "project type", types, ("all", *PROJECTS))
        if not criterion.shipped and not criterion.defensible:
            book.say("criteria", criterion.id, "shipped, defensible", "no project type needs it")
        if criterion.hours <= 0:
            book.say("criteria", criterion.id, "hours", f"{criterion.hours:g} is not more than 0")
        book.known("criteria", criterion.id, "proves", "item", criterion.proves)
        book.known("criteria", criterion.id, "facts", "fact", criterion.facts)
    common = sum(bool(re.fullmatch(r"R\d\d", criterion.id)) for criterion in book.criteria)
    book.count("criteria", "criterion", "criteria R01, R02, ...", common, COMMON_CRITERIA)
    for project_id, section in product(PROJECTS, get_args(SectionId)) if book.whole["criterion"] else ():
        if not any(c.section == section and c.applies_to(project_id) for c in book.criteria):
            book.say("criteria", "all entries", "section", f"{project_id} has no criterion of section {section}")


# ---------------------------------------------------------------------------------------------------- rules, numbers


def _rules(book: Book) -> None:
    book.exactly("rules", "id", "rule", RULES)
    for rule in book.rules:
        for position in rule.positions:
            book.said_by("rules", rule.id, f"positions {position.source}: ", position.source, position.facts)


def _timelines(book: Book) -> None:
    for row in book.timelines:
        book.said_by("timelines", row.id, "", row.source, row.facts)
        book.ascend("timelines", row.id, "months", row.months)
    for start, python in product(STARTS, ("production", "below")) if book.whole["timeline"] else ():
        ranges = [r for r in book.timelines if r.use == "range" and start in r.starts and r.python in ("any", python)]
        if not ranges:
            book.say("timelines", "all entries", "use", f"no range for {start} with Python {python}")
        elif max(r.months[0] for r in ranges) > min(r.months[1] for r in ranges):
            names = ", ".join(r.id for r in ranges)
            book.say("timelines", names, "months", f"no month in common, for {start} with Python {python}")


def _numbers(book: Book) -> None:
    for name in sorted(NUMBERS - (book.ids["numbers"] or NUMBERS)):
        book.say("numbers", name, "value", "is missing, the code asks for it")
    for name, choice in book.numbers.items():
        book.known("numbers", name, "facts", "fact", choice.facts)
        if name in SINGLE_NUMBERS and (isinstance(choice.value, bool) or not isinstance(choice.value, int | float)):
            book.say("numbers", name, "value", f"a number is needed, {choice.value!r:.40} stands here")
        if name in _KEYS_OF:
            _number_table(book, name, choice.value)
    for kind, names in _NAMED_IN.items():
        for name in names:
            if name in book.numbers:
                book.known("numbers", name, "value", kind, _words(book.numbers[name].value))


def _number_table(book: Book, name: str, value: Any) -> None:
    """A table of numbers has its keys, and columns of one length where it holds lists of numbers."""
    keys = set(value) if isinstance(value, dict) else set()
    for key in _KEYS_OF[name]:
        if key not in keys:
            book.say("numbers", name, "value", f"{key} is missing")
    if name in ("path_prior", "first_week_hours") and keys:
        lengths = {len(column) if isinstance(column, list) else 0 for column in value.values()}
        if len(lengths) > 1 or (name == "path_prior" and lengths != {len(PHASES)}):
            book.say("numbers", name, "value", f"the lists have {', '.join(map(str, sorted(lengths)))} values")


def _words(value: Any) -> Iterator[str]:
    """Every word in a nested value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _words(inner)
