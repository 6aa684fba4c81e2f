#!/bin/sh
# DuckDB -> Neo4j over Bolt: graphc's writer beside a plain loop over the driver with the same statements, on a real server.
# Usage: benchmarks/neo4j.sh [nodes] [relationships], 200000 and 1000000 where nothing is said.
set -e
cd "$(dirname "$0")/.."
mvn -q -B -Pfast -pl runtime -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
java -Xmx512m -XX:+UseSerialGC -Dgraphc.root="$PWD" \
    -cp "runtime/target/test-classes:runtime/target/classes:$(cat runtime/target/test.classpath)" \
    io.graphc.runtime.benchmark.Neo4jBenchmark "$folder" "${1:-200000}" "${2:-1000000}"
