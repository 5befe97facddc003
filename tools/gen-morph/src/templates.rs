//! The templates of `templates.txt`, and the irregular stems of `stems.txt` as templates without radicals. A template is a pattern of
//! letters and radicals, such as `م123` for مكتب; the digits are the radicals. The comment at the start of `templates.txt` describes the
//! format of a line.

use crate::ReadLines;
use crate::dictionary::Dictionary;
use crate::schema::*;
use crate::tables::Tables;
use crate::word::codes;
use crate::{shapes, vowels};

/// The position that is stored for a radical that the pattern does not contain.
const HIDDEN_PLACE: u32 = NO_FOURTH;

/// A template with all its data. The table of templates contains only the field `template`; other tables contain the letters and the
/// vocalizations.
pub(crate) struct Row {
    pub(crate) pattern: String,
    /// The codes of the letters of the pattern, with code 0 for each radical. The bits from bit 40 on contain the number of letters
    /// including radicals.
    pub(crate) letters: u64,
    /// The positions in the pattern of the letters that are not radicals, as a bit set.
    pub(crate) mask: u8,
    /// The number of letters, including radicals.
    pub(crate) len: usize,
    pub(crate) vocalizations: Vec<u64>,
    /// The least cost that the template has with any root, in tenths of the cost unit of `templates.txt`.
    pub(crate) least: i16,
    pub(crate) template: Template,
}

impl Row {
    /// Returns whether the template lists all letters of a stem and so has no radicals.
    pub(crate) fn is_whole(&self) -> bool {
        u32::from(self.mask) == (1 << self.len) - 1
    }
}

/// Values that several templates share: lemma patterns, sets of first radicals, and fixed roots. A template stores the index of a value.
struct Pools {
    lemmas: Vec<String>,
    firsts: Vec<u32>,
}

/// Returns the index of `item` in `pool`. If `pool` does not contain `item`, appends `item`.
fn pooled<T: PartialEq>(pool: &mut Vec<T>, item: T) -> u8 {
    let place = pool.iter().position(|x| *x == item).unwrap_or_else(|| {
        pool.push(item);
        pool.len() - 1
    });
    u8::try_from(place).expect("at most 256 values are shared")
}

/// Adds the templates to the tables. The cost of an irregular stem depends on the tier of its lemma in the dictionary.
/// Returns the templates in the order of their numbers.
pub(crate) fn add(tables: &mut Tables, read: ReadLines, dictionary: &Dictionary) -> Vec<Row> {
    let mut pools = Pools { lemmas: vec!["=".into()], firsts: vec![0] };
    let mut rows: Vec<Row> = Vec::new();
    // An irregular stem of `stems.txt` is stored as a template without radicals.
    let irregular = read("stems.txt").into_iter().map(|line| {
        let f: Vec<&str> = line.split_whitespace().collect();
        let (&[stem, lemma, root], options) = f.split_first_chunk().unwrap_or_else(|| panic!("stems.txt: {line}"));
        let (stem, kind) = stem.strip_suffix('ة').map_or((stem, "n"), |s| (s, "nt"));
        let kind = if options.contains(&"pron") { "n1" } else { kind };
        // A stem that has a pronoun far more often than its letters alone costs more without one.
        let alone = if options.contains(&"alone") { 22 } else { 3 };
        let cost = f64::from(alone + dictionary.lemma_cost(root, lemma)) / 10.0;
        let root = if !(3..=4).contains(&codes(root).len()) { String::new() } else { format!(" root:{root}") };
        format!("r {stem} {cost} {kind} ={lemma}{root}")
    });
    for line in read("templates.txt").into_iter().chain(irregular) {
        if let Some(words) = line.strip_prefix('~') {
            let last = rows.last_mut().unwrap_or_else(|| panic!("{line}"));
            last.vocalizations = vowels::of_template(words, &last.pattern);
            if is_diptote(words, &last.template) {
                last.template.root_classes |= DIPTOTE;
            }
        } else {
            rows.extend(row(&line, &mut pools));
        }
    }
    let groups = shapes::sort(&mut rows);
    number_radicals(&mut rows);
    let is_noun = |r: &Row| r.pattern == "123" && r.vocalizations.iter().any(|v| v & PLURAL_VOCALIZATION != 0);
    let noun = rows.iter().position(is_noun).expect("123 has plurals");
    tables.add(Section::Templates, rows.iter().flat_map(|r| r.template.to_bytes()).collect());
    let patterns: Vec<u16> = rows.iter().map(|r| tables.short_line(&r.pattern)).collect();
    tables.add_u16(Section::PatternStarts, patterns);
    tables.add_u16(Section::ThreeLetterNoun, [noun as u16]);
    vowels::add(tables, &rows);
    shapes::add(tables, &rows, &groups);
    let lemmas: Vec<u16> = pools.lemmas.iter().map(|l| tables.short_line(l)).collect();
    tables.add_u16(Section::LemmaStarts, lemmas);
    tables.add_u32(Section::FirstRadicals, pools.firsts);
    rows
}

/// Returns whether the stems of a template are diptotes: the elatives and colours (أَفْعَل, فَعْلَاء), the broken plurals in اء, and the plurals of the
/// patterns مَفَاعِل and مَفَاعِيل. `words` are the vocalizations of the template.
fn is_diptote(words: &str, template: &Template) -> bool {
    let word = words.split_whitespace().next().unwrap_or_default().trim_end_matches('+');
    let is_plural = template.kind == TemplateKind::Plural;
    let after_alef = word.split_once("َا").map_or("", |(_, after)| after);
    let letters: Vec<char> = after_alef.chars().collect();
    let ends_as_mafail = matches!(letters[..], [_, 'ِ', _] | [_, 'ِ', 'ي', _]);
    let is_colour = template.kind == TemplateKind::Adjective && matches!(word, "أَفْعَل" | "أَفَلّ" | "فَعْلَاء");
    is_colour || is_plural && (ends_as_mafail || word.ends_with("َاء"))
}

