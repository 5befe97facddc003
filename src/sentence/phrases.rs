//! Functions that check the meaning of a word or a phrase: a verb of saying, an attribution, a time, a text that depends on the preceding
//! text, or the start of a sentence.

use super::characters::{DIGITS, SPACE, is_dash, is_end_mark, is_letter};
use super::window::Window;
use super::word::{Word, is_in};
use super::word_lists::*;

const WAW: &[u8] = "و".as_bytes();

/// Returns whether a word is a verb of saying, with or without an object pronoun: «قال», and «أجابني» with the pronoun «ني».
fn is_verb_of_saying(word: &Word) -> bool {
    let text = word.text();
    let split_before_last = |len: usize| text.len().checked_sub(len).and_then(|at| text.split_at_checked(at));
    word.is_in(VERBS_OF_SAYING)
        || [2, 4, 6]
            .into_iter()
            .filter_map(split_before_last)
            .any(|(verb, pronoun)| is_in(pronoun, OBJECT_PRONOUNS) && is_in(verb, VERBS_OF_SAYING))
}

/// Returns whether a word continues the sentence after the abbreviated blessing «رض.» on a person: «قال» in «أبو هريرة رض. قال».
pub(super) fn is_verb_after_blessing(word: &Word) -> bool {
    is_verb_of_saying(word) || word.is_in(VERBS_AFTER_BLESSING)
}

/// Returns whether the word `verb` is a verb of saying that reports the preceding speech: «أجابني» in «هل تأتي؟» أجابني صديقي.
///
/// Such a verb has no clause («قال إن») and no quotation of its own. The function reads at most eight words after the verb. Returns false
/// if a complementizer of [`COMPLEMENTIZERS`], a colon or an opening quotation mark is found. Any other mark, a digit or the end of the
/// window ends the search, and the result is true.
pub(super) fn reports_preceding_speech(window: &Window<'_>, verb: &Word) -> bool {
    if !is_verb_of_saying(verb) {
        return false;
    }
    let mut end = verb.end;
    for _ in 0..8 {
        let next = window.skip_spaces(end);
        if matches!(window.char(next), Some(':' | '«' | '“' | '"')) {
            return false;
        }
        let word = window.word(next);
        if word.letters == 0 || word.is_in(COMPLEMENTIZERS) {
            return word.letters == 0;
        }
        end = word.end;
    }
    true
}

/// Returns whether the word `first` starts an attribution: «حسبما أفاد», «كما قال», «على حد قوله», «بحسب قوله».
pub(super) fn is_attribution(window: &Window<'_>, first: &Word) -> bool {
    let second = window.word_after(first);
    first.is_in(ATTRIBUTION_WORDS)
        || first.is_in(AS) && (is_verb_of_saying(&second) || second.is_in(VERBS_OF_REPORTING))
        || first.is_in(ON) && second.is_in(LIMIT_OR_TONGUE)
        || first.is_in(ACCORDING_TO) && second.is_in(WORDING)
}

/// Returns whether the sentence, from its start at byte `sentence` to byte `end`, consists only of a time: «سنة 2000», «في القرن 5».
///
/// A time consists of a noun of [`TIME_NOUNS`] and, after the noun, a number or one other word («القرن الخامس»). Words of
/// [`TIME_PREPOSITIONS`] or the clitic «و» may precede the noun.
pub(super) fn is_only_a_time(window: &Window<'_>, sentence: usize, end: usize) -> bool {
    let digits = window.back_while(end, |c| DIGITS.has_char(c));
    let number = if digits < end { digits } else { window.word_before(end).start };
    let mut first = window.word_before(window.back_spaces(number));
    if first.is_in(TIME_NOUNS) && number > first.end {
        while first.start > sentence {
            let before = window.word_before(window.back_spaces(first.start));
            if !before.is_in(TIME_PREPOSITIONS) || before.end == first.start {
                return false;
            }
            first = before;
        }
        return first.start == sentence;
    }
    let joined = first.text().strip_prefix(WAW).is_some_and(|noun| is_in(noun, TIME_NOUNS));
    joined && first.start == sentence
}

/// Returns whether the text at byte `at` depends on the preceding text. A dependent text starts with one of the following:
///
/// - a digit or an ASCII letter, with or without «و» before it;
/// - `(`, `[`, a slash, a hyphen or a dash;
/// - a word of [`DEPENDENT_WORDS`], such as the preposition «من». If a noun of [`ADVERBIAL_NOUNS`] follows the word, the text is not
///   dependent, because an adverbial phrase such as «في المقابل» may start a sentence;
/// - a word with the prefix «لل»;
/// - the word «إن» and a verb of [`CONDITION_VERBS`]: «إن أمكن».
pub(super) fn is_dependent(window: &Window<'_>, at: usize) -> bool {
    let Some((c, len)) = window.at(at) else { return false };
    let is_number_or_latin = |c: char| DIGITS.has_char(c) || c.is_ascii_alphabetic();
    if is_number_or_latin(c) || matches!(c, '(' | '[' | '/') || is_dash(c) {
        return true;
    }
    if c == 'و' && window.char(at + len).is_some_and(is_number_or_latin) {
        return true;
    }
    let word = window.word(at);
    let second = || window.word_after(&word);
    (word.is_in(DEPENDENT_WORDS) && !second().is_in(ADVERBIAL_NOUNS))
        || word.starts_with("لل")
        || word.is_in(IF) && second().is_in(CONDITION_VERBS)
}

