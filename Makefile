# Everything a person or a machine does with this repository. Needs python3 (3.11 or later), make, git and a network
# to the Python package index; what is set up stays in .venv, .venv-bench and .tools, and is set up once.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .tools/uv/bin/uv
BIN := .venv/bin
BENCH := .venv-bench/bin
LAW := src/poruka/law
MINUTES ?= 10
PARALLEL ?= -n 2 --dist loadgroup
export UV_SYSTEM_CERTS := 1

.PHONY: help demo test check cover format bench docs mutants soak shots lock clean

help: ## This list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/.runtime ## The demo country on http://127.0.0.1:8000 (ARGS="--port 8001" for another port).
	@$(BIN)/poruka demo $(ARGS)

test: .venv/.development ## Every test: on SQLite, in a browser, and whatever touches the database again on PostgreSQL.
	@$(BIN)/python -m tests.support.browser
	@$(BIN)/python -m tests.support.java
	@rm -rf build/.coverage*
	$(BIN)/coverage run -m pytest $(PARALLEL) -m example tests/law $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=100
	$(BIN)/pytest $(PARALLEL) -m "not example" $(ARGS)
	$(BIN)/python -m tests.support.postgres $(BIN)/pytest $(PARALLEL) -m "database and not browser" $(ARGS)

check: .venv/.development ## Format, lint, types, import contracts, templates, unused dependencies.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	$(BIN)/deptry src

cover: .venv/.development ## Branch coverage of the whole product, as pages in build/coverage.
	@rm -rf build/.coverage*
	$(BIN)/coverage run --source=src/poruka -m pytest $(PARALLEL) $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage html
	$(BIN)/coverage report --include='$(LAW)/*' --fail-under=100

format: .venv/.development ## Put the code into the house's form.
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: .venv-bench/.ready ## Speed and size, side by side with other engines; writes docs/benchmarks.md.
	$(BENCH)/python -m bench $(ARGS)

docs: .venv/.development ## The manual, the worked examples on the pages, the procedure, the roles, the list of papers.
	$(BIN)/python -m tools.examples
	$(BIN)/python -m tools.manual
	$(BIN)/python -m tools.procedure
	$(BIN)/python -m tools.papers
	$(BIN)/python -m tools.measures

mutants: .venv/.development ## Break the law on purpose, thousands of times: at least 90 % must be noticed.
	$(BIN)/python -m tools.mutants $(ARGS)

soak: .venv/.development ## The property tests over and over with new examples, for ten minutes (MINUTES=60).
	@end=$$(( $$(date +%s) + 60 * $(MINUTES) )); while [ $$(date +%s) -lt $$end ]; do \
		$(BIN)/pytest -q -m "hypothesis and not spark" --hypothesis-profile=soak $(ARGS) || exit 1; done

shots: .venv/.development ## The README's pictures, and every page as a picture in build/shots to look through.
	$(BIN)/python -m tools.picture --all

COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock: $(UV) ## Fix the versions of what pyproject.toml asks for (UPGRADE=--upgrade for the newest).
	$(COMPILE) $(UPGRADE) -o requirements.lock
	$(COMPILE) $(UPGRADE) -c requirements.lock --extra spark --group dev -o requirements-dev.lock
	$(COMPILE) $(UPGRADE) -c requirements.lock --extra spark --group bench -o requirements-bench.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE) \
		tools/java/requirements.in -o tools/java/requirements.lock

clean: ## Remove everything that make can make again, but not the demo's data in var.
	rm -rf .venv .venv-bench .tools build mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# uv lives apart from the environments it fills. A Debian python3 without venv still has pip --target.
$(UV):
	@echo "Setting up the installer ..."
	@rm -rf .tools/uv
	@$(PYTHON) -m venv .tools/uv 2>/dev/null \
		&& .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) \
		|| $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools/uv uv==$(UV_VERSION) \
		|| { echo "Python's venv or pip is needed: on Debian and Ubuntu, apt install python3-venv."; exit 1; }

# fill: one environment, one lock. Nothing is installed that its hash does not vouch for.
define fill
	@echo "Setting up $(1) from $(2) ..."
	@[ -x $(1)/bin/python ] || $(UV) venv --quiet --python "$$(command -v $(PYTHON))" $(1)
	@VIRTUAL_ENV=$(1) $(UV) pip sync --require-hashes $(2)
	@VIRTUAL_ENV=$(1) $(UV) pip install --quiet --no-deps --editable .
endef

# Whoever has the development environment has the runtime in it, at the same versions.
.venv/.runtime: requirements.lock pyproject.toml $(if $(wildcard .venv/.development),requirements-dev.lock) | $(UV)
	$(call fill,.venv,$(if $(wildcard .venv/.development),requirements-dev.lock,requirements.lock))
	@touch $@

.venv/.development: requirements-dev.lock pyproject.toml | $(UV)
	$(call fill,.venv,requirements-dev.lock)
	@touch .venv/.runtime $@

.venv-bench/.ready: requirements-bench.lock pyproject.toml | $(UV)
	$(call fill,.venv-bench,requirements-bench.lock)
	@touch $@
