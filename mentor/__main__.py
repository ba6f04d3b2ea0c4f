"""`python -m mentor`."""

import sys

from mentor.cli import main

sys.exit(main())
