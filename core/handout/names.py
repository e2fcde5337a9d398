"""What an exported file is called."""

from core.experiment import Values


def file_name(e: Values, kind: str) -> str:
    """Safe ASCII for any experiment, such as gradient-stage-gates-xor.py; `kind` is the ending."""
    return f"gradient-stage-{'-'.join([e.task, *_subject(e)])}.{kind}".replace("_", "-")


def _subject(e):
    if e.task == "gates":
        by_data = {"corners": [e.gate], "clouds": ["clouds", e.gate], "xor": ["xor", "cloud"]}
        return by_data.get(e.data, [e.data])
    return {"sine": "curve", "descent": "surface", "gradient": "f"}.get(e.task, "") and [
        getattr(e, {"sine": "curve", "descent": "surface", "gradient": "f"}[e.task])
    ]
