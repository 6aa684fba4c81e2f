#!/bin/sh
# Parquet objects such as Athena's UNLOAD leaves them -> Neptune CSV: elements per second and core, heap and memory of the process.
# Usage: benchmarks/unload.sh [elements], 10000000 where nothing is said.
exec "$(dirname "$0")/run.sh" UnloadBenchmark "${1:-10000000}"
