"""Who puts words in place of keys."""

from typing import Any, Protocol


class Say(Protocol):
    """`say(key, **facts)` is a text in one language, with the facts put into it. Raises KeyError for an unknown key."""

    def __call__(self, key: str, /, **facts: Any) -> str: ...
