//! The lexicon: closed words (function words), names, listed plurals and nouns, roots of four radicals, and stems that no pattern forms. The
//! lexicon is sorted by the hashes of the words.

use std::collections::{BTreeMap, BTreeSet};

use crate::ReadLines;
use crate::dictionary::{Dictionary, Unformed, bare};
use crate::schema::*;
use crate::tables::Tables;
use crate::templates::Row;
use crate::word::{codes, key, packed_root};

/// The flags of a lexicon word and, if the word is a plural, the byte offset of its singular in `tables.txt`.
#[derive(Clone, Copy, Default)]
struct Entry {
    flags: u16,
    singular: Option<u32>,
    /// The root of a closed word or of a word that no template forms, 0 if it has none. `None` if no root is listed.
    root: Option<u32>,
    /// The byte offset of the analyses of a closed word in `tables.txt`. See [`Analyses`].
    analyses: Option<u32>,
}

/// A map from a lexicon key (the packed letter codes of a word) to its entry. Words with the same key share one entry.
#[derive(Default)]
struct Lexicon(BTreeMap<u64, Entry>);

impl Lexicon {
    /// Adds a word to the lexicon. Also adds the spelling of the word with ا in place of أ, إ and آ. The exception is كأن, because كان is
    /// another word. `file` is the name of the data file for the message if the word is too long.
    fn add(&mut self, file: &str, word: &str, mut flags: u16, singular: Option<u32>) {
        let bare = if word == "كأن" { word.into() } else { word.replace(['أ', 'إ', 'آ'], "ا") };
        for word in [word, &bare] {
            let Some(key) = key(word) else {
                eprintln!("{file}: {word} is too long");
                continue;
            };
            let entry = self.0.entry(key).or_default();
            let is_name = |flags: u16| flags & (flag::NAME | flag::RARE_NAME) != 0;
            // A name without ة, in this line or in an earlier one, does not need ة.
            if is_name(flags) && flags & flag::NAME_NEEDS_TEH == 0 {
                entry.flags &= !flag::NAME_NEEDS_TEH;
            } else if is_name(entry.flags) && entry.flags & flag::NAME_NEEDS_TEH == 0 {
                flags &= !flag::NAME_NEEDS_TEH;
            }
            entry.flags |= flags;
            entry.singular = entry.singular.or(singular);
        }
    }
}

/// Adds the lexicon to the tables. `rows` are the templates.
pub(crate) fn add(tables: &mut Tables, read: ReadLines, rows: &[Row], dictionary: &Dictionary, unformed: &[Unformed]) {
    let mut lexicon = Lexicon::default();
    for (word, flags) in closed(read) {
        let maksura = if word.ends_with('ى') { flag::MAKSURA } else { 0 };
        lexicon.add("closed.txt", &word, flags | maksura, None);
    }
    closed_analyses(&mut lexicon, tables, read);
    plurals(&mut lexicon, tables, read);
    let not_names = dictionary.not_names();
    for (file, flags) in [("names.txt", flag::NAME), ("quadriliterals.txt", flag::QUADRILITERAL)] {
        lists(&mut lexicon, file, flags, read, &not_names);
    }
    for line in read("feminines.txt") {
        for w in line.split_whitespace() {
            match w.strip_suffix('ة') {
                Some(stem) => lexicon.add("feminines.txt", stem, flag::FEMININE, None),
                None => eprintln!("feminines.txt: {w} does not end in ة"),
            }
        }
    }
    from_dictionary(&mut lexicon, tables, dictionary);
    for stem in rows.iter().filter(|r| r.is_whole()).map(|r| &r.pattern) {
        lexicon.add("stems.txt", stem, flag::STEM, None);
        // If a stem of at least three letters ends in a hamza, also adds the spelling with ا in place of this hamza.
        if let Some(bare) = stem.strip_suffix(['ء', 'أ', 'إ', 'ئ', 'ؤ']).filter(|s| codes(s).len() > 1) {
            lexicon.add("stems.txt", &format!("{bare}ا"), flag::STEM, None);
        }
    }
    add_unformed(&mut lexicon, unformed, &dictionary.feminines());
    write(tables, lexicon);
}

