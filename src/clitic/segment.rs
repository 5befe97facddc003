//! Splits a word into the segments of a scheme. The boundaries of the segments are the boundaries of a reading, which is an analysis of the
//! word by [`crate::morph`]. The reading is the best reading of the word, or the caller provides the reading.

use alloc::borrow::Cow;
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;

use super::scheme::Scheme;
use crate::debug::short_debug;
use crate::morph::{self, Parse, ParseSegments, SegmentKind};
use crate::span::slice;

/// A segment of a word in a scheme. `Display` writes the text of the segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Segment<'w> {
    text: &'w str,
    start: usize,
    kind: SegmentKind,
    form: Cow<'w, str>,
}

impl<'w> Segment<'w> {
    /// Returns the text of the segment in the word, with its marks.
    pub fn text(&self) -> &'w str {
        self.text
    }

    /// Returns the byte offset in the word at which the segment starts.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the byte offset in the word of the first byte after the segment.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the byte range of the segment in the word.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the kind of the segment. A segment of morphemes that the scheme does not split off has the kind [`SegmentKind::Stem`], even
    /// if it does not contain the stem: the ه of له in the scheme `D2`. The only segment of a word without a reading also has this kind.
    pub fn kind(&self) -> SegmentKind {
        self.kind
    }

    /// Returns the underlying form of the segment, which is the spelling of the segment as a separate word: مدرسة for مدرست, على for علي,
    /// and الكتاب for لكتاب after ل.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Returns the underlying form of the segment without a copy.
    pub fn into_form(self) -> Cow<'w, str> {
        self.form
    }
}

impl AsRef<str> for Segment<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// Returns the segments of a word. The boundaries are the boundaries of the best reading, which is the best analysis of the word by
/// [`crate::morph`]. A word without a reading has one segment. The empty word has no segments.
///
/// ```
/// # use kalima::clitic::{Scheme, segment};
/// let d3: Vec<_> = segment("للكتاب", Scheme::D3).map(|s| s.form().to_owned()).collect();
/// assert_eq!(d3, ["ل", "ال", "كتاب"]);
/// // The article is not written between ل and a word that starts with ل, so the segment of the article is empty.
/// assert_eq!(segment("للغة", Scheme::D3).map(|s| s.text()).collect::<Vec<_>>(), ["ل", "", "لغة"]);
/// assert_eq!(segment("", Scheme::D3).count(), 0);
/// ```
pub fn segment(word: &str, scheme: Scheme) -> Segments<'_> {
    Segments::new(word, morph::best(word), scheme)
}

/// Returns the segments of a word by the reading `parse`. The boundaries of the segments are the boundaries of this reading.
pub fn segment_as<'w>(parse: &Parse<'w>, scheme: Scheme) -> Segments<'w> {
    Segments::new(parse.word(), Some(parse.clone()), scheme)
}

/// An iterator over the segments of a word, from the first segment of the word to the last. [`segment`] and [`segment_as`] return this
/// type.
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct Segments<'w> {
    word: &'w str,
    /// The reading of the word, or `None` if the word has no reading.
    parse: Option<Parse<'w>>,
    /// The morphemes of the reading that are not yet part of a returned segment. `None` if the word has no reading.
    rest: Option<ParseSegments<'w>>,
    scheme: Scheme,
    /// The byte offset in the word at which the next segment starts.
    start: usize,
}

short_debug!(['w] Segments<'w>, "Segments", |s| { word: s.word, start: s.start, scheme: s.scheme });

impl<'w> Segments<'w> {
    fn new(word: &'w str, parse: Option<Parse<'w>>, scheme: Scheme) -> Segments<'w> {
        let rest = parse.as_ref().map(Parse::segments);
        Segments { word, parse, rest, scheme, start: 0 }
    }
}

impl<'w> Iterator for Segments<'w> {
    type Item = Segment<'w>;

