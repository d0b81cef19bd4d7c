"""`python -m hall.project.cli`: the same as `hall`."""

from hall.project.cli import main

main(prog_name="hall")
