# make run: the app, with the agreements in agreements/ judged    make test: all checks    make help: the rest

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(if $(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes),$(p))))
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test system holdout examples baseline benchmark lock help

run: .venv/ready
	@$(BIN)/analyser app agreements

test: .venv/ready-dev system
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict analyser
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile

holdout: .venv/ready-dev
	@$(BIN)/python tools/holdout.py build/holdout
	@$(BIN)/analyser evaluate build/holdout

examples: .venv/ready-dev
	@for source in $$(grep -l '^<!-- look:' agreements/kilder/*.md); do \
		$(BIN)/python tools/make_pdf.py agreements/$$(basename $$source .md).pdf $$source || exit 1; done

baseline: .venv/ready-dev
	@$(BIN)/python tools/baseline.py

benchmark: .venv/ready-dev
	@$(BIN)/python benchmarks/throughput.py

# New pins for everything: a clean environment, the newest that pyproject.toml allows, frozen.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/pip install -q . && build/lock/bin/pip freeze --exclude avtaleanalyse > requirements.lock
	build/lock/bin/pip install -q '.[dev]' && build/lock/bin/pip freeze --exclude avtaleanalyse > requirements-dev.lock

help:
	@echo "run test holdout examples baseline benchmark lock"

# Chromium for the tests of the app and Tesseract for those of scans: installed where that can be done without asking
# (root on Debian); elsewhere the tests that need them are skipped, and say so.
SYSTEM := chromium tesseract-ocr tesseract-ocr-nor
system:
	@dpkg -s $(SYSTEM) >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(SYSTEM); } >/dev/null 2>&1; } || \
		echo "Noen prøver hoppes over. For alle: sudo apt-get install $(SYSTEM)"

.venv/bin/pip:
	@[ -n "$(PYTHON)" ] || { echo "Trenger Python 3.11 eller nyere: sudo apt-get install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Trenger venv: sudo apt-get install python3-venv" >&2; exit 2; }

.venv/ready: requirements.lock pyproject.toml | .venv/bin/pip
	@$(BIN)/pip install -q -r requirements.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@$(BIN)/pip install -q -r requirements-dev.lock
	@touch $@
