#!/bin/sh
# How long graphc takes to compile a generated project: benchmarks/compile.sh [MODELS] [TENANTS] [LAUNCHER]
# Prints elapsed seconds, processor seconds (user and system) and the peak memory of three runs. Needs GNU time.
set -eu

benchmarks=$(cd "$(dirname "$0")" && pwd)
models=${1:-1000}
tenants=${2:-0}
graphc=${3:-$benchmarks/../graphc}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$java" "$benchmarks/GenerateModels.java" "$folder" "$models" "$tenants"
"$graphc" --version
for run in 1 2 3; do
  /usr/bin/time -f "run $run: %e s elapsed, %U s user, %S s system, %M KiB peak" "$graphc" compile --project-dir "$folder"
done
