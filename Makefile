# `make` lists the targets. Python runs from .venv, which every target makes when it is not there.
PYTHON ?= python3
PORT ?= 8000
PEOPLE ?= 210000
SECONDS ?= 5
PART ?= morning
BIN := .venv/bin
MANAGE := $(BIN)/python -m manage
SPREAD := pytest -n logical --dist worksteal
PYTEST := $(BIN)/python -m $(SPREAD)
NO_BROWSER := --ignore tests/browser
# In London: a night without its second hour, a day that three years of four lack, ten seconds of a year, and the second
# of two hours that are both called one o'clock. Afar, where London's next month has begun.
MOMENTS := 2027-03-28T00:30Z 2028-02-29T12:00Z 2026-12-31T23:59:50Z 2027-10-31T01:30Z
AFAR := TZ=Pacific/Noumea TIME_ZONE=Pacific/Noumea CLOCK=2027-06-30T14:00Z
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-annotate
BUILD_INPUTS := package.json package-lock.json node.lock scripts/front_end.py $(shell find static -type f)
MAILING := EMAIL_URL=smtp+tls://mail.example.org:587 SITE_URL=https://example.org
PRODUCTION := DEBUG=0 ALLOWED_HOSTS=example.org $(MAILING) SECRET_KEY="$$($(PYTHON) -c 'import secrets; print(secrets.token_hex(40))')"

# Some machines forbid it, and each of some two hundred processes would compile Django and all else anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test clock setup check fix lock dist audit faults failover upgrade load bench scale journey screenshots fuzz

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run: .venv/runtime.stamp build/.stamp ## Serve the demo at http://localhost:8000 (or PORT=8010), keeping its data in var/
	@$(BIN)/python -m scripts.serve $(PORT)

test: check ## Run make check, then the tests on SQLite, on PostgreSQL and in Chromium
	$(BIN)/coverage erase
	env -u DATABASE_URL $(BIN)/coverage run -m $(SPREAD) $(NO_BROWSER)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report
	$(BIN)/python -m scripts.postgresql $(PYTEST) $(NO_BROWSER)
	CHROMIUM="$$($(BIN)/python -m scripts.chromium)" && export CHROMIUM && $(PYTEST) tests/browser
	@echo "make test: the checks, and the tests on SQLite, on PostgreSQL and in Chromium, all passed."

clock: setup ## Run the tests outside the browser at awkward moments: summer time begins, a year ends, far from London
	@for moment in $(MOMENTS); do CLOCK=$$moment env -u DATABASE_URL $(PYTEST) $(NO_BROWSER) || exit; done
	$(AFAR) $(BIN)/python -m scripts.postgresql $(PYTEST) $(NO_BROWSER)
	@echo "make clock: the tests outside the browser passed at every moment."

setup: .venv/dev.stamp build/.stamp ## Make the environment and the front end, nothing else

check: setup ## Run the static checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djangofmt --check templates
	$(BIN)/djangofmt check --output-format concise templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	DEBUG=1 $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

fix: .venv/dev.stamp ## Format the code and the templates, and make the safe corrections
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(BIN)/djangofmt check --fix templates
	$(BIN)/djangofmt templates

lock: .venv/dev.stamp ## Bring the locks in step with pyproject.toml (UPGRADE=1: to the newest releases)
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --output-file runtime.lock
	$(COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev --constraints runtime.lock --output-file dev.lock
	$(COMPILE) $(if $(UPGRADE),--upgrade) --group setup --output-file setup.lock
	$(COMPILE) $(if $(UPGRADE),--upgrade) --group node --output-file node.lock
	$(BIN)/python -m scripts.front_end lock

dist: setup ## Build a release in dist/, the same bytes each time, try it, and say what is in it
	$(BIN)/python -m scripts.dist

faults: setup ## Let people save while processes, disk, mail and database fail, and count what is lost (SECONDS=5, ONLY=words)
	$(BIN)/python -m scripts.faults $(SECONDS) --only "$(ONLY)"

failover: setup ## Let people save while the primary, a server of pages and a standby are killed, and count what is lost
	$(BIN)/python -m scripts.failover

upgrade: setup ## Let people save while what is committed takes the place of the release before (FORMER=commit)
	$(BIN)/python -m scripts.upgrade $(FORMER)

load: setup ## Measure a morning's work of many people at once (or PART=memory of workers, PART=ratings: among 10 million)
	$(BIN)/python -m scripts.load $(PART) $(NUMBER)

audit: setup ## Ask whether a weakness is known of anything that is locked
	$(BIN)/python -m scripts.audit

bench: setup ## Measure pages, the framework loader and the longest files
	$(BIN)/python -m scripts.bench

scale: setup ## Measure every page among 10 million ratings (or PEOPLE=1000), and fail where others make it dearer
	$(BIN)/python -m scripts.scale --people $(PEOPLE)

journey: setup ## Count taps, pages, screens and words from signing in to an assessment that is sent
	CHROMIUM="$$($(BIN)/python -m scripts.chromium)" && export CHROMIUM && DEBUG=1 $(BIN)/python -m scripts.journey

fuzz: setup ## Try the readers of YAML, spreadsheets and documents with what nobody would write, and 10,000 lives of teams, for long
	HYPOTHESIS_PROFILE=fuzz $(PYTEST) tests/catalogue/formats tests/ui/workbooks tests/teams

screenshots: setup ## Take the README's pictures
	CHROMIUM="$$($(BIN)/python -m scripts.chromium)" && export CHROMIUM && DEBUG=1 $(BIN)/python -m scripts.screenshots

.venv/%.stamp: %.lock setup.lock scripts/environment.py
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed. Debian, Ubuntu: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -m scripts.environment $<
	@touch $@

build/.stamp: $(BUILD_INPUTS) .venv/runtime.stamp
	@$(BIN)/python -m scripts.front_end
	@DEBUG=1 $(MANAGE) collectstatic --no-input --clear --ignore admin --verbosity 0
	@touch $@
