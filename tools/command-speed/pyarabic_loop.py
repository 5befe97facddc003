"""Applies the folds of the comparison with PyArabic, line by line, from standard input to standard output."""

import sys

from pyarabic import araby

for line in open(sys.stdin.fileno(), encoding="utf-8", newline="\n"):
    line = araby.normalize_alef(araby.strip_tatweel(araby.strip_tashkeel(line)))
    sys.stdout.write(araby.normalize_teh(line).replace("\u0649", "\u064a"))
