#!/bin/sh
# First load, second load with nothing changed, third load with 1 % of the rows changed: wall time, CPU time and the ratio to the
# first, for Neptune CSV and for a real Neo4j that the benchmark starts.
# Usage: benchmarks/differences.sh [elements] [csv|neo4j ...], 1000000 and both where nothing is said.
set -e
cd "$(dirname "$0")/.."
mvn -q -B -Pfast -pl runtime -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
elements=${1:-1000000}
[ $# -gt 0 ] && shift
root=$(pwd)
cd runtime
java -Xmx512m -XX:+UseSerialGC -Dgraphc.root="$root" -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
    io.graphc.runtime.benchmark.DifferenceBenchmark "$folder" "$elements" ${*:-csv neo4j}
