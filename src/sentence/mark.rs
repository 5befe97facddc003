//! What an end mark does: whether the sentence ends after it, and where.
//!
//! A run of marks takes closing brackets and quotation marks, footnote marks and invisible characters with it. It ends the sentence unless it
//! stands inside a number or an address, closes an abbreviation or a list marker, is an ellipsis, or closes speech that the sentence goes on from.

use super::window::{DIGITS, SPACE, Window, at, is_closer, is_dash, is_emoji, is_end, is_letter, is_opener};
use super::{SentenceSplitter, words};
use crate::chars::{self, Class, class};
use crate::entity::abbreviation_list::{Kind, lookup};

/// How many bytes a list marker has at most.
pub(super) const MARKER: usize = 16;

/// A run of end marks.
struct Run {
    /// How many marks, and how many stops they are worth.
    count: usize,
    dots: usize,
    /// A mark that is no stop: `؟ ! ۔`.
    strong: bool,
    end: usize,
}

impl Run {
    fn read(w: &Window<'_>, i: usize) -> Run {
        let mut r = Run { count: 0, dots: 0, strong: false, end: i };
        let mut tight = 0;
        while let Some((c, n)) = w.at(r.end) {
            if is_end(c) {
                let dots = match c {
                    '.' => 1,
                    '…' => 3,
                    _ => 0,
                };
                r.strong |= dots == 0;
                r.dots += dots;
                tight += dots;
                r.count += 1;
                r.end += n;
            } else if c == ' '
                && !r.strong
                && r.dots > 0
                && w.char(r.end + 1) == Some('.')
                && w.char(r.end + 2).is_none_or(|c| !is_tight(c))
            {
                r.end += 1;
                // `. . .` is an ellipsis, `... .` an ellipsis and a full stop.
                r.strong = tight > 1;
                tight = 0;
            } else {
                break;
            }
        }
        r
    }
}

/// What stays with the marks: where it ends, and what was closed.
#[derive(Default)]
struct Tail {
    end: usize,
    quote: bool,
    bracket: bool,
    /// An end mark after a closer: nothing can go on after it.
    outer: bool,
}

impl Tail {
    fn read(w: &Window<'_>, run: &Run, i: usize) -> Tail {
        let mut t = Tail { end: run.end, ..Tail::default() };
        while let Some((c, n)) = w.at(t.end) {
            let next = w.char(t.end + n);
            let closed = t.quote || t.bracket;
            if chars::IGNORABLE.has_char(c) || matches!(class(c), Class::Number) {
                t.end += n;
            } else if is_end(c) && closed {
                t.outer = true;
                t.end += n;
            } else if matches!(c, '"' | '\'') && next.is_some_and(is_letter) && !opened(w, i, c) {
                break;
            } else if is_closer(c) || matches!(c, '“' | '«' | '„') && next.is_none_or(|c| SPACE.has_char(c)) {
                // An opening mark with a space after it was typed for a closing one.
                *(if matches!(c, ')' | ']' | '}' | '﴾') { &mut t.bracket } else { &mut t.quote }) = true;
                t.end += n;
            } else if c == '<' && next == Some('/') {
                let tag = w.skip(t.end + 2, |c| c.is_ascii_alphanumeric());
                if w.char(tag) != Some('>') {
                    break;
                }
                t.end = tag + 1;
            } else if matches!(c, '[' | '(') {
                let note = w.skip(t.end + n, |c| DIGITS.has_char(c));
                if note == t.end + n || !matches!(w.char(note), Some(']' | ')')) {
                    break;
                }
                t.end = note + 1;
            } else if may_trail(c)
                || c == '*' && !next.is_some_and(|c| c == '*' || is_letter(c))
                // The Urdu ” with a letter behind it opens.
                || c == ' '
                    && next.is_some_and(|c| matches!(c, '»' | '”' | ')' | ']' | '›'))
                    && !(next == Some('”') && w.char(t.end + n + '”'.len_utf8()).is_some_and(is_letter))
            {
                t.end += n;
            } else {
                break;
            }
        }
        t
    }
}

/// Whether a straight quotation mark is open before `i`, as far as can be seen.
fn opened(w: &Window<'_>, i: usize, quote: char) -> bool {
    let (mut at, mut open) = (i, false);
    while let Some((c, n)) = w.before(at) {
        open ^= c == quote;
        at -= n;
    }
    open
}

