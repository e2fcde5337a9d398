"""The side bar: closed, it leaves its room to the stage."""


def test_a_closed_side_bar_takes_no_room(stage):
    stage.open()
    field = stage.page.locator("[data-gs-panel=field]")
    before = field.bounding_box()
    stage.page.locator("[data-testid=stSidebarCollapseButton] button").click()
    stage.page.wait_for_function("() => document.querySelector('.stMain').getBoundingClientRect().left === 0")
    assert field.bounding_box()["x"] < 100 < before["x"]
    stage.page.locator("[data-testid=stExpandSidebarButton]").click()
    stage.page.wait_for_function("() => document.querySelector('.stMain').getBoundingClientRect().left > 300")
