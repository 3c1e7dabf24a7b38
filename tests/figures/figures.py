"""Counts two invented programmes once more, with scipy, and writes figures.json.

An independent computation of what the reports print: it reads the plain rows in `study` and `uneven` (written by
`TONGBAN_FIGURES=write cargo test -p engine report::independent`) and shares no line of code with the engine. The tests compare
the reports with figures.json; they need neither Python nor scipy. To run it again:

    pip install scipy && python3 tests/figures/figures.py
"""

import json
from datetime import date

import care
import people
import sessions
from rows import HERE, Programme

REPORTS = {
    "people": people.by_year,
    "demographics": people.who_takes_part,
    "sessions": sessions.by_half_year,
    "contents": sessions.contents,
    "length": sessions.length,
    "frequency": sessions.frequency,
    "formats": sessions.formats,
    "venues": sessions.venues,
    "attendance": sessions.attendance,
    "participation": people.participation,
    "pairs": sessions.pairs,
    "records": care.records,
    "events": care.events,
    "submissions": care.submissions,
    "training": people.training,
    "supervision": care.supervision,
}

END = date(2016, 6, 30)
CHOICES = {
    "study": Programme("study", to=END),
    "uneven": Programme("uneven", to=END),
    "part": Programme("uneven", date(2014, 3, 1), date(2015, 10, 31), "hands_movement"),
}


def list_of(rows):
    return "[\n   " + ",\n   ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n  ]" if rows else "[]"


def report(made):
    rows, tests = made if isinstance(made, tuple) else (made, [])
    return f'{{"rows": {list_of(rows)}, "tests": {list_of(tests)}}}'


def choice(programme):
    reports = [f'"{name}": {report(make(programme))}' for name, make in REPORTS.items()]
    return "{\n  " + ",\n  ".join(reports) + "\n }"


with open(HERE / "figures.json", "w", encoding="utf-8") as file:
    made = [f'"{name}": {choice(programme)}' for name, programme in CHOICES.items()]
    file.write("{\n " + ",\n ".join(made) + "\n}\n")
