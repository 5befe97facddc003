//! Tests of inputs: compressed files, folders, globs, pipes, encodings, ill-formed bytes, bad records, empty inputs, long lines, and inputs
//! that cannot be read.

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;

use common::{files, folder, run_in, seed};

fn gzip(text: &str) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

#[test]
fn compressed_files_are_recognized_by_their_first_bytes() {
    let text = "قَرَأَ\n";
    let two_frames = [zstd::bulk::compress(text.as_bytes(), 1).unwrap(), zstd::bulk::compress(text.as_bytes(), 1).unwrap()].concat();
    let packed = gzip(text);
    let at = folder(&[("a.gz", &packed), ("b.bin", &packed), ("c.zst", &two_frames)]);
    assert_eq!(run_in(at.path(), ["normalize", "a.gz", "b.bin", "c.zst"], b"").success(), "قرا\nقرا\nقرا\nقرا\n");
    // The command also recognizes compressed data on standard input. If the data is truncated, the command reports an error.
    assert_eq!(run_in(at.path(), ["normalize"], &packed).success(), "قرا\n");
    let cut = run_in(at.path(), ["normalize", "-"], &packed[..packed.len() - 9]);
    assert_eq!(cut.code, Some(3));
    assert!(cut.err.starts_with("kalima: standard input: "), "{}", cut.err);
}

#[test]
fn a_damaged_file_is_processed_up_to_the_damage() {
    // The text has 3 MiB, and the target size of a block is 1 MiB, so the text has several blocks.
    let line = "هذا كتاب\n";
    let text = line.repeat((3 << 20) / line.len());
    let packed = gzip(&text);
    let mut bad_sum = packed.clone();
    bad_sum[packed.len() - 6] ^= 1;
    let zst = zstd::bulk::compress(text.as_bytes(), 1).unwrap();
    let faulty: [(&str, &[u8]); 3] =
        [("sum.gz", &bad_sum), ("cut.gz", &packed[..packed.len() - 5]), ("garbage.zst", &[&zst[..], b"garbage"].concat())];
    let at = folder(&faulty);
    for (name, _) in faulty {
        for command in [&["normalize", name][..], &["sentences", name], &["tokens", "-f", "lines", name, "--fold", "search"]] {
            let ran = run_in(at.path(), command, b"");
            assert_eq!(ran.code, Some(3), "{command:?}");
            assert!(ran.err.starts_with(&format!("kalima: {name}: ")), "{}", ran.err);
            assert!(ran.text().replace([' ', '\n'], "") == text.replace([' ', '\n'], ""), "{command:?}: {}", ran.out.len());
        }
    }
    // As in `gzip -d`, bytes after the end of the gzip data are not an error. They cause a remark, unless all of them are zero.
    for (end, remark) in [(&b"garbage"[..], true), (&[0; 1000], false)] {
        let ran = run_in(at.path(), ["normalize"], &[&packed[..], end].concat());
        assert!((ran.code, ran.text()) == (Some(0), &text));
        assert_eq!(ran.err, if remark { "kalima: standard input: bytes after the end of the gzip data were ignored\n" } else { "" });
    }
}

