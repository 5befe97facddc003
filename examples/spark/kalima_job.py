"""Runs a corpus of JSON Lines through a kalima command on Spark, a process for each partition.

    spark-submit --files target/release/kalima kalima_job.py INPUT OUTPUT normalize --field text

The command reads records on standard input and writes one record for each to standard output; a run on one machine gives the same lines.
"""

import subprocess
import sys
import threading

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession

LINES_A_BATCH = 4096


def through_kalima(arguments):
    """A function for mapInArrow: batches of lines in, batches of lines out."""

    def run(batches):
        # One worker: Spark runs a task on each core already.
        command = [SparkFiles.get("kalima"), *arguments, "--threads", "1", "--no-remarks"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failed = []

        def feed():
            try:
                with process.stdin as pipe:
                    for batch in batches:
                        for line in batch.column(0).to_pylist():
                            pipe.write(line.encode() + b"\n")
            except Exception as error:  # Told by the thread that reads.
                failed.append(error)
                process.kill()

        # A thread of its own: who writes and reads in turn may wait for ever.
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        lines = []
        try:
            for line in process.stdout:
                lines.append(line.decode().rstrip("\n"))
                if len(lines) == LINES_A_BATCH:
                    yield pa.RecordBatch.from_pydict({"value": lines})
                    lines = []
            feeder.join()
            code = process.wait()
        finally:
            # Also where Spark has seen enough, or gives the task up.
            process.kill()
            process.wait()
        if failed:
            raise failed[0]
        # A task that failed is run again by Spark: half a partition must not count as done.
        if code != 0:
            raise RuntimeError(f"{' '.join(command)} ended with code {code}")
        if lines:
            yield pa.RecordBatch.from_pydict({"value": lines})

    return run


def main():
    source, target, *arguments = sys.argv[1:]
    spark = SparkSession.builder.appName("kalima").getOrCreate()
    lines = spark.read.text(source, lineSep="\n")
    print(f"{lines.rdd.getNumPartitions()} partitions", flush=True)
    lines.mapInArrow(through_kalima(arguments), "value string").write.mode("overwrite").text(target)
    spark.stop()


if __name__ == "__main__":
    main()
