"""scipy's tests, each with its name, statistic, degrees of freedom and p; and the expected counts under 5."""

import numpy
from scipy import stats


def few(expected):
    expected = numpy.array(expected).flatten()
    small = int((expected < 5).sum())
    return [small, len(expected), float(expected.min())] if small else None


def pearson(table):
    table = numpy.array(table)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        return []
    found = stats.chi2_contingency(table, correction=False)
    tests = [["Pearson", float(found.statistic), int(found.dof), float(found.pvalue)]]
    small = few(found.expected_freq)
    if small and table.shape == (2, 2):
        tests.append(["Fisher", None, None, float(stats.fisher_exact(table).pvalue)])
    return [{"few": small, "tests": tests}]


def even(counts):
    found = stats.chisquare(counts)
    test = ["Even", float(found.statistic), len(counts) - 1, float(found.pvalue)]
    return [{"few": few([sum(counts) / len(counts)] * len(counts)), "tests": [test]}]


def one(*test):
    return [{"few": None, "tests": [list(test)]}]


def t(a, b):
    found = stats.ttest_ind(a, b, equal_var=True)
    return one("PooledT", float(found.statistic), int(found.df), float(found.pvalue))


def normal(values):
    if len(values) < 3:
        return []
    found = stats.shapiro(values)
    return one("ShapiroWilk", float(found.statistic), None, float(found.pvalue))


NAMES = {
    "Pearson": "Pearson chi-square test, no correction",
    "Fisher": "Fisher's exact test, two-sided",
    "PooledT": "Independent t test, equal variances, two-sided",
}


def said(compared):
    """The tests of a comparison in words, as the study prints them."""
    tests = [test for one in compared for test in one["tests"]]
    figures = []
    for name, statistic, freedom, p in tests:
        letter = {"Pearson": "χ²", "PooledT": "t"}.get(name)
        start = f"{letter}({freedom}) = {statistic:.2f}, " if letter else ""
        figure = start + ("p < 0.001" if p < 0.0005 else f"p = {p:.3f}")
        figures.append(figure if len(tests) == 1 else f"{NAMES[name]}: {figure}")
    return "; ".join(figures)