#[test]
fn binary_files_follow_the_policy() {
    let png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR";
    let packed = gzip("\0\x01\x02");
    let at = folder(&[("d/a.txt", "أ\n".as_bytes()), ("d/b.png", png), ("d/c.gz", &packed), ("d/e.txt", "إ\n".as_bytes())]);
    let remark = "kalima: d/b.png and 1 more: skipped: binary; see --binary\n";
    for args in
        [&["normalize", "d"][..], &["normalize", "d/*"], &["normalize", "--binary", "skip", "d/a.txt", "d/b.png", "d/c.gz", "d/e.txt"]]
    {
        let ran = run_in(at.path(), args, b"");
        assert_eq!((ran.code, ran.text(), &*ran.err), (Some(0), "ا\nا\n", remark), "{args:?}");
    }
    let count = run_in(at.path(), ["find", "-c", "ا", "d"], b"");
    assert_eq!((count.code, count.text(), &*count.err), (Some(0), "d/a.txt:1\nd/e.txt:1\n", remark));
    let stats = run_in(at.path(), ["stats", "d"], b"");
    assert!(stats.code == Some(0) && stats.text().contains("           2  files\n"), "{}", stats.text());
    let all = run_in(at.path(), ["normalize", "d", "--output-dir", "out"], b"");
    assert_eq!((all.code, &*all.err), (Some(0), remark));
    assert_eq!(files(&at.path().join("out")), [".kalima-run", "a.txt", "e.txt"]);
    // By default, a binary file causes an error if the arguments contain the file itself. A binary file in a folder or glob is only
    // skipped.
    let named = run_in(at.path(), ["normalize", "d/a.txt", "d/b.png", "d/e.txt"], b"");
    assert_eq!((named.code, named.text(), &*named.err), (Some(3), "ا\nا\n", "kalima: d/b.png: the file is binary; see --binary\n"));
    let error = run_in(at.path(), ["normalize", "d", "--binary", "error"], b"");
    assert_eq!((error.code, error.text()), (Some(3), "ا\nا\n"));
    assert_eq!(error.err, "kalima: d/b.png: the file is binary; see --binary\nkalima: d/c.gz: the file is binary; see --binary\n");
    let text = run_in(at.path(), ["normalize", "d", "--binary", "text", "--normalizer", "none"], b"");
    assert_eq!((text.code, text.out), (Some(0), "أ\n\u{FFFD}PNG\r\n\x1A\n\0\0\0\rIHDR\0\x01\x02إ\n".as_bytes().to_vec()));
    // Only the first 8 KiB determine whether a file is binary. By default, standard input is read as text even if it is binary. With
    // `--field`, a named file is also read as text, and `--bad-records` applies to the line with U+0000.
    let late = [&"كتاب\n".repeat(2000), "\0"].concat();
    let at = folder(&[("late", late.as_bytes()), ("f.jsonl", "{\"text\":\"أ\"}\n\0\n".as_bytes())]);
    assert_eq!(run_in(at.path(), ["normalize", "late"], b"").success(), late);
    assert_eq!(run_in(at.path(), ["normalize"], "أ\0\n".as_bytes()).success(), "ا\0\n");
    let records = run_in(at.path(), ["normalize", "f.jsonl", "--field", "text", "--bad-records", "skip"], b"");
    assert_eq!((records.code, records.text()), (Some(0), "{\"text\":\"ا\"}\n"));
}

