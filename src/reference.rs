//! Reference implementations of the normalizer, the tokenizer and the sentence splitter. Each implementation applies the rules directly and
//! favours clarity over speed. Tests and fuzz targets check that the fast implementations return the same results. The file also contains
//! functions that compare the implementations of the scanner with each other.

use alloc::string::String;
use alloc::vec::Vec;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::chars::{self, Class, ClassSet, base_text, class};
use crate::normalize::test_access::*;

/// Joiners, bidi characters and invisible characters.
const FORMAT: ClassSet = ClassSet::range(Class::ZeroWidthNonJoiner, Class::Invisible);

/// Returns the result of [`Normalizer::normalize`](crate::normalize::Normalizer::normalize). Applies each rule to the whole text before it
/// applies the next rule.
pub fn normalize(n: &crate::normalize::Normalizer, text: &str) -> String {
    let o = options(n);
    let unicode = o.form != UnicodeForm::Keep;
    let text = presentation_forms(o, text);
    let text = if unicode { text.nfc().collect() } else { text };
    let text = format_characters(o, &text);
    let text = if o.dagger_alef == DaggerAlefFold::Promote { dagger_alef(&text) } else { text };
    let text = if unicode { hamza(o, &text) } else { text };
    let text = if o.madda { madda(o, &text) } else { text };
    let text = letters(o, &text);
    let text = tanwin(o, &text);
    let text: String = text
        .chars()
        .filter(|&c| {
            !(o.tatweel && c == '\u{640}' || o.strip_marks.has(class(c)) || c == '\u{670}' && o.dagger_alef == DaggerAlefFold::Drop)
        })
        .collect();
    let text = digits(o, &text);
    let text = spaces(o, &text);
    let text = elongation(o, &text);
    let text = if unicode { text.nfc().collect() } else { text };
    if o.repair_marks { in_order(&text) } else { text }
}

/// Returns whether all implementations of the scanner that this processor supports return the same result for a text: the same normal form,
/// the same tokens and the same words.
pub fn levels_agree(n: &crate::normalize::Normalizer, tokenizer: &crate::token::Tokenizer, text: &str) -> bool {
    let normal = crate::normalize::test_access::by_level(n, text);
    normal.iter().all(|text| *text == normal[0]) && crate::token::levels_agree(tokenizer, text)
}

/// Returns whether all ways to stem a word return the same stem: every implementation of the scanner, the implementation that gets the
/// letters from the normalizer, and the cache `memo`. The function calls the cache twice, because the first call may store the word.
/// For the stemmers `Snowball` and `Lexical`, the function checks only the cache.
pub fn stems_agree(memo: &mut crate::stem::Memo, word: &str) -> bool {
    let stemmed = memo.stemmer().stem(word);
    let mut out = String::new();
    let cuts = [memo.stem_into(word, &mut out), memo.stem_into(word, &mut out)];
    memo.stemmer().implementations_agree(word) && cuts == [stemmed.cuts(); 2] && out == stemmed.text().repeat(2)
}

/// Returns whether a normalizer returns the same result for all canonically equivalent texts. The condition is that the normalizer applies
/// a Unicode form, such as NFC.
pub fn is_canonical(n: &crate::normalize::Normalizer) -> bool {
    options(n).form != UnicodeForm::Keep
}

fn presentation_forms(o: &Options, text: &str) -> String {
    let mut out = String::new();
    let (alone, word) = (|c| matches!(c, '﷼' | '﷽'), |c: char| c.is_alphanumeric() || chars::is_mark(c) || class(c) == Class::Mark);
    let start = |c: char| c.is_alphanumeric() && canonical_combining_class(c) == 0 && class(c) != Class::PresentationMark;
    let mut last = '\0';
    for c in text.chars() {
        // If the options expand ﷼ and ﷽, a space separates each of these signs from an adjacent word, and two adjacent signs from each
        // other.
        if o.word_ligatures == LigatureFold::Expand && (alone(last) && start(c) || alone(c) && out.ends_with(word)) {
            out.push(' ');
        }
        last = c;
        let fold = match class(c) {
            Class::WordLigature => o.word_ligatures,
            Class::HonorificLigature => o.honorific_ligatures,
            Class::PresentationLetter | Class::PresentationMark if o.presentation_forms => LigatureFold::Expand,
            Class::MathLetter if o.math_letters => LigatureFold::Expand,
            Class::GlyphPart if o.strip_marks.has(Class::GlyphPart) => LigatureFold::Drop,
            _ => LigatureFold::Keep,
        };
        match fold {
            LigatureFold::Drop => {}
            LigatureFold::Expand => out.push_str(base_text(c).unwrap()),
            LigatureFold::Keep if o.form == UnicodeForm::Nfkc && !chars::is_arabic(c) => decompose_compatible(c, |c| out.push(c)),
            LigatureFold::Keep => out.push(c),
        }
    }
    out
}

