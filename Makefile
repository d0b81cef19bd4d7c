# Two commands matter: `make demo` and `make test`. The rest is for those who change the house.
# Every target first makes ready what it needs (tools/prepare.py) and skips what is ready.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
HALL := .venv/bin/hall
RUN := .venv/bin/python

# Compiled modules are kept: a start is a second quicker.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test check format docs lock lighthouse doctor wheel clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: ## set up everything, load the city, serve it on 127.0.0.1:8000 (HALL_PORT to change)
	@$(PYTHON) tools/prepare.py demo
	@exec $(HALL) demo

test: ## set up everything, run all tests (ARGS="tests/rooms/places -q" for some)
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m tools.test $(ARGS)

check: ## lint, types, floor plan, house rules, migrations, generated documents
	@$(PYTHON) tools/prepare.py check
	@$(RUN) -m tools.check

format: ## put the code into its one form
	@$(PYTHON) tools/prepare.py check
	@$(RUN) -m ruff check --fix --quiet . ; $(RUN) -m ruff format .

docs: ## write docs/generated anew
	@$(PYTHON) tools/prepare.py check
	@$(RUN) -m tools.generated

lock: ## resolve requirements/ and package-lock.json anew
	@$(PYTHON) tools/prepare.py check
	@$(RUN) -m tools.lock

lighthouse: ## judge home, guide and form on a phone: each score at least 95
	@$(PYTHON) tools/prepare.py test
	@$(RUN) -m tools.lighthouse $(ARGS)

doctor: ## say what is wrong on this machine
	@$(PYTHON) tools/prepare.py demo
	@exec $(HALL) doctor

wheel: ## build dist/openhall-*.whl, with assets and texts in it
	@$(PYTHON) tools/prepare.py demo
	@rm -rf build dist && .venv/bin/uv build --quiet --wheel --no-build-isolation --python $(RUN) && ls dist/*.whl

clean: ## remove what was built; the city's data stay (they are in .hall)
	rm -rf .venv node_modules build src/*.egg-info src/hall/portal/static/hall/built
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