/// The analyses of the closed words by their lexicon keys, the likeliest first. An analysis is written as four things without a space between them: the
/// letter أ, إ or آ with which the word begins or `-`, `+` if the analysis is one before a pronoun or `-`, the letter `a` plus the number of the part
/// of speech in [`UPOS_NAMES`], and the lemma with its vowels. A space separates two analyses: `أ-mأَنْ أ+mأَنَّ`.
#[derive(Default)]
struct Analyses(BTreeMap<u64, Vec<String>>);

impl Analyses {
    fn add(&mut self, word: &str, before_pronoun: bool, upos: u8, lemma: &str) {
        let seat = word.chars().next().filter(|c| matches!(c, 'أ' | 'إ' | 'آ')).unwrap_or('-');
        let analysis = format!("{seat}{}{}{lemma}", if before_pronoun { '+' } else { '-' }, char::from(b'a' + upos));
        let analyses = key(word).map(|key| self.0.entry(key).or_default());
        if let Some(analyses) = analyses.filter(|all| !all.contains(&analysis)) {
            analyses.push(analysis);
        }
    }
}

/// Adds the analyses of the closed words that `closed-analyses.txt` lists: their roots, parts of speech and lemmas. All analyses of a word are stored,
/// the likeliest first. Rare ones and interjections follow all others: أي is rather أَيّ than إِي.
fn closed_analyses(lexicon: &mut Lexicon, tables: &mut Tables, read: ReadLines) {
    const PRONOUNS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ي", "ني"];
    let mut lines = read("closed-analyses.txt");
    lines.sort_by_key(|line| line.contains("\tINTJ\t") || line.contains("rare"));
    let mut analyses = Analyses::default();
    for line in lines {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [form, class, lemma_field, root, pieces, .., flags] = fields[..] else { continue };
        // Particles and conjunctions have no root, also if they are nouns by origin.
        let has_root = root != "-" && !matches!(class, "SCONJ" | "CCONJ" | "PART" | "INTJ") && !flags.contains("rare");
        let root = if has_root { packed_root(root) } else { 0 };
        let upos = UPOS_NAMES.iter().position(|name| *name == class).unwrap_or_else(|| panic!("{line}")) as u8;
        let word = bare(form);
        analyses.add(&word, false, upos, lemma_field);
        if let Some((stem, _)) = pieces.rsplit_once('+').filter(|(_, pronoun)| PRONOUNS.contains(pronoun)) {
            analyses.add(stem.rsplit('+').next().unwrap_or(stem), true, upos, lemma_field);
        }
        // Numerals and nouns have the lemma of their singular (ملايين), and misspelled pronouns that of the right spelling (أنتي).
        let is_respelled = class == "PRON" && flags.contains("dial");
        let lemma =
            Some(bare(lemma_field)).filter(|l| (matches!(class, "NUM" | "NOUN") || is_respelled) && *l != word).map(|l| tables.line(&l));
        for word in [word.replace(['أ', 'إ', 'آ'], "ا"), word] {
            if let Some(entry) = key(&word).and_then(|key| lexicon.0.get_mut(&key)).filter(|e| e.flags & flag::CLOSED != 0) {
                // Of several analyses the first one has the lemma, and the first one with a root has the root.
                if entry.root.is_none() {
                    entry.singular = entry.singular.or(lemma);
                }
                if entry.root.is_none_or(|root| root == 0) {
                    entry.root = Some(root);
                }
            }
        }
    }
    for (key, analyses) in analyses.0 {
        if let Some(entry) = lexicon.0.get_mut(&key).filter(|e| e.flags & flag::CLOSED != 0) {
            entry.analyses = Some(tables.line(&analyses.join(" ")));
        }
    }
}

