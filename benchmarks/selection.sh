#!/bin/sh
# How long it takes to select from a project of many models, each with a test: the first time and the median of the times after.
# Usage: benchmarks/selection.sh [models], 10000 where nothing is said.
exec "$(dirname "$0")/run.sh" SelectionBenchmark "${1:-10000}"
