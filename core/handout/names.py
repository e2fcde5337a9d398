"""What an exported file is called."""

from core.experiment import Values

_SUBJECTS = {"sine": "curve", "descent": "surface", "gradient": "f"}  # the setting that says what a run is about


def file_name(e: Values, kind: str) -> str:
    """Safe ASCII for any experiment, such as gradient-stage-gates-xor.py; `kind` is the ending."""
    return f"gradient-stage-{'-'.join([e.task, *_subject(e)])}.{kind}".replace("_", "-")


def _subject(e):
    if e.task == "gates":
        by_data = {"corners": [e.gate], "clouds": ["clouds", e.gate], "xor": ["xor", "cloud"]}
        return by_data.get(e.data, [e.data])
    return [getattr(e, _SUBJECTS[e.task])] if e.task in _SUBJECTS else []
