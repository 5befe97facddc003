#!/usr/bin/env bash
# Measures the effect of each part of the word grammar. Removes one part at a time in a copy of the repository, and evaluates the copy.
#
#   tools/ablate.sh 'COMMAND' [PART...]
#
# bash runs COMMAND with the variable $ADAPTER, the path of the example `eval_adapter` that is built without the part. The name of the part is
# printed before the output of COMMAND. If no PART is given, all parts are measured. A part is a set of lines of the data files, or a number
# in the source, because the library has no switches for its parts.
set -euo pipefail
cd "$(dirname "$0")/.."
command=${1:?which command evaluates \$ADAPTER?}
shift
copy=target/ablation
data=$copy/src/morph/data
export CARGO_TARGET_DIR=$PWD/target/ablation-build CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16

# Removes the templates whose fields match an awk condition, together with the next line, which contains the vowels of the template.
drop() { awk "/^ *~/ { if (keep) print; next } { keep = !(\$0 !~ /^#/ && ($1)); if (keep) print }" "$data/templates.txt" >"$data/new" && mv "$data/new" "$data/templates.txt"; }
empty() { for file in "$@"; do : >"$data/$file.txt"; done; }
roots() { awk "/^#/ || NF == 0 { print; next } { two = \$1; sub(/^[^ ]+ /, \"\"); split(\$0, tier, \"|\"); $1 }" "$data/roots.txt" >"$data/new" && mv "$data/new" "$data/roots.txt"; }

part() {
    case $1 in
    base) ;;
    closed) empty closed ;;
    hamza) sed -i -E 's/^(pub\(crate\) const (ALEF_AS_HAMZA|ALEF_AS_MADDA|HAMZA_AS_ALEF|ALEF_AS_FINAL_HAMZA)_COST: i16 = )[0-9]+/\1999/' "$copy/src/morph/grammar/costs.rs" ;;
    inventory)
        letters=(ء ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي)
        for a in "${letters[@]}"; do for b in "${letters[@]}"; do echo "$a$b |$(IFS= && echo "${letters[*]}")|"; done; done >"$data/roots.txt"
        ;;
    suffix-costs) sed -i -E 's/^(    \("[^"]*", )[0-9]+(, (Plain|Teh|Plural|Nisba|Verb),)/\15\2/' "$copy/src/morph/grammar/costs.rs" ;;
    clitic-costs)
        sed -i -E 's/\((WAW|FEH|HAMZA), [0-9]+\)/(\1, 12)/g; s/\((BEH|LAM|KAF|SEEN), [0-9]+\)/(\1, 12)/g; s/^(    \("[^"]+", )[0-9]+(, (ANY|VERBAL|NOMINAL))/\112\2/' "$copy/src/morph/grammar/costs.rs"
        ;;
    rare-roots) roots 'print two " " tier[1] "|" tier[2]' ;;
    tiers) roots 'print two " " tier[1] tier[2] tier[3]' ;;
    half-of-roots) roots 'if (NR % 2) print two " " $0' ;;
    template-costs) sed -i -E 's/^([a-z]+ [^ ]+) -?[0-9.]+ /\1 .8 /' "$data/templates.txt" ;;
    names) empty names ;;
    dictionary)
        for file in "$data"/lexicon/[0-9]*.txt; do : >"$file"; done
        # The tables need at least one lexeme.
        printf -- '-\n3 n فِيلْم\n' >"$file"
        ;;
    plurals) empty plurals ;;
    feminines) empty feminines ;;
    irregular) empty stems && drop '$1 == "r"' ;;
    form-iv) empty verbs4 ;;
    hollow-preference) empty hollow ;;
    quadriliterals) empty quadriliterals ;;
    verbs) drop '$4 ~ /:/' ;;
    verbal-nouns) drop '$4 ~ /^m/' ;;
    plural-templates) drop '$4 ~ /^p/' ;;
    hollow) drop '$1 ~ /^o/' ;;
    defective) drop '$1 ~ /^d/' ;;
    geminate) drop '$1 == "g"' ;;
    form-viii) drop '/ 1:/' ;;
    initial-waw) drop '$1 ~ /^w/' ;;
    *) echo "no part $1" >&2 && return 1 ;;
    esac
}

all=(base closed hamza inventory rare-roots tiers half-of-roots template-costs suffix-costs clitic-costs dictionary names plurals feminines irregular form-iv hollow-preference quadriliterals
    verbs verbal-nouns plural-templates hollow defective geminate form-viii initial-waw)
for name in "${@:-${all[@]}}"; do
    rm -rf "$copy" && mkdir -p "$copy"
    cp -r Cargo.toml Cargo.lock src examples benches tools "$copy"
    part "$name"
    (cd "$copy" && cargo run --quiet -p gen-morph 2>/dev/null && cargo build --quiet --release --example eval_adapter)
    echo "== $name"
    ADAPTER=$CARGO_TARGET_DIR/release/examples/eval_adapter bash -c "$command"
done
