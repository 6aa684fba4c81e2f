#!/bin/sh
# DuckDB -> Neptune CSV: elements per second of graphc's engine and writer, beside DuckDB's own COPY of the same rows.
# Usage: benchmarks/neptune-csv.sh [elements], 10000000 where nothing is said.
exec "$(dirname "$0")/run.sh" NeptuneCsvBenchmark "${1:-10000000}"
