#!/bin/sh
# First load, second load with nothing changed, third load with 1 % of the rows changed: wall time, CPU time and the ratio to the
# first, for Neptune CSV and for a real Neo4j that the benchmark starts.
# Usage: benchmarks/differences.sh [elements] [csv|neo4j ...], 1000000 and both where nothing is said.
elements=${1:-1000000}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- csv neo4j
exec "$(dirname "$0")/run.sh" DifferenceBenchmark "$elements" "$@"