fn format_characters(o: &Options, text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            _ if o.format_chars == FormatFold::Keep => out.push(c),
            '\u{AD}' | '\u{34F}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' => {}
            _ if o.format_chars == FormatFold::Invisible => out.push(c),
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            '\u{200B}' => out.push(' '),
            '\u{200C}' | '\u{200D}' => match out.chars().next_back() {
                // The joiner is dropped if it has no effect, for example at the start of the text, and after an ASCII or Arabic character,
                // a space, punctuation, a number, or a symbol that is not an emoji.
                None => {}
                Some(b) if b.is_ascii() || chars::is_arabic(b) => {}
                Some(b) => match class(b) {
                    Class::Space
                    | Class::LineBreak
                    | Class::Control
                    | Class::Punctuation
                    | Class::Number
                    | Class::Symbol
                    | Class::Other => {}
                    _ => out.push(c),
                },
            },
            _ => out.push(c),
        }
    }
    out
}

fn dagger_alef(text: &str) -> String {
    let inside = |c: char| chars::is_letter(c) || chars::is_mark(c) || chars::is_tatweel(c) || FORMAT.has_char(c);
    let mut words: Vec<Vec<char>> = Vec::new();
    for c in text.chars() {
        match words.last_mut() {
            Some(word) if inside(c) && inside(word[0]) => word.push(c),
            _ => words.push([c].into()),
        }
    }
    for word in &mut words {
        let drop_all = is_spelled_without_alef(word.iter().copied().filter(|&c| chars::is_letter(c)));
        while let Some(at) = word.iter().position(|&c| c == '\u{670}') {
            let before = word[..at].iter().rposition(|&c| chars::is_letter(c));
            let after = word[at..].iter().copied().find(|&c| chars::is_letter(c));
            let seat = before.map(|b| word[b]);
            if drop_all || seat.is_none() {
                word.remove(at);
            } else if seat == Some('و') && after == Some('ة') || seat == Some('ى') && after.is_some() {
                word[before.unwrap()] = 'ا';
                word.remove(at);
            } else if seat == Some('ى') || seat.is_some_and(chars::is_alef_form) || after.is_some_and(chars::is_alef_form) {
                word.remove(at);
            } else {
                word[at] = 'ا';
            }
        }
    }
    words.concat().into_iter().collect()
}

fn hamza(o: &Options, text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    for c in text.chars() {
        if !('\u{653}'..='\u{655}').contains(&c) {
            out.push(c);
            continue;
        }
        // Finds the seat: the character that carries the combining hamza. Skips marks and format characters. Skips a tatweel only if it
        // follows a form of ا or و, because these letters do not join to the next letter. After any other letter, the tatweel is the seat.
        let transparent = |c: char| chars::is_mark(c) || FORMAT.has_char(c);
        let seat = out.iter().rposition(|&b| !transparent(b));
        let letter = out.iter().rposition(|&b| !transparent(b) && b != '\u{640}');
        let seat = match letter {
            Some(at) if matches!(out[at], 'ا' | 'آ' | 'أ' | 'إ' | 'و' | 'ؤ') => Some(at),
            _ => seat,
        };
        let to = match (seat.map(|at| out[at]), c) {
            (Some('ا'), '\u{653}') => 'آ',
            (Some('ا'), '\u{654}') => 'أ',
            (Some('ا'), '\u{655}') => 'إ',
            (Some('و'), '\u{654}') => 'ؤ',
            (Some('ي'), '\u{654}') => 'ئ',
            (Some('ہ'), '\u{654}') => 'ۂ',
            (Some('ە'), '\u{654}') => 'ۀ',
            (Some('ے'), '\u{654}') => 'ۓ',
            (Some('ى' | 'ی'), '\u{654}') if o.compose_maksura => 'ئ',
            (Some('\u{640}'), '\u{654}') if o.tatweel_hamza => 'ء',
            _ => {
                out.push(c);
                continue;
            }
        };
        out[seat.unwrap()] = to;
    }
    out.into_iter().collect()
}

