"""Who takes part, who was trained, and how often somebody came."""

import statistics
from datetime import date

import compare
from rows import day, items, joined

ROLES = [("peer", "Peers"), ("member", "Group members")]


def by_year(all):
    """Table 1: who belongs at the end of each year, or of the span. A dash while the service had not begun."""
    rows, tests = [], []
    ends = [min(date(year, 12, 31), all.to) for year in range(all.start.year, all.to.year + 1)]
    for role, name in ROLES:
        table = [[len(one.belonging(role, end)) for end in ends] for one in all.communities]
        rows.append([name] + [""] * len(ends))
        for one, counts in zip(all.communities, table):
            rows.append([one.name] + [count if count or one.began <= end else None for count, end in zip(counts, ends)])
        rows.append(["Total"] + [sum(column) for column in zip(*table)])
        tests += compare.pearson(table)
    return rows, tests


QUESTIONS = {
    "Sex": ("sex", {"male": "Male", "female": "Female"}),
    "Education": ("education", {
        "primary": "Primary school", "junior_high": "Junior high school", "senior_high": "Senior high school",
        "junior_college": "Junior college", "undergraduate": "Undergraduate", "postgraduate": "Postgraduate",
    }),
    "Marital status": ("marital", {
        "single": "Single", "married": "Married", "divorced": "Divorced", "widowed": "Widowed",
    }),
    "Working, part-time too": ("working", {"yes": "Yes", "no": "No"}),
    "Diagnosis": ("diagnosis", {"schizophrenia": "Schizophrenia", "bipolar": "Bipolar disorder"}),
}


def age(person, to):
    """On joining (or on the last day): the difference of calendar years."""
    year = (joined(person) or to).year
    if person["born"]:
        return year - int(person["born"])
    if person["age_given"]:
        years, on = person["age_given"].split(" on ")
        return int(years) + year - day(on).year
    return None


def percent(count, of):
    return 100 * count / of if of else None


def not_known(groups, known):
    """A row for those of whom it is not known, if there are any."""
    if all(len(group) == len(some) for group, some in zip(groups, known)):
        return []
    row = ["Not known"]
    for group, some in zip(groups, known):
        missing = len(group) - len(some)
        row += [missing, "", percent(missing, len(group))]
    return [row + [""]]


def who_takes_part(programme):
    """Table 2: who belongs at the end."""
    groups = [[one for place in programme.communities for one in place.belonging(role, programme.to)] for role, _ in ROLES]
    ages = [[years for one in group if (years := age(one, programme.to)) is not None] for group in groups]
    means = [f"{statistics.mean(some):.1f} ± {statistics.stdev(some):.1f}" for some in ages]
    t = compare.t(*ages)
    rows = [["Age on joining (mean ± SD)", means[0], "", "", means[1], "", "", compare.said(t)]]
    rows += not_known(groups, ages)
    tests = t + compare.normal(ages[0]) + compare.normal(ages[1])
    for name, (column, answers) in QUESTIONS.items():
        known = [[one[column] for one in group if one[column]] for group in groups]
        assert set(sum(known, [])) <= set(answers), name
        compared = compare.pearson([[some.count(answer) for answer in answers] for some in known])
        rows.append([name] + [""] * 6 + [compare.said(compared)])
        for answer, words in answers.items():
            row = [words]
            for group, some in zip(groups, known):
                count = some.count(answer)
                row += [count, percent(count, len(some)), percent(count, len(group))]
            rows.append(row + [""])
        rows += not_known(groups, known)
        tests += compared
    return rows, tests


def training(programme):
    """Peers who belong at the end: all six workshops attended, some of them, none."""
    rows = []
    for place in programme.communities:
        attended = [len(set(items(one["workshops"]))) for one in place.belonging("peer", programme.to)]
        some = [0 < count < 6 for count in attended]
        rows.append([place.name, len(attended), sum(count == 6 for count in attended), sum(some), attended.count(0)])
    return rows + [["Total"] + [sum(column) for column in list(zip(*rows))[1:]]]


def participation(programme):
    """Group members by the number of sessions that they came to: those who belong at the end, and whoever came before."""
    times = []
    for place in programme.communities:
        marks = [person for one in programme.sessions(place) for person in items(one["who"])]
        here = {one["person"] for one in place.belonging("member", programme.to)}
        for one in place.people:
            if one["role"] == "member" and (one["person"] in here or one["person"] in marks):
                times.append(marks.count(one["person"]))
    groups = {
        "No session": [0],
        "1-4 sessions": range(1, 5),
        "5-9 sessions": range(5, 10),
        "10-19 sessions": range(10, 20),
        "20 sessions or more": range(20, 1000),
    }
    counts = {name: sum(time in group for time in times) for name, group in groups.items()}
    return [[name, count, percent(count, len(times))] for name, count in counts.items()]
