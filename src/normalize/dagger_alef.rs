//! Promotes the dagger alef of Uthmani spelling to the alef of modern spelling, for [`DaggerAlefFold::Promote`](super::DaggerAlefFold::Promote).

use alloc::string::String;

use super::items::Items;
use super::piece::LONG_WORD;
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};

/// Replaces each dagger alef by an alef if modern spelling has an alef at this position. Drops all other dagger alefs.
///
/// `continues_word` is true if the list begins inside a word. A list begins inside a word only after more than [`LONG_WORD`] letters, so this word is
/// longer than all words that modern spelling writes without their alef, such as هذا.
pub(super) fn promote_dagger_alef(items: &mut Items, continues_word: bool) {
    // If the options keep a presentation form, this form counts as a letter too.
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
        // `before` is the position and the character of the preceding letter. `next` is the position of the next letter from `n` on.
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
                // In الصلوٰة الزكوٰة and هدىٰهم التورىٰة, the letter و or ى represents the long a, so alef replaces this letter.
                (Some((at, 'و')), Some('ة')) | (Some((at, 'ى')), Some(_)) => {
                    if let Some(seat) = items.get_mut(at) {
                        *seat = seat.with('ا');
                    }
                    before = Some((at, 'ا'));
                }
                (Some((_, 'ى')) | None, _) => {}
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

/// Returns whether modern spelling writes a word without the alef of its long a, as in هذا (hādhā). `letters` are the letters of the word, without
/// marks.
pub(super) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
    // In this list, alefs have no hamza and no madda, because Uthmani spelling writes hamza and madda differently.
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
    // A suffixed pronoun may follow these stems: لكنهم, إلهكم. The list of pronouns contains the empty text, so لكن and إله are included too.
    const STEMS: [&str; 2] = ["لكن", "اله"];
    const PRONOUNS: [&str; 14] = ["", "ا", "ه", "ها", "هما", "هم", "هن", "ك", "كما", "كم", "كن", "ي", "ني", "نا"];
    let skeleton: String = letters.take(LONG_WORD + 1).map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ') { 'ا' } else { c }).collect();
    // The proclitics are و, ف or the question particle أ, then ب, ل or ك, then the article ال.
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
