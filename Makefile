# `make demo` and `make test` are all a newcomer needs; the rest is for those who build.
PYTHON ?= python3.11
BIN := .venv/bin
LOUD := printf '\n!!! %s !!!\n'
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo run test check .types .papers fix docs bench bench-link spark crash words lock .venv

demo: .venv ## an invented kabupaten, every step on it, and the site at http://127.0.0.1:8000
	PAYUNG_ENV=development $(BIN)/payung demo $(ARGS)

run: .venv ## the site and one worker, as in production (see README)
	$(BIN)/payung run $(ARGS)

test: check ## everything that must hold, on SQLite and on PostgreSQL
	@.ci/chromium
	$(BIN)/pytest -n 2 --dist worksteal
	@address=$$(.ci/postgresql); \
	if [ -n "$$address" ]; then \
		echo 'The tests that need a database, once more on PostgreSQL:'; \
		PAYUNG_TEST_ENGINE=postgresql PAYUNG_TEST_PG=$$address $(BIN)/pytest -n 2 --dist worksteal; \
	else \
		$(LOUD) 'NOT RUN: PostgreSQL was not tested. PAYUNG_TEST_PG=postgresql://… names a server.'; \
	fi

check: .venv ## what can be seen without running: style, types, floors, papers
	$(BIN)/ruff check -q
	$(BIN)/ruff format -q --check
	@$(MAKE) -j2 --no-print-directory .types .papers

.types: ## the long one, beside the short ones
	$(BIN)/mypy

.papers:
	git ls-files -z '*.html' | xargs -0r $(BIN)/djade --check --target-version 5.2
	$(BIN)/codespell
	$(BIN)/lint-imports --no-logo >.lint-imports.log || { cat .lint-imports.log; exit 1; }
	$(BIN)/payung docs --check

fix: .venv ## mend what a machine can mend
	$(BIN)/ruff check -q --fix || true
	$(BIN)/ruff format -q
	git ls-files -z '*.html' | xargs -0r $(BIN)/djade --target-version 5.2 || true
	$(BIN)/payung docs

docs: .venv ## docs/reference/, written from the code
	$(BIN)/payung docs

bench: .venv ## figures as JSON: sizes, CPU seconds, medians, a reference in the same run
	@for part in check law benefits imports selection annex batches dues answers cover reconciliation deaths; do $(BIN)/python bench/$$part.py || exit 1; done

bench-link: .venv ## linkage beside Splink's ordinary configuration and recordlinkage (an hour; installs requirements/link.txt)
	$(BIN)/pip install -q --require-hashes -r requirements/link.txt
	$(BIN)/python bench/link.py $(ARGS)

spark: .venv ## Spark beside DuckDB: the same pairs, gammas and weights (Java 17; installs requirements/link.txt)
	$(BIN)/pip install -q --require-hashes -r requirements/link.txt
	$(BIN)/pytest -q -n 0 src/payung/gateways/linkage/tests/test_spark.py
	$(BIN)/python bench/spark.py $(ARGS)

crash: .venv ## kill -9 in all that is done and under a whole PostgreSQL, races, machines, faults that must be caught
	@PAYUNG_TEST_PG=$$(.ci/postgresql) PYTHONPATH=tests $(BIN)/python -m crash $(ARGS)

words: .venv ## after a change of sentences: their English (needs gettext); fill in what is empty, and once more
	cd src/payung && PAYUNG_ENV=development ../../$(BIN)/payung makemessages -l en --no-location --no-wrap
	cd src/payung && PAYUNG_ENV=development ../../$(BIN)/payung compilemessages

lock: .venv ## after a change in requirements/*.in
	cd requirements && ../$(LOCK) dev.in -o dev.txt && ../$(LOCK) runtime.in -c dev.txt -o runtime.txt && ../$(LOCK) link.in -c dev.txt -o link.txt

LOCK := $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--python-version 3.11 --python-platform x86_64-manylinux_2_28

.venv: .venv/ready
.venv/ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip' || { \
		$(LOUD) 'Python 3.11 with venv is needed. On Debian: apt-get install python3.11-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation --no-index -e .
	@touch $@
