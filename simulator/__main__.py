"""``python -m simulator`` is ``tabletop``."""

from simulator.cli.main import main

raise SystemExit(main())
