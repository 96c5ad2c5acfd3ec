#!/usr/bin/env bash
# Answers a question by measuring: ./math-benchmarks/run.sh chain|product|step|symbolic [options of JMH]
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q -B -ntp -Dquick -DskipTests -pl math-benchmarks -am package </dev/null
path=math-benchmarks/target/classes
for jar in math-benchmarks/target/lib/*.jar; do
    path=$path:$jar
done
exec java -cp "$path" org.derivata.benchmarks.Questions "$@"
