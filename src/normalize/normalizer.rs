//! [`Normalizer`]: presets, options and entry points.

use alloc::borrow::Cow;
use alloc::string::String;
use core::hash::{Hash, Hasher};

use super::context;
use super::folds::*;
use super::map::OffsetMap;
use super::marks::Marks;
use super::options::{Options, normalizer_options};
use super::piece;
use super::plan::Plan;
use super::record::NoMap;
use super::run::Runner;
use crate::config::option_methods;
use crate::scan::Level;

/// A text normalizer: one value for each option, and the tables that are computed from these values. The [module](super) docs list the
/// presets.
///
/// A normalizer is a `Copy` value of about 700 bytes. Two normalizers are equal if all their options are equal. `FromStr` parses the name
/// of a preset and then the options that change the preset. White space separates the name and the options. `Display` writes the same form:
///
/// ```
/// use kalima::Normalizer;
/// use kalima::normalize::{AlefFold, DigitFold};
///
/// let n = Normalizer::search().alef(AlefFold::Keep).digits(DigitFold::Keep);
/// assert_eq!(n.to_string(), "search alef=keep digits=keep");
/// assert_eq!("search alef=keep digits=keep".parse(), Ok(n));
/// assert!("search alif=keep".parse::<Normalizer>().is_err());
/// ```
#[derive(Clone, Copy)]
pub struct Normalizer {
    options: Options,
    plan: Plan,
}

impl PartialEq for Normalizer {
    fn eq(&self, other: &Normalizer) -> bool {
        self.options == other.options
    }
}

impl Eq for Normalizer {}

impl Hash for Normalizer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.options.hash(state);
    }
}

impl Default for Normalizer {
    /// Returns [`Normalizer::search`].
    fn default() -> Normalizer {
        Normalizer::search()
    }
}

/// The normalized text with its offset map. [`Normalizer::normalize_mapped`] returns this type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) map: OffsetMap,
}

impl<'t> Mapped<'t> {
    /// Returns the normalized text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the map between bytes of the source and bytes of the normalized text.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// Returns the normalized text and the map.
    pub fn into_parts(self) -> (Cow<'t, str>, OffsetMap) {
        (self.text, self.map)
    }
}

/// Constructors of the presets.
impl Normalizer {
    const fn new(options: Options) -> Normalizer {
        Normalizer { plan: Plan::new(&options), options }
    }

    /// Returns a normalizer with the same options and a newly computed [`Plan`]. A setter calls this function after it has changed an
    /// option.
    const fn rebuilt(self) -> Normalizer {
        Normalizer::new(self.options)
    }

