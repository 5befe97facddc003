//! The templates of `templates.txt` and the irregular stems of `stems.txt`.

use crate::ReadLines;
use crate::schema::*;
use crate::tables::Tables;
use crate::word::codes;
use crate::{shapes, vowels};

/// The position of a radical that the pattern does not show.
const HIDDEN_PLACE: u32 = NO_FOURTH;

/// A template, with the letters and vowels that the crate stores in separate tables.
pub(crate) struct Row {
    pub(crate) pattern: String,
    /// The codes of the letters of the pattern, with 0 for radicals. The bits from bit 40 on contain the number of letters.
    pub(crate) letters: u64,
    /// The positions of the letters that are not radicals, as a bit set.
    pub(crate) mask: u8,
    pub(crate) len: usize,
    pub(crate) vocalizations: Vec<u64>,
    /// The least cost of the template with any root, in tenths.
    pub(crate) least: i16,
    pub(crate) template: Template,
}

impl Row {
    /// Returns whether the template lists all letters of a stem, without radicals.
    pub(crate) fn is_whole(&self) -> bool {
        u32::from(self.mask) == (1 << self.len) - 1
    }
}

/// The values that many templates share. Each value is stored once.
struct Pools {
    lemmas: Vec<String>,
    firsts: Vec<u32>,
}

fn pooled<T: PartialEq>(pool: &mut Vec<T>, item: T) -> u8 {
    let place = pool.iter().position(|x| *x == item).unwrap_or_else(|| {
        pool.push(item);
        pool.len() - 1
    });
    u8::try_from(place).expect("at most 256 values are shared")
}

/// Adds the templates. Returns the patterns of the templates without radicals.
pub(crate) fn add(tables: &mut Tables, read: ReadLines) -> Vec<String> {
    let mut pools = Pools { lemmas: vec!["=".into()], firsts: vec![0] };
    let mut rows: Vec<Row> = Vec::new();
    // An irregular stem is stored as a template without radicals.
    let irregular = read("stems.txt").into_iter().map(|line| {
        let f: Vec<&str> = line.split_whitespace().collect();
        let [stem, lemma, root] = f[..] else { panic!("stems.txt: {line}") };
        let (stem, kind) = stem.strip_suffix('ة').map_or((stem, "n"), |s| (s, "nt"));
        let root = if !(3..=4).contains(&codes(root).len()) { String::new() } else { format!(" root:{root}") };
        format!("r {stem} .3 {kind} ={lemma}{root}")
    });
    for line in read("templates.txt").into_iter().chain(irregular) {
        if let Some(words) = line.strip_prefix('~') {
            let last = rows.last_mut().unwrap_or_else(|| panic!("{line}"));
            last.vocalizations = vowels::of_template(words, &last.pattern);
        } else {
            rows.extend(row(&line, &mut pools));
        }
    }
    let groups = shapes::sort(&mut rows);
    number_radicals(&mut rows);
    let is_noun = |r: &Row| r.pattern == "123" && r.vocalizations.iter().any(|v| v & PLURAL_VOCALIZATION != 0);
    let noun = rows.iter().position(is_noun).expect("123 has plurals");
    tables.add(Section::Templates, rows.iter().flat_map(|r| r.template.to_bytes()).collect());
    let patterns: Vec<u16> = rows.iter().map(|r| tables.line(&r.pattern)).collect();
    tables.add_u16(Section::PatternStarts, patterns);
    tables.add_u16(Section::ThreeLetterNoun, [noun as u16]);
    vowels::add(tables, &rows);
    shapes::add(tables, &rows, &groups);
    let lemmas: Vec<u16> = pools.lemmas.iter().map(|l| tables.line(l)).collect();
    tables.add_u16(Section::LemmaStarts, lemmas);
    tables.add_u32(Section::FirstRadicals, pools.firsts);
    rows.into_iter().filter(Row::is_whole).map(|r| r.pattern).collect()
}

