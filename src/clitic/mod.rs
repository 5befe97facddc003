//! Cutting clitics off a word, in the schemes that treebanks and translation systems use.
//!
//! | scheme | cut off | وللمدرسة | سيكتبونها |
//! |---|---|---|---|
//! | `d1` | و ف, and أ that asks | و+للمدرسة | سيكتبونها |
//! | `d2` | also ب ك ل and س | و+ل+لمدرسة | س+يكتبونها |
//! | `atb` | also pronouns; all but the article (Penn Arabic Treebank, Universal Dependencies) | و+ل+لمدرسة | س+يكتبون+ها |
//! | `d3` | also the article | و+ل+ل+مدرسة | س+يكتبون+ها |
//!
//! The pieces are of the surface: they concatenate to the word. Each also has its underlying form (المدرسة for لمدرسة), from which
//! [`desegment`] makes the word again.
//!
//! Treebanks differ in joined particles. Here لأن, لذلك, لذا, كذلك, كما, مما, عما, ممن, فيما, عندما are one word, and بدون, بلا, بحيث, بأن, بما are two.
//!
//! ```
//! use kalima::clitic::{Scheme, desegment, segment};
//!
//! let pieces: Vec<_> = segment("ولمدرستها", Scheme::Atb).map(|s| (s.text(), s.form().to_owned())).collect();
//! assert_eq!(pieces.iter().map(|p| p.0).collect::<Vec<_>>(), ["و", "ل", "مدرست", "ها"]);
//! assert_eq!(pieces[2].1, "مدرسة");
//! assert_eq!(desegment(pieces.iter().map(|p| p.1.as_str())), "ولمدرستها");
//! assert_eq!(segment("Zürich", Scheme::Atb).count(), 1);
//! ```

mod expand;

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use crate::debug::short_debug;
use crate::error::names;
use crate::morph::{self, Parse, PieceKind, Pieces};
use crate::span::slice;

pub use expand::{MAX_EXPANSIONS, expand};

/// Which clitics are cut off. See the [module](self).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Conjunctions.
    D1,
    /// Conjunctions, prepositions, س.
    D2,
    /// All but the article.
    Atb,
    /// All.
    D3,
}
names!(Scheme, "segmentation scheme", D1 = "d1", D2 = "d2", Atb = "atb", D3 = "d3");

impl Scheme {
    const fn cuts(self, kind: PieceKind) -> bool {
        match kind {
            PieceKind::Conjunction | PieceKind::Question => true,
            PieceKind::Article => matches!(self, Scheme::D3),
            PieceKind::Pronoun => matches!(self, Scheme::Atb | Scheme::D3),
            PieceKind::Stem => false,
            _ => !matches!(self, Scheme::D1),
        }
    }
}

/// A piece of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'w> {
    text: &'w str,
    start: usize,
    kind: PieceKind,
    form: Cow<'w, str>,
}

impl<'w> Segment<'w> {
    /// The letters as they stand in the word.
    pub fn text(&self) -> &'w str {
        self.text
    }

    /// The bytes in the word.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What it is; of a piece that holds several things, [`PieceKind::Stem`].
    pub fn kind(&self) -> PieceKind {
        self.kind
    }

    /// How it is written when it stands alone: مدرسة for مدرست, على for علي, الكتاب for لكتاب behind ل.
    pub fn form(&self) -> &str {
        &self.form
    }
}

/// The pieces of a word by its best reading. A word without a reading is one piece; the empty word has none.
///
/// ```
/// # use kalima::clitic::{Scheme, segment};
/// let d3: Vec<_> = segment("للكتاب", Scheme::D3).map(|s| s.form().to_owned()).collect();
/// assert_eq!(d3, ["ل", "ال", "كتاب"]);
/// // The article of a word in ل is not written behind ل: it is an empty piece.
/// assert_eq!(segment("للغة", Scheme::D3).map(|s| s.text()).collect::<Vec<_>>(), ["ل", "", "لغة"]);
/// assert_eq!(segment("", Scheme::D3).count(), 0);
/// ```
pub fn segment(word: &str, scheme: Scheme) -> Segments<'_> {
    segment_parse(word, morph::best(word), scheme)
}