#[test]
fn encodings_are_selected_by_label_or_byte_order_mark() {
    let text = "قرأ الطالب الكتاب في المكتبة، ثم عاد إلى البيت.\n";
    let utf16 = |units: fn(u16) -> [u8; 2], text: &str| text.encode_utf16().flat_map(units).collect::<Vec<u8>>();
    let windows = encoding_rs::WINDOWS_1256.encode(text).0;
    let iso = encoding_rs::ISO_8859_6.encode(text).0;
    let (little, big) = (utf16(u16::to_le_bytes, text), utf16(u16::to_be_bytes, text));
    let at = folder(&[("w", &windows), ("i", &iso), ("l", &little), ("b", &big), ("u", text.as_bytes())]);
    let normal = common::run(["normalize"], text).success().to_owned();
    for (name, labels) in [
        ("w", &["windows-1256", "cp1256", "WINDOWS-1256"][..]),
        ("i", &["iso-8859-6", "arabic"]),
        ("l", &["utf-16le", "utf-16"]),
        ("b", &["utf-16be"]),
        ("u", &["utf-8", "auto"]),
    ] {
        for label in labels {
            assert_eq!(run_in(at.path(), ["normalize", name, "--encoding", label], b"").success(), normal, "{label}");
        }
    }
    // A byte order mark takes precedence over `--encoding`. A byte order mark is also recognized in compressed input. Offsets are byte
    // offsets in the text after its conversion to UTF-8.
    let (marked_little, marked_big) =
        (utf16(u16::to_le_bytes, &["\u{FEFF}", text].concat()), utf16(u16::to_be_bytes, &["\u{FEFF}", text].concat()));
    for bytes in [marked_little, marked_big] {
        assert_eq!(run_in(at.path(), ["normalize"], &bytes).success(), normal);
        assert_eq!(run_in(at.path(), ["normalize", "--encoding", "windows-1256"], &bytes).success(), normal);
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(&bytes).unwrap();
        assert_eq!(run_in(at.path(), ["normalize"], &gz.finish().unwrap()).success(), normal);
        let rows = run_in(at.path(), ["tokens", "-f", "tsv"], &bytes);
        assert_eq!(rows.success(), run_in(at.path(), ["tokens", "-f", "tsv"], text.as_bytes()).success());
    }
    // Without `--encoding`, a remark or an error names the guessed encoding.
    for (name, guess) in [("w", "windows-1256"), ("i", "iso-8859-6")] {
        let ran = run_in(at.path(), ["normalize", name, "u"], b"");
        let hint = format!("kalima: {name}: looks like {guess}, not UTF-8; see --encoding {guess}\n");
        assert!(ran.code == Some(0) && ran.err.starts_with(&hint) && ran.err.ends_with(&format!(" in {name}\n")), "{}", ran.err);
    }
    let ran = run_in(at.path(), ["normalize", "l"], b"");
    assert_eq!(
        (ran.code, &*ran.err),
        (Some(3), "kalima: l: the file is binary, or its encoding is UTF-16LE; see --binary and --encoding UTF-16LE\n")
    );
    // `--invalid` applies to sequences that are ill-formed in the selected encoding.
    let ran = run_in(at.path(), ["normalize", "--encoding", "iso-8859-6"], b"\xC7\xA1\xC8\n");
    assert_eq!((ran.text(), &*ran.err), ("ا\u{FFFD}ب\n", "kalima: 1 ill-formed byte sequence replaced by U+FFFD\n"));
    let ran = run_in(at.path(), ["normalize", "--encoding", "iso-8859-6", "--invalid", "error"], b"\xC7\xA1\xC8\n");
    assert_eq!(
        (ran.code, ran.text(), &*ran.err),
        (Some(3), "ا", "kalima: standard input: not ISO-8859-6 at byte 1; see --invalid and --encoding\n")
    );
    // The offset of the error is an offset in the file, so the byte order mark is counted.
    let ran = run_in(at.path(), ["normalize", "--invalid", "error"], b"\xFF\xFE\x27\x06\x3D\xD8\x28\x06");
    assert_eq!(
        (ran.code, ran.text(), ran.err.as_str()),
        (Some(3), "ا", "kalima: standard input: not UTF-16LE at byte 4; see --invalid and --encoding\n")
    );
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_a_remark_in_a_folder_and_an_error_if_named() {
    let at = folder(&[("d/a.txt", "أ\n".as_bytes())]);
    std::os::unix::fs::symlink("nowhere", at.path().join("d/broken")).unwrap();
    for input in ["d", "d/*"] {
        let ran = run_in(at.path(), ["normalize", input], b"");
        assert_eq!((ran.code, ran.text()), (Some(0), "ا\n"));
        assert_eq!(ran.err, "kalima: d/broken: skipped: the target of the link does not exist\n");
    }
    assert_eq!(run_in(at.path(), ["normalize", "d", "--include", "*.txt"], b"").success(), "ا\n");
    assert_eq!(run_in(at.path(), ["normalize", "d/broken"], b"").code, Some(3));
}

#[test]
fn a_file_name_may_contain_wildcards() {
    let at =
        folder(&[("a[1].txt", "أ\n".as_bytes()), ("a1.txt", "ب\n".as_bytes()), ("d[x]/b{1}.txt", "ت\n".as_bytes()), ("dx/b.txt", b"")]);
    let all = |args: &[&str]| run_in(at.path(), ["normalize"].iter().chain(args), b"").success().to_owned();
    assert_eq!(all(&["a[1].txt"]), "ا\n");
    assert_eq!(all(&["d[x]"]), "ت\n");
    assert_eq!(all(&["d[x]/*.txt"]), "ت\n");
    assert_eq!(all(&["d[x]/b{1}.txt"]), "ت\n");
    // No file has the name `a[0-9].txt`, so this input is used as a glob. The glob matches `a1.txt`, but not `a[1].txt`.
    assert_eq!(all(&["a[0-9].txt"]), "ب\n");
    for name in ["b[1.txt", "b{1.txt", "x/b[1.txt"] {
        let ran = run_in(at.path(), ["normalize", name, "a1.txt"], b"");
        assert_eq!((ran.code, ran.text()), (Some(3), "ب\n"), "{}", ran.err);
        assert_eq!(ran.err, format!("kalima: {name}: No such file or directory (os error 2)\n"));
    }
}

#[test]
fn folders_and_globs_are_read_in_the_order_of_paths() {
    let at =
        folder(&[("d/b.txt", "ب\n".as_bytes()), ("d/a/1.txt", "أ\n".as_bytes()), ("d/c.md", "ج\n".as_bytes()), ("d/.h", "ه\n".as_bytes())]);
    let all = |args: &[&str]| run_in(at.path(), ["normalize", "--normalizer", "none"].iter().chain(args), b"").success().replace('\n', "");
    assert_eq!(all(&["d"]), "أبج");
    assert_eq!(all(&["d", "--hidden"]), "هأبج");
    assert_eq!(all(&["d", "--include", "*.txt"]), "أب");
    assert_eq!(all(&["d", "--exclude", "a/*", "--exclude", "*.md"]), "ب");
    assert_eq!(all(&["d/*.txt"]), "ب");
    assert_eq!(all(&["d/**/*.txt"]), "أب");
    assert_eq!(all(&["*/*.md"]), "ج");
    assert_eq!(all(&["d/c.md", "d/b.txt"]), "جب");
    let none = run_in(at.path(), ["normalize", "d/*.csv"], b"");
    assert_eq!((none.code, &*none.err), (Some(3), "kalima: d/*.csv: no file matches this pattern\n"));
    let bad = run_in(at.path(), ["normalize", "d", "--include", "[a"], b"");
    assert_eq!(bad.code, Some(2));
    // If there are several inputs, each row contains the name of its input.
    let rows = run_in(at.path(), ["tokens", "-f", "tsv", "d/c.md", "d/b.txt"], b"");
    assert_eq!(rows.success(), "d/c.md\t0\t2\tarabic\tج\nd/b.txt\t0\t2\tarabic\tب\n");
}

#[test]
fn empty_input_has_empty_results() {
    let at = folder(&[("empty", b"")]);
    for command in ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze"] {
        assert_eq!(run_in(at.path(), [command, "empty"], b"").success(), "");
        assert_eq!(run_in(at.path(), [command], b"").success(), "");
        assert_eq!(run_in(at.path(), [command, "--field", "text"], b"").success(), "");
    }
    let found = run_in(at.path(), ["find", "كتاب"], b"");
    assert_eq!((found.code, &*found.err, found.text()), (Some(1), "", ""));
    assert!(run_in(at.path(), ["stats"], b"").success().contains("0  Arabic words"));
    let empty_folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(empty_folder.path(), ["normalize", "."], b"").success(), "");
}

