#!/usr/bin/env bash
# Answers a question by measuring: ./math-benchmarks/run.sh chain|product|step|symbolic [options of JMH]
set -euo pipefail
cd "$(dirname "$0")/.."
profile=()
# the step is measured beside PyTorch, whose native code is fetched once (some 150 MB)
[ "${1-}" = step ] && profile=(-Ppytorch)
mvn -q -B -ntp "${profile[@]}" -Dquick -DskipTests -pl math-benchmarks -am package </dev/null
path=math-benchmarks/target/classes
for jar in math-benchmarks/target/lib/*.jar; do
    path=$path:$jar
done
exec java -cp "$path" org.derivata.benchmarks.Questions "$@"
