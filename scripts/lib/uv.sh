# shellcheck shell=bash
# Finds uv, or fetches it into the cache folder; sourced by scripts/setup and scripts/lock, which set -euo pipefail and `root`.

# The certificates that this machine trusts count, as they do for its other programs.
export UV_SYSTEM_CERTS=1

cache=${XDG_CACHE_HOME:-$HOME/.cache}/ring-guard

# Sets `uv` to a uv that runs, or ends with one sentence that says what to install.
find_uv() {
  uv=$(command -v uv || true)
  if [ -n "$uv" ] && "$uv" --version >/dev/null 2>&1; then return; fi
  uv=$cache/uv/bin/uv
  if "$uv" --version >/dev/null 2>&1; then return; fi
  rm -rf "$cache/uv"
  mkdir -p "$cache"
  if ! { python3 -m venv "$cache/uv" && "$cache/uv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --only-binary :all: --require-hashes --requirement "$root/requirements/uv.txt"; } >"$cache/uv.log" 2>&1; then
    rm -rf "$cache/uv"
    echo "Please install uv, or Python with its venv module (on Debian: apt-get install python3-venv), and run this again; details are in $cache/uv.log." >&2
    exit 1
  fi
}
