//! Prints the generated tables as text, so that reviewers can read and compare the tables. Most lines have one row of a table.

use std::fmt::Write as _;

use crate::schema::*;

/// The two generated files in memory: `tables.bin` and `tables.txt`.
struct File<'f> {
    bytes: &'f [u8],
    text: &'f str,
}

impl<'f> File<'f> {
    fn section(&self, section: Section) -> &'f [u8] {
        let number = |at: usize| u32::from_le_bytes(self.bytes[at..at + 4].try_into().expect("four bytes")) as usize;
        let (offset, len) = (number(section.header_offset()), number(section.header_offset() + 4));
        &self.bytes[offset..offset + len]
    }

    fn rows<const N: usize>(&self, section: Section) -> &'f [[u8; N]] {
        let (rows, rest) = self.section(section).as_chunks::<N>();
        assert!(rest.is_empty(), "{section:?}");
        rows
    }

    fn u16s(&self, section: Section) -> Vec<u16> {
        self.rows(section).iter().map(|b| u16::from_le_bytes(*b)).collect()
    }

    fn u32s(&self, section: Section) -> Vec<u32> {
        self.rows(section).iter().map(|b| u32::from_le_bytes(*b)).collect()
    }

    fn u64s(&self, section: Section) -> Vec<u64> {
        self.rows(section).iter().map(|b| u64::from_le_bytes(*b)).collect()
    }

    fn line(&self, start: u16) -> &'f str {
        self.text[usize::from(start)..].lines().next().unwrap_or_default()
    }
}

/// Returns all tables as text. `bytes` is the content of `tables.bin`, and `text` is the content of `tables.txt`.
pub(crate) fn dump(bytes: &[u8], text: &str) -> String {
    let file = File { bytes, text };
    let mut out = String::new();
    roots(&file, &mut out);
    templates(&file, &mut out);
    shapes(&file, &mut out);
    lexicon(&file, &mut out);
    writeln!(out, "\n[{}]", Section::NAMES[Section::ClosedVocalizations as usize]).unwrap();
    for pair in file.u64s(Section::ClosedVocalizations).chunks(2) {
        writeln!(out, "{} {}", letters(pair[0]), vocalization(pair[1])).unwrap();
    }
    out
}

/// Returns the letters of packed codes as text. The first letter is in the lowest bits of `codes`.
fn letters(mut codes: u64) -> String {
    let mut out = String::new();
    while codes != 0 {
        out.push(ALPHABET[codes as usize & 31]);
        codes >>= CODE_BITS;
    }
    out
}

/// Returns the letters of a root as text. The first radical is in the highest bits of `root`.
fn root(root: u32) -> String {
    (0..4).rev().map(|i| ALPHABET[(root >> (CODE_BITS * i)) as usize & 31]).filter(|c| *c != '\0').collect()
}

/// Returns the names of the slots in a slot set, separated by commas. A slot is a context in which a stem can occur, such as a perfect
/// before a pronoun.
fn slots(slots: u32) -> String {
    SLOT_NAMES.iter().enumerate().filter(|(bit, _)| slots >> bit & 1 == 1).map(|(_, name)| *name).collect::<Vec<_>>().join(",")
}

/// Returns the marks of a vocalization as text: `a.aw` for فَعَّال. Each letter is represented by its vowel sign (`-` if the letter has no
/// vowel sign), followed by `w` if the letter has a shadda. The text omits the letters without marks at the end of the word. For a present,
/// the vowel of the prefix follows: ` present-u`. For the flags of the vocalization, ` plural` and ` rare` follow.
fn vocalization(v: u64) -> String {
    let mark = |marks: u8| {
        format!(
            "{}{}",
            ["-", "a", "i", "u", "o", "an", "in", "un"][usize::from(marks & VOWEL_SIGN)],
            if marks & SHADDA != 0 { "w" } else { "" }
        )
    };
    let count = (56 - (v << 8).leading_zeros().min(56)).div_ceil(4);
    let mut out = (0..count).map(|i| mark((v >> (4 * i)) as u8 & 15)).collect::<Vec<_>>().join(".");
    match (v >> PRESENT_VOWEL_SHIFT) as u8 & VOWEL_SIGN {
        0 => {}
        vowel => write!(out, " present-{}", mark(vowel)).unwrap(),
    }
    out.push_str(if v & PLURAL_VOCALIZATION != 0 { " plural" } else { "" });
    out.push_str(if v & RARE_VOCALIZATION != 0 { " rare" } else { "" });
    out
}

fn roots(file: &File<'_>, out: &mut String) {
    writeln!(out, "[{}]", Section::NAMES[Section::Roots as usize]).unwrap();
    for (number, &byte) in file.section(Section::Roots).iter().enumerate().filter(|(_, byte)| **byte & ROOT_TIER != 0) {
        write!(out, "{} tier {}", root(number as u32), byte & ROOT_TIER).unwrap();
        if byte & ROOT_PRESENT_IS_IV != 0 {
            out.push_str(" present-iv");
        }
        for (shape, name) in WEAK_SHAPES.iter().enumerate() {
            if byte >> ROOT_LOSES_SHIFT >> shape & 1 == 1 {
                write!(out, " loses-in-{name}").unwrap();
            }
        }
        out.push('\n');
    }
}