#[test]
fn ill_formed_bytes_follow_the_policy() {
    let bytes = [b"\xFF".as_slice(), "أ ".as_bytes(), b"\xD8", " كتاب\n".as_bytes()].concat();
    let at = folder(&[("f", &bytes)]);
    let replaced = run_in(at.path(), ["normalize", "f"], b"");
    assert_eq!((replaced.code, replaced.text()), (Some(0), "\u{FFFD}ا \u{FFFD} كتاب\n"));
    assert_eq!(replaced.err, "kalima: 2 ill-formed byte sequences replaced by U+FFFD\n");
    let skipped = run_in(at.path(), ["normalize", "f", "--invalid", "skip"], b"");
    assert_eq!((skipped.code, skipped.text()), (Some(0), "ا  كتاب\n"));
    assert_eq!(skipped.err, "kalima: 2 ill-formed byte sequences dropped\n");
    let failed = run_in(at.path(), ["normalize", "f", "--invalid", "error"], b"");
    assert_eq!((failed.code, failed.text()), (Some(3), ""));
    assert_eq!(failed.err, "kalima: f: not UTF-8 at byte 0 (FF); see --invalid and --encoding\n");
    // Offsets are byte offsets in the source, which contains the ill-formed bytes.
    for policy in ["replace", "skip"] {
        let tokens = run_in(at.path(), ["tokens", "f", "-f", "tsv", "--kinds", "arabic", "--no-remarks", "--invalid", policy], b"");
        assert_eq!(tokens.success(), "1\t3\tarabic\tأ\n6\t14\tarabic\tكتاب\n");
    }
    // If there are several inputs, the remark contains the name of the first input with ill-formed bytes.
    let named = run_in(at.path(), ["normalize", "-", "f", "f"], "أ\n".as_bytes());
    assert_eq!(named.err, "kalima: 4 ill-formed byte sequences replaced by U+FFFD in 2 inputs, the first is f\n");
}