/// [`segment`] of bytes that may not be UTF-8: then they are one piece. Each piece with its range in the source and its form.
///
/// ```
/// use kalima::clitic::{Scheme, segment_utf8};
/// let pieces: Vec<_> = segment_utf8("وكتابه".as_bytes(), Scheme::Atb).map(|(range, form)| (range, form.into_owned())).collect();
/// assert_eq!(pieces, [(0..2, "و".into()), (2..10, "كتاب".into()), (10..12, "ه".into())]);
/// assert_eq!(segment_utf8(b"\xD9\x88\xFF", Scheme::Atb).collect::<Vec<_>>(), [(0..3, "و\u{FFFD}".into())]);
/// ```
pub fn segment_utf8(word: &[u8], scheme: Scheme) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    let valid = core::str::from_utf8(word);
    let whole = valid.is_err().then(|| (0..word.len(), String::from_utf8_lossy(word)));
    segment(valid.unwrap_or_default(), scheme).map(|s| (s.range(), s.form)).chain(whole)
}

/// The pieces of a word by one of its readings.
pub fn segment_as<'w>(parse: &Parse<'w>, scheme: Scheme) -> Segments<'w> {
    segment_parse(parse.word(), Some(parse.clone()), scheme)
}

fn segment_parse<'w>(word: &'w str, parse: Option<Parse<'w>>, scheme: Scheme) -> Segments<'w> {
    let pieces = parse.as_ref().map(Parse::pieces);
    Segments { word, parse, pieces, scheme, start: 0 }
}

/// The pieces of a word. See [`segment`].
#[derive(Clone)]
pub struct Segments<'w> {
    word: &'w str,
    parse: Option<Parse<'w>>,
    pieces: Option<Pieces<'w>>,
    scheme: Scheme,
    start: usize,
}

short_debug!(['w] Segments<'w>, "Segments", |s| { word: s.word, start: s.start, scheme: s.scheme });

impl<'w> Iterator for Segments<'w> {
    type Item = Segment<'w>;

    fn next(&mut self) -> Option<Segment<'w>> {
        let Some((parse, pieces)) = self.parse.as_ref().zip(self.pieces.as_mut()) else {
            let text = core::mem::take(&mut self.word);
            return (!text.is_empty()).then_some(Segment { text, start: 0, kind: PieceKind::Stem, form: Cow::Borrowed(text) });
        };
        let mut kind = None;
        let mut end = self.start;
        // Whether the article and the stem are in this piece, and whether what follows is cut off.
        let (mut article, mut stem) = (false, false);
        while let Some(piece) = pieces.clone().next() {
            if kind.is_some() && self.scheme.cuts(piece.kind()) {
                break;
            }
            pieces.next();
            article |= piece.kind() == PieceKind::Article;
            stem |= piece.kind() == PieceKind::Stem;
            end = piece.range().end;
            let cut = self.scheme.cuts(piece.kind());
            kind = if cut { Some(piece.kind()) } else { Some(PieceKind::Stem) };
            if cut {
                break;
            }
        }
        let kind = kind?;
        let text = slice(self.word, self.start..end);
        let bound = stem && end < self.word.len();
        let form = form(parse, text, self.start, kind, article, bound, self.scheme);
        let segment = Segment { text, start: self.start, kind, form };
        self.start = end;
        Some(segment)
    }
}

/// The underlying form of a piece.
fn form<'w>(parse: &Parse<'w>, text: &'w str, start: usize, kind: PieceKind, article: bool, bound: bool, scheme: Scheme) -> Cow<'w, str> {
    // The article loses its ا behind ل.
    if kind == PieceKind::Article {
        return if text.starts_with('ا') { Cow::Borrowed(text) } else { Cow::Borrowed("ال") };
    }
    let after_lam = parse.has_article() && start > 0 && scheme != Scheme::D1;
    let lost = match article && after_lam {
        true if parse.shares_article() => "ال",
        true if !text.starts_with('ا') => "ا",
        _ => "",
    };
    let free = free_form(parse, text, start, bound);
    if lost.is_empty() { free } else { Cow::Owned([lost, &free].concat()) }
}

/// A piece with a stem as it is without its pronoun.
fn free_form<'w>(parse: &Parse<'w>, text: &'w str, start: usize, bound: bool) -> Cow<'w, str> {
    match if bound { parse.free_ending() } else { None } {
        None => Cow::Borrowed(text),
        Some((keep, ending)) => Cow::Owned([slice(text, 0..keep.saturating_sub(start)), ending].concat()),
    }
}

/// The pronouns that are written onto words.
const PRONOUNS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ني", "ي"];

