#!/usr/bin/env bash
# Build the wheel and the sdist twice, compare the bytes, install the wheel into an empty
# environment, ask it from elsewhere.
set -euo pipefail
python=$1
[[ $python = /* ]] || python="$PWD/$python"
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" "$root/tools/check_build.py" --out "$work/dist"
"$python" -m venv "$work/core"
wheel=$(ls "$work"/dist/*.whl)
"$work/core/bin/python" -m pip install --quiet "$wheel"
cd "$work"
"$work/core/bin/python" - <<'PY'
import datetime
import withdrawal

answer = withdrawal.when("Lithuania", "Ottawa Convention", as_of="2026-01-01")
assert answer.effect == datetime.date(2025, 12, 27), answer
assert answer.conflicts, "the packaged claims are missing"
assert withdrawal.when("Latvia", "Ottawa", as_of="2025-04-20").progress.stage == "final-vote"
assert "site-packages" in withdrawal.__file__, withdrawal.__file__
print("core install:", answer)
PY
if "$work/core/bin/withdrawal" when lithuania ottawa 2>"$work/message"; then
  echo "without the extra cli the command should have refused"; exit 1
fi
grep -q 'withdrawal\[cli\]' "$work/message"
"$work/core/bin/python" -m pip install --quiet "$wheel[cli]"
"$work/core/bin/withdrawal" when lithuania ottawa --json | grep -q '"effect": "2025-12-27"'
echo "1 passed, 0 failed"
