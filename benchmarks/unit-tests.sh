#!/bin/sh
# Compiles and runs unit tests of models for Athena on a DuckDB in memory: the time for all, and for each.
# Usage: benchmarks/unit-tests.sh [number of unit tests], 500 where nothing is said.
exec "$(dirname "$0")/run.sh" UnitTestBenchmark "${1:-500}"
