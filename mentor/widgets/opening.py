"""What an action of the week is done with, and how to get there."""

from __future__ import annotations

from mentor.journey.records import Action

_LISTS = ("people", "applications")
_SCREENS = {"funnel": "app.funnel", "resume": "app.resume", "adverts": "app.advert", "prompt": "app.drills"}
_OF_KIND = {
    "audit": "app.place('audit')",
    "project": "app.place('portfolio')",
    "design": "app.drills",
    "people": "app.find('search', 'people')",
    "search": "app.place('search')",
    "practise": "app.place('practice')",
}


def way_to(action: Action) -> str:
    """The application's action that opens what an action is done with; empty where it is done outside.

    What the action names comes first, then its card on the board, then where things of its kind are done.
    """
    what, _, key = action.opens.partition(":")
    if what in _LISTS:
        return f"app.find('search', {what!r})"
    if key:
        return f"app.find('practice', {action.opens!r})"
    if what in _SCREENS:
        return _SCREENS[what]
    if action.task:
        return f"app.find('board', {action.task!r})"
    return _OF_KIND.get(action.kind, "")