/// Writes pieces as one word: ل before ال loses the ا, ة before a pronoun is ت, ى before a pronoun is ا or (على, إلى, لدى) ي, وا before a pronoun
/// is و.
///
/// It undoes [`segment`], but for the seat of a hamza before a pronoun (بناءه for بناؤه), which depends on the case, and for a third ل that is
/// none of spelling (للغة for لللغة). Pieces without marks are expected; others are joined as they are.
///
/// ```
/// # use kalima::clitic::desegment;
/// assert_eq!(desegment(["و", "ل", "المدرسة"]), "وللمدرسة");
/// assert_eq!(desegment(["ل", "ال", "لغة"]), "للغة");
/// assert_eq!(desegment(["ل", "اللغة"]), "للغة");
/// assert_eq!(desegment(["على", "هم"]), "عليهم");
/// assert_eq!(desegment([]), "");
/// ```
pub fn desegment<'a>(forms: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut last = "";
    // ل and its article have been written as one.
    let mut lam = false;
    for form in forms {
        let mut form = form;
        if lam && form.starts_with('ل') {
            out.truncate(out.len() - 'ل'.len_utf8());
        }
        lam = false;
        if last == "ل"
            && let Some(rest) = form.strip_prefix("ال")
        {
            lam = rest.is_empty();
            if rest.starts_with('ل') {
                form = rest;
            } else {
                form = slice(form, 'ا'.len_utf8()..form.len());
            }
        } else if PRONOUNS.contains(&form) && last.chars().count() > 1 {
            bind(&mut out, last);
        }
        out.push_str(form);
        last = form;
    }
    out
}

/// Gives the last piece the ending that it has before a pronoun.
fn bind(out: &mut String, last: &str) {
    let ending = match last.chars().next_back() {
        Some('ة') => "ت",
        Some('ى') if matches!(last, "على" | "إلى" | "الى" | "لدى") => "ي",
        Some('ى') => "ا",
        Some('ا') if last.ends_with("وا") && last.chars().count() > 3 => "",
        _ => return,
    };
    out.pop();
    out.push_str(ending);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    fn cut(word: &str, scheme: Scheme) -> String {
        let pieces: Vec<_> = segment(word, scheme).map(|s| s.text()).collect();
        assert_eq!(pieces.concat(), word);
        pieces.join("+")
    }

    fn forms(word: &str, scheme: Scheme) -> String {
        segment(word, scheme).map(|s| s.form().to_string()).collect::<Vec<_>>().join("+")
    }

    #[test]
    fn schemes() {
        for (word, d1, d2, atb, d3) in [
            ("وللمدرسة", "و+للمدرسة", "و+ل+لمدرسة", "و+ل+لمدرسة", "و+ل+ل+مدرسة"),
            ("وسيكتبونها", "و+سيكتبونها", "و+س+يكتبونها", "و+س+يكتبون+ها", "و+س+يكتبون+ها"),
            ("فبالقلم", "ف+بالقلم", "ف+ب+القلم", "ف+ب+القلم", "ف+ب+ال+قلم"),
            ("كتابه", "كتابه", "كتابه", "كتاب+ه", "كتاب+ه"),
            ("له", "له", "ل+ه", "ل+ه", "ل+ه"),
            ("مدرسة", "مدرسة", "مدرسة", "مدرسة", "مدرسة"),
        ] {
            assert_eq!(cut(word, Scheme::D1), d1);
            assert_eq!(cut(word, Scheme::D2), d2);
            assert_eq!(cut(word, Scheme::Atb), atb);
            assert_eq!(cut(word, Scheme::D3), d3);
        }
    }

    #[test]
    fn underlying_forms() {
        for (word, expected) in [
            ("مدرستهم", "مدرسة+هم"),
            ("للبيت", "ل+البيت"),
            ("للغة", "ل+اللغة"),
            ("عليه", "على+ه"),
            ("إليكم", "إلى+كم"),
            ("كتبوها", "كتبوا+ها"),
            ("رماها", "رمى+ها"),
            ("مستواه", "مستوى+ه"),
            ("أبناؤها", "أبناء+ها"),
            // ا and a hamza that are so without a pronoun too.
            ("دعاها", "دعا+ها"),
            ("عصاه", "عصا+ه"),
            ("قارئه", "قارئ+ه"),
            ("تنبؤها", "تنبؤ+ها"),
            ("بيتنا", "بيت+نا"),
        ] {
            assert_eq!(forms(word, Scheme::Atb), expected, "{word}");
            let back = desegment(expected.split('+'));
            assert_eq!(back.replace("اءها", "اؤها"), word);
        }
        assert_eq!(forms("للغة", Scheme::D3), "ل+ال+لغة");
    }

    #[test]
    fn names_round_trip() {
        for s in Scheme::ALL {
            assert_eq!(s.to_string().parse(), Ok(*s));
        }
    }
}
