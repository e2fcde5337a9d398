"""The slider of the learning rate: its thumb and a mark under it stand where their rates are."""

import pytest

from pages.ui.rate_slider import round_stops, share_of, stops_with
from tests.pages.opening import open_page, widget

STOPS = round_stops(10.0)


def test_stops_are_round_and_end_with_the_largest_rate():
    assert STOPS[:4] == (1e-10, 2e-10, 5e-10, 1e-9) and STOPS[-3:] == (2.0, 5.0, 10.0)


@pytest.mark.parametrize("rate", [0.018, 1.0000000001e-10, 9.999, 0.02])
def test_a_rate_that_is_no_stop_has_one_of_its_own_between_its_neighbours(rate):
    stops = stops_with(STOPS, rate)
    assert list(stops) == sorted(set(stops)) and set(stops) == {*STOPS, rate}


@pytest.mark.parametrize("stops", [STOPS, stops_with(STOPS, 0.018)])
def test_each_stop_stands_at_its_place_and_others_between(stops):
    for k, stop in enumerate(stops):
        assert share_of(stops, stop) == pytest.approx(k / (len(stops) - 1), abs=1e-12)
    low, high = share_of(stops, 0.02), share_of(stops, 0.05)
    assert low < share_of(stops, 0.03) < high
    assert share_of(stops, 1e-12) == 0.0 and share_of(stops, 1e6) == 1.0


@pytest.mark.parametrize(
    ("page", "query", "name"),
    [
        ("logic_gates", {"lr": "0.018"}, "gates"),
        ("sine_regression", {"lr": "0.018"}, "sine"),
        ("descent", {"walkers": "gd:0.018"}, "descent"),
    ],
)
def test_the_thumb_stands_at_the_rate_of_the_link_and_moves_to_the_round_stops(page, query, name):
    app = open_page(f"pages/{page}.py", **query)
    slider = widget(app, f"{name}-rate")
    at = slider.options.index("0.018")
    assert slider.value == 0.018 and slider.options[at - 1 : at + 2] == ["0.01", "0.018", "0.02"]
    slider.set_value(0.02).run()
    assert not app.exception
    assert widget(app, f"{name}-lr").value == "0.02"
    assert "0.018" not in widget(app, f"{name}-rate").options


def test_a_rate_of_many_digits_is_rounded_over_the_thumb_and_kept():
    app = open_page("pages/logic_gates.py", lr="0.02000000001")
    slider = widget(app, "gates-rate")
    assert slider.value == 0.02000000001 and "≈ 0.02" in slider.options and "0.02" in slider.options
    widget(app, "gates-lr").set_value("fast").run()
    assert widget(app, "gates-rate").value == 0.02000000001, "what is refused changes nothing"
