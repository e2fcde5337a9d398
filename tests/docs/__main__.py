"""Writes what of README and docs the code knows, and prints its numbers: python -m tests.docs"""

from tests.docs.facts import facts
from tests.docs.generated import write

for name in write():
    print(f"{name} was written anew")
for phrase, number in facts().items():
    print(phrase.format(f"{number:,}"))
