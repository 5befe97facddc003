#!/usr/bin/env bash
# Installs PySpark in a virtual environment, runs the job on a cluster of two workers on this machine, and checks that the results are equal
# to the results of one process. Requires Java 17 or later, Python 3.10 or later, and PyPI.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=${SPARK_WORK:-target/spark}
mkdir -p "$work"
work=$(cd "$work" && pwd)
if ! [ -x "$work/venv/bin/spark-submit" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet setuptools wheel pyarrow "pandas<3"
    "$work/venv/bin/pip" install --quiet --no-build-isolation 'pyspark>=4'
fi
cargo build --release -p kalima-cli
kalima=$PWD/target/release/kalima

# Creates a corpus: every line of the seeds becomes many records, and each record has a different number.
"$work/venv/bin/python" - seeds "$work/corpus.jsonl" <<'PYTHON'
import json, pathlib, sys
texts = [(p.name, line) for p in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")) for line in p.read_text("utf-8").splitlines() if line.strip()]
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for n in range(100_000):
        name, line = texts[n % len(texts)]
        record = {"id": n, "score": n / 7, "source": name, "text": line}
        out.write(json.dumps(record, ensure_ascii=n % 2 == 0) + "\n")
PYTHON

export PYSPARK_PYTHON=$work/venv/bin/python PYSPARK_DRIVER_PYTHON=$work/venv/bin/python
for command in 'normalize --field text' 'analyze --field text --format text --into terms' 'sentences --field text'; do
    rm -rf "$work/out"
    # Partitions are small, so that a small corpus has many partitions.
    # shellcheck disable=SC2086 # The command is several words.
    "$work/venv/bin/spark-submit" --master 'local-cluster[2,1,1024]' --files "$kalima" \
        --conf spark.sql.files.maxPartitionBytes=4m --conf spark.ui.enabled=false --conf spark.log.level=ERROR \
        examples/spark/kalima_job.py "file://$work/corpus.jsonl" "file://$work/out" $command
    # shellcheck disable=SC2086
    "$kalima" $command --no-remarks "$work/corpus.jsonl" | sort > "$work/one"
    cat "$work"/out/part-* | sort > "$work/many"
    cmp "$work/one" "$work/many"
    printf '%s: %s lines in %s files, the same as from one process\n' "$command" "$(wc -l < "$work/many")" "$(ls "$work"/out/part-* | wc -l)"
done
