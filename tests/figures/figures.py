"""Counts the sample programme once more, with scipy, and writes figures.json.

An independent computation of what the reports print: it reads the plain rows beside it (communities.csv, sessions.csv,
people.csv: written by `TONGBAN_FIGURES=write cargo test -p engine report::independent`) and shares no line of code with the
engine. The tests compare the reports with figures.json; they need neither Python nor scipy. To run it again:

    pip install scipy && python3 tests/figures/figures.py
"""

import csv
import json
import statistics
from datetime import date, timedelta
from pathlib import Path

import numpy
from scipy import stats

HERE = Path(__file__).parent
LAST = date(2016, 6, 30)


def rows(name):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text) if text else None


communities, sessions, people = rows("communities"), rows("sessions"), rows("people")
names = [one["community"] for one in communities]
began = {one["community"]: day(one["started"]) for one in communities}
first = min(began.values())
tests, tables = {}, {}


def of(community, rows):
    return [row for row in rows if row["community"] == community]


def pearson(table):
    table = numpy.array(table)
    table = table[:, table.sum(axis=0) > 0]
    found = stats.chi2_contingency(table, correction=False)
    return [float(found.statistic), int(found.dof), float(found.pvalue)]


# Table 1: who belongs at the end of each year, or of the study.
def belongs(person, on):
    left = day(person["left"])
    return day(person["joined"]) <= on and (left is None or left > on)


tables["people"] = []
for role in ["peer", "member"]:
    table = []
    for name in names:
        row = []
        for year in range(2013, 2017):
            on = min(date(year, 12, 31), LAST)
            row.append(sum(belongs(one, on) for one in of(name, people) if one["role"] == role))
        table.append(row)
    tables["people"] += [
        [count if began[name] <= min(date(2013 + at, 12, 31), LAST) else None for at, count in enumerate(row)]
        for name, row in zip(names, table)
    ]
    tables["people"].append([sum(column) for column in zip(*table)])
    tests[f"people/{role}"] = pearson(table)

# Table 2: who takes part at the end of the study.
groups = [[one for one in people if one["role"] == role and belongs(one, LAST)] for role in ["peer", "member"]]
ages = [[day(one["joined"]).year - int(one["born"]) for one in group] for group in groups]
t = stats.ttest_ind(ages[0], ages[1], equal_var=True)
tests["age"] = [float(t.statistic), int(t.df), float(t.pvalue)]
for name, values in zip(["age/peers", "age/members"], ages):
    w = stats.shapiro(values)
    tests[name] = [float(w.statistic), None, float(w.pvalue)]
for question in ["sex", "education", "marital", "working", "diagnosis"]:
    answers = sorted({one[question] for group in groups for one in group})
    table = [[sum(one[question] == answer for one in group) for answer in answers] for group in groups]
    tests[question] = pearson(table)
    if len(answers) == 2:
        tests[f"{question}/fisher"] = [None, None, float(stats.fisher_exact(table).pvalue)]

# Figure 1: sessions by half-year.
halves = [date(year, month, 1) for year, month in [(2013, 7), (2014, 1), (2014, 7), (2015, 1), (2015, 7), (2016, 1)]]
ends = [start - timedelta(days=1) for start in halves[1:]] + [LAST]


def counts(name):
    days = [day(one["date"]) for one in of(name, sessions)]
    return [sum(start <= one <= end for one in days) for start, end in zip(halves, ends)]


table = [counts(name) for name in names]
tests["sessions"] = pearson(table)
tables["sessions"] = [
    [count if began[name] <= end else None for count, end in zip(row, ends)] + [sum(row)] for name, row in zip(names, table)
]
tables["sessions"].append([sum(column) for column in zip(*table)] + [len(sessions)])

# How often: days between sessions, sessions a month and a week; then the whole time and the goal.
tables["frequency"] = []
for unit in [None, 365.25 / 12, 7]:
    for name, row, goal in zip(names, table, [int(one["goal_days"]) for one in communities]):
        lengths = [(end - max(start, began[name])).days + 1 for start, end in zip(halves, ends)]
        spans = list(zip(row, lengths)) + [(sum(row), (LAST - began[name]).days + 1)]
        often = [
            None if length <= 0 else (length / count if count else "none") if unit is None else unit * count / length
            for count, length in spans
        ]
        tables["frequency"].append(often + [goal if unit is None else unit / goal])

# Figure 2: the share of each category.
categories = [
    "daily_life", "social", "knowledge", "entertainment", "hands_movement", "self", "healthy_living", "emotional_support",
]
found = [sum(one["category"] == category for one in sessions) for category in categories]
assert sum(found) == len(sessions), sorted({one["category"] for one in sessions})
tables["contents"] = [[count] + [100 * count / len(sessions)] * 2 for count in found]
even = stats.chisquare(found)
tests["contents"] = [float(even.statistic), len(found) - 1, float(even.pvalue)]


# Length, people at each session, pairs, and from session to record: each community, then all.
def spread(values):
    return [len(values), min(values), max(values), statistics.mean(values), statistics.stdev(values)]


def by_community(make):
    return [make(of(name, sessions)) for name in names] + [make(sessions)]


tables["length"] = by_community(lambda some: spread([int(one["minutes"]) for one in some]))
w = stats.shapiro([int(one["minutes"]) for one in sessions])
tests["length"] = [float(w.statistic), None, float(w.pvalue)]
tables["attendance"] = by_community(lambda some: spread([int(one["came"]) for one in some]))


def pairs(some):
    two = sum(one["peers"] == "2" for one in some)
    one = sum(one["peers"] == "1" for one in some)
    return [len(some), two, 100 * two / len(some), one, len(some) - two - one]


tables["pairs"] = by_community(pairs)


def records(some):
    days = [int(one["minutes_to_record"]) / 1440 for one in some if one["minutes_to_record"]]
    ready, closed = len(some), len(days)
    share = 100 * closed / len(some)
    return [len(some), ready, closed, share, statistics.mean(days), statistics.median(days), max(days)]


tables["records"] = by_community(records)


# Forms: handed over in which period, and received after how many days.
def submissions(some):
    handed = [one for one in some if one["handed_period"]]
    period = lambda one: (day(one["date"]) - began[one["community"]]).days // 42 + 1
    late = sum(int(one["handed_period"]) > period(one) for one in handed)
    waited = [int(one["minutes_to_receipt"]) / 1440 for one in handed if one["minutes_to_receipt"]]
    return [
        len(some), len(handed), len(handed) - late, late, len(waited),
        statistics.mean(waited) if waited else None, len(some) - len(handed), 0,
    ]


tables["submissions"] = by_community(submissions)

with open(HERE / "figures.json", "w", encoding="utf-8") as file:
    json.dump({"tests": tests, "tables": tables}, file, indent=1)
    file.write("\n")