/// Whether a character next to a stop joins with one on its other side.
fn is_tight(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '&' | '@' | '%' | '-')
}

/// Returns whether a single mark joins the characters on both sides of it, as in an address or a file name: `a.b`, `?c=1`.
///
/// Digits need no rule of their own here (`٣.٥`, ` .5`), because no sentence starts with a digit right after its mark.
fn is_inner(run: &Run, left: char, right: char) -> bool {
    run.count == 1 && is_tight(left) && is_tight(right)
}

/// Whether the text from `first` to the stop is only a list marker: a number, a letter.
fn is_marker(b: &[u8], first: usize, stop: usize) -> bool {
    let Some(text) = b.get(first..stop).filter(|t| t.len() <= MARKER) else { return false };
    let w = Window::new(text, 0, 0);
    // Quoted in mail, it may stand behind `>`.
    let quoted = w.skip(0, |c| matches!(c, '>' | ' '));
    let start = w.skip(quoted, |c| c == '(' || chars::IGNORABLE.has_char(c));
    let digits = w.skip(start, |c| DIGITS.has_char(c));
    if digits > start {
        return digits == text.len() && digits - start <= 6;
    }
    let word = w.word(start);
    word.letters == 1 && word.end == text.len()
}

/// Whether a single stop closes an abbreviation after which the sentence goes on. `next` is the first character after white space.
fn is_abbreviation(o: &SentenceSplitter, w: &Window<'_>, first: usize, stop: usize, next: usize) -> bool {
    let word = w.word_before(stop);
    if word.letters == 0 || (word.letters > 8 && word.dots == 0 && o.abbreviations.is_none()) {
        return false;
    }
    let follows = w.char(next);
    let name = follows.is_some_and(is_letter);
    let number = follows.is_some_and(|c| DIGITS.has_char(c));
    let spaced = next > stop + 1;
    if o.abbreviations.as_ref().is_some_and(|list| word.is_one_of(list)) {
        return follows.is_some();
    }
    // Letters with a stop each and spaces between them are read as one: `ق. م.`
    let mut start = word.start;
    if word.letters == 1 {
        for _ in 0..4 {
            let gap = w.back(start, |c| SPACE.has_char(c));
            if gap == start || w.before(gap) != Some(('.', 1)) {
                break;
            }
            let left = w.word_before(gap - 1);
            if left.letters != left.dots + 1 {
                break;
            }
            start = left.start;
        }
    }
    let chain = start < word.start;
    let joint = if chain { Some(w.read(start, stop)) } else { None };
    let whole = joint.as_ref().unwrap_or(&word);
    let mut kinds = lookup(whole.text());
    if kinds.is_empty() && word.is(words::TITLED) {
        kinds = lookup("د".as_bytes());
    }
    // ق. م. again, from its first letter.
    if word.letters == 1 && name && spaced {
        let other = w.word(next);
        if other.letters == 1 && w.char(other.end) == Some('.') && !lookup(w.read(start, other.end).text()).is_empty() {
            return true;
        }
    }
    let gap = w.back(start, |c| SPACE.has_char(c));
    let after_digit = w.before(gap).is_some_and(|(c, _)| DIGITS.has_char(c));
    if kinds.has(Kind::Before) || number && kinds.has(Kind::Reference) {
        return follows.is_some();
    }
    // «(د. 15)»: a number is the label of no letter but of what the letter stands for.
    if number && word.letters == 1 && word.dots == 0 && !word.is_ascii() && !words::labels(w, &word) {
        return true;
    }
    // «في عام 1952 م. قامت الثورة»: so far the sentence only says when.
    if name && kinds.any(&[Kind::Era, Kind::Unit]) && words::only_says_when(w, first, gap) {
        return true;
    }
    // «أبو هريرة رض. قال»: what a blessing stands in goes on with its verb.
    if name && kinds.has(Kind::Blessing) && !after_digit && !words::labels(w, &word) && words::tells(&w.word(next)) {
        return true;
    }
    let titled = kinds.has(Kind::Title) && !(after_digit && (whole.dots == 0 || kinds.any(&[Kind::Era, Kind::Unit])));
    if name && titled {
        return word.letters > 1 || chain || !spaced || !words::labels(w, &word);
    }
    if kinds.has(Kind::Reference) && whole.dots > 0 && lookup(w.word(next).text()).has(Kind::Reference) {
        return true; // م.س. ص 45
    }
    if kinds.has(Kind::After) {
        // English goes on in small letters.
        return words::leans(w, next) && !(whole.is_ascii() && follows.is_some_and(|c| c.is_ascii_uppercase()));
    }
    if name && kinds.has(Kind::Letter) {
        // «جيه. كيه. رولينج»: a neighbour of the same kind.
        let other = w.word(next);
        let before = w.back(word.start, |c| SPACE.has_char(c));
        let stop = w.before(before) == Some(('.', 1));
        let neighbour = lookup(w.word_before(if stop { before - 1 } else { before }).text()).has(Kind::Letter);
        if stop && neighbour || w.char(other.end) == Some('.') && lookup(other.text()).has(Kind::Letter) {
            return true;
        }
        // «جورج دبليو. بوش»: a name that is no other word, and does not end a row of letters («بي إم دبليو.»).
        if !neighbour && (word.letters > 2 || word.starts_with("إ")) {
            return !words::opens(w, next);
        }
    }
    let joined = whole.letters == whole.dots + 1 && whole.dots > 0;
    let latin = whole.is_ascii();
    let measured = after_digit && (joined || kinds.any(&[Kind::Era, Kind::Unit]));
    // Agencies are written without spaces: «السيد أ. ب. سالم» has initials.
    let agency = kinds.any(&[Kind::Name, Kind::Blessing]) && !(chain && !after_digit && kinds.has(Kind::Name));
    if measured || agency || joined && !chain && (whole.dots > 0 && !kinds.is_empty() || latin) {
        // The end only where nothing leans on it, and more than a word follows. Glued, it goes on.
        return !spaced && name || words::leans(w, next) || words::is_last(w, next);
    }
    if (joined || word.letters == 1) && name && (!latin || follows.is_some_and(|c| c.is_ascii_alphabetic())) {
        // Initials of a person: something is to follow, a letter with its stop or a name.
        let other = w.word(next);
        let more = other.letters == 1 && w.char(other.end) == Some('.');
        return more || !spaced || (joined || latin || !words::labels(w, &word)) && !words::opens(w, next);
    }
    false
}

