//! The stems of a noun, an adjective, a name or an adverb, and of the listed verbal nouns of a verb.

use alloc::string::String;

use super::line::{Class, Entry, StemCodes, is_vowel_sign};
use super::role::{PushStem, StemForm, StemRole};
use crate::morph::schema::{ALEF, HAMZA, RecordKind, TEH_MARBUTA, WAW, YEH};

/// The endings of sound plurals. They are not words.
const SOUND_PLURALS: [&str; 2] = ["ون", "ات"];

/// Appends the stems of the words of a line. The words of a verb before `=` have other stems, by template.
pub(super) fn push_word_stems(entry: &Entry<'_>, class: Class, push: PushStem<'_>) {
    let mut index = 0;
    let has_second = entry.words.split_whitespace().nth(1).is_some();
    let is_person = has_second || entry.more.split_whitespace().any(|w| w == "ون");
    for (n, word) in entry.words.split_whitespace().enumerate() {
        if !class.is_verb() {
            push_stems(word, index, role_of_word(class, n, has_second, is_person), push);
        }
        index += 1;
    }
    for word in entry.more.split_whitespace() {
        if !SOUND_PLURALS.contains(&word) {
            let role = if class.is_verb() { StemRole::VerbalNoun } else { StemRole::Plural };
            push_stems(word, index, role, push);
        }
        index += 1;
    }
}

/// Returns the role of the word with the index `n` before the sign `/`, regardless of its ending. `has_second` is true if the line has a feminine, and
/// `is_person` if it has a feminine or a plural in ون.
fn role_of_word(class: Class, n: usize, has_second: bool, is_person: bool) -> StemRole {
    use RecordKind::*;
    match class.kind {
        Some(MasculineName | FeminineName | PlaceName) => StemRole::Name,
        Some(Adverb) => StemRole::Adverb,
        Some(Adjective) if n == 0 && !has_second => StemRole::Adjective,
        Some(Adjective | Elative) => StemRole::IrregularAdjective,
        _ if is_person => StemRole::Person,
        _ => StemRole::Noun,
    }
}

/// Appends the stems of a word. `role` is the role of a word without a special ending.
fn push_stems(word: &str, index: usize, role: StemRole, push: PushStem<'_>) {
    use StemRole::*;
    let Ok(codes) = StemCodes::of(word) else { return };
    let mut push = |codes: Option<StemCodes>, role| {
        if let Some(codes) = codes {
            push(codes, StemForm::Word(role, index));
        }
    };
    let stem = codes.without_last();
    if role == Adverb {
        return push(Some(codes), Adverb);
    }
    if role == Name
        && let Some(rest) = codes.without_article()
    {
        let is_in_teh = rest.last() == TEH_MARBUTA;
        push(Some(if is_in_teh { rest.without_last() } else { rest }), if is_in_teh { NameInTehAfterArticle } else { NameAfterArticle });
    }
    if codes.last() == TEH_MARBUTA {
        let role = match role {
            Name => NameInTeh,
            Plural => PluralInTeh,
            VerbalNoun => VerbalNounInTeh,
            _ => NounInTeh,
        };
        return push(Some(stem), role);
    }
    if word.trim_end_matches(is_vowel_sign).ends_with('ى') {
        push(Some(codes), Maksura);
        if role == Name {
            return;
        }
        push(stem.and(ALEF), MaksuraAsAlef);
        if role != Plural {
            push(Some(codes), MaksuraAsYeh);
        }
        return;
    }
    push(Some(codes), role);
    if role == Name {
        return;
    }
    let is_long = codes.len > 3 && role != Plural;
    match codes.last() {
        ALEF if is_long => push(Some(stem), WithoutAlef),
        HAMZA if is_long && stem.last() == ALEF => push(stem.and(WAW), HamzaAsWaw),
        YEH if codes.len > 2 && word.trim_end_matches('\u{652}').ends_with("\u{650}ي") => push(Some(stem), Defective),
        _ => {}
    }
}

/// Returns the relative adjective of a stem, with vowel signs if the word has vowel signs: تويتري, مَكْتَبِيّ.
pub(super) fn relative(role: StemRole, word: &str) -> String {
    let ending = match role {
        StemRole::HamzaAsWaw => 'ء',
        StemRole::WithoutAlef => 'ا',
        _ => 'ة',
    };
    let bare = word.trim_end_matches(is_vowel_sign);
    let signed = bare.strip_suffix(ending).unwrap_or(word);
    let mut stem = String::from(signed.trim_end_matches(is_vowel_sign));
    let is_doubled = signed.get(stem.len()..).is_some_and(|signs| signs.contains('\u{651}'));
    if role == StemRole::HamzaAsWaw {
        stem.push('و');
    }
    if !word.contains(is_vowel_sign) {
        stem.push('ي');
        return stem;
    }
    stem.push('\u{650}');
    // In NFC, the shadda follows the vowel sign.
    stem.push_str(if is_doubled { "\u{651}ي\u{651}" } else { "ي\u{651}" });
    stem
}