/// Adds the plurals of `plurals.txt` to the lexicon, each with its singular. A singular in ة is also a feminine, except if `*` follows it.
fn plurals(lexicon: &mut Lexicon, tables: &mut Tables, read: ReadLines) {
    let lines = read("plurals.txt");
    let pairs: Vec<(&str, &str)> =
        lines.iter().flat_map(|l| l.split_whitespace()).map(|p| p.split_once(':').unwrap_or_else(|| panic!("{p}"))).collect();
    // A lexicon entry has only one singular. The plurals كتب and كتبة have the same entry, because ة is not part of the key. Only the
    // singular of the plural without ة is stored: كتاب.
    let plain: BTreeSet<&str> = pairs.iter().map(|p| p.0).collect();
    for (plural, singular) in pairs.iter().copied() {
        let (singular, is_noun) = singular.strip_suffix('*').map_or((singular, true), |adjective| (adjective, false));
        if let Some(stem) = singular.strip_suffix('ة').filter(|_| is_noun) {
            lexicon.add("plurals.txt", stem, flag::FEMININE, None);
        }
        if plural.strip_suffix('ة').is_some_and(|stem| plain.contains(stem)) {
            continue;
        }
        let singular = Some(tables.line(singular));
        match plural.strip_suffix('ة') {
            Some(stem) => lexicon.add("plurals.txt", stem, flag::PLURAL_TEH, singular),
            None => lexicon.add("plurals.txt", plural, flag::PLURAL, singular),
        }
        if let Some(stem) = plural.strip_suffix('ى') {
            lexicon.add("plurals.txt", &format!("{stem}ا"), flag::PLURAL, singular);
        }
    }
}

/// Adds the nouns in ة, the plurals, the roots of four letters and the loan words of the dictionary that the other files do not list.
fn from_dictionary(lexicon: &mut Lexicon, tables: &mut Tables, dictionary: &Dictionary) {
    for (stem, is_noun) in dictionary.feminines() {
        if is_noun {
            lexicon.add("lexicon", stem, flag::FEMININE, None);
        } else if let Some(entry) = key(stem).and_then(|key| lexicon.0.get_mut(&key)) {
            entry.flags &= !flag::FEMININE;
        }
    }
    for key in dictionary.no_plurals() {
        if let Some(entry) = lexicon.0.get_mut(&key) {
            entry.flags &= !flag::PLURAL;
            entry.singular = entry.singular.filter(|_| entry.flags & flag::PLURALS != 0);
        }
    }
    for (plural, singular) in dictionary.plurals() {
        let (stem, flags) = plural.strip_suffix('ة').map_or((plural, flag::PLURAL), |stem| (stem, flag::PLURAL_TEH));
        let listed = key(stem).and_then(|key| lexicon.0.get(&key)).is_some_and(|e| e.singular.is_some() || e.flags & flag::CLOSED != 0);
        if !listed {
            let singular = Some(tables.line(singular));
            lexicon.add("lexicon", stem, flags, singular);
        }
    }
    for root in dictionary.roots().keys().filter(|r| codes(r).len() == 4) {
        lexicon.add("lexicon", root, flag::QUADRILITERAL, None);
    }
    for (word, tier, is_name) in dictionary.loans() {
        let needs_teh = if word.ends_with('ة') { flag::NAME_NEEDS_TEH } else { 0 };
        let word = word.strip_suffix('ة').unwrap_or(word);
        let maksura = if word.ends_with('ى') { flag::MAKSURA } else { 0 };
        let flags = needs_teh | maksura | if tier < 3 { flag::NAME } else { flag::RARE_NAME } | if is_name { 0 } else { flag::LOAN };
        if key(word).is_some_and(|key| lexicon.0.get(&key).is_none_or(|e| e.flags & flag::NAME == 0)) {
            lexicon.add("lexicon", word, flags, None);
        }
    }
}

/// Adds the words that no template forms, with their roots: إقليم. If the other files list a word as a name, or as an irregular stem, their entry
/// counts.
fn add_unformed(lexicon: &mut Lexicon, words: &[Unformed], feminines: &BTreeMap<&str, bool>) {
    for &Unformed { word, root, tier, is_name } in words {
        let needs_teh = if word.ends_with('ة') { flag::NAME_NEEDS_TEH } else { 0 };
        let word = word.strip_suffix('ة').unwrap_or(word);
        let feminine = if needs_teh != 0 && feminines.get(word) == Some(&true) { flag::FEMININE } else { 0 };
        let flags = feminine | needs_teh | if tier < 3 { flag::NAME } else { flag::RARE_NAME } | if is_name { 0 } else { flag::LOAN };
        let listed = |e: &Entry| e.flags & (flag::NAME | flag::CLOSED | flag::STEM) != 0;
        if codes(word).len() > 2 && key(word).is_some_and(|key| !lexicon.0.get(&key).is_some_and(listed)) {
            lexicon.add("lexicon", word, flags, None);
            let root = packed_root(root);
            for spelling in [word.replace(['أ', 'إ', 'آ'], "ا"), word.into()] {
                if let Some(entry) = key(&spelling).and_then(|key| lexicon.0.get_mut(&key)) {
                    entry.root = Some(root);
                }
            }
        }
    }
}