/// Whether the sentence goes on after speech, a title or a bracket that an end mark closes. `next` is on the same line.
fn goes_on(w: &Window<'_>, first: usize, i: usize, run: &Run, tail: &Tail, next: usize) -> bool {
    let Some(c) = w.char(next) else { return false };
    let word = w.word(next);
    if is_dash(c) || words::says(w, &word) || c.is_ascii_lowercase() {
        return true;
    }
    if tail.quote
        && (matches!(c, '[' | '(') || words::attributes(w, &word) || words::rest(w, &word) || words::names(w, i) && !words::opens(w, next))
    {
        return true;
    }
    // رائعا (شاهدته مرتين!) ولكنه طويل: a bracket inside the sentence.
    if run.strong && tail.bracket && !tail.quote && words::is_inside(w, first, i) {
        return !words::clear(w, next);
    }
    // سأل «من هناك؟» فلم يجبه: without a colon the quotation is a part of the sentence.
    if run.strong && tail.quote && words::is_object(w, first, i) && word.starts_with("ف") && word.letters > 2 {
        return true;
    }
    if run.strong {
        // A question or an exclamation that is a part: «من قتل الملك؟» على خشبة المسرح.
        return words::leans(w, next) || tail.quote && word.is(words::LIKEWISE);
    }
    // (… إلخ.) قبل السفر: the stop is that of the abbreviation.
    let word = w.word_before(i);
    tail.bracket && (word.dots > 0 || lookup(word.text()).any(&[Kind::After, Kind::Era, Kind::Unit, Kind::Name]))
}

