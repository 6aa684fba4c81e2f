#!/bin/sh
# Compiles graphc with its tests and runs a benchmark of it in 512 MiB of heap: benchmarks/run.sh CLASS ARGUMENTS...
# The first argument that the class gets is an empty folder, which is removed afterwards.
set -e
cd "$(dirname "$0")/../runtime"
root=$(cd .. && pwd)
(cd .. && mvn -q -B -Pfast -pl runtime -am test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
class=$1
shift
java -Xmx512m -XX:+UseSerialGC -Dgraphc.root="$root" -cp "target/test-classes:target/classes:$(cat target/test.classpath)" \
    "io.graphc.runtime.benchmark.$class" "$folder" "$@"
