import pytest

from scoring.measures import measure
from scoring.model import Turn
from tests.unit.exchanges import ALRIGHT, DUNNO, officer, person, turns


def of(*labels: str, times: int = 1) -> list[Turn]:
    return turns(ALRIGHT, *[(officer("Four words right here", *labels), DUNNO)] * times)


def mixed(**counts: int) -> list[Turn]:
    exchanges = [(officer("Words", label), DUNNO) for label, times in counts.items() for _ in range(times)]
    return turns(ALRIGHT, *exchanges)


def test_nothing_said_has_no_ratios() -> None:
    measures = measure([])
    assert measures.officer_turns == 0
    assert measures.reflections_to_questions is None
    assert measures.percent_complex is None
    assert measures.percent_open is None
    assert measures.talk_share is None
    assert measures.ratio_band == "too few turns"


@pytest.mark.parametrize(
    ("counts", "ratio", "band"),
    [
        ({"reflection_simple": 8, "question_open": 4}, 2.0, "good"),
        ({"reflection_complex": 7, "question_closed": 4}, 1.75, "fair"),
        ({"reflection_simple": 5, "question_open": 5}, 1.0, "fair"),
        ({"reflection_simple": 4, "question_open": 6}, 4 / 6, "below fair"),
        ({"reflection_simple": 6, "question_open": 3}, 2.0, "too few turns"),
        ({"reflection_simple": 10}, None, "good"),
        ({"give_information": 10}, None, "below fair"),
    ],
)
def test_the_band_of_reflections_to_questions(counts: dict[str, int], ratio: float | None, band: str) -> None:
    measures = measure(mixed(**counts))
    assert measures.reflections_to_questions == ratio
    assert measures.ratio_band == band


@pytest.mark.parametrize(
    ("simple", "complex_", "band"),
    [(5, 5, "good"), (6, 4, "fair"), (7, 4, "below fair"), (10, 0, "below fair"), (2, 7, "too few turns")],
)
def test_the_band_of_complex_reflections(simple: int, complex_: int, band: str) -> None:
    measures = measure(mixed(reflection_simple=simple, reflection_complex=complex_))
    assert measures.complex_band == band


def test_adherent_and_non_adherent_behaviour() -> None:
    measures = measure(mixed(affirm=1, seek_collaboration=2, emphasise_autonomy=3, persuade=4, confront=5))
    assert measures.mi_adherent == 6
    assert measures.mi_non_adherent == 9


def test_autonomy_counts_once_a_turn_whichever_layer_it_is_in() -> None:
    reading = officer("Up to you", "emphasise_autonomy", "emphasise_autonomy")
    assert measure(turns(ALRIGHT, (reading, DUNNO))).autonomy == 1


def test_the_share_of_talk_counts_the_opening_line() -> None:
    conversation = turns(person("One two."), (officer("one two three four"), person("One two.")))
    assert measure(conversation).talk_share == 50.0


def test_the_share_of_open_questions() -> None:
    assert measure(mixed(question_open=3, question_closed=1)).percent_open == 75.0
    assert measure(of("question_open", "question_closed")).percent_open == 50.0
