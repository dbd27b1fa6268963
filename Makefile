# Everything a developer runs. Only Python 3.11+, make and a package index are needed, but for what measures (nginx,
# wrk), the explorer and the audit (npm) and the lock (uv), which say so.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= .data
# Of make bench: how much content, how many rounds of how many seconds.
SCALE ?= 1
ROUNDS ?= 3
SECONDS ?= 5
# More arguments for pytest: make test ARGS="tests/news -x"
ARGS ?=
export PORT DATA_DIR

PY := .venv/bin/python
RUNTIME := $(PYTHON) cms/dev/environment.py requirements.txt
DEVELOPMENT := $(PYTHON) cms/dev/environment.py requirements-dev.txt

# Made up: enough for settings to load where no database is asked.
NO_DATABASE := DATABASE_URL=postgresql://nobody@localhost/nothing
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.base $(NO_DATABASE) \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=verkosto.example BASE_URL=https://verkosto.example \
	FRONTEND_BASE_URL=https://www.verkosto.example
TEST := DJANGO_SETTINGS_MODULE=cms.settings.test

EXPLORER := graphql/explorer
EXPLORER_FILES := graphql/content_api/static/content_api/explorer

CHECKS := format lint imports types deploy migrations schema messages

.DEFAULT_GOAL := help
.PHONY: help explorer-if-npm bench bench-exports freshness demo demo-reset explorer audit node-tools test test-fast screenshots check schema release messages lock format runtime development \
	$(CHECKS:%=check-%)
MAKEFLAGS += --no-print-directory

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1: \2/p' Makefile

# Where npm is, the demo has the explorer as well.
explorer-if-npm:
	@if command -v npm > /dev/null && [ ! -f $(EXPLORER_FILES)/graphiql.min.js ]; then \
		$(MAKE) explorer || echo "The demo goes on without the GraphQL explorer."; \
	fi

demo: runtime explorer-if-npm ## the site with demo content, on PORT (8000), data in DATA_DIR (.data)
	@exec $(PY) -m cms.dev.demo --with-parent

demo-reset: runtime explorer-if-npm ## the same, from the beginning: the demo's data is deleted
	@exec $(PY) -m cms.dev.demo --with-parent --reset

# The audit of GraphQL over HTTP and the clients of partner sites are Node's: with npm they are fetched once, and again
# when their lock changes; without it their tests say so.
NODE_TOOLS := tests/audit tests/clients
node-tools:
	@if command -v npm > /dev/null; then for folder in $(NODE_TOOLS); do \
		if ! cmp -s $$folder/package-lock.json $$folder/node_modules/.installed; then \
			(cd $$folder && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && \
				cp package-lock.json node_modules/.installed) || true; \
		fi; \
	done; fi

# One worker more than there are processors: some tests wait. A file stays in one worker, which makes its tree once.
PYTEST := $(PY) -m pytest -n $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 ))) --dist loadfile --no-loadscope-reorder

test: development node-tools ## all tests, in parallel and in random order, with a real PostgreSQL and browser
	@$(PY) -m cms.dev.catalogues compile
	@CHROMIUM="$$($(PY) -m cms.dev.chromium)" && export CHROMIUM && exec $(PYTEST) $(ARGS)

test-fast: development ## the tests that take no browser, no servers and no patience, to run while working
	@$(PY) -m cms.dev.catalogues compile
	@exec $(PYTEST) -m "not slow" $(ARGS)

bench: development ## measure answers a second, beside nginx; SCALE=100, ROUNDS, SECONDS; needs nginx and wrk
	@SCALE=$(SCALE) ROUNDS=$(ROUNDS) SECONDS=$(SECONDS) exec $(PY) -m cms.dev.bench

bench-exports: development ## measure what it takes to export 2,000 pages in three languages for translators
	@exec $(PY) -m cms.dev.bench.exports

freshness: development ## measure how soon a change is seen under full load; needs wrk
	@SCALE=$(SCALE) exec $(PY) -m cms.dev.bench.freshness

screenshots: development ## write the pictures of docs/images that browser tests take
	@CHROMIUM="$$($(PY) -m cms.dev.chromium)" && export CHROMIUM && \
		WRITE_SCREENSHOTS=1 $(PY) -m pytest tests/browser/test_publishing.py tests/browser/test_translating.py

explorer: ## fetch the parts of the GraphQL explorer from the npm registry, pinned
	@command -v npm > /dev/null || { echo "Install Node.js with npm first"; exit 1; }
	@cd $(EXPLORER) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@mkdir -p $(EXPLORER_FILES)
	@# Without the address of a source map that nobody has: collectstatic looks for it.
	@for file in react/umd/react.production.min.js react-dom/umd/react-dom.production.min.js \
		graphiql/graphiql.min.js graphiql/graphiql.min.css; do \
		grep -v '^//# sourceMappingURL=' $(EXPLORER)/node_modules/$$file > $(EXPLORER_FILES)/$$(basename $$file) || exit 1; \
	done
	@echo "The explorer is at /graphql/ when the site starts again."

audit: development node-tools ## the API under abuse, in full: the graphql-http audit, abusive documents, schemathesis
	@command -v npm > /dev/null || { echo "Install Node.js with npm first"; exit 1; }
	@$(PY) -m tests.audit $(ARGS)

check: $(CHECKS:%=check-%) ## format, lint, imports, types, settings, migrations, schema, translations
	@echo "All is well."

schema: development ## write the GraphQL contract, graphql/schema.graphql
	$(TEST) $(PY) manage.py write_schema

release: development ## make today's contract what partner sites are promised, graphql/released.graphql
	$(TEST) $(PY) manage.py write_schema --release

messages: development ## bring the strings to translate in locale/ up to date
	$(PY) -m cms.dev.catalogues update

format: development ## let ruff format the code and mend what it can
	$(PY) -m ruff check --fix --quiet . || true
	$(PY) -m ruff format .

lock: ## compile the requirements again; UPGRADE=--upgrade takes newer versions
	@command -v uv > /dev/null || { echo "Install uv first: $(PYTHON) -m pip install uv"; exit 1; }
	@for name in requirements requirements-dev; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --no-emit-find-links $(UPGRADE) $$name.in -o $$name.txt || exit 1; \
	done

check-format: development
	$(PY) -m ruff format --check --quiet .

check-lint: development
	$(PY) -m ruff check --quiet .

check-imports: development
	PYTHONPATH=.:graphql $(PY) -c "from importlinter.cli import lint_imports_command as run; run()"

check-types: development
	$(NO_DATABASE) $(PY) -m mypy

check-deploy: development
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

check-migrations: development
	$(TEST) $(PY) manage.py makemigrations --check --dry-run

check-schema: development
	$(TEST) $(PY) manage.py write_schema --check

check-messages: development
	$(PY) -m cms.dev.catalogues check

runtime:
	@$(RUNTIME)

development:
	@$(DEVELOPMENT)
