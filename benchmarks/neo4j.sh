#!/bin/sh
# DuckDB -> Neo4j over Bolt: graphc's writer beside a plain loop over the driver with the same statements, on a real server.
# Usage: benchmarks/neo4j.sh [nodes] [relationships], 200000 and 1000000 where nothing is said.
exec "$(dirname "$0")/run.sh" Neo4jBenchmark "${1:-200000}" "${2:-1000000}"