    /// Returns the normalizer whose options all have their default values. This normalizer does not change any text.
    pub const fn none() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options::defaults());
        PRESET
    }

    /// Returns the preset that repairs the encoding of a text and preserves its meaning. The preset composes to NFC, even if other marks
    /// are between a letter and its combining hamza. It puts marks in canonical order and removes repeated marks. It replaces presentation
    /// forms of letters and marks by ordinary letters and marks, and drops invisible characters.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::orthographic();
    /// assert_eq!(n.normalize("\u{627}\u{64E}\u{654}ﻛﺘﺎﺏ"), "أَكتاب");
    /// assert_eq!(n.normalize("كِتَابٌ"), "كِتَابٌ");
    /// ```
    pub const fn orthographic() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options {
            form: UnicodeForm::Nfc,
            presentation_forms: true,
            repair_marks: true,
            format_chars: FormatFold::Invisible,
            ..Options::defaults()
        });
        PRESET
    }

    /// Returns the preset that reduces a text to its spelling without diacritics. The preset makes the same changes as
    /// [`orthographic`](Normalizer::orthographic). It also drops Arabic marks, tatweels, honorific ligatures, and the characters that
    /// [`FormatFold::All`] drops. It replaces mathematical letters and word ligatures by ordinary letters, and all spaces within a line by
    /// U+0020.
    ///
    /// The preset does not fold any letter to another letter. A combining hamza above a tatweel (شَيْـًٔا) becomes ء, because the preset
    /// would otherwise drop this hamza as a mark.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::light().normalize("إِلَى المَدْرَســةِ"), "إلى المدرسة");
    /// assert_eq!(Normalizer::light().normalize("إلى المدرسة"), "إلى المدرسة");
    /// ```
    pub const fn light() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options {
            strip_marks: Marks::ALL,
            dagger_alef: DaggerAlefFold::Drop,
            tatweel: true,
            tatweel_hamza: true,
            math_letters: true,
            word_ligatures: LigatureFold::Expand,
            honorific_ligatures: LigatureFold::Drop,
            format_chars: FormatFold::All,
            spaces: SpaceFold::Ascii,
            repair_marks: false,
            ..Normalizer::orthographic().options
        });
        PRESET
    }

    /// Returns the preset for search. The preset folds spellings that readers treat as the same word to one spelling: أَحْمَد and أحمد
    /// become احمد.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::search();
    /// assert_eq!(n.normalize("ٱلْقُرْآنُ ﷲ کتابی ١٫٥"), "القران الله كتابي 1.5");
    /// assert_eq!(n.normalize("سؤال شيء Zürich"), "سؤال شيء Zürich");
    /// ```
    pub const fn search() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options {
            alef: AlefFold::All,
            yeh: YehFold::All,
            teh_marbuta: TehMarbutaFold::ToHeh,
            keyboard_letters: KeyboardFold::Letters,
            compose_maksura: true,
            digits: DigitFold::Ascii,
            ..Normalizer::light().options
        });
        PRESET
    }

    /// Returns the preset whose result equals the result of the class `ArabicNormalizer` of Lucene 8.7 bit for bit. The rules of this class
    /// are unchanged since Lucene 2.9. The preset changes fourteen code points.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::lucene();
    /// assert_eq!(n.normalize("فاطمةُ"), "فاطمه");
    /// assert_eq!(n.normalize("ٱلحمد"), "ٱلحمد");
    /// ```
    pub const fn lucene() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options {
            alef: AlefFold::Hamza,
            yeh: YehFold::Maksura,
            teh_marbuta: TehMarbutaFold::ToHeh,
            strip_marks: Marks::TASHKEEL,
            tatweel: true,
            ..Options::defaults()
        });
        PRESET
    }

    /// Returns the preset for Arabic text that was typed on a Persian or Urdu keyboard. The preset makes the same changes as
    /// [`orthographic`](Normalizer::orthographic). It also folds the letters of these keyboards to Arabic letters, and joins a combining
    /// hamza after ى or ی to ئ.
    ///
    /// Use this preset only for text that is certainly Arabic, because the preset also changes Persian and Urdu words. ی without a
    /// combining hamza becomes ي, even if the writer meant ى.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::keyboard().normalize("کتابی اللہ رحمۃ"), "كتابي الله رحمة");
    /// assert_eq!(Normalizer::keyboard().normalize("كتابي"), "كتابي");
    /// ```
    pub const fn keyboard() -> Normalizer {
        const PRESET: Normalizer =
            Normalizer::new(Options { keyboard_letters: KeyboardFold::All, compose_maksura: true, ..Normalizer::orthographic().options });
        PRESET
    }

    /// Returns the preset that folds the Uthmani (Quranic) spelling and the modern spelling of many words to the same text. All other folds
    /// are the folds of [`search`](Normalizer::search).
    ///
    /// A dagger alef becomes ا if modern spelling has an alef at this position ([`DaggerAlefFold::Promote`]). ؤ, ئ and a hamza on a tatweel
    /// become ء. Then ءا becomes آ. Finally, all forms of alef become ا.
    ///
    /// If Uthmani spelling omits another letter or a space, the two spellings of a word still have different normal forms: ٱلَّيْل for
    /// الليل, ٱلنَّبِيِّـۧن for النبيين, يَٰٓأَيُّهَا for يا أيها. Because ؤ and ئ both become ء, the words سؤل and سئل have the same
    /// normal form. سؤال and سأل have the same normal form too.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::quran();
    /// for (uthmani, today) in [
    ///     ("ءَامَنُوا۟", "آمنوا"),
    ///     ("ٱلْكِتَٰبُ", "الكتاب"),
    ///     ("ٱلصَّلَوٰةَ", "الصلاة"),
    ///     ("شَيْـًٔا", "شيئا"),
    /// ] {
    ///     assert_eq!(n.normalize(uthmani), n.normalize(today));
    /// }
    /// assert_ne!(n.normalize("سؤال"), n.normalize("سوال"));
    /// ```
    pub const fn quran() -> Normalizer {
        const PRESET: Normalizer = Normalizer::new(Options {
            madda: true,
            hamza: HamzaFold::ToHamza,
            dagger_alef: DaggerAlefFold::Promote,
            ..Normalizer::search().options
        });
        PRESET
    }
}

normalizer_options!(option_methods! { [const] impl Normalizer; });

