"""Runs a kalima command over a corpus of JSON Lines on Spark, with one process for each partition.

    spark-submit --files target/release/kalima kalima_job.py INPUT OUTPUT normalize --field text

The command reads records from standard input and writes one record for each to standard output. A run on one machine has the same output.
"""

import subprocess
import sys
import threading

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import SparkSession

LINES_A_BATCH = 4096


def through_kalima(arguments):
    """Returns a function for mapInArrow from batches of lines to batches of lines."""

    def run(batches):
        # The process has one worker thread, because Spark already runs one task on each core.
        command = [SparkFiles.get("kalima"), *arguments, "--threads", "1", "--no-remarks"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        failed = []

        def feed():
            try:
                with process.stdin as pipe:
                    for batch in batches:
                        for line in batch.column(0).to_pylist():
                            pipe.write(line.encode() + b"\n")
            except Exception as error:  # The reading thread raises it.
                failed.append(error)
                process.kill()

        # A separate thread writes to the process. If one thread wrote and read, both processes could wait for each other forever.
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
            # Spark may stop reading early, or cancel the task. In both cases the process must end.
            process.kill()
            process.wait()
        if failed:
            raise failed[0]
        # Spark repeats a task that fails. Therefore an incomplete partition must raise an error.
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