/// Parses a line of `templates.txt`. Returns `None` if the pattern has more than eight letters including radicals.
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
        // In this pattern, the second digit 2 is the position of the third radical, which equals the second radical.
        places[2] = digit_place(pattern, '2', 1);
    }
    if let (Some(i), Some(j)) = (pattern.find('3'), pattern.rfind('3'))
        && i != j
    {
        // The third radical occurs twice. Its second position is stored in the place for the position of a fourth radical.
        places[3] = digit_place(pattern, '3', 1);
    }
    match fill {
        Fill::Geminate | Fill::Hollow | Fill::HollowWaw | Fill::HollowYeh => places[3] = weak_shape(pattern),
        Fill::Defective | Fill::DefectiveWaw | Fill::DefectiveYeh => places[3] = WEAK_SHAPE_DEFECTIVE,
        _ => {}
    }
    // The other letters of a verb show no vowel, and before a consonant or ا the last radical is always written: بنيت, رضيت.
    let alone = verb_slots("P0") | verb_slots("Po") | verb_slots("I0") | verb_slots("Io");
    let is_defective = matches!(fill, Fill::Defective | Fill::DefectiveWaw | Fill::DefectiveYeh);
    let shows_vowel = kind == TemplateKind::I && is_defective && slots & alone != 0 && pattern.ends_with(['ا', 'ى', 'ي', 'و']);
    let root_classes = root_classes | if shows_vowel { SHOWS_VOWEL } else { 0 };
    let offset = |place: &u32| if *place == HIDDEN_PLACE { HIDDEN_RADICAL } else { CODE_BITS * place };
    let offsets = places[..3].iter().rev().fold(places[3], |n, place| n << 8 | offset(place));
    // The present of form IV has a discount for the roots of `verbs4.txt`, so the least cost includes this discount.
    let present_iv = kind == TemplateKind::IV && slots & verb_slots("I") != 0 && slots & verb_slots("P") == 0;
    // Knowing that a word lives says more than the frequency of its pattern.
    let is_verb = kind.is_verb();
    let listed = if fill == Fill::Fixed || is_verb || cost < 0 { cost } else { cost / 2 };
    let unlisted = if fill == Fill::Fixed { 0 } else { cost - listed + UNLISTED_COST };
    let least = if present_iv {
        listed - PRESENT_IV_DISCOUNT
    } else if kind == TemplateKind::V {
        listed - PERFECT_V_DISCOUNT
    } else {
        listed
    };
    let template = Template { fill, offsets, slots, cost: listed, unlisted, kind, root_classes, lemma, first, radicals_number: 0 };
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

/// Parses the options of a template. Returns three numbers, which are the fields of [`Template`] with these names:
///
/// - `root_classes`: the flags of the option `+`, and the flags for a pattern that begins with أ or إ or ends in ى
/// - `lemma`: the index of the lemma pattern, or 0 if there is no option `=`
/// - `first`: the index of the set of first radicals (option `1:`) or of the fixed root (option `root:`), or 0 without these options
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

/// Returns the index of `name` in the list `names`. Panics if the list does not contain the name.
fn numbered(names: &[&str], name: &str, line: &str) -> u8 {
    names.iter().position(|n| *n == name).unwrap_or_else(|| panic!("{line}: {name}")) as u8
}

/// Parses the kind field of a line of `templates.txt`. Returns the name of the template kind, and the slots of the template.
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

/// Returns the slots that a name in the kind field of a verb represents. The name `P` represents all slots of perfects, and the name `I`
/// represents all slots of presents.
fn verb_slots(name: &str) -> u32 {
    let slots = || SLOT_NAMES.iter().enumerate();
    match name {
        "P" | "I" => slots().filter(|(_, s)| s.starts_with(name) && s.len() == 2).map(|(bit, _)| 1 << bit).sum(),
        other => slots().find(|(_, s)| **s == other.to_uppercase()).map(|(bit, _)| 1 << bit).unwrap_or_else(|| panic!("no slot {other}")),
    }
}

/// Parses a pattern. Returns the codes of its letters, the positions of these letters as a bit set, the positions of the radicals, and the
/// number of letters including radicals.
fn letters(pattern: &str) -> (u64, u8, [u32; 4], usize) {
    let (mut letters, mut mask, mut places, mut len) = (0u64, 0u8, [HIDDEN_PLACE; 4], 0);
    for c in pattern.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                // A digit that occurs twice keeps its first position. The crate checks that the stem has the same letter at both positions.
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

/// Returns the position in the pattern, in letters, of an occurrence of `digit`. `nth` is the number of the occurrence, counted from 0.
/// Returns [`HIDDEN_PLACE`] if the pattern does not have this occurrence.
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

/// Returns the number of the weak shape of a template whose second radical is hidden or equal to the third radical. In a weak shape, the
/// stems of several roots may have the same letters: حار has the shape `1ا3` and may belong to the root حور or to the root حرر.
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

/// Assigns the field `radicals_number` of each template: two templates of one shape have the same number if their fields `fill`, `offsets`
/// and `first` are equal.
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