fn templates(file: &File<'_>, out: &mut String) {
    writeln!(out, "\n[{}]", Section::NAMES[Section::Templates as usize]).unwrap();
    let patterns = file.u16s(Section::PatternStarts);
    let lemmas = file.u16s(Section::LemmaStarts);
    let firsts = file.u32s(Section::FirstRadicals);
    let starts = file.u16s(Section::VocalizationStarts);
    let vocalizations = file.u64s(Section::Vocalizations);
    for (number, row) in file.rows(Section::Templates).iter().enumerate() {
        let t = Template::from_bytes(row);
        let (fill, kind) = (Fill::NAMES[t.fill as usize], TemplateKind::NAMES[t.kind as usize]);
        write!(out, "{number} {fill} {} {} {kind}:{}", file.line(patterns[number]), t.cost, slots(t.slots)).unwrap();
        write!(out, " offsets {:#x} classes {} radicals {}", t.offsets, t.root_classes, t.radicals_number).unwrap();
        if t.lemma != 0 {
            write!(out, " ={}", file.line(lemmas[usize::from(t.lemma)])).unwrap();
        }
        let first = firsts[usize::from(t.first)];
        match t.fill {
            _ if t.first == 0 => {}
            Fill::Fixed => write!(out, " root:{}", root(first)).unwrap(),
            _ => write!(out, " 1:{}", (0..32).filter(|bit| first >> bit & 1 == 1).map(|bit| ALPHABET[bit]).collect::<String>()).unwrap(),
        }
        out.push('\n');
        for v in &vocalizations[usize::from(starts[number])..usize::from(starts[number + 1])] {
            writeln!(out, "  ~ {}", vocalization(*v)).unwrap();
        }
    }
    writeln!(out, "three-letter-noun {:?}", file.u16s(Section::ThreeLetterNoun)).unwrap();
}

fn shapes(file: &File<'_>, out: &mut String) {
    writeln!(out, "\n[{}]", Section::NAMES[Section::Shapes as usize]).unwrap();
    for (number, row) in file.rows(Section::Shapes).iter().enumerate() {
        let s = Shape::from_bytes(row);
        if s.count != 0 {
            let (word, bit) = (number / SHAPES_PER_WORD, number % SHAPES_PER_WORD);
            writeln!(out, "{word}.{bit} templates {}+{} letters {:#b} least {} {}", s.first, s.count, s.letters, s.least, slots(s.slots))
                .unwrap();
        }
    }
    for (length, row) in file.u64s(Section::ShapeLengths).chunks(3).enumerate() {
        writeln!(out, "length {length}: word {} {:#x} overflow {:#x}", row[0], row[1], row[2]).unwrap();
    }
    for (number, words) in file.u64s(Section::ShapeMasks).chunks(SHAPE_WORDS).enumerate() {
        writeln!(out, "place {} class {}: {words:x?}", number / LETTER_CLASSES, number % LETTER_CLASSES).unwrap();
    }
    for stem in file.u64s(Section::WholeStems) {
        let (codes, first) =
            (stem >> WHOLE_STEM_SHIFT & ((1 << WHOLE_STEM_LENGTH_SHIFT) - 1), stem >> WHOLE_STEM_FIRST_SHIFT & WHOLE_STEM_FIRST_MASK);
        writeln!(out, "whole {} templates {first}+{}", letters(codes), stem & WHOLE_STEM_COUNT_MASK).unwrap();
    }
}

fn lexicon(file: &File<'_>, out: &mut String) {
    writeln!(out, "\n[lexicon]").unwrap();
    const NAMES: [&str; 13] = [
        "closed",
        "after-preposition",
        "takes-pronoun",
        "name",
        "plural",
        "plural-teh",
        "feminine",
        "waw",
        "quadriliteral",
        "stem",
        "root",
        "loan",
        "maksura",
    ];
    let (starts, low, high) = (file.u16s(Section::LexiconStarts), file.u32s(Section::LexiconLow), file.u16s(Section::LexiconHigh));
    let (flags, sets) = (file.section(Section::LexiconFlags), file.u16s(Section::FlagSets));
    let singulars = file.u16s(Section::Singulars);
    let mut lines = Vec::new();
    for bucket in 0..starts.len() - 1 {
        for i in usize::from(starts[bucket])..usize::from(starts[bucket + 1]) {
            let hash = (bucket as u64) << (LEXICON_KEY_BITS - LEXICON_BUCKET_BITS) | u64::from(high[i]) << 32 | u64::from(low[i]);
            let set = sets[usize::from(flags[i])];
            let mut line = letters(key_of_hash(hash));
            NAMES.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).for_each(|(_, name)| line.extend([" ", name]));
            if let Some(pair) = singulars.chunks(2).find(|pair| usize::from(pair[0]) == i + 1) {
                line.extend([" singular ", file.line(pair[1])]);
            }
            lines.push(line);
        }
    }
    lines.sort();
    lines.iter().for_each(|line| writeln!(out, "{line}").unwrap());
}

/// Returns the lexicon key whose hash is `hash`: the inverse of [`lexicon_hash`]. The key is computed bit by bit from the lowest bit,
/// because a bit of the hash depends only on the same bit and the lower bits of the key.
fn key_of_hash(hash: u64) -> u64 {
    (0..LEXICON_KEY_BITS).fold(0, |key, bit| if (lexicon_hash(key) ^ hash) >> bit & 1 == 1 { key | 1 << bit } else { key })
}