    fn next(&mut self) -> Option<Segment<'w>> {
        let Some((parse, rest)) = self.parse.as_ref().zip(self.rest.as_mut()) else {
            let text = core::mem::take(&mut self.word);
            return (!text.is_empty()).then_some(Segment { text, start: 0, kind: SegmentKind::Stem, form: Cow::Borrowed(text) });
        };
        let mut kind = None;
        let mut end = self.start;
        let (mut has_article, mut has_stem) = (false, false);
        while let Some(part) = rest.clone().next() {
            let splits_off = self.scheme.splits_off(part.kind());
            if kind.is_some() && splits_off {
                break;
            }
            rest.next();
            has_article |= part.kind() == SegmentKind::Article;
            has_stem |= part.kind() == SegmentKind::Stem;
            end = part.end();
            kind = if splits_off { Some(part.kind()) } else { Some(SegmentKind::Stem) };
            if splits_off {
                break;
            }
        }
        let kind = kind?;
        let text = slice(self.word, self.start..end);
        let bound = has_stem && end < self.word.len();
        let form = form(parse, text, self.start, kind, has_article, bound, self.scheme);
        let segment = Segment { text, start: self.start, kind, form };
        self.start = end;
        Some(segment)
    }
}

impl FusedIterator for Segments<'_> {}

/// Returns the underlying form of a segment. The segment has the text `text`, starts at byte `start` of the word, and has the kind `kind`.
/// `has_article` is true if the segment contains the article. `bound` is true if the segment contains the stem and a pronoun follows the
/// segment.
fn form<'w>(
    parse: &Parse<'w>,
    text: &'w str,
    start: usize,
    kind: SegmentKind,
    has_article: bool,
    bound: bool,
    scheme: Scheme,
) -> Cow<'w, str> {
    // After ل, the article is written without its ا (للكتاب), but the form of the article has the ا.
    if kind == SegmentKind::Article {
        return if parse.writes_article_alef() { Cow::Borrowed(text) } else { Cow::Borrowed("ال") };
    }
    // True if the segment may directly follow a preposition ل. In the scheme `D1`, ل and the article are in the same segment.
    let may_follow_lam = parse.has_article() && start > 0 && scheme != Scheme::D1;
    // The letters of the article that are not written after ل: ا in للكتاب, and ال in للغة.
    let dropped = match has_article && may_follow_lam {
        true if parse.shares_article() => "ال",
        true if !parse.writes_article_alef() => "ا",
        _ => "",
    };
    let free = free_form(parse, text, start, bound);
    if dropped.is_empty() { free } else { Cow::Owned([dropped, &free].concat()) }
}

/// Returns the spelling that the text of a segment has without a pronoun: مدرسة for the segment مدرست of مدرستها. `bound` is true if a
/// pronoun follows the segment. If `bound` is false, the function returns `text` unchanged. The segment starts at byte `start` of the word.
pub(super) fn free_form<'w>(parse: &Parse<'w>, text: &'w str, start: usize, bound: bool) -> Cow<'w, str> {
    match if bound { parse.free_ending() } else { None } {
        None => Cow::Borrowed(text),
        Some((keep, ending)) => Cow::Owned([slice(text, 0..keep.saturating_sub(start)), ending].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clitic::desegment;
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    fn split(word: &str, scheme: Scheme) -> String {
        let segments: Vec<_> = segment(word, scheme).map(|s| s.text()).collect();
        assert_eq!(segments.concat(), word);
        segments.join("+")
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
            assert_eq!(split(word, Scheme::D1), d1);
            assert_eq!(split(word, Scheme::D2), d2);
            assert_eq!(split(word, Scheme::Atb), atb);
            assert_eq!(split(word, Scheme::D3), d3);
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
            // The last letter of the following stems is the same with and without a pronoun.
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
        // The ا of the article is written, as ٱ or as the presentation form U+FE8D. The form adds no second ا.
        for alef in ["ا", "ٱ", "\u{FE8D}"] {
            assert_eq!(forms(&format!("ب{alef}لقلم"), Scheme::Atb), format!("ب+{alef}لقلم"));
            assert_eq!(forms(&format!("و{alef}لقلم"), Scheme::D2), format!("و+{alef}لقلم"));
            assert_eq!(forms(&format!("ب{alef}لقلم"), Scheme::D3), format!("ب+{alef}ل+قلم"));
        }
    }

    #[test]
    fn names_round_trip() {
        for s in Scheme::ALL {
            assert_eq!(s.to_string().parse(), Ok(*s));
        }
    }
}
