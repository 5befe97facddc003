//! Promotion of the dagger alef (U+0670), for [`DaggerAlefFold::Promote`](super::DaggerAlefFold::Promote). The Uthmani spelling, which is
//! the spelling of the Quran, writes the long a of many words as a dagger alef. Modern spelling usually writes this long a as an alef.

use alloc::string::String;

use super::items::Items;
use super::piece::LONG_WORD;
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};

/// Replaces each dagger alef with an alef if modern spelling has an alef at this position. In some words the alef replaces the preceding
/// letter instead, as in صلوٰة, which becomes صلاة. Drops all other dagger alefs.
///
/// `continues_word` is true if the list begins inside a word. In this case, in general more than [`LONG_WORD`] letters of the word precede
/// the list. The word is then longer than all words that modern spelling writes without their alef, such as هذا, so the function does not
/// compare the word with these words.
pub(super) fn promote_dagger_alef(items: &mut Items, continues_word: bool) {
    // If the options keep a presentation form, the list contains this form. The form then counts as a letter.
    const LETTER: ClassSet = LETTERS.or(ClassSet::of(&[Class::PresentationLetter]));
    const WORD: ClassSet = LETTER.or(MARKS).or(IGNORABLE).or(ClassSet::of(&[Class::Tatweel]));
    let (mut read, mut kept) = (0, 0);
    while read < items.len() {
        let word = items.get(read..).unwrap_or_default();
        let length = word.iter().position(|i| !WORD.has_char(i.char())).unwrap_or(word.len()).max(1);
        let word = word.get(..length).unwrap_or_default();
        let keeps_spelling = !(continues_word && read == 0)
            && word.iter().any(|i| class(i.char()) == Class::DaggerAlef)
            && is_spelled_without_alef(word.iter().map(|i| i.char()).filter(|&c| LETTER.has_char(c)));
        let end = read + length;
        // `before` is the position and the character of the last letter before position `n`, or `None` if the word has no such letter.
        // `next` is the position of the first letter from position `n` on, or `end`.
        let (mut before, mut next) = (None::<(usize, char)>, read);
        for n in read..end {
            let Some(&item) = items.get(n) else { break };
            if class(item.char()) != Class::DaggerAlef {
                if LETTER.has_char(item.char()) {
                    before = Some((kept, item.char()));
                }
                items.put(kept, item);
                kept += 1;
                continue;
            }
            if next <= n {
                let rest = items.get(n..end).unwrap_or_default();
                next = n + rest.iter().position(|i| LETTER.has_char(i.char())).unwrap_or(rest.len());
            }
            let after = items.get(next).filter(|_| next < end).map(|i| i.char());
            match (before, after) {
                _ if keeps_spelling => {}
                // In الصلوٰة and هدىٰهم, the letter before the dagger alef (و or ى) represents the long a. An alef replaces this letter,
                // and the dagger alef is dropped.
                (Some((at, 'و')), Some('ة')) | (Some((at, 'ى')), Some(_)) => {
                    if let Some(seat) = items.get_mut(at) {
                        *seat = seat.with('ا');
                    }
                    before = Some((at, 'ا'));
                }
                // The dagger alef is dropped after ى at the end of a word, and at the start of a word.
                (Some((_, 'ى')) | None, _) => {}
                // The dagger alef is dropped if the preceding or the next letter is a form of alef.
                (Some((_, c)), _) | (_, Some(c)) if chars::is_alef_form(c) => {}
                _ => {
                    before = Some((kept, 'ا'));
                    items.put(kept, item.with('ا'));
                    kept += 1;
                }
            }
        }
        read = end;
    }
    items.truncate(kept);
}

/// Returns whether a word is one of the few words in which modern spelling omits the alef of a long a. For example, هذا (hādhā) has no alef
/// for its first long a. The word may also have proclitics: وهذا, بالرحمن. `letters` are the letters of the word, without marks.
pub(super) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
    // The function compares words without the hamza and madda of their alefs, because Uthmani spelling writes hamza and madda differently.
    // So أولئك is in the list as اولئك.
    const WORDS: [&str; 19] = [
        "هذا",
        "هذه",
        "هذي",
        "هذان",
        "هذين",
        "هكذا",
        "هؤلاء",
        "هاهنا",
        "ههنا",
        "ذلك",
        "ذلكم",
        "ذلكما",
        "ذلكن",
        "اولئك",
        "الله",
        "لله",
        "الرحمن",
        "رحمن",
        "طه",
    ];
    // A suffixed pronoun or the ا of the accusative may follow these stems: لكنهم, إلهكم, إلها. The list `PRONOUNS` also contains the empty
    // text, so the stems alone are included too.
    const STEMS: [&str; 2] = ["لكن", "اله"];
    const PRONOUNS: [&str; 14] = ["", "ا", "ه", "ها", "هما", "هم", "هن", "ك", "كما", "كم", "كن", "ي", "ني", "نا"];
    let skeleton: String = letters.take(LONG_WORD + 1).map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ') { 'ا' } else { c }).collect();
    // A word may begin with up to three proclitics: first و, ف or the question particle أ, then ب, ل or ك, then the article ال. Each pass
    // of the loop compares the rest of the word with and without the article, and then removes the next proclitic.
    let bare = |w: &str| WORDS.contains(&w) || STEMS.iter().any(|s| w.strip_prefix(s).is_some_and(|p| PRONOUNS.contains(&p)));
    let mut rest = skeleton.as_str();
    for clitics in [['و', 'ف', 'ا'].as_slice(), ['ب', 'ل', 'ك'].as_slice(), &[]] {
        if bare(rest) || rest.strip_prefix("ال").is_some_and(bare) {
            return true;
        }
        rest = rest.strip_prefix(clitics).unwrap_or(rest);
    }
    false
}

/// Returns whether a character is a dagger alef, or a presentation form whose text contains a dagger alef.
pub(super) fn is_dagger_alef(c: char) -> bool {
    c == '\u{670}' || c >= '\u{FB50}' && base_text(c).is_some_and(|text| text.contains('\u{670}'))
}
