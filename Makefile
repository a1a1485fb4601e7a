# make run    the whole product with a demo office on http://127.0.0.1:8000 (PORT=8001 for another port)
# make test   everything that CI checks; make check  the part of it that takes a minute, for before a commit
# make setup  the set-up alone; make bench  the benchmarks; make stop  what this checkout runs; make clean  start afresh
# make drills  real faults and whole installations, minutes long
# make install   for real use, as docs/operations.md says (BUNDLE=FILE without a network); make bundle  builds such a FILE
# make format    brings our code into form; make messages  new strings into the catalogue; make shell  Python with Django
# make lock      writes the locks anew after a change of requirements.txt or requirements-dev.txt
# Nothing is needed but Python 3.11 or later and make. What is done already is not done again.

SHELL := /bin/bash
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
PORT ?= 8000
export PORT PYTHONUNBUFFERED = 1 PIP_DISABLE_PIP_VERSION_CHECK = 1 PIP_NO_INPUT = 1
# What belongs to another environment must not leak into ours.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV DJANGO_SETTINGS_MODULE PYTHONDONTWRITEBYTECODE

is_new_enough = import sys; raise SystemExit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c '$(is_new_enough)' 2>/dev/null && { command -v $$name; break; }; done)
BIN := .venv/bin
NPM = $(BIN)/python -m config.npm

# A stamp is named by what it was made from: another version of the files asks for another stamp.
sum = $(shell cat $(1) 2>/dev/null | cksum | tr ' ' -)
PACKAGES := .venv/.packages-$(call sum,requirements.lock)
TEST_PACKAGES := .venv/.test-packages-$(call sum,requirements-dev.lock)
DRILL_PACKAGES := .venv/.drill-packages-$(call sum,requirements-openid.lock requirements-ldap.lock)
FRONT_END := node_modules/.packages-$(call sum,package.json package-lock.json)
CATALOGUE := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
STATIC := staticfiles/.collected-$(call sum,requirements.lock package-lock.json config/settings.py)

# Where a bundle was unpacked, packages come from it and from nowhere else.
BUNDLED := $(wildcard bundle/requirements.lock)
FROM := $(if $(BUNDLED),--no-index --find-links bundle/wheels)
LOCKED := $(FROM) -r $(if $(BUNDLED),bundle/)requirements.lock

# For real use without what only developing needs: a command without the settings would work on the embedded servers, and
# say that all is well. The stamp goes with it, so that `make setup` brings it back.
without_developers = $(BIN)/pip uninstall -qq --yes \
  $$($(BIN)/python -c "from config.bundle import DEVELOPERS; print(*DEVELOPERS)") && rm -f .venv/.packages-*

.PHONY: run setup install built bundle drills test check lint bench format messages shell lock stop clean port

run: port setup
	@$(BIN)/python -m config.run

setup: $(PACKAGES) $(FRONT_END) $(CATALOGUE) $(STATIC)
	@echo "· database: servers, migrations"
	@$(BIN)/python manage.py migrate --verbosity 0

install:
ifdef BUNDLE
	@echo "· the bundle is held to its digests"
	@$(PYTHON) -m config.bundle unpack "$(BUNDLE)"
endif
	@umask 022; $(MAKE) built
ifndef BUNDLE
	@$(without_developers)
endif
	@echo "Installed. What comes next is in docs/operations.md."

# WITH names what an installation needs besides: openid, ldap, bucket.
built: $(PACKAGES) $(FRONT_END) $(CATALOGUE) $(STATIC)
	@for each in $(WITH); do echo "· packages for $$each"; \
	  $(BIN)/pip install -qq --require-hashes $(FROM) -r requirements-$$each.lock || exit 1; done

bundle: $(PACKAGES) $(FRONT_END) $(CATALOGUE) $(STATIC)
	@$(BIN)/python -m config.bundle build "$(or $(BUNDLE),var)"

test: $(TEST_PACKAGES) $(FRONT_END) $(CATALOGUE) lint
	@echo "· tests"
	@$(BIN)/pytest -n 2; status=$$?; $(BIN)/python -m config.embedded stop-if-idle; exit $$status

check: $(TEST_PACKAGES) $(FRONT_END) $(CATALOGUE) lint
	@echo "· fast tests"
	@$(BIN)/pytest -n 2 -m "not slow" --ignore tests/browser --ignore tests/security/generated

