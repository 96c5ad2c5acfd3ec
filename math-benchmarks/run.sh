#!/usr/bin/env bash
# Answers a question by measuring: [WITH=blas|vector] ./math-benchmarks/run.sh QUESTION [options of JMH]; without a question it lists them.
set -euo pipefail
cd "$(dirname "$0")/.."
profiles=()
flags=()
# the step is measured beside PyTorch, whose native code is fetched once (some 150 MB)
case ${1-} in step | small | functions) profiles+=(-Ppytorch) ;; esac
case ${WITH-} in
    "") ;;
    blas) profiles+=(-Pblas) ;;
    vector) profiles+=(-Pvector) flags=(--add-modules jdk.incubator.vector) ;;
    *) echo "WITH is blas or vector" >&2 && exit 2 ;;
esac
# what an earlier run was measured with must not stay
rm -rf math-benchmarks/target/lib
mvn -q -B -ntp "${profiles[@]}" -Dquick -DskipTests -pl math-benchmarks -am package </dev/null
path=math-benchmarks/target/classes
for jar in math-benchmarks/target/lib/*.jar; do
    path=$path:$jar
done
exec java "${flags[@]}" -cp "$path" org.derivata.benchmarks.Questions "$@"