#[test]
fn results_for_ill_formed_bytes_do_not_depend_on_blocks() {
    // Ill-formed bytes directly follow line feeds. Therefore, for some of the texts and block sizes, a block starts with stray continuation
    // bytes (80).
    for bytes in [&b"\x80"[..], b"\x80\x80\x80", b"\x80\x80\x80\x80\x80", b"\xD8", b"\xE2\x80", b"\xFF\x80"] {
        let text = [b"a\n", bytes, b"b\n", &bytes.repeat(7), b"\n", bytes, b" c ", bytes].concat();
        for command in ["normalize", "tokens", "sentences", "stem"] {
            let whole = run_in(Path::new("."), [command, "--no-remarks"], &text);
            assert_eq!(whole.code, Some(0));
            for size in 1..text.len() {
                let ran = run_in(Path::new("."), [command, "--no-remarks", "--block-size", &size.to_string()], &text);
                assert_eq!((ran.code, ran.text()), (Some(0), whole.text()), "{command} {size} {bytes:?}");
            }
        }
        assert_eq!(
            run_in(Path::new("."), ["normalize", "--normalizer", "none", "--no-remarks"], &text).success(),
            String::from_utf8_lossy(&text)
        );
    }
}

#[test]
fn bad_records_follow_the_policy() {
    let lines = "{\"text\":\"أ\"}\nnot json\n{\"text\":7}\r\n{\"text\":\"إ\"}";
    let at = folder(&[("f.jsonl", lines.as_bytes())]);
    let args = ["normalize", "f.jsonl", "--field", "text"];
    let failed = run_in(at.path(), args, b"");
    assert_eq!((failed.code, failed.text()), (Some(3), "{\"text\":\"ا\"}\n"));
    assert!(
        failed.err.starts_with("kalima: f.jsonl: line 2 is not JSON (") && failed.err.ends_with("see --bad-records\n"),
        "{}",
        failed.err
    );
    let passed = run_in(at.path(), args.iter().chain(&["--bad-records", "pass"]), b"");
    assert_eq!((passed.code, passed.text()), (Some(0), &*lines.replace(['أ', 'إ'], "ا")));
    assert_eq!(passed.err, "kalima: 1 line is not JSON, copied unchanged\nkalima: 1 record without a text in the field\n");
    let skipped = run_in(at.path(), args.iter().chain(&["--bad-records", "skip"]), b"");
    assert_eq!((skipped.code, skipped.text()), (Some(0), "{\"text\":\"ا\"}\n{\"text\":7}\r\n{\"text\":\"ا\"}"));
    // The line number in the error message does not depend on the block size.
    let small = run_in(at.path(), args.iter().chain(&["--block-size", "1"]), b"");
    assert_eq!((small.text(), &small.err), (failed.text(), &failed.err));
}

#[test]
fn a_line_may_be_longer_than_a_block() {
    // The line has almost 20 MiB, so it is longer than the target size of a block (1 MiB) and longer than the default of `--max-line` (16
    // MiB).
    let word = "والكِتَابِ ";
    let text = word.repeat((20 << 20) / word.len());
    let at = folder(&[("f", text.as_bytes())]);
    let normal = run_in(at.path(), ["normalize", "f"], b"");
    assert!(normal.success() == "والكتاب ".repeat(text.len() / word.len()));
    let count = run_in(at.path(), ["tokens", "f", "-f", "lines"], b"");
    assert_eq!(count.success().lines().count(), text.len() / word.len());
    let terms = run_in(at.path(), ["analyze", "f", "-f", "lines", "--stemmer", "light10"], b"");
    assert_eq!(terms.text().lines().count(), text.len() / word.len());
    assert_eq!(terms.err, "kalima: 1 line longer than 16 MiB split; see --max-line\n");
    // A token of 3 MiB is longer than the target size of a block.
    let token = "ك".repeat(3 << 19);
    assert_eq!(run_in(at.path(), ["tokens", "-f", "tsv"], token.as_bytes()).success(), format!("0\t{}\tarabic\t{token}\n", token.len()));
}

