"""What the sine page's tests do to it and ask of it."""

from core.tasks.sine.experiment import SineExperiment


def wanted(app) -> SineExperiment:
    return app.session_state["sine.wanted"]


def paste(app, text):
    app.text_area(key="sine-paste").set_value(text)
    app.button(key="sine-use").click().run()
    assert not app.exception
    return app