fn madda(o: &Options, text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    let transparent = |c: char| chars::is_mark(c) || o.tatweel && c == '\u{640}' || FORMAT.has_char(c);
    for c in text.chars() {
        out.push(c);
        let mut alef = out.len() - 1;
        while letter(o, out[alef]) == 'ا' {
            match out[..alef].iter().rposition(|&b| !transparent(b)) {
                Some(at) if letter(o, out[at]) == 'ء' => {
                    out.remove(alef);
                    out[at] = 'آ';
                    alef = at;
                }
                _ => break,
            }
        }
    }
    out.into_iter().collect()
}

fn letter(o: &Options, c: char) -> char {
    let mut to = c;
    if o.keyboard_letters != KeyboardFold::Keep {
        to = match to {
            'ک' | 'ڪ' => 'ك',
            'ی' => 'ي',
            'ہ' | 'ھ' | 'ۀ' | 'ۂ' => 'ه',
            'ۃ' => 'ة',
            'ے' if o.keyboard_letters == KeyboardFold::All => 'ي',
            'ۓ' if o.keyboard_letters == KeyboardFold::All => 'ئ',
            'ە' if o.keyboard_letters == KeyboardFold::All => 'ه',
            _ => to,
        };
    }
    match to {
        'آ' | 'أ' | 'إ' if o.alef != AlefFold::Keep => 'ا',
        '\u{671}' | '\u{672}' | '\u{673}' | '\u{675}' if o.alef == AlefFold::All => 'ا',
        'ى' if o.yeh != YehFold::Keep => 'ي',
        'ی' if o.yeh == YehFold::All => 'ي',
        'ؤ' | 'ئ' if o.hamza == HamzaFold::ToHamza => 'ء',
        'ؤ' if o.hamza == HamzaFold::ToSeat => 'و',
        'ئ' if o.hamza == HamzaFold::ToSeat => 'ي',
        'ة' if o.teh_marbuta == TehMarbutaFold::ToHeh => 'ه',
        'ة' if o.teh_marbuta == TehMarbutaFold::ToTeh => 'ت',
        'پ' if o.loan_letters => 'ب',
        'چ' if o.loan_letters => 'ج',
        'ژ' if o.loan_letters => 'ز',
        'ڤ' if o.loan_letters => 'ف',
        'گ' if o.loan_letters => 'ك',
        _ => to,
    }
}

fn letters(o: &Options, text: &str) -> String {
    let mut out = String::new();
    // True if a fold changed the last character that is neither a mark, a tatweel nor a format character. A combining madda or hamza
    // (U+0653–0655) after such a character is dropped, unless the options keep the Unicode form.
    let mut folded = false;
    for c in text.chars() {
        let marks = chars::is_mark(c) || class(c) == Class::Mark;
        let is_attached = marks || chars::is_tatweel(c) || FORMAT.has_char(c);
        if !is_attached {
            folded = letter(o, c) != c;
        } else if folded && o.form != UnicodeForm::Keep && ('\u{653}'..='\u{655}').contains(&c) {
            continue;
        }
        out.push(letter(o, c));
    }
    out
}

fn tanwin(o: &Options, text: &str) -> String {
    if o.tanwin == TanwinFold::Keep {
        return text.into();
    }
    static RUNS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[ا\u{64B}]+").unwrap());
    let each = |run: &Captures<'_>| {
        let alefs = run[0].matches('ا').count();
        let tanwin = "\u{64B}".repeat(run[0].matches('\u{64B}').count());
        match o.tanwin {
            _ if alefs == 0 || tanwin.is_empty() => run[0].into(),
            TanwinFold::BeforeAlef => "ا".repeat(alefs - 1) + &tanwin + "ا",
            TanwinFold::AfterAlef => "ا".repeat(alefs) + &tanwin,
            _ => tanwin,
        }
    };
    RUNS.replace_all(text, each).into_owned()
}

