"""What was held: how often, of what kind, where, how long, and with how many people."""

import statistics
from collections import Counter
from datetime import date, timedelta

import compare
from people import percent
from rows import day, items


def halves(all):
    """First and last day of each half-year that the span touches."""
    found = []
    for year in range(all.start.year, all.to.year + 1):
        both = [(date(year, 1, 1), date(year, 6, 30)), (date(year, 7, 1), date(year, 12, 31))]
        found += [(first, last) for first, last in both if last >= all.start and first <= all.to]
    return found


def counts(all, place):
    days = [day(one["date"]) for one in all.sessions(place)]
    return [sum(first <= one <= last for one in days) for first, last in halves(all)]


def by_half_year(all):
    """Figure 1. A dash while the service had not begun."""
    table = [counts(all, place) for place in all.communities]
    rows = []
    for place, row in zip(all.communities, table):
        begun = [place.began <= min(last, all.to) for _, last in halves(all)]
        rows.append([place.name] + [count if is_begun else None for count, is_begun in zip(row, begun)] + [sum(row)])
    total = [sum(column) for column in zip(*table)]
    return rows + [["Total"] + total + [sum(total)]], compare.pearson(table)


def frequency(all):
    """Days between sessions, sessions a month and a week, in each half-year; then in the whole time, and the goal."""
    rows = []
    for name, unit in [(None, None), ("Sessions a month", 365.25 / 12), ("Sessions a week", 7)]:
        rows += [[name] + [""] * (len(halves(all)) + 2)] if name else []
        for place in all.communities:
            row = counts(all, place)
            start = max(place.began, all.start)
            ends = [(max(start, first), min(last, all.to)) for first, last in halves(all)]
            spans = list(zip(row, ends)) + [(sum(row), (start, all.to))]
            cells = [place.name]
            for count, (first, last) in spans:
                length = (last - first).days + 1
                if length <= 0:
                    cells.append(None)
                elif unit:
                    cells.append(unit * count / length)
                else:
                    cells.append(length / count if count else "none")
            rows.append(cells + [unit / place.goal if unit else place.goal])
    return rows


CATEGORIES = {
    "daily_life": "Daily life skills",
    "social": "Getting along with people",
    "knowledge": "Understanding mental health",
    "entertainment": "Fun",
    "hands_movement": "Hands and movement",
    "self": "Seeing myself",
    "healthy_living": "Healthy living",
    "emotional_support": "Emotional support",
}


def shares(found, known, every):
    return [[name, count, percent(count, known), percent(count, every)] for name, count in found]


def contents(all):
    """Figure 2: the share of each category, of the sessions that have one and of all."""
    given = [one["category"] for one in all.sessions() if one["category"]]
    assert set(given) <= set(CATEGORIES)
    found = [(name, given.count(slug)) for slug, name in CATEGORIES.items()]
    # Of one category alone there is nothing to compare.
    tests = compare.even([count for _, count in found]) if all.category is None else []
    return shares(found, len(given), len(all.sessions())), tests


FORMATS = {
    "group_discussion": "Group discussion",
    "role_play": "Role play",
    "personal_sharing": "Personal sharing",
    "lecture": "Lecture",
    "outdoor_exercise": "Outdoor exercise",
}


def formats(all):
    """The study's formats in its order, then a community's own; a session may have several, and each counts once in it."""
    found, known = Counter(), 0
    for place in all.communities:
        for session in all.sessions(place):
            named = set()
            for slug in items(session["formats"]):
                own = slug.removeprefix("own=")
                named.add(FORMATS[slug] if slug in FORMATS else place.own_formats.get(own, "A format of our own"))
            found.update(named)
            known += bool(named)
    order = list(FORMATS.values())
    names = [name for name in order if found[name]] + sorted(name for name in found if name not in order)
    return shares([(name, found[name]) for name in names], known, len(all.sessions()))


def venues(all):
    """The most used first."""
    found = Counter(one["venue"].strip() for one in all.sessions() if one["venue"].strip())
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return shares(ordered, sum(found.values()), len(all.sessions()))


def spread(values):
    if not values:
        return [0, None, None, None, None]
    sd = statistics.stdev(values) if len(values) > 1 else None
    return [len(values), min(values), max(values), statistics.mean(values), sd]


def length(all):
    minutes = lambda some: [int(one["minutes"]) for one in some if one["minutes"]]
    return all.by_community(lambda some: spread(minutes(some))), compare.normal(minutes(all.sessions()))


def came(session):
    """So many as are marked; of an older record the number that it gives, or those whom it names, or nothing."""
    marked = len(items(session["who"]))
    if session["older"] == "false":
        return marked
    return int(session["who_number"]) if session["who_number"] else marked or None


def attendance(all):
    numbers = lambda some: [number for one in some if (number := came(one)) is not None]
    return all.by_community(lambda some: spread(numbers(some)))


def pairs(all):
    """A session is carried by its lead and its assistant, if these are two people."""
    def cells(some):
        peers = [len({one["lead"], one["assistant"]} - {""}) for one in some]
        two, one, none = (peers.count(number) for number in (2, 1, 0))
        return [len(some), two, percent(two, len(some)), one, none]
    return all.by_community(cells)
