# Sourced by the scripts beside it: makes .venv from nothing but Debian's python3, as root or as a plain user.
# Needs $ROOT, the folder of the project. Nothing here names a package index: pip, uv and apt know their own.

export UV_PYTHON_DOWNLOADS=never
# Many schools inspect TLS with a certificate that only the system's store knows; npm's tools ask as well.
export UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true NODE_USE_SYSTEM_CA=1
TOOLS="$ROOT/var/tools"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# Installs Debian packages without starting the services some of them bring. Only as root.
apt_install() {
  local policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.d/ks3-tests.conf made=0 code=0
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=1
  fi
  mkdir -p "${clusters%/*}"
  echo 'create_main_cluster = false' >"$clusters"
  apt-get install -y -q --no-install-recommends "$@" >&2 ||
    { apt-get update -q >&2 && apt-get install -y -q --no-install-recommends "$@" >&2; } || code=$?
  rm -f "$clusters"
  [ "$made" -eq 0 ] || rm -f "$policy"
  return "$code"
}

find_python() {
  local name
  for name in python3 python3.11 python3.12 python3.13 python3.14; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  fail "Python 3.11 or newer is needed. Debian 12 has it: apt-get install -y python3"
}

# Puts uv into var/tools, for machines that have none.
find_uv() {
  if command -v uv >/dev/null; then
    command -v uv
    return
  fi
  local python="$1" venv="$TOOLS/venv" wheels
  if [ ! -x "$venv/bin/uv" ]; then
    rm -rf "$venv"
    mkdir -p "$TOOLS"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null && is_root; then
      apt_install python3-venv || fail "python3-venv could not be installed. Please run: apt-get install -y python3-venv"
    fi
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
      "$python" -m venv "$venv" && "$venv/bin/python" -m pip install -q uv >&2
    else
      # Debian keeps pip apart, but its package can be unpacked without root, and a wheel runs where it lies.
      wheels="$TOOLS/pip"
      mkdir -p "$wheels"
      (cd "$wheels" && apt-get download -q python3-pip-whl >&2 && dpkg -x python3-pip-whl_*.deb .) ||
        fail "python3 has no pip here. Please ask for this once, as root: apt-get install -y python3-venv"
      "$python" -m venv --without-pip "$venv" &&
        PYTHONPATH="$(echo "$wheels"/usr/share/python-wheels/pip-*.whl)" "$venv/bin/python" -m pip install -q uv >&2
    fi || fail "uv could not be installed. Is a package index within reach?"
  fi
  echo "$venv/bin/uv"
}

# sync_environment demo|dev: brings .venv in line with that lock, or does nothing when it already is.
# A development environment holds all the demo needs, so the demo never shrinks it.
sync_environment() {
  local want="$1" lock stamp="$ROOT/.venv/.synced" python uv wanted
  if [ "$want" = demo ] && [ -x "$ROOT/.venv/bin/pytest" ]; then want=dev; fi
  lock="$ROOT/requirements-$want.lock"
  wanted="$want $(sha256sum <"$lock")"
  if [ -x "$ROOT/.venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "Preparing the Python environment (once; a minute at most where packages are near) ..."
  python="$(find_python)"
  uv="$(find_uv "$python")"
  if ! "$ROOT/.venv/bin/python" -c '' 2>/dev/null; then
    rm -rf "$ROOT/.venv"
    "$uv" venv -q --python "$python" "$ROOT/.venv" >&2
  fi
  rm -f "$stamp"
  "$uv" pip sync -q --require-hashes --python "$ROOT/.venv/bin/python" "$lock" >&2 ||
    fail "The packages in ${lock##*/} could not be installed. Is a package index within reach?"
  printf '%s' "$wanted" >"$stamp"
}