/// Adds the words of a file that consists of sections. Each section begins with a header line in brackets. Each word gets the flags
/// `flags`; a name in a section of loan words, units, currencies, sciences or computer terms also gets the flag `LOAN`. A word of
/// `quadriliterals.txt` that does not have four letters gets the flag `NAME` instead. Sections whose header contains `ambiguous` or
/// `common-word` are skipped.
fn lists(lexicon: &mut Lexicon, file: &str, flags: u16, read: ReadLines, not_names: &BTreeSet<&str>) {
    let mut header = String::new();
    let lines = read(file);
    let names: BTreeSet<&str> = lines.iter().flat_map(|l| l.split_whitespace()).collect();
    for line in lines.iter().cloned() {
        if line.starts_with('[') {
            header = line;
            continue;
        }
        if header.contains("ambiguous") || header.contains("common-word") {
            continue;
        }
        let loan = ["loan", "unit", "currency", "science", "computer"].iter().any(|l| header.contains(l));
        let name = flags == flag::NAME;
        let flags = if name && loan { flag::NAME | flag::LOAN } else { flags };
        for w in line.split_whitespace() {
            if name && not_names.contains(w) && codes(w).len() > 2 {
                continue;
            }
            // The plural of a loan word is not a word of its own.
            if name && w.strip_suffix("ات").is_some_and(|w| names.contains(w) || names.contains(&*format!("{w}ة"))) {
                continue;
            }
            let n = codes(w).len();
            if flags == flag::QUADRILITERAL && n != 4 {
                eprintln!("{file}: {w} has {n} letters");
                lexicon.add(file, w, flag::NAME, None);
                continue;
            }
            // The lexicon contains a name without its article (if the name has more than four letters) and without its ة (if the name has
            // more than three letters), because the grammar reads the article as a prefix and ة as a suffix.
            let w = if name && n > 4 { w.strip_prefix("ال").unwrap_or(w) } else { w };
            let without_teh = if name && n > 3 { w.strip_suffix('ة') } else { None };
            let needs_teh = if without_teh.is_some() { flag::NAME_NEEDS_TEH } else { 0 };
            let maksura = if name && w.ends_with('ى') { flag::MAKSURA } else { 0 };
            lexicon.add(file, without_teh.unwrap_or(w), flags | needs_teh | maksura, None);
        }
    }
}

/// Writes the lexicon to the tables, sorted by hash. The high bits of a hash select a bucket, so the tables store only the other bits.
fn write(tables: &mut Tables, lexicon: Lexicon) {
    let mut words: Vec<(u64, Entry)> = lexicon.0.into_iter().map(|(key, entry)| (lexicon_hash(key), entry)).collect();
    words.sort_by_key(|(hash, _)| *hash);
    let mut filter = vec![0u8; 1 << (LEXICON_FILTER_BITS - 3)];
    let mut starts = vec![0u16; (1 << LEXICON_BUCKET_BITS) + 1];
    for (hash, _) in &words {
        let bit = (hash >> (LEXICON_KEY_BITS - LEXICON_FILTER_BITS)) as usize;
        filter[bit >> 3] |= 1 << (bit & 7);
        starts[(hash >> (LEXICON_KEY_BITS - LEXICON_BUCKET_BITS)) as usize + 1] += 1;
    }
    for bucket in 0..1 << LEXICON_BUCKET_BITS {
        starts[bucket + 1] += starts[bucket];
    }
    let mut sets: Vec<u16> = words.iter().map(|(_, e)| e.flags).collect();
    sets.sort_unstable();
    sets.dedup();
    let set = |flags: u16| u8::try_from(sets.iter().position(|s| *s == flags).expect("all are there")).expect("less than 256 sets");
    let roots = words.iter().zip(1u16..).filter_map(|((_, e), number)| e.root.map(|root| [number, root as u16, (root >> 16) as u16]));
    tables.add_u16(Section::ListedRoots, roots.flatten());
    let singulars = words
        .iter()
        .zip(1u16..)
        .filter_map(|((_, e), number)| e.singular.map(|singular| [number, singular as u16, (singular >> 16) as u16]));
    let analyses = words.iter().zip(1u16..).filter_map(|((_, e), number)| e.analyses.map(|at| [number, at as u16, (at >> 16) as u16]));
    tables.add_u16(Section::ClosedAnalyses, analyses.flatten());
    tables.add(Section::LexiconFilter, filter);
    tables.add_u16(Section::LexiconStarts, starts);
    tables.add_u32(Section::LexiconLow, words.iter().map(|(hash, _)| *hash as u32));
    tables.add_u16(Section::LexiconHigh, words.iter().map(|(hash, _)| (hash >> 32) as u16));
    tables.add(Section::LexiconFlags, words.iter().map(|(_, e)| set(e.flags)).collect());
    tables.add_u16(Section::Singulars, singulars.flatten());
    tables.add_u16(Section::FlagSets, sets.iter().copied());
}

