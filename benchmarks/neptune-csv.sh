#!/bin/sh
# DuckDB -> Neptune CSV: elements per second of graphc's engine and writer, beside DuckDB's own COPY of the same rows.
# Usage: benchmarks/neptune-csv.sh [elements], 10000000 where nothing is said.
set -e
cd "$(dirname "$0")/.."
mvn -q -B -Pfast -pl runtime -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
java -Xmx512m -XX:+UseSerialGC -cp "runtime/target/test-classes:runtime/target/classes:$(cat runtime/target/test.classpath)" \
    io.graphc.runtime.benchmark.NeptuneCsvBenchmark "$folder" "${1:-10000000}"
