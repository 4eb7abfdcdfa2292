#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the container's image from the zip.
set -euo pipefail
source=/autograder/source
environment=/opt/autograder
export DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install -y libseccomp2 python3 python3-venv
python=python3
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  apt-get install -y python3.11 python3.11-venv  # Ubuntu 22.04 has 3.10 besides
  python=python3.11
fi

"$python" -m venv "$environment"
"$environment/bin/python" -m pip install --no-cache-dir --disable-pip-version-check \
  --requirement "$source/requirements.txt"

# Submissions run as another user: one that can read Python and its libraries, and nothing of ours.
# The user needs no account: it is a number.
chmod -R go+rX "$environment"
mkdir -p /autograder/results
chmod 700 "$source" /autograder/results

# What can't start is seen when the image is built, and not in every submission.
"$environment/bin/python" -m compileall -q "$source"
cd "$source"
"$environment/bin/python" -m autograder.gradescope --try