/// Methods that normalize a text.
impl Normalizer {
    /// Returns the normal form of a text. If the text does not change, the result borrows the text.
    ///
    /// In most cases, the method makes one allocation of `text.len()` bytes if the text changes, and no allocation if the text does not
    /// change. The docs of [`normalize_into`](Normalizer::normalize_into) list the cases that may allocate more.
    ///
    /// In a text without Arabic characters, the options change only spaces, punctuation, digits, format characters, the order of combining
    /// marks, and the characters that the option [`form`](Normalizer::form) changes.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// use std::borrow::Cow;
    /// let n = Normalizer::search();
    /// assert!(matches!(n.normalize("كتاب"), Cow::Borrowed("كتاب")));
    /// assert_eq!(n.normalize("كِتاب"), "كتاب");
    /// assert_eq!(n.normalize(""), "");
    /// ```
    #[inline]
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.runner().normalize(text, &mut NoMap)
    }

    /// Appends the normal form of a text to `out`.
    ///
    /// The method reserves `text.len()` bytes. It may allocate more memory in three cases:
    ///
    /// - The result is longer than the text.
    /// - More than about two dozen adjacent characters depend on their neighbours. Examples of such characters are marks that are not in
    ///   canonical order, combining hamzas and joiners.
    /// - An option needs the whole text or a whole word. Such options are promotion of the dagger alef, tanwin, digits of a set other than
    ///   ASCII, collapsed spaces, elongation, and NFKC.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let mut out = String::from("الكلمة: ");
    /// Normalizer::search().normalize_into("أَحْمَدُ", &mut out);
    /// assert_eq!(out, "الكلمة: احمد");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        out.reserve(text.len());
        self.runner().append(text, out, &mut NoMap);
    }

    /// Returns whether a text is its own normal form. The result equals `normalize(text) == text`. For most texts, the method does not
    /// allocate.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert!(Normalizer::search().is_normalized("كتاب"));
    /// assert!(!Normalizer::search().is_normalized("أب"));
    /// ```
    pub fn is_normalized(&self, text: &str) -> bool {
        self.runner().normal_prefix(text) == text.len()
    }

    /// Splits a text into two parts, and returns both: a prefix that is in normal form, and the rest of the text.
    ///
    /// The normal form of the text is the prefix followed by the normal form of the rest. The rest is empty if and only if the text is in
    /// normal form. A longer prefix in normal form may exist.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let (normal, rest) = Normalizer::search().split_normalized("كتاب أحمد");
    /// assert_eq!(normal, "كتاب ");
    /// assert_eq!(rest, "أحمد");
    /// ```
    pub fn split_normalized<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let end = piece::before_phrase_sign(&self.options, text, self.runner().normal_prefix(text));
        text.split_at_checked(end).unwrap_or(("", text))
    }

    /// Returns the normal form of a text, and the map between byte offsets of the text and byte offsets of the normal form. The normal form
    /// is the result of [`normalize`](Normalizer::normalize).
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let mapped = Normalizer::search().normalize_mapped("قال ﷺ: إنَّمَا");
    /// assert_eq!(mapped.text(), "قال : انما");
    /// let at = mapped.text().find("انما").unwrap();
    /// assert_eq!(mapped.map().to_source(at..at + 6), 12..22);
    /// ```
    pub fn normalize_mapped<'t>(&self, text: &'t str) -> Mapped<'t> {
        let mut map = OffsetMap::default();
        let normal = self.runner().normalize(text, &mut map);
        map.close(text.len(), normal.len());
        Mapped { text: normal, map }
    }

    /// Returns the characters of the normal form of a text, each with a byte offset: the start of the source of this character in the text.
    ///
    /// The offsets never decrease. If marks were reordered, the offset of a mark is the lowest start among the sources of this mark and
    /// of all later characters. For most short texts, the iterator does not allocate.
    pub(crate) fn characters<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (char, usize)> + 't {
        piece::pieces(&self.options, text, 0..text.len()).flat_map(move |piece| {
            let (start, mut items) = (piece.start, context::normalize(&self.options, text, piece));
            items.order_starts();
            (0..items.len()).map_while(move |n| items.get(n).map(|item| (item.char(), start + item.source().start)))
        })
    }

    /// Returns the letter that replaces `c` under the options, or `c` itself if no option folds `c`. The function does not consider the
    /// neighbours of the letter.
    pub(crate) const fn letter(&self, c: char) -> char {
        self.options.letter(c)
    }

    /// Returns all options. The `Debug` output of two different sets of options differs.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    #[inline]
    fn runner(&self) -> Runner<'_> {
        self.runner_at(Level::best())
    }

    /// Returns the runner (the loop over a text) that applies this normalizer at an instruction-set level.
    #[inline]
    pub(super) fn runner_at(&self, level: Level) -> Runner<'_> {
        Runner::new(level, &self.options, &self.plan)
    }
}
