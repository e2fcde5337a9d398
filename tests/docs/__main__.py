"""Writes what of README and docs the code knows, and prints its numbers: python -m tests.docs"""

from tests.docs.documents import documents
from tests.docs.facts import facts
from tests.docs.generated import generated

for document in documents():
    text = generated(document.text)
    if text != document.text:
        document.path.write_text(text, encoding="utf-8")
        print(f"{document.name} was written anew")
for phrase, number in facts().items():
    print(phrase.format(f"{number:,}"))