/// Parses a line of `templates.txt`. Returns `None` if the pattern has more than eight letters.
fn row(line: &str, pools: &mut Pools) -> Option<Row> {
    let mut fields = line.split_whitespace();
    let mut next = || fields.next().unwrap_or_else(|| panic!("{line}"));
    let (fill, pattern, cost, kind) = (next(), next(), next(), next());
    let cost = (cost.parse::<f64>().unwrap_or_else(|_| panic!("{line}")) * 10.0).round() as i16;
    let fill = numbered(Fill::NAMES, fill, line);
    let (root_classes, lemma, first) = options(fields, pattern, pools, line);
    let (kind, slots) = kind_and_slots(kind, line);
    let kind = TemplateKind::from_number(numbered(TemplateKind::NAMES, kind, line));
    let (letters, mask, mut places, len) = letters(pattern);
    if len > 8 {
        eprintln!("{line}: more than eight letters");
        return None;
    }
    let doubled = pattern.contains("22") || pattern.matches('2').count() == 2;
    let fill = if doubled { Fill::Geminate } else { Fill::from_number(fill) };
    if doubled {
        // The second digit 2 is the third radical.
        places[2] = digit_place(pattern, '2', 1);
    }
    if let (Some(i), Some(j)) = (pattern.find('3'), pattern.rfind('3'))
        && i != j
    {
        // The second position of a repeated third radical is stored as the position of a fourth radical.
        places[3] = digit_place(pattern, '3', 1);
    }
    match fill {
        Fill::Geminate | Fill::Hollow | Fill::HollowWaw | Fill::HollowYeh => places[3] = weak_shape(pattern),
        Fill::Defective | Fill::DefectiveWaw | Fill::DefectiveYeh => places[3] = WEAK_SHAPE_DEFECTIVE,
        _ => {}
    }
    let offset = |place: &u32| if *place == HIDDEN_PLACE { HIDDEN_RADICAL } else { CODE_BITS * place };
    let offsets = places[..3].iter().rev().fold(places[3], |n, place| n << 8 | offset(place));
    // The present of form IV costs less for some roots.
    let present_iv = kind == TemplateKind::IV && slots & verb_slots("I") != 0 && slots & verb_slots("P") == 0;
    let least = if present_iv { cost - PRESENT_IV_DISCOUNT } else { cost };
    let template = Template { fill, offsets, slots, cost, kind, root_classes, lemma, first, radicals_number: 0 };
    Some(Row {
        pattern: pattern.into(),
        letters: letters | (len as u64) << WHOLE_STEM_LENGTH_SHIFT,
        mask,
        len,
        vocalizations: Vec::new(),
        least,
        template,
    })
}

/// Parses the options of a template. Returns the root classes with the flags of the first and the last letter, the index of the lemma, and the index
/// of the set of first radicals or of the root.
fn options<'l>(fields: impl Iterator<Item = &'l str>, pattern: &str, pools: &mut Pools, line: &str) -> (u8, u8, u8) {
    let (mut root_classes, mut lemma, mut first) = (0, 0, 0);
    for extra in fields {
        if let Some(l) = extra.strip_prefix('=') {
            lemma = pooled(&mut pools.lemmas, l.into());
        } else if let Some(classes) = extra.strip_prefix('+') {
            root_classes |= classes.chars().map(|c| 1 << ROOT_CLASS_LETTERS.find(c).unwrap_or_else(|| panic!("{line}"))).sum::<u8>();
        } else if let Some(letters) = extra.strip_prefix("1:") {
            first = pooled(&mut pools.firsts, codes(letters).iter().map(|c| 1u32 << c).sum());
        } else if let Some(root) = extra.strip_prefix("root:") {
            first = pooled(&mut pools.firsts, codes(root).iter().fold(0, |n, c| n << CODE_BITS | *c as u32));
        } else {
            panic!("{line}: {extra}");
        }
    }
    if pattern.ends_with('ى') {
        root_classes |= ENDS_IN_MAKSURA;
    }
    if pattern.starts_with('أ') {
        root_classes |= BEGINS_WITH_HAMZA_ABOVE;
    } else if pattern.starts_with('إ') {
        root_classes |= BEGINS_WITH_HAMZA_BELOW;
    }
    (root_classes, lemma, first)
}

