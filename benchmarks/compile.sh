#!/bin/sh
# How long graphc takes to compile generated projects: benchmarks/compile.sh [MODELS] [MANY] [TENANTS] [LAUNCHER]
# Prints elapsed seconds, processor seconds (user and system) and the peak memory of each process, for: MODELS models cold,
# nothing changed, one model changed; MANY models cold; MODELS models for one tenant and for TENANTS tenants, cold.
# With 0 for MANY or TENANTS that part is left out. RUNS repeats each (3). Needs GNU time.
set -eu

benchmarks=$(cd "$(dirname "$0")" && pwd)
models=${1:-1000}
many=${2:-5000}
tenants=${3:-50}
graphc=${4:-$benchmarks/../graphc}
runs=${RUNS:-3}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
folder=$(mktemp -d)
moved=0
trap 'rm -rf "$folder"' EXIT

generate() { "$java" "$benchmarks/GenerateModels.java" "$folder/$1" "$2" "$3"; }

measure() {
  /usr/bin/time -f "$1: %e s elapsed, %U s user, %S s system, %M KiB peak" "$graphc" compile --project-dir "$folder/$2" >/dev/null
}

repeat() {
  run=0
  while [ "$run" -lt "$runs" ]; do
    run=$((run + 1))
    "$@"
  done
}

cold() {
  # Out of the way and not removed: ext4 takes half a second longer to make a thousand files just after as many were removed.
  if [ -e "$folder/$2/target" ]; then
    moved=$((moved + 1))
    mv "$folder/$2/target" "$folder/old$moved"
  fi
  measure "$1" "$2"
}

changed() {
  # The last model, which nothing reads.
  echo "-- change $run" >>"$folder/one/models/layer$(((models - 1) / 100))/m$((models - 1)).sql"
  measure "$models models, one changed" one
}

"$graphc" --version
generate one "$models" 0
repeat cold "$models models, cold" one
repeat measure "$models models, nothing changed" one
repeat changed
if [ "$many" -gt 0 ]; then
  generate many "$many" 0
  repeat cold "$many models, cold" many
  repeat measure "$many models, nothing changed" many
fi
if [ "$tenants" -gt 0 ]; then
  generate single "$models" 1
  repeat cold "$models models, 1 tenant, cold" single
  generate tenants "$models" "$tenants"
  repeat cold "$models models, $tenants tenants, cold" tenants
fi
