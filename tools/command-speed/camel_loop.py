"""Applies the folds of the comparison with camel_tools, line by line, from standard input to standard output. It also drops U+0670."""

import sys

from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar

for line in open(sys.stdin.fileno(), encoding="utf-8", newline="\n"):
    line = normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(line)))
    sys.stdout.write(normalize_teh_marbuta_ar(line))
