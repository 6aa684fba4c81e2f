#!/bin/sh
# What a tenant more costs: the learning example for FEW and for MANY tenants, each with the data of one of its customers.
# Usage: benchmarks/tenants.sh [MANY] [FEW] [LAUNCHER], 200 and 20 where nothing is said. MEMORY_LIMIT is DuckDB's, such as 400MB.
# FILES=each gives each tenant a database file of its own.
# Prints for compile, run and a second run: elapsed and processor seconds, peak memory, milliseconds of both for each tenant more;
# of the runs also how many elapsed ones are not spent in the steps of the tenants. Needs GNU time and python3.
set -eu

benchmarks=$(cd "$(dirname "$0")" && pwd)
many=${1:-200}
few=${2:-20}
graphc=${3:-$benchmarks/../graphc}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

project() {
  mkdir "$folder/$1"
  cp -r "$benchmarks"/../example-project/learning/. "$folder/$1"
  rm -rf "$folder/$1/target" "$folder/$1"/tenants/*
  if [ -n "${MEMORY_LIMIT:-}" ]; then
    sed -i "s/^      threads: 2$/      threads: 2\\n      settings: {memory_limit: $MEMORY_LIMIT}/" "$folder/$1/profiles.yml"
  fi
  case ${FILES:-one} in
    one) ;;
    each) sed -i 's|^      path: target/learning.duckdb$|      path: "target/duckdb/{tenant}.duckdb"|' "$folder/$1/profiles.yml" ;;
    *) echo "FILES is one or each" >&2; exit 2 ;;
  esac
  tenant=1
  while [ "$tenant" -le "$1" ]; do
    name=$(printf 'c%04d' "$tenant")
    cp -r "$folder/$1/data/northlight" "$folder/$1/data/$name"
    printf 'vars:\n  customer_id: %s\n  customer_name: Customer %s\n' "$name" "$tenant" >"$folder/$1/tenants/$name.yml"
    tenant=$((tenant + 1))
  done
}

measure() {
  /usr/bin/time -o "$folder/time" -f '%e %U %S %M' "$graphc" "$2" --quiet --project-dir "$folder/$1" --as-of 2026-01-15 \
    $3 >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  python3 - "$folder" "$1" "$2" "$4" <<'PYTHON'
import glob, json, sys
folder, tenants, command, label = sys.argv[1:]
seconds, user, system, memory = open(folder + "/time").read().split()
cpu = float(user) + float(system)
steps = 0.0
if command != "compile":
    for path in glob.glob(f"{folder}/{tenants}/target/tenants/*/run_results.json"):
        steps += sum(result["execution_time"] for result in json.load(open(path))["results"])
with open(f"{folder}/{label}-{tenants}", "w") as out:
    out.write(f"{seconds} {steps} {memory} {cpu}")
print(f"{label}, {tenants} tenants: {seconds} s elapsed, {cpu:.1f} s processor, {int(memory) // 1024} MiB peak")
PYTHON
}

slope() {
  python3 - "$folder" "$1" "$few" "$many" <<'PYTHON'
import sys
folder, label, few, many = sys.argv[1:]
read = lambda tenants: [float(word) for word in open(f"{folder}/{label}-{tenants}").read().split()]
less, more = read(few), read(many)
each = 1000 / (int(many) - int(few))
whole, steps = (more[0] - less[0]) * each, (more[1] - less[1]) * each
beside = f", {whole - steps:.0f} ms of them beside its steps" if more[1] else ""
print(f"{label}: {whole:.0f} ms for each tenant more{beside}, {(more[3] - less[3]) * each:.0f} ms of the processor, {(more[2] - less[2]) / (int(many) - int(few)):.0f} KiB more memory")
PYTHON
}

for tenants in "$few" "$many"; do
  project "$tenants"
  measure "$tenants" compile "" compile
  measure "$tenants" run "--tenant-threads 1 --threads 1" run
  measure "$tenants" run "--tenant-threads 1 --threads 1" again
done
slope compile
slope run
slope again
