"""The plain rows of a programme, and what is counted of them."""

import csv
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent

# A session was held when its run is over and it was not called off: its record is to be written, to be confirmed, or closed.
HELD = {"to_record", "to_confirm", "closed"}


def day(text):
    return date.fromisoformat(text) if text else None


def items(text):
    return text.split(";") if text else []


class Community:
    """One community: who is there, what was held, and when it began."""

    def __init__(self, row, tables):
        self.name, self.started = row["community"], day(row["started"])
        self.goal = int(row["goal_days"])
        self.own_formats = dict(item.split("=") for item in items(row["own_formats"]))
        mine = {name: [one for one in rows if one["community"] == self.name] for name, rows in tables.items()}
        self.people, self.supervisions = mine["people"], mine["supervisions"]
        self.sessions = [one for one in mine["sessions"] if one["state"] in HELD and one["date"]]
        for session in self.sessions:
            session["events"] = [one for one in mine["events"] if one["session"] == session["session"]]
        # As written, or the first session if that was earlier; where neither is known, the first day that somebody joined.
        known = [day(one["date"]) for one in self.sessions] + ([self.started] if self.started else [])
        self.began = min(known or [came for one in self.people if (came := joined(one))])

    def belonging(self, role, on):
        return [one for one in self.people if one["role"] == role and belongs(one, on, self.began)]


def turns(person):
    return [(kind, day(on)) for kind, on in (turn.split(" ") for turn in items(person["turns"]))]


def joined(person):
    """The day on which they joined, as noted, or that of the decision that they take part."""
    noted = [on for kind, on in turns(person) if kind == "joined"]
    return min(noted) if noted else day(person["enrolled"])


def belongs(person, on, began):
    """From the day of joining (of nobody knows which: from the beginning) to that of leaving, and again when they are back."""
    came = joined(person) or began
    if came > on:
        return False
    here = True
    for kind, turned in sorted(turns(person), key=lambda turn: turn[1]):
        if turned <= on:
            here = {"left": False, "on_leave": here, "back": True, "joined": True}[kind]
    return here


class Programme:
    """The communities, and the days and the category that are counted."""

    def __init__(self, folder, start=None, to=None, category=None):
        tables = {}
        for name in ["communities", "sessions", "people", "events", "supervisions"]:
            with open(HERE / folder / f"{name}.csv", encoding="utf-8", newline="") as file:
                tables[name] = list(csv.DictReader(file))
        self.communities = [Community(row, tables) for row in tables.pop("communities")]
        first = min(one.began for one in self.communities)
        self.start, self.to, self.category = max(start or first, first), to, category

    def counts(self, when):
        return when is not None and self.start <= when <= self.to

    def sessions(self, community=None):
        of = [community] if community else self.communities
        every = [one for place in of for one in place.sessions if self.counts(day(one["date"]))]
        return [one for one in every if self.category in (None, one["category"])]

    def by_community(self, cells, sessions=None):
        """A row for each community, and one for all."""
        sessions = sessions or self.sessions
        rows = [[one.name] + cells(sessions(one)) for one in self.communities]
        return rows + [["Total"] + cells(sessions())]