#[test]
fn a_line_that_exceeds_the_maximum_is_split_between_words() {
    let line = "قَرَأَ الطالبُ الكتابَ ".repeat(100);
    let text = format!("{line}\nكتاب\n{line}\n{line}");
    let at = folder(&[("f", text.as_bytes())]);
    let run = |args: &[&str], more: &[&str]| run_in(at.path(), args.iter().chain(&["f"]).chain(more), b"");
    let remark = "kalima: 3 lines longer than 1000 bytes split; see --max-line\n";
    // The results are equal to the results without `--max-line`. For each command, the boolean states whether the split lines are counted
    // in a remark. They are not counted if the results do not depend on lines: the text of `normalize`, the text of `stem`, and the rows of
    // `tokens`.
    for (args, counted) in [
        (&["normalize"][..], false),
        (&["stem"], false),
        (&["tokens", "-f", "tsv"], false),
        (&["tokens"], true),
        (&["analyze", "-f", "text"], true),
        (&["analyze", "-f", "lines"], true),
    ] {
        let whole = run(args, &[]);
        for size in ["1", "300", "100000"] {
            let cut = run(args, &["--max-line", "1000", "--block-size", size]);
            assert_eq!((cut.code, cut.text()), (Some(0), whole.success()), "{args:?}");
            assert_eq!(cut.err, if counted { remark } else { "" }, "{args:?}");
        }
    }
    // `find` counts each part of a split line as a line. The value of `--max-line` may have a unit such as K.
    let found = run(&["find", "-c", "الكتاب"], &["--max-line", "1000"]);
    assert!(found.err == remark && found.text().trim().parse::<u64>().unwrap() > 3, "{found:?}");
    assert_eq!(run(&["find", "-c", "الكتاب"], &["--max-line", "64K"]).success(), "3\n");
    // A line without spaces cannot be split between two words.
    for line in ["كَ".repeat(1000), "\0".repeat(3000), "ﷺ".repeat(1000)] {
        let text = format!("{line}\nكتاب\n");
        for args in [&["normalize", "--normalizer", "none"][..], &["tokens", "--words-only"], &["sentences"]] {
            let ran = run_in(at.path(), args.iter().chain(&["--max-line", "1K"]), text.as_bytes());
            assert_eq!(ran.code, Some(0));
            assert!(ran.text().ends_with("كتاب\n"), "{args:?}");
            if args[0] == "normalize" {
                assert_eq!((ran.text(), &*ran.err), (&*text, "kalima: 1 line longer than 1 KiB split; see --max-line\n"));
            }
        }
    }
}

