"""How forms were kept and handed over, what went wrong, and who talked with the peers about it."""

import statistics

from people import percent
from rows import day, items

DAY = 24 * 3600 * 1000
HOUR = 3600 * 1000


def written_here(all):
    """Of older records nobody knows when their forms were written."""
    return lambda place=None: [one for one in all.sessions(place) if one["older"] == "false"]


def records(all):
    """Days from the end of a session to its closed record."""
    def cells(some):
        ready = sum(bool(one["ready"]) for one in some)
        days = [(int(one["closed"]) - int(one["ended"])) / DAY for one in some if one["closed"]]
        spread = [statistics.mean(days), statistics.median(days), max(days)] if days else [None] * 3
        return [len(some), ready, len(days), percent(len(days), len(some))] + spread
    return all.by_community(cells, written_here(all))


def submissions(all):
    """Handed over in their own period of six weeks or in a later one, received after how many days, or still missing."""
    started = {one.name: one.started for one in all.communities}

    def is_late(one):
        start = started[one["community"]]
        own = (max(day(one["date"]), start) - start).days // 42 + 1 if start else None
        return own is not None and int(one["handed_period"]) > own

    def cells(some):
        handed = [one for one in some if one["handed"]]
        late = sum(is_late(one) for one in handed)
        waited = [(int(one["received"]) - int(one["handed"])) / DAY for one in handed if one["received"]]
        missing = [one["state"] for one in some if not one["handed"]]
        ready = missing.count("closed")
        return [
            len(some), len(handed), len(handed) - late, late, len(waited),
            statistics.mean(waited) if waited else None, ready, len(missing) - ready,
        ]
    return all.by_community(cells, written_here(all))


KINDS = {
    "poorly_controlled": "Behaviour hard to control",
    "needs_attention": "Needed attention at once",
    "injury": "Injury",
    "self_harm": "Self-harm",
    "violence": "Violence",
    "illness": "Illness",
    "other": "Something else",
}


def events(all):
    """Sessions by what was said of events, then the events, what was done with their forms, and of what kind they were."""
    sessions = all.sessions()
    quiet = [one["worry"] for one in sessions if not one["events"]]
    found = [event for one in sessions for event in one["events"]]
    has = lambda column: sum(bool(event[column]) for event in found)
    rows = [
        ["Sessions", len(sessions)],
        ["Said: nothing happened", quiet.count("no")],
        ["With an event", len(sessions) - len(quiet)],
        ["Worried or not sure, no event written", quiet.count("yes") + quiet.count("not_sure")],
        ["No answer yet", quiet.count("")],
        ["Events", len(found)],
        ["Form written", has("written")],
        ["Seen by the community doctor", has("seen")],
        ["Closed after follow-up", has("closed")],
    ]
    if not found:
        return rows
    # From the opening of the form, or else from its writing; where a clock was wrong, at once.
    hours = []
    for event in found:
        since = event["opened"] or event["written"]
        if since and event["seen"]:
            hours.append(max(0, int(event["seen"]) - int(since)) / HOUR)
    rows += [
        ["Not seen yet", len(found) - has("seen")],
        ["Hours until seen (median)", statistics.median(hours) if hours else None],
        ["Hours until seen (longest)", max(hours, default=None)],
        ["Kinds of event", ""],
    ]
    kinds = [kind for event in found for kind in set(items(event["kinds"]))]
    return rows + [[name, kinds.count(kind)] for kind, name in KINDS.items()]


MODES = {
    "group": "Group supervision",
    "before": "Before a session",
    "after": "After a session",
    "as_needed": "As needed",
    "online": "Online",
}
ISSUES = {
    "choosing_topics": "Choosing topics",
    "preparing": "Preparing",
    "participants": "People bored or not listening",
    "own_feelings": "Own feelings and confidence",
    "disclosure": "Telling one's own story",
    "boundaries": "Boundaries",
    "emergencies": "Emergencies",
    "venue": "Venue",
    "other": "Something else",
}


def supervision(all):
    """Records of the span (a category does not bear on it): in which way, about what, and what is to be done."""
    kept = [one for place in all.communities for one in place.supervisions if all.counts(day(one["date"]))]
    modes = [one["mode"] for one in kept]
    issues = [issue for one in kept for issue in items(one["issues"])]
    actions = [action for one in kept for action in items(one["actions"])]
    still = actions.count("open")
    return (
        [["Supervision records", len(kept)]]
        + [[name, modes.count(mode)] for mode, name in MODES.items()]
        + [["What it was about", ""]]
        + [[name, issues.count(issue)] for issue, name in ISSUES.items()]
        + [["Things to do", ""], ["Done", len(actions) - still], ["Still to be done", still]]
    )
