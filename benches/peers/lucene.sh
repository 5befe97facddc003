#!/bin/sh
# Measures Lucene's Arabic analyzer on the text of standard input. Prints JSON lines with the fields of the lines that `kalima-peers --json`
# prints.
# usage: lucene.sh NAME [BYTES A DOCUMENT [ROUNDS]] < TEXT        needs: apt-get install liblucene8-java default-jdk-headless
set -eu
name=${1:?usage: lucene.sh NAME [BYTES A DOCUMENT [ROUNDS]] < TEXT}
jars=${LUCENE_CP:-$(ls /usr/share/java/lucene-core-8*.jar /usr/share/java/lucene-analyzers-common-8*.jar 2>/dev/null | paste -sd: -)}
if [ -z "$jars" ] || ! command -v java >/dev/null; then
    echo 'lucene.sh: Lucene or Java is missing: apt-get install liblucene8-java default-jdk-headless (or set LUCENE_CP to its jars)' >&2
    exit 1
fi
exec java -cp "$jars" -Ddoc="${2:-65536}" -Drounds="${3:-9}" "$(dirname "$0")/drivers/LuceneBench.java" "$name"
