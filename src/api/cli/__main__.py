"""`python -m api.cli`: the same as `casework`."""

from api.cli.main import main

main()
