"""The Django project.

`graphql/` is a source root, not a package (docs/decisions/0001): it is put on the path here and nowhere else.
"""

import sys
from pathlib import Path

SOURCE_ROOT = str(Path(__file__).resolve().parent.parent / "graphql")
if SOURCE_ROOT not in sys.path:
    sys.path.append(SOURCE_ROOT)
