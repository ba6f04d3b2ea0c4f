"""What the Search says: the pipeline on top, a row of each list, and a record in full."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from mentor.coach.companies import in_industry
from mentor.coach.fit import fit_line
from mentor.coach.pipeline import AT_TITLES, CHANNEL_TITLES, STATE_TITLES, Standing
from mentor.content import Content as Guides
from mentor.journey.search import Application, Company, Message, Person
from mentor.screens.search_lists import LISTS, TITLES, Counts, ListName, SearchLists
from mentor.text import clean, counted, one_line
from mentor.widgets.text import ACCENT, MUTED, STRONG, hanging, join, line, lines, link, plain

LABEL = 10
CHANNEL, STATUS = 10, 20
"""Columns of a channel and of where something stands."""
NO_CHANNEL = 62
"""Columns below which a row does without the channel."""
_APART = " " * 6
"""Between what is open and what is closed."""
_SET = ("screen.order", "screen.show_more")
"""What changes how a list is ordered, and what of it is shown."""
MOST_NAMED = 6
"""People, applications and messages named in a record in full."""
EMPLOYERS = {
    "vertical_saas": "vertical SaaS",
    "mid_market": "mid-market",
    "consulting": "consulting",
    "ai_native": "AI-native",
    "big_tech": "big tech",
    "demo_shops": "demo shop",
}
"""The kinds of company to choose from, in a word; the other entries of the content are titles and posts."""
EMPTY: dict[ListName, str] = {
    "applications": "No application yet. n puts one down: Company / role, then enter; the line stays for the next. "
    "i takes those of a CSV file. 2 is the list of people: the way in begins there.",
    "people": "Nobody yet. n puts somebody down: Name @ company, then enter. i takes a CSV file. People come before "
    "applications: one at each of three companies is the first target.",
    "companies": "No company yet. n puts one down, i takes a CSV file; one named with a person or an application comes "
    "here by itself.",
}
NONE_FOUND: dict[ListName, str] = {
    "applications": "No application holds all of it.",
    "people": "Nobody here holds all of it.",
    "companies": "No company holds all of it.",
}


def day_text(day: date, today: date) -> str:
    """A day, with its year where it is not this one."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def _days(count: int) -> str:
    return "today" if count == 0 else counted(count, "day")


# ---------------------------------------------------------------------- the head


def names(present: ListName, lists: SearchLists, width: int, order: str, show: str) -> Content:
    """The lists with their keys and lengths, the present one marked; on the right how it is ordered."""
    parts = []
    for n, name in enumerate(LISTS, 1):
        style = f"bold underline {ACCENT}" if name == present else ""
        action = f"screen.list({name!r})"
        length = plain(f" {lists.total(name)}", MUTED)
        parts.append(join(link(f"{n} ", action, MUTED), link(TITLES[name], action, style), length))
    left = Content("   ").join(parts)
    for said in ((f"order: {order}", show), (order, show), (order,)):
        right = join(*(link(f"  {word}", action, MUTED) for word, action in zip(said, _SET, strict=False) if word))
        room = width - left.cell_length - right.cell_length
        if room >= 1:
            return left + Content(" " * room) + right
    return left


def head_lines(counts: Counts, width: int) -> list[Content]:
    """How many stand where, those that are closed apart; what wants a word soon; how far the first target is."""
    parts = []
    for at, count in counts.at.items():
        parts.append(join((f"{AT_TITLES[at]} ", "" if count else MUTED), (str(count), STRONG if count else MUTED)))
    first, rest = [plain(" > ", MUTED).join(parts)], list[Content]()
    if counts.closed:
        closed = plain(f"closed {counts.closed}", MUTED)
        (first if first[0].cell_length + closed.cell_length + len(_APART) <= width else rest).append(closed)
    if counts.due:
        rest.append(link(f"{counted(counts.due, 'follow-up')} due", "screen.due", ACCENT))
    if counts.closing:
        rest.append(link(f"silence closes {counts.closing} within {counts.closing_days} days", "screen.closing"))
    if counts.known < counts.wanted:
        said = f"{counts.wanted} companies with one person each: {counts.known} of {counts.wanted}"
        rest.append(join(("first target: ", MUTED), plain(said)))
    return [*_wrapped(first, _APART, width), *_wrapped(rest, "   ", width)]


def _wrapped(parts: list[Content], gap: str, width: int) -> list[Content]:
    """Parts side by side, on as many lines as they need."""
    rows = parts[:1]
    for part in parts[1:]:
        if rows[-1].cell_length + len(gap) + part.cell_length <= width:
            rows[-1] = join(rows[-1], gap, part)
        else:
            rows.append(part)
    return rows


# ---------------------------------------------------------------------- rows