/// Returns the closed words with their flags. Words that the grammar analyzes are excluded: for example, a preposition with its pronoun, a
/// proclitic with another closed word, and verbs. If the excluded word is a preposition with another closed word, the list also contains
/// this other word with the flag `AFTER_PREPOSITION`.
fn closed(read: ReadLines) -> Vec<(String, u16)> {
    // These words begin with the letters of a proclitic, but conventions of tokenization treat such a word as one token.
    const ONE: [&str; 17] =
        ["كلا", "كلما", "لأن", "لذلك", "لذا", "لكي", "لما", "لكن", "لو", "لولا", "لقد", "كذلك", "كما", "كأن", "كذا", "بل", "فقط"];
    // Each of these words is a preposition and a noun, written as one word.
    const TWO: [&str; 11] = ["بشأن", "بخصوص", "بفضل", "بسبب", "بدون", "بغير", "بحسب", "بصدد", "بموجب", "بمقتضى", "بواسطة"];
    let (mut found, mut header, mut verbs) = (Vec::new(), String::new(), Vec::new());
    for line in read("closed.txt") {
        if line.starts_with('[') {
            header = line.trim_matches(['[', ']']).to_string();
            continue;
        }
        let class = header.split(' ').next().unwrap_or_default();
        if class == "verb" {
            verbs.extend(line.split_whitespace().map(str::to_string));
        }
        if matches!(class, "preposition-pronoun" | "inna-pronoun" | "verb") || header.contains("+derived") {
            continue;
        }
        let mut flags = flag::CLOSED;
        for (name, f) in [("+prep", flag::AFTER_PREPOSITION), ("+pron", flag::TAKES_PRONOUN)] {
            flags |= if header.contains(name) { f } else { 0 };
        }
        // Words of the class of إن may also follow the prepositions ب, ل and ك: لأن.
        flags |= if class == "inna" { flag::AFTER_PREPOSITION } else { 0 };
        let rooted = matches!(class, "quantifier" | "numeral" | "adverb" | "negation") || header == "preposition-stem +conj +prep +pron";
        found.extend(line.split_whitespace().map(|w| {
            // Negations of two letters have no root.
            (w.to_string(), flags | if rooted && (class != "negation" || codes(w).len() > 2) { flag::ROOT } else { 0 })
        }));
    }
    let words: std::collections::BTreeSet<String> = found.iter().map(|(w, _)| w.clone()).collect();
    let mut joined = Vec::new();
    found.retain(|(w, _)| {
        let rest = w.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).unwrap_or_default();
        let two = !ONE.contains(&w.as_str()) && words.contains(rest);
        if two && !w.starts_with(['و', 'ف']) {
            joined.push(rest.to_string());
        }
        !two && !TWO.contains(&w.as_str()) && !verbs.contains(w)
    });
    found.extend(joined.into_iter().map(|w| (w, flag::AFTER_PREPOSITION)));
    found
}
