"""python -m tests.digits: how many of the thirty drawings a run reads rightly in the end; a link may be given."""

import sys

from core.tasks.registry import read_link
from tests.digits.reading import drawings, shares

e, problems = read_link(f"task=digits&{''.join(sys.argv[1:])}")
for problem in problems:
    print(problem)
right = 0
for drawing, share in zip(drawings(), shares(e), strict=True):
    answer = int(share.argmax())
    right += answer == drawing["digit"]
    mark = " " if answer == drawing["digit"] else "!"
    print(f"{mark} {drawing['digit']}, {drawing['kind']}: {answer} with {share[answer]:.1%}")
print(f"{right} of {len(drawings())} drawings are read rightly")
