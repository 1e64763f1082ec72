#!/bin/sh
# Install Debian's Chromium for the browser tests, where it is missing and we may.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation; } >/dev/null 2>&1 && exit 0
fi
echo "NOTE: no Chromium was found and it cannot be installed here: the browser tests will be skipped (in CI they fail)."
