"""Every link, address and command that is written down leads somewhere."""

import pytest

from tests.docs.documents import ROOT, Document, documents
from tests.docs.links import wrong_in

DOCUMENTS = documents()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_addresses_and_commands_are_right(document):
    assert wrong_in(document) == []


def test_all_documents_are_looked_at():
    assert len(DOCUMENTS) > 15
    assert sum(len(document.links) for document in DOCUMENTS) > 60


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a](docs/nothing.md)", "docs/nothing.md leads to nothing"),
        ("[a](../../etc/passwd)", "leads to nothing"),
        ("[a](docs/stage.md#no-such-heading)", "no such heading"),
        ("![a](docs/none.webp)", "leads to nothing"),
        ("[a](https://example.org/x)", "example.org is no host"),
        ("[a](/logic_gates?gate=maybe)", "maybe"),
        ("[a](/logic_gate)", "no page logic_gate"),
        ("`/logic_gate`", "no page"),
        ("`/sine_regression?curve=cosine`", "cosine"),
        ("`/logic_gates?vs=lr%3Dfast`", "fast"),
        ("`/sweep?over=lr:fast`", "fast"),
        ("`/notebooks?nb=009`", "nb=009"),
        ("see\n\n    /digits?size=15\n", "15"),
        ('```toml\nlink = "descent?surface=flat"\n```', "flat"),
        ("`python -m core.experimant`", "no module core.experimant"),
        ("`python -m tests.bench speed`", "no part speed"),
        ("```sh\npython -m core.handout 'gate=maybe' > a.py\n```", "maybe"),
    ],
)
def test_a_wrong_one_is_seen(text, said):
    (wrong,) = wrong_in(Document(ROOT / "README.md", text))
    assert said in wrong