#[test]
fn a_record_that_exceeds_the_maximum_follows_the_policy() {
    let long = format!("{{\"text\":\"{}\"}}", "أ ".repeat(2000));
    let text = format!("{{\"text\":\"أ\"}}\n{long}\r\n{{\"text\":\"إ\"}}\n{long}");
    let at = folder(&[("f", text.as_bytes())]);
    for size in ["1", "200", "1000000"] {
        let run =
            |args: &[&str]| run_in(at.path(), args.iter().chain(&["f", "--field", "text", "--max-line", "1K", "--block-size", size]), b"");
        let failed = run(&["normalize"]);
        assert_eq!((failed.code, failed.text()), (Some(3), "{\"text\":\"ا\"}\n"));
        assert_eq!(failed.err, "kalima: f: line 2 is longer than 1 KiB (see --max-line); see --bad-records\n");
        let passed = run(&["normalize", "--bad-records", "pass"]);
        assert_eq!((passed.code, passed.text()), (Some(0), &*text.replace("\"أ\"", "\"ا\"").replace("\"إ\"", "\"ا\"")));
        assert_eq!(passed.err, "kalima: 2 records longer than 1 KiB copied unchanged; see --max-line\n");
        let skipped = run(&["normalize", "--bad-records", "skip"]);
        assert_eq!((skipped.code, skipped.text()), (Some(0), "{\"text\":\"ا\"}\n{\"text\":\"ا\"}\n"));
        assert_eq!(skipped.err, "kalima: 2 records longer than 1 KiB dropped; see --max-line\n");
        let found = run(&["find", "-n", "ا", "--bad-records", "skip"]);
        assert_eq!((found.code, found.text()), (Some(0), "1:{\"text\":\"أ\"}\n3:{\"text\":\"إ\"}\n"));
        assert_eq!(found.err, skipped.err);
        let stats = run(&["stats", "--bad-records", "pass"]);
        assert!(stats.code == Some(0) && stats.text().contains("           2  Arabic words\n") && stats.err == passed.err, "{stats:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded_without_a_line_break() {
    // 96 MiB of zeros are compressed to less than 1 MiB of gzip data.
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..96).for_each(|_| gz.write_all(&vec![0; 1 << 20]).unwrap());
    let at = folder(&[("zeros.gz", &gz.finish().unwrap())]);
    let field = ["normalize", "--field", "text", "--bad-records"];
    let passed = [&field[..], &["pass"]].concat();
    let skipped = [&field[..], &["skip"]].concat();
    for command in [&["normalize"][..], &["sentences"], &["find", "كتاب"], &passed, &skipped] {
        let args = command.iter().chain(&["--max-line", "1M", "--binary", "text", "-j", "2", "zeros.gz"]);
        let kib = common::memory(at.path(), args, "VmHWM");
        assert!(kib < 64 << 10, "{command:?} took {kib} KiB");
    }
}

#[test]
fn a_lone_surrogate_follows_the_policy() {
    let lines = "\u{FEFF}{\"text\":\"أ\\ud83d\"}\n{\"\\ud83d\":1,\"text\":\"أ\"}\n";
    let run = |args: &[&str]| common::run(["normalize", "--field", "text"].iter().chain(args), lines);
    let second = "{\"\\ud83d\":1,\"text\":\"ا\"}\n";
    let replaced = run(&[]);
    assert_eq!((replaced.code, replaced.text()), (Some(0), &*format!("\u{FEFF}{{\"text\":\"ا\u{FFFD}\"}}\n{second}")));
    assert_eq!(replaced.err, "kalima: 1 lone surrogate replaced by U+FFFD\n");
    let skipped = run(&["--invalid", "skip"]);
    assert_eq!((skipped.code, skipped.text()), (Some(0), &*format!("\u{FEFF}{{\"text\":\"ا\"}}\n{second}")));
    assert_eq!(skipped.err, "kalima: 1 lone surrogate dropped\n");
    let failed = run(&["--invalid", "error"]);
    assert_eq!((failed.code, failed.text()), (Some(3), ""));
    assert!(failed.err.starts_with("kalima: standard input: line 1 contains a lone surrogate in its text"), "{}", failed.err);
    let passed = run(&["--invalid", "error", "--bad-records", "skip"]);
    assert_eq!((passed.code, passed.text()), (Some(0), second));
    let found = common::run(["find", "ا", "--field", "text", "-c"], lines);
    assert_eq!(found.text(), "2\n");
}

#[test]
fn a_result_replaces_or_extends_a_value_of_the_record() {
    let run = |args: &[&str], line: &str| common::run(["normalize", "--field"].iter().chain(args), line);
    assert_eq!(run(&["/a/1"], r#"{"a":["أ","أ"]}"#).success(), r#"{"a":["أ","ا"]}"#);
    assert_eq!(run(&["/0"], r#"["أ"]"#).success(), r#"["ا"]"#);
    // If the record already contains the key of `--into`, the result replaces the value of this key.
    assert_eq!(
        run(&["text", "--into", "norm"], r#"{"text":"أ" , "norm" : {"x":[1]} ,"y":1}"#).success(),
        r#"{"text":"أ" , "norm" : "ا" ,"y":1}"#
    );
    assert_eq!(run(&["text", "--into", "text"], r#"{"text":"أ"}"#).success(), r#"{"text":"ا"}"#);
    assert_eq!(run(&["/m/t", "--into", "t"], r#"{"t":"x","m":{"t":"أ"}}"#).success(), r#"{"t":"x","m":{"t":"ا"}}"#);
    assert_eq!(run(&["/a/0", "--into", "n"], r#"{"a":["أ"]}"#).success(), r#"{"a":["أ"],"n":"ا"}"#);
    let tokens = common::run(["tokens", "--field", "text"], r#"{"tokens":[],"text":"أ"}"#);
    assert_eq!(tokens.success(), r#"{"tokens":[{"start":0,"end":2,"kind":"arabic","text":"أ"}],"text":"أ"}"#);
    // A result cannot be added to an array, because an array has no keys.
    let without = run(&["/0", "--into", "n"], r#"["أ"]"#);
    assert_eq!((without.code, without.text()), (Some(0), r#"["أ"]"#));
    assert_eq!(without.err, "kalima: 1 record without an object for the result copied unchanged\n");
}

#[test]
fn a_missing_input_is_reported_and_the_others_are_processed() {
    let at = folder(&[("a", "أ\n".as_bytes()), ("b", "إ\n".as_bytes())]);
    let ran = run_in(at.path(), ["normalize", "a", "missing", "b"], b"");
    assert_eq!((ran.code, ran.text()), (Some(3), "ا\nا\n"));
    assert_eq!(ran.err, "kalima: missing: No such file or directory (os error 2)\n");
    // With `-o`, all results are written to a single file. If an input is missing, this file would be incomplete, so it is not written.
    // With `--output-dir`, the result files of the other inputs are written.
    let one = run_in(at.path(), ["normalize", "a", "missing", "-o", "out"], b"");
    assert_eq!(one.code, Some(3));
    assert!(one.err.ends_with("kalima: cannot write out: an input could not be read completely; see the error above\n"), "{}", one.err);
    assert_eq!(run_in(at.path(), ["normalize", "a", "missing", "--output-dir", "all"], b"").code, Some(3));
    assert_eq!(files(at.path()), ["a", "all/.kalima-run", "all/a", "b"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_reported_and_the_others_are_processed() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let at = folder(&[("a", "أ\n".as_bytes()), ("secret", "س\n".as_bytes())]);
    fs::set_permissions(at.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(at.path().join("secret"), fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = common::kalima();
    command.args(["normalize", "a", "secret"]).current_dir(at.path());
    if fs::metadata(at.path()).unwrap().uid() == 0 {
        // The superuser may read all files, so the command runs as a different user.
        command.uid(65534).gid(65534);
    }
    match command.output() {
        Ok(ran) => {
            assert_eq!((ran.status.code(), &*ran.stdout), (Some(3), "ا\n".as_bytes()));
            assert_eq!(String::from_utf8_lossy(&ran.stderr), "kalima: secret: Permission denied (os error 13)\n");
        }
        Err(e) => println!("skipped: another user cannot run {}: {e}", env!("CARGO_BIN_EXE_kalima")),
    }
}

#[test]
fn commands_have_the_results_of_the_library() {
    use kalima::{Normalizer, sentences, tokens};
    for name in ["000_cada6452b4c8d822.txt", "layout.txt", "social.txt", "messy.txt", "email.txt", "quran.txt"] {
        let text = seed(name);
        assert_eq!(common::run(["normalize"], &text).success(), Normalizer::search().normalize(&text));
        let rows = tokens(&text).filter(|t| !t.kind().is_space()).map(|t| format!("{}\t{}\n", t.start(), t.end())).collect::<String>();
        let ours = common::run(["tokens", "-f", "tsv", "--block-size", "500"], &text);
        let ours: String = ours.success().lines().map(|l| l.splitn(3, '\t').take(2).collect::<Vec<_>>().join("\t") + "\n").collect();
        assert_eq!(ours, rows);
        let count = sentences(&text).filter(|s| !s.trimmed().is_empty()).count();
        assert_eq!(common::run(["sentences", "--block-size", "2000"], &text).success().lines().count(), count);
    }
}