# DRILLS names some of them: make drills DRILLS=tests/drills/test_installation.py
drills: $(TEST_PACKAGES) $(DRILL_PACKAGES) $(FRONT_END) $(CATALOGUE) $(STATIC)
	@DRILLS=$(or $(DRILLS),tests/drills) $(BIN)/pytest -rs $(or $(DRILLS),tests/drills)

lint: $(TEST_PACKAGES)
	@echo "· format and lint"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/djlint templates --lint --quiet
	@echo "· imports point down"
	@told=$$($(BIN)/lint-imports 2>&1) || { echo "$$told"; exit 1; }
	@echo "· migrations are complete"
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@echo "· types"
	@$(BIN)/mypy --no-error-summary core rounds/ledger_options.py rounds/inspections/lookup.py $(filter-out core/% %/ledger/ledger.py,\
	  $(wildcard */permissions.py */*/services.py */*/conditions.py */ledger */*/ledger.py))

bench: $(TEST_PACKAGES) $(FRONT_END) $(CATALOGUE) $(STATIC)
	@$(BIN)/python manage.py bench

format: $(TEST_PACKAGES)
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

messages: $(TEST_PACKAGES)
	@$(BIN)/python manage.py update_catalogue

shell: setup
	@$(BIN)/python manage.py shell

# The locks hold for every Python and machine we run on. uv asks the package index that UV_DEFAULT_INDEX names.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command "make lock"

lock: $(TEST_PACKAGES)
	@$(LOCK) requirements.txt --output-file requirements.lock
	@for each in openid ldap bucket; do \
	  $(LOCK) requirements-$$each.txt --constraints requirements.lock --output-file requirements-$$each.lock || exit 1; done
	@$(LOCK) requirements-dev.txt --constraints requirements.lock --output-file requirements-dev.lock

stop:
	@$(BIN)/python -m config.run --stop
	@$(BIN)/python -m config.embedded stop

clean:
	@[ ! -x $(BIN)/python ] || $(BIN)/python -m config.embedded remove
	@rm -rf var staticfiles node_modules test-artifacts .venv
	@echo "Removed the environment, the embedded servers and all their data."

port: $(PACKAGES)
	@$(BIN)/python -m config.run --check-port

.venv/.ready:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Python 3.11 or later is needed, and none was found. If it has another name: make PYTHON=/path/to/python"; exit 1; fi
	@echo "· environment: $(PYTHON) -> .venv"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "Python cannot make an environment: install its venv module (Debian: apt-get install python3-venv)."; exit 1; }
	@touch $@

$(PACKAGES): | .venv/.ready
	@echo "· packages: about half a minute the first time"
	@$(BIN)/pip install -qq --require-hashes $(LOCKED)
	@rm -f .venv/.packages-*; touch $@

$(TEST_PACKAGES): | $(PACKAGES)
	@echo "· packages for tests"
	@$(BIN)/pip install -qq --require-hashes -r requirements-dev.lock
	@rm -f .venv/.test-packages-*; touch $@

# A drill whose packages are not there says so by name, and is passed over.
$(DRILL_PACKAGES): | $(TEST_PACKAGES)
	@echo "· packages for drills"
	@$(BIN)/pip install -qq --require-hashes -r requirements-openid.lock
	@$(BIN)/pip install -qq --require-hashes -r requirements-ldap.lock || \
	  echo "LDAP is left out: python-ldap is built with Debian's gcc, python3-dev, libldap2-dev and libsasl2-dev."
	@rm -f .venv/.drill-packages-*; touch $@

# npm comes from a wheel, so that the result does not depend on the machine's Node or on there being one.
$(FRONT_END): | $(PACKAGES)
	@echo "· front-end packages"
	@$(NPM) ci --loglevel=error --no-update-notifier >/dev/null
	@touch $@

%.mo: %.po | $(PACKAGES)
	@echo "· translations"
	@$(BIN)/python manage.py compile_catalogue

$(STATIC): $(shell find static -type f 2>/dev/null) | $(FRONT_END) $(PACKAGES)
	@echo "· static files"
	@$(BIN)/python manage.py collectstatic --clear --no-input --verbosity 0
	@touch $@