def status(one: Standing, today: date) -> str:
    """Where an application stands, in a few words: "screen, 3 days", "no answer, 24 days"."""
    if not one.open and one.state != "no_answer":
        return STATE_TITLES[one.state]
    word = STATE_TITLES["no_answer"] if one.state == "no_answer" else AT_TITLES[one.at].lower()
    if one.state == "saved":
        return word
    days = (today - one.since).days
    return f"{word} on {day_text(one.since, today)}" if days < 0 else f"{word}, {_days(days)}"


def application_row(lists: SearchLists, id_: str, width: int) -> Content:
    """An application: company and role, channel, where it stands."""
    one = lists.standings[id_]
    application = one.application
    channel = f"{application.channel:<{CHANNEL}}" if width >= NO_CHANNEL else ""
    left = (one.closes - lists.today).days if one.open and one.closes else lists.counts.closing_days + 1
    soon = left <= lists.counts.closing_days
    said = f"{_left(one, left) if soon else status(one, lists.today):<{STATUS}}"
    style = MUTED if not one.open else ""
    room = width - len(channel) - len(said) - 1
    name = _cell(lists.called(application), room, style, archived=application.archived)
    return join(name, " ", (channel, MUTED), (said, ACCENT if soon else style))


def _left(one: Standing, days: int) -> str:
    """Where it stands, and the days until silence closes it."""
    return f"{AT_TITLES[one.at].lower()}, {f'{days} d left' if days else 'last day'}"


