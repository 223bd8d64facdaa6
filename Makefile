# `make demo` and `make test` are all a newcomer needs; the rest is for those who build.
PYTHON ?= python3.11
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check fix bench crash docs run lock

.venv: .venv/ready
.venv/ready: requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo 'Python 3.11 with venv is needed. On Debian: apt-get install python3.11-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation --no-index -e .
	@touch $@

LOCK := $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--python-version 3.11 --python-platform x86_64-manylinux_2_28

lock:  ## after a change in requirements/*.in
	cd requirements && ../$(LOCK) dev.in -o dev.txt && ../$(LOCK) runtime.in -c dev.txt -o runtime.txt