fn digits(o: &Options, text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|&c| chars::digit_value(c).is_some());
    let mut out = String::new();
    for (n, &c) in chars.iter().enumerate() {
        let (before, after) = (is_digit(n.checked_sub(1)), is_digit(Some(n + 1)));
        let zero = match o.digits {
            DigitFold::ArabicIndic => '٠' as u32,
            DigitFold::Extended => '۰' as u32,
            _ => '0' as u32,
        };
        out.push(match (c, chars::digit_value(c), o.digits) {
            (_, Some(value), fold) if fold != DigitFold::Keep => char::from_u32(zero + u32::from(value)).unwrap(),
            ('٫', _, DigitFold::Ascii) => '.',
            ('٬', _, DigitFold::Ascii) => ',',
            ('٪', _, DigitFold::Ascii) => '%',
            ('.', _, DigitFold::ArabicIndic | DigitFold::Extended) if before && after => '٫',
            (',', _, DigitFold::ArabicIndic | DigitFold::Extended) if before && after => '٬',
            ('%', _, DigitFold::ArabicIndic | DigitFold::Extended) if before => '٪',
            ('،', _, _) if o.punctuation => ',',
            ('؛', _, _) if o.punctuation => ';',
            ('؟', _, _) if o.punctuation => '?',
            ('۔', _, _) if o.punctuation => '.',
            ('٭', _, _) if o.punctuation => '*',
            ('“' | '”' | '„' | '«' | '»', _, _) if o.punctuation => '"',
            ('‘' | '’', _, _) if o.punctuation => '\'',
            ('–' | '—', _, _) if o.punctuation => '-',
            _ => c,
        });
    }
    out
}

fn spaces(o: &Options, text: &str) -> String {
    let text: String = match o.spaces {
        SpaceFold::Keep => return text.into(),
        _ => text.chars().map(|c| if class(c) == Class::Space { ' ' } else { c }).collect(),
    };
    static RUNS: LazyLock<Regex> = LazyLock::new(|| Regex::new(" +").unwrap());
    match o.spaces {
        SpaceFold::Collapse => RUNS.replace_all(&text, " ").into_owned(),
        _ => text,
    }
}

fn elongation(o: &Options, text: &str) -> String {
    let mut out: Vec<char> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    for run in chars.chunk_by(|a, b| a == b) {
        let limit = match o.elongation {
            ElongationFold::Keep => run.len(),
            ElongationFold::ToOne => 1,
            ElongationFold::ToTwo => 2,
        };
        let cut = run.len() > 2 && chars::is_letter(run[0]);
        out.extend(&run[..if cut { limit } else { run.len() }]);
    }
    out.into_iter().collect()
}

fn in_order(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for run in chars.chunk_by_mut(|&a, &b| canonical_combining_class(a) != 0 && canonical_combining_class(b) != 0) {
        run.sort_by_key(|&c| canonical_combining_class(c));
    }
    chars.dedup_by(|b, a| a == b && chars::is_mark(*a));
    chars.into_iter().collect()
}

/// Returns the byte offsets of the ends of the tokens of a text, with the default options of the tokenizer. The tokens follow UAX #29 as
/// `unicode-segmentation` implements it, except for the numbered departures in the docs of [`token`](crate::token). `whole` takes a byte
/// offset. If an address, a tag or an abbreviation starts at this offset (departures 8 and 9), `whole` returns the offset of the end of
/// this token, otherwise `None`.
pub fn token_ends(text: &str, whole: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let (mut ends, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let next = (at + 1..text.len()).find(|&i| whole(i).is_some()).unwrap_or(text.len());
        at = whole(at).unwrap_or_else(|| at + token_len(&text[at..next]));
        ends.push(at);
    }
    ends
}

/// Returns the byte offsets of the ends of the sentences of `bytes`. Reads every character instead of searching for candidates with the
/// scanner.
pub fn sentence_ends(splitter: &crate::sentence::SentenceSplitter, bytes: &[u8]) -> Vec<usize> {
    crate::sentence::all_ends_by_reference(splitter, bytes)
}

/// Returns the byte offsets of the ends of the sentences of `bytes`. The result has one list for each implementation of the scanner that
/// this processor supports.
pub fn sentence_ends_by_level(splitter: &crate::sentence::SentenceSplitter, bytes: &[u8]) -> Vec<Vec<usize>> {
    crate::sentence::all_ends_by_level(splitter, bytes)
}