/// Returns whether the text at byte `at` may start a sentence after an abbreviation or a quotation. Such a text starts with one of the
/// following:
///
/// - an opening quotation mark;
/// - a word of [`SENTENCE_OPENERS`], such as «ثم»;
/// - «و» and a word of [`SENTENCE_OPENERS`], [`VERBS_OF_SAYING`] or [`DEPENDENT_WORDS`], such as «وقال».
pub(super) fn may_open_sentence(window: &Window<'_>, at: usize) -> bool {
    let word = window.word(at);
    let is_joined = || {
        let rest = word.text().strip_prefix(WAW);
        rest.is_some_and(|rest| [SENTENCE_OPENERS, VERBS_OF_SAYING, DEPENDENT_WORDS].iter().any(|list| is_in(rest, list)))
    };
    word.is_in(SENTENCE_OPENERS) || is_joined() || matches!(window.char(at), Some('«' | '“' | '"'))
}

/// Returns whether the word at byte `at` is a word of [`CERTAIN_OPENERS`], such as «لقد» or «هل». Such a word opens a sentence even after
/// an ellipsis.
pub(super) fn certainly_opens_sentence(window: &Window<'_>, at: usize) -> bool {
    window.word(at).is_in(CERTAIN_OPENERS)
}

/// Returns whether the sentence ends shortly after a quotation: قال «نعم.» وخرج مسرعا.
///
/// `first` is the first word after the quotation. The word `first` must have at least three letters and start with «و» or «ف». At most one
/// more word, without the article «ال», may precede the end mark. White space or the end of the text must follow the end mark.
pub(super) fn is_short_rest(window: &Window<'_>, first: &Word) -> bool {
    if first.letters < 3 || !(first.starts_with("و") || first.starts_with("ف")) {
        return false;
    }
    let second = window.word_after(first);
    if second.starts_with("ال") {
        return false; // A word with the article is the subject of a new sentence.
    }
    let end = if second.letters > 0 { second.end } else { first.end };
    window.at(end).is_some_and(|(c, len)| is_end_mark(c) && window.char(end + len).is_none_or(|c| SPACE.has_char(c)))
}

/// Returns whether the word at byte `at` is the last word of a sentence. The word must have at least two letters. A full stop must follow
/// the word, and white space or the end of the text must follow the stop.
pub(super) fn is_last_word(window: &Window<'_>, at: usize) -> bool {
    let word = window.word(at);
    word.letters > 1 && window.char(word.end) == Some('.') && window.char(word.end + 1).is_none_or(|c| SPACE.has_char(c))
}

/// Returns whether a letter is a label, because a word of [`LABELED_NOUNS`] and white space precede the letter: «حرف ص».
pub(super) fn is_label(window: &Window<'_>, letter: &Word) -> bool {
    let end = window.back_spaces(letter.start);
    end < letter.start && window.word_before(end).is_in(LABELED_NOUNS)
}

/// Returns whether a quotation is the title of a work, because a noun of [`TITLED_NOUNS`] precedes the quotation: فيلم «إلى أين؟». The
/// quotation closes after the end marks at byte `marks`.
pub(super) fn closes_name(window: &Window<'_>, marks: usize) -> bool {
    let open = window.back_while(marks, |c| !matches!(c, '«' | '“' | '"' | '‘'));
    let Some((_, len)) = window.before(open) else { return false };
    window.word_before(window.back_spaces(open - len)).is_in(TITLED_NOUNS)
}

/// Returns whether a quotation counts as the object of a verb: a letter of the same sentence precedes the opening mark, with or without
/// white space after the letter, as in سأل «من هناك؟». The quotation closes after the end marks at byte `marks`.
pub(super) fn closes_object(window: &Window<'_>, sentence: usize, marks: usize) -> bool {
    let open = window.back_while(marks, |c| !matches!(c, '«' | '“' | '"'));
    let Some((_, len)) = window.before(open) else { return false };
    let end = window.back_spaces(open - len);
    end > sentence && window.before(end).is_some_and(|(c, _)| is_letter(c))
}

/// Returns whether a bracket is inside a sentence: other text of the sentence precedes the opening bracket. The bracket closes after the
/// end marks at byte `marks`. Returns false if the window does not contain the opening bracket.
pub(super) fn closes_inner_bracket(window: &Window<'_>, sentence: usize, marks: usize) -> bool {
    let open = window.back_while(marks, |c| !matches!(c, '(' | '['));
    window.before(open).is_some_and(|(_, len)| window.back_spaces(open - len) > sentence)
}

/// Returns whether the end mark at byte `mark` is inside a host name in Arabic script: `موقع.شبكة`. No white space follows the mark.
/// Without `www.` and without a scheme, the tokenizer does not recognize such host names.
///
/// The last label of the name must be one of [`TOP_LEVEL_NAMES`]. Most of these labels are also words, so at least one more sign of a host
/// name must be present:
///
/// - another full stop or a hyphen;
/// - `/`, `:` or `?` after the last label, as before a path, a port or a query;
/// - only ASCII characters between the last white space and the mark;
/// - a last label of [`GENERIC_TOP_LEVEL_NAMES`].
pub(super) fn is_in_host_name(window: &Window<'_>, mark: usize) -> bool {
    let before = window.bytes_after_space(mark);
    let (mut last, mut stops) = (window.word(mark + 1), 1 + before.iter().filter(|&&byte| byte == b'.').count());
    let mut has_hyphen = before.contains(&b'-');
    while let Some(c) = window.char(last.end).filter(|c| matches!(c, '.' | '-')) {
        let next = window.word(last.end + 1);
        if next.letters == 0 {
            break;
        }
        stops += usize::from(c == '.');
        has_hyphen |= c == '-';
        last = next;
    }
    let has_path = matches!(window.char(last.end), Some('/' | ':' | '?'));
    last.is_in(TOP_LEVEL_NAMES) && (stops > 1 || has_hyphen || has_path || last.is_in(GENERIC_TOP_LEVEL_NAMES) || before.is_ascii())
}
