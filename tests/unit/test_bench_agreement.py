import numpy as np
import pytest

from benchmarks.agreement import auc, calibration_error, count, interval, macro, majority, micro, spread

KINDS = ("a", "b", "c")
TURNS: list[tuple[set[str], set[str]]] = [
    ({"a", "b"}, {"a"}),  # b is missed
    ({"a"}, {"a", "b"}),  # b is invented
    (set(), {"c", "unknown"}),  # c is invented and never wanted
    ({"b"}, {"b"}),
]


def test_counts_give_precision_recall_and_f1() -> None:
    counts = count(KINDS, TURNS)
    assert counts.each.sum(axis=0).tolist() == [[2, 0, 0], [1, 1, 1], [0, 1, 0]]
    assert counts.precision == pytest.approx(3 / 5)
    assert counts.recall == pytest.approx(3 / 4)
    assert counts.micro == pytest.approx(6 / 9)
    assert counts.wanted == 4


def test_macro_f1_is_over_labels_that_were_wanted() -> None:
    assert count(KINDS, TURNS).macro == pytest.approx((1 + 0.5) / 2)


def test_one_label_alone() -> None:
    alone = count(KINDS, TURNS).of("b")
    assert (alone.precision, alone.recall, alone.micro, alone.wanted) == (0.5, 0.5, 0.5, 2)


def test_nothing_wanted_and_nothing_found_counts_nothing() -> None:
    counts = count(KINDS, [(set(), set())])
    assert (counts.precision, counts.recall, counts.micro, counts.macro, counts.wanted) == (0, 0, 0, 0, 0)


def test_figures_of_many_resamples_are_the_figures_of_each() -> None:
    totals = count(KINDS, TURNS).each
    several = np.stack([totals.sum(axis=0), totals[:2].sum(axis=0)])
    for figure in (micro, macro):
        assert figure(several).tolist() == [float(figure(several[0])), float(figure(several[1]))]


@pytest.mark.parametrize(
    ("found", "bounds"),
    [({"a"}, (1.0, 1.0)), ({"b"}, (0.0, 0.0))],
    ids=["always right", "always wrong"],
)
@pytest.mark.parametrize("groups", [1, 12])
def test_an_interval_without_chance_is_a_point(
    found: set[str], bounds: tuple[float, float], groups: int
) -> None:
    counts = count(KINDS, [({"a"}, found)] * 24)
    assert interval(counts, [str(at % groups) for at in range(24)], micro) == bounds


def test_an_interval_is_the_same_each_time_and_holds_the_figure() -> None:
    counts = count(("a",), [({"a"}, {"a"} if at % 3 else set()) for at in range(90)])
    low, high = interval(counts, ["one"] * 90, micro)
    assert low < counts.micro < high
    assert high - low == pytest.approx(0.13, abs=0.04)  # recall 2/3 of 90: about 4 x 0.05 x dF1/dR of 0.72
    assert (low, high) == interval(counts, ["one"] * 90, micro)


def test_whole_groups_are_resampled_where_there_are_enough() -> None:
    """Ten groups, each all right or all wrong, leave more to chance than a hundred turns."""
    right = [at // 10 % 2 == 0 for at in range(100)]
    counts = count(("a",), [({"a"}, {"a"} if well else set()) for well in right])
    low, high = interval(counts, [str(at // 10) for at in range(100)], micro)
    alone_low, alone_high = interval(counts, ["one"] * 100, micro)
    assert high - low > 2 * (alone_high - alone_low)


def test_the_spread_over_groups_begins_with_the_lowest() -> None:
    counts = count(("a",), [({"a"}, {"a"}), ({"a"}, set()), ({"a"}, {"a"})])
    assert spread(counts, ["good", "mixed", "mixed"]) == [(pytest.approx(2 / 3), "mixed"), (1.0, "good")]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ([], 0.0),
        ([(1.0, True)] * 5, 0.0),
        ([(0.75, True)] * 3 + [(0.75, False)], 0.0),
        ([(1.0, False)], 1.0),
        ([(0.62, True), (0.68, False)], 0.15),  # one bin: mean 0.65, half wanted
        ([(0.55, True), (0.95, True), (0.95, True), (0.95, False)], (0.45 + 0.85) / 4),
    ],
)
def test_calibration_error(given: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(given) == pytest.approx(error)


@pytest.mark.parametrize(
    ("wanted", "label"),
    [([], set()), ([set()], set()), ([{"a"}, {"b"}, {"b", "c"}], {"b"}), ([{"b"}, {"a"}], {"a"})],
)
def test_majority(wanted: list[set[str]], label: set[str]) -> None:
    assert majority(wanted) == label


@pytest.mark.parametrize(
    ("high", "low", "area"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([1, 1], [1, 1], 0.5),
        ([1, 3], [2], 0.5),
        ([2, 3], [1, 2], 0.875),
        ([], [1], None),
    ],
)
def test_auc(high: list[float], low: list[float], area: float | None) -> None:
    assert auc(high, low) == area