/// Returns the number of a name in a list of names.
fn numbered(names: &[&str], name: &str, line: &str) -> u8 {
    names.iter().position(|n| *n == name).unwrap_or_else(|| panic!("{line}: {name}")) as u8
}

/// Returns the name of the template kind and the slots that a field of `templates.txt` contains.
fn kind_and_slots<'k>(kind: &'k str, line: &str) -> (&'k str, u32) {
    if let Some((form, slots)) = kind.split_once(':') {
        return (form, slots.split(',').map(verb_slots).sum());
    }
    let slots = match &kind[1..] {
        "" => match &kind[..1] {
            "n" => SLOT_N,
            "a" => SLOT_A,
            "m" => SLOT_V,
            _ => SLOT_B,
        },
        "t" if kind.starts_with('p') => SLOT_T,
        "t" => SLOT_F,
        "T" => SLOT_T,
        "0" => SLOT_E0,
        "1" => SLOT_E1,
        "01" => SLOT_E0 | SLOT_E1,
        "i" => SLOT_DI,
        "u" => SLOT_DU,
        _ => panic!("{line}"),
    };
    (&kind[..1], slots)
}

/// Returns the slots for a name in a verbal field. P means all slots of perfects, and I means all slots of presents.
fn verb_slots(name: &str) -> u32 {
    let slots = || SLOT_NAMES.iter().enumerate();
    match name {
        "P" | "I" => slots().filter(|(_, s)| s.starts_with(name) && s.len() == 2).map(|(bit, _)| 1 << bit).sum(),
        other => slots().find(|(_, s)| **s == other.to_uppercase()).map(|(bit, _)| 1 << bit).unwrap_or_else(|| panic!("no slot {other}")),
    }
}

/// Returns the codes of the letters of a pattern, the positions of these letters as a bit set, the positions of the radicals, and the number of
/// letters including radicals.
fn letters(pattern: &str) -> (u64, u8, [u32; 4], usize) {
    let (mut letters, mut mask, mut places, mut len) = (0u64, 0u8, [HIDDEN_PLACE; 4], 0);
    for c in pattern.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                // The crate checks that a repeated radical is the same letter.
                let place = &mut places[digit as usize - 1];
                *place = (*place).min(len as u32);
                len += 1;
            }
            None => {
                for code in codes(&c.to_string()) {
                    letters |= code << (CODE_BITS * len as u32);
                    mask |= 1u8.checked_shl(len as u32).unwrap_or(0);
                    len += 1;
                }
            }
        }
    }
    (letters, mask, places, len)
}

/// Returns the position of the digit that follows `nth` equal digits in the pattern.
fn digit_place(pattern: &str, digit: char, nth: usize) -> u32 {
    let mut place = 0;
    let mut seen = 0;
    for c in pattern.chars() {
        if c == digit {
            if seen == nth {
                return place;
            }
            seen += 1;
        }
        place += if c == 'آ' { 2 } else { 1 };
    }
    HIDDEN_PLACE
}

/// Returns the weak shape of a template that hides its second radical.
fn weak_shape(pattern: &str) -> u32 {
    match pattern {
        "1ا3" | "1ا2" => WEAK_SHAPE_ALEF,
        "13" | "12" => WEAK_SHAPE_SHORT,
        "1ي3" => WEAK_SHAPE_YEH,
        "1يا3" => WEAK_SHAPE_YEH_ALEF,
        _ if pattern.contains("يا") => LONGER_WEAK_SHAPE + WEAK_SHAPE_YEH_ALEF,
        _ if pattern.contains('ي') => LONGER_WEAK_SHAPE + WEAK_SHAPE_YEH,
        _ => LONGER_WEAK_SHAPE,
    }
}

/// Assigns `radicals_number`: templates of one shape have the same number if they find their radicals in the same way.
fn number_radicals(rows: &mut [Row]) {
    let mut letters = 0;
    let mut ways: Vec<(Fill, u32, u8)> = Vec::new();
    for Row { letters: own, template: t, .. } in rows {
        if letters != *own {
            letters = *own;
            ways.clear();
        }
        t.radicals_number = pooled(&mut ways, (t.fill, t.offsets, t.first));
        assert!(t.radicals_number < 32);
    }
}