/// The end of the sentence if the run of end marks at `i` closes one, else where to go on. `first` is the first character of the sentence.
pub(super) fn mark(o: &SentenceSplitter, b: &[u8], first: usize, i: usize) -> Result<usize, usize> {
    let w = &Window::new(b, first, i);
    let run = Run::read(w, i);
    let ellipsis = !run.strong && run.dots > 1;
    let left = w.before(i).map(|(c, _)| c);
    let right = w.char(run.end);
    match (left, right) {
        (None, _) if ellipsis => return Err(run.end), // a text that opens with an ellipsis
        (Some(l), Some(r)) if is_opener(l) && is_closer(r) || is_inner(&run, l, r) => return Err(run.end),
        _ => {}
    }
    let single = run.count == 1 && run.dots == 1;
    if single && right.is_some() && is_marker(b, first, i) {
        return Err(run.end);
    }
    let tail = Tail::read(w, &run, i);
    let (e, closed) = (tail.end, tail.quote || tail.bracket);
    let next = w.spaces(e);
    let Some(c) = w.char(next) else { return Ok(e) };
    if matches!(c, '،' | '؛' | ',' | ';' | ':') {
        return Err(run.end);
    }
    let cited = next > e && c == 'ا' && w.word(next).is(words::CITED);
    if cited || tail.outer {
        return if cited { Err(e) } else { Ok(e) };
    }
    let newline = w.has_break(e, next);
    if closed && !newline && goes_on(w, first, i, &run, &tail, next) {
        return Err(e);
    }
    // «القرن الرابع ق.م.. »: the stop of the abbreviation and that of the sentence.
    if run.count == 2 && run.dots == 2 && next > e && w.word_before(i).dots > 0 {
        return Ok(e);
    }
    if ellipsis {
        let starts = next > e && (words::clear(w, next) || is_dash(c) && w.spaces(next + c.len_utf8()) > next + c.len_utf8());
        return if newline || starts { Ok(e) } else { Err(e) };
    }
    if single && !closed && is_abbreviation(o, w, first, i, next) {
        return Err(run.end);
    }
    if next > e {
        // English goes on in small letters after a stop.
        return if single && !closed && c.is_ascii_lowercase() && left.is_some_and(|l| l.is_ascii_alphabetic()) {
            Err(e)
        } else {
            Ok(trail(w, e, next))
        };
    }
    if closed || run.strong {
        let starts = is_letter(c) || is_opener(c) || matches!(c, '"' | '#' | '@');
        return if starts && !(run.strong && words::in_host_name(w, i)) { Ok(e) } else { Err(e) };
    }
    // No space after the stop: an end between Arabic words of two letters or more, or before an opening mark.
    if is_opener(c) || c == '"' || e > run.end && is_emoji_at(w, run.end) {
        return Ok(e);
    }
    let ended = left.is_some_and(|l| SPACE.has_char(l) || DIGITS.has_char(l)) || w.word_before(i).letters >= 2;
    if ended && chars::is_letter(c) && w.word(next).letters >= 2 && !words::in_host_name(w, i) { Ok(e) } else { Err(e) }
}

/// Emoji and what joins them.
fn may_trail(c: char) -> bool {
    is_emoji(c) || matches!(class(c), Class::VariationSelector | Class::ZeroWidthJoiner)
}

/// Whether the quotation mark of `n` bytes at `i` closes a quotation after which another starts with nothing between: «…» «…». They are
/// two utterances if the second has more than two words; names in a row are shorter.
pub(super) fn is_between_quotations(b: &[u8], first: usize, i: usize, n: usize) -> bool {
    let quote = |c: Option<char>| c.is_some_and(|c| matches!(c, '"' | '«' | '“'));
    if b.get(i + n) != Some(&b' ') || !quote(at(b, i + n + 1).map(|(c, _)| c)) {
        return false;
    }
    let w = Window::new(b, first, i);
    let mut word = w.word(i + n + 1 + w.at(i + n + 1).map_or(0, |(_, n)| n));
    for _ in 0..2 {
        let next = w.skip(word.end, |c| c == '،');
        if word.letters == 0 || w.char(next) != Some(' ') {
            return false;
        }
        word = w.word(next + 1);
    }
    word.letters > 0 && w.before(i).is_some_and(|(c, _)| is_letter(c) || chars::is_mark(c))
}

fn is_emoji_at(w: &Window<'_>, i: usize) -> bool {
    w.char(i).is_some_and(is_emoji)
}

/// Where emoji end that stand between the marks at `e` and the end of the line: they say how the sentence was meant. `next` is behind the space.
fn trail(w: &Window<'_>, e: usize, next: usize) -> usize {
    if w.has_break(e, next) || !is_emoji_at(w, next) {
        return e;
    }
    let end = w.skip(next, |c| may_trail(c) || class(c) == Class::Space);
    let is_face = |c| matches!(c, '\u{1F600}'..='\u{1F64F}' | '\u{1F910}'..='\u{1F97A}' | '\u{1F440}'..='\u{1F4AF}' | '\u{2764}');
    let last = w.back(end, |c| class(c) == Class::Space);
    if w.char(end).is_none_or(|c| class(c) == Class::LineBreak) || w.char(next).is_some_and(is_face) { last } else { e }
}