/// Returns the length in bytes of the first token of a text that is not empty. The function does not recognize addresses, tags and
/// abbreviations.
fn token_len(text: &str) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    let format = |c| matches!(class(c), Class::BidiMark | Class::BidiControl | Class::Invisible);
    let mark = |c| chars::is_mark(c) || class(c) == Class::PresentationMark;
    let extend =
        |c| mark(c) || format(c) || matches!(class(c), Class::Mark | Class::VariationSelector) || matches!(c, '\u{200C}' | '\u{200D}');
    let honorific = |c| matches!(class(c), Class::HonorificLigature) || matches!(c, '\u{FDFC}' | '\u{FDFD}');
    let arabic = |c| !honorific(c) && (chars::is_letter(c) || matches!(class(c), Class::Tatweel | Class::WordLigature));
    let word = |c| arabic(c) || matches!(class(c), Class::Latin | Class::Letter | Class::Number) || chars::digit_value(c).is_some();
    let line = |c| matches!(c, '_' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'..='\u{FE4F}' | '\u{FF3F}');
    let inner = |c| {
        ".,;:'\"\u{B7}\u{387}՟։״،؍٬߸‘’․‧⁄\u{FE10}\u{FE13}\u{FE14}\u{FE50}\u{FE52}\u{FE54}\u{FE55}\u{FF07}\u{FF0C}\u{FF0E}\u{FF1A}\u{FF1B}"
            .contains(c)
    };

    // A run of spaces and tabs is one token. A run of marks and format characters at the start of the text is one token, too.
    let first = text.chars().next().unwrap();
    let run = |f: &dyn Fn(char) -> bool| text.find(|c| !f(c)).unwrap_or(text.len());
    if class(first) == Class::Space {
        return run(&|c| class(c) == Class::Space);
    }
    if extend(first) {
        return run(&extend);
    }
    if first == '\u{FFFD}' {
        return 3;
    }
    // Implements departures 4, 5 and 7 and a part of departure 3 of the list in [`token`](crate::token). `unicode-segmentation` splits a
    // copy of the text. The copy has カ for each Arabic letter and U+0301 for each mark of an Arabic letter. `unicode-segmentation` joins カ
    // and U+0301 by the rules that this crate applies to Arabic letters and marks.
    let mut before = first;
    let stand_in: Vec<char> = text
        .chars()
        .map(|c| {
            before = if extend(c) { before } else { c };
            match c {
                c if mark(c) && arabic(before) => '\u{301}',
                c if honorific(c) => '→',
                c if arabic(c) => 'カ',
                c if class(c) == Class::Space => ' ',
                c => c,
            }
        })
        .collect();
    let length = stand_in.iter().collect::<String>().split_word_bounds().next().unwrap().chars().count();
    let mut token: Vec<char> = text.chars().take(length).collect();

    // Returns the position of the last character before `at` that is neither a mark nor a format character, and this character.
    let base = |token: &[char], at: usize| (0..at).rev().map(|i| (i, token[i])).find(|&(_, c)| !extend(c)).unwrap_or((0, first));
    let picture = |c| matches!(class(c), Class::Emoji | Class::Pictographic);
    let simple = |c| arabic(c) || c <= '\u{24F}' && matches!(class(c), Class::Latin | Class::Letter) || chars::digit_value(c).is_some();
    let mut identifier = false;
    for i in 1..token.len() {
        let (c, (at, before)) = (token[i], base(&token, i));
        let underscores = token[i..].iter().take_while(|&&c| c == '_').count();
        let joined = token.get(i + underscores).is_some_and(|&c| simple(c)) && (1..=16).contains(&underscores);
        let leads = token[..i].iter().all(|&c| c == '_');
        let stray = picture(c) && !picture(before) && (token[i - 1] == '\u{200D}' || ('\u{1F3FB}'..='\u{1F3FF}').contains(&c));
        let hebrew = before == '\'' && matches!(base(&token, at).1, '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}');
        let bound = mark(c) || matches!(c, '\u{FF9E}' | '\u{FF9F}');
        let cut = if (bound || stray) && inner(before) && at > 0 && !hebrew {
            at
        } else if bound && !word(before) && class(before) != Class::NumberSign
            || arabic(c) && line(before) && (token[i - 1] != '_' || leads)
            || line(c) && arabic(before) && !joined
            || line(c) && identifier && before != '_' && !joined
            || identifier && !(simple(c) || extend(c) || line(c))
            || !extend(c) && arabic(c) != arabic(before) && !line(c) && !line(before)
            || stray
        {
            i
        } else {
            identifier |= line(c) && arabic(before) || arabic(c) && line(before);
            continue;
        };
        token.truncate(cut);
        break;
    }
    while token.len() > 1
        && (format(token[token.len() - 1]) || token[token.len() - 1] == '٫' && token.iter().any(|&c| c != '٫' && !format(c)))
    {
        token.pop();
    }
    token.iter().map(|c| c.len_utf8()).sum()
}