def person_row(lists: SearchLists, id_: str, width: int) -> Content:
    """A person: name, company, what is next."""
    one = lists.journey.people[id_]
    said, due = contact(lists, one)
    room = width - STATUS - 1
    head = max(room * 2 // 5, 12)
    name = _cell(one.name, head, archived=one.archived)
    at = _cell(lists.name_of(one.company) or "no company", room - head - 1, MUTED)
    return join(name, " ", at, " ", _cell(said, STATUS, ACCENT if due else MUTED))


def contact(lists: SearchLists, person: Person) -> tuple[str, bool]:
    """How things stand with somebody, and whether a word to them is due."""
    due = lists.due.get(person.id)
    if due is not None:
        late = (lists.today - due.due).days
        word = "follow up" if due.why == "unanswered" else "next step"
        return f"{word} due{f', {late} d' if late else ''}", True
    if person.next_on is not None:
        return f"next on {day_text(person.next_on, lists.today)}", False
    last = lists.last_contact(person)
    if last is None:
        return "no contact yet", False
    return f"{'wrote' if _waits(lists, person) else 'contact'} {_ago(last, lists.today)}", False


def _waits(lists: SearchLists, person: Person) -> bool:
    """Whether the last contact was a message without an answer."""
    newest = lists.sent_to.get(person.id, [])[-1:]
    return any(not one.answered and one.on == lists.last_contact(person) for one in newest)


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    return "today" if days <= 0 else f"{counted(days, 'day')} ago"


def company_row(lists: SearchLists, id_: str, width: int) -> Content:
    """A company: name, kind, people and open applications."""
    one = lists.journey.companies[id_]
    people = len(lists.people_at.get(id_, ()))
    live = [row for row in lists.applied_at.get(id_, ()) if not row.application.archived]
    still = sum(row.open for row in live)
    sent = f"{still} of {len(live)} open" if live else "not applied"
    tail = f"{counted(people, 'person').replace('persons', 'people'):>9}  {sent:>13}"
    room = width - len(tail) - 1
    head = max(room * 2 // 5, 12)
    named = EMPLOYERS.get(one.type, one.type.replace("_", " "))
    kind = ", ".join(part for part in (named, "own industry" if one.own_industry else "") if part)
    name = _cell(one.name, head, archived=one.archived)
    return join(name, " ", _cell(kind, room - head - 1, MUTED), " ", (tail, "" if people or live else MUTED))


def kind_title(lists: SearchLists, company: Company) -> str:
    """The kind of company in words; empty where it is not known."""
    kind = lists.content.companies.get(company.type)
    profile = lists.journey.profile
    return in_industry(kind.title, profile.industry if profile else "") if kind else ""


def _cell(text: str, width: int, style: str = "", *, archived: bool = False) -> Content:
    """A text on exactly so many columns."""
    away = " (archived)" if archived else ""
    named = line(text).truncate(max(width - len(away), 6), ellipsis=True)
    return join(named, away).truncate(width, pad=True).stylize(style)


# ---------------------------------------------------------------------- one in full


def application_page(lists: SearchLists, id_: str, width: int) -> Content:
    """An application in full."""
    one = lists.standings[id_]
    application, today = one.application, lists.today
    parts = [line(application.role, STRONG)]
    if name := lists.name_of(application.company):
        parts.append(line(name))
    parts += [plain(""), *_row("stands", _standing_said(one, today), width), *_way(application, today, width)]
    parts += _row("channel", _channel_said(lists, application), width)
    company = lists.company(application.company)
    fits = fit_line(lists.content, lists.journey, company, application.role, application.ad)
    parts += _row("fit", fits, width)
    parts += _row("resume", application.resume, width)
    ad = f"{counted(len(application.ad.split()), 'word')}; A reads it" if application.ad else "none yet; A takes it"
    parts += _row("ad", ad, width)
    known = lists.people_at.get(application.company, [])
    told = "; m writes to them" if known else "nobody is known there; the way in is a person (2, then n)"
    parts += _row("people", _named([_who(person) for person in known]) + told, width)
    parts += _note(application.note, width)
    return _sheet(parts, application.id, archived=application.archived)


def _standing_said(one: Standing, today: date) -> str:
    said = status(one, today)
    if one.state == "no_answer" and one.closes is not None:
        return f"{said}: counts as a no since {day_text(one.closes, today)}; an answer opens it again (>)"
    if one.state == "saved":
        return f"still to be sent, put down {_ago(one.since, today)}; > says that it went out"
    if not one.open:
        ended = one.application.ended
        return f"{said}{f' on {day_text(ended, today)}' if ended else ''}"
    return said + (f"; silence closes it after {day_text(one.closes, today)}" if one.closes else "")


def _way(application: Application, today: date, width: int) -> list[Content]:
    """The days of its stages, and what would come next."""
    if not application.sent:
        return []
    days = {"sent": application.on, **application.stages}
    return _row("way", " > ".join(f"{step} {day_text(day, today)}" for step, day in days.items()), width)


def _channel_said(lists: SearchLists, application: Application) -> str:
    person = lists.journey.people.get(application.person)
    return CHANNEL_TITLES[application.channel] + (f", helped by {one_line(person.name)}" if person else "")


def person_page(lists: SearchLists, id_: str, width: int) -> Content:
    """A person in full."""
    one, today = lists.journey.people[id_], lists.today
    at = ", ".join(part for part in (one.role, lists.name_of(one.company)) if part)
    parts: list[Content] = [line(one.name, STRONG), line(at or "no company"), plain("")]
    said, due = contact(lists, one)[0], lists.due.get(id_)
    keys = {"unanswered": "; m writes, space says they answered", "next": "; m writes, space says it is done"}
    told = keys[due.why] if due else "; space says they answered" if _waits(lists, one) else ""
    parts += _row("stands", said + told, width)
    parts += _row("met", one.met, width)
    parts += _row("ask", one.ask, width)
    when = f" on {day_text(one.next_on, today)}" if one.next_on else ""
    parts += _row("next", (one.next or "a word") + when if one.next or when else "nothing set; e sets it", width)
    sent = lists.sent_to.get(id_, [])
    for message in sent[-MOST_NAMED:]:
        parts += _row("message", f"{day_text(message.on, today)}, {message_said(lists.content, message, today)}", width)
    helped = [lists.called(row.application) for row in lists.standings.values() if row.application.person == id_]
    parts += _row("helped", _named(helped), width)
    parts += _note(one.note, width)
    return _sheet(parts, one.id, archived=one.archived)


def company_page(lists: SearchLists, id_: str, width: int) -> Content:
    """A company in full."""
    one = lists.journey.companies[id_]
    parts: list[Content] = [line(one.name, STRONG), plain("")]
    parts += _row("kind", kind_title(lists, one) or "not known; e sets it", width)
    parts += _row("fit", fit_line(lists.content, lists.journey, one, ""), width)
    parts += _row("industry", "the one of your earlier career" if one.own_industry else "", width)
    parts += _row("why", one.why, width)
    people = [_who(person) for person in lists.people_at.get(id_, [])]
    parts += _row("people", _named(people) or "nobody yet; enter adds somebody", width)
    for row in lists.applied_at.get(id_, [])[:MOST_NAMED]:
        parts += _row("applied", f"{row.application.role}: {status(row, lists.today)}", width)
    parts += _note(one.note, width)
    return _sheet(parts, one.id, archived=one.archived)


def message_said(content: Guides, message: Message, today: date) -> str:
    """What a message was for, and whether it was answered; thanks wait for no answer."""
    title = next(one.title for one in content.outreach.kinds if one.id == message.kind)
    if message.answered:
        return f"{title}: answered {day_text(message.answered, today)}"
    return title if message.kind == "thanks" else f"{title}: no answer"


def _who(person: Person) -> str:
    return f"{one_line(person.name)} ({one_line(person.role)})" if person.role else one_line(person.name)


def _named(things: list[str]) -> str:
    more = len(things) - MOST_NAMED
    return ", ".join(things[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _row(label: str, text: str, width: int) -> list[Content]:
    """A labelled text; nothing without one."""
    return [hanging(label, text, width, LABEL)] if text.strip() else []


def _note(note: str, width: int) -> list[Content]:
    """A note, with its own lines."""
    rows = [row for row in clean(note).split("\n") if row.strip()]
    return [hanging("note" if n == 0 else "", row, width, LABEL) for n, row in enumerate(rows)]


def _sheet(parts: list[Content], id_: str, *, archived: bool) -> Content:
    end = plain(f"{id_}{', archived; x brings it back' if archived else ''}", MUTED)
    return lines(*parts, plain(""), end)
