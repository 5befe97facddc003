//! Normalization: every fold its own switch, presets as tables, and a map back to the source.
//!
//! A [`Normalizer`] is a small `Copy` value. Presets are `const` constructors, switches are by-value setters:
//!
//! ```
//! use kalima::normalize::{AlefFold, Normalizer};
//!
//! const SEARCH: Normalizer = Normalizer::search();
//! assert_eq!(SEARCH.normalize("إِلَى الْمَدْرَسَةِ"), "الي المدرسه");
//! assert_eq!(Normalizer::none().alef(AlefFold::Hamza).normalize("أحمد إلى"), "احمد الى");
//! ```
//!
//! # Presets
//!
//! A preset is frozen once released: its [`version`](Preset::version) tells stored data apart, and a better one will have a new name.
//!
//! | what | `orthographic` | `light` | `search` | `lucene` | `keyboard` | `quran` |
//! |---|---|---|---|---|---|---|
//! | Unicode form | NFC | NFC | NFC | – | NFC | NFC |
//! | U+0653–0655 behind ا و ي, marks or joiners between | joined | joined | joined | – | joined | joined |
//! | U+0654 behind ى ی | – | – | ئ | – | ئ | ئ |
//! | U+0654 on a tatweel | – | ء | ء | – | – | ء |
//! | ء and ا | – | – | – | – | – | آ, then ا |
//! | U+0622 0623 0625 | – | – | ا | ا | – | ا |
//! | U+0671 0672 0673 0675 | – | – | ا | – | – | ا |
//! | ى U+0649 | – | – | ي | ي | – | ي |
//! | ی U+06CC | – | – | ي | – | ي | ي |
//! | ة U+0629 | – | – | ه | ه | – | ه |
//! | ۃ U+06C3 | – | – | ه | – | ة | ه |
//! | ک ڪ U+06A9 06AA | – | – | ك | – | ك | ك |
//! | ہ ھ ۀ ۂ U+06C1 06BE 06C0 06C2 | – | – | ه | – | ه | ه |
//! | ے ۓ ە U+06D2 06D3 06D5 | – | – | – | – | ي ئ ه | – |
//! | ؤ ئ U+0624 0626 | – | – | – | – | – | ء |
//! | ء, پ چ ژ گ ڤ | – | – | – | – | – | – |
//! | marks U+064B–0652 | ordered, no repeats | dropped | dropped | dropped | ordered, no repeats | dropped |
//! | other marks | ordered, no repeats | dropped | dropped | – | ordered, no repeats | dropped |
//! | dagger alef U+0670 | ordered, no repeats | dropped | dropped | – | ordered, no repeats | ا, or dropped |
//! | tatweel U+0640 | – | dropped | dropped | dropped | – | dropped |
//! | presentation forms of letters and marks | nominal | nominal | nominal | – | nominal | nominal |
//! | mathematical letters U+1EE00–1EEBB | – | nominal | nominal | – | – | nominal |
//! | word ligatures (ﷲ ﷼ ﷽); ﷼ ﷽ parted from words that touch them | – | words | words | – | – | words |
//! | honorific ligatures (ﷺ ﷻ) | – | dropped | dropped | – | – | dropped |
//! | digits ٠–٩ ۰–۹, ٫ ٬ ٪ | – | – | 0–9 . , % | – | – | 0–9 . , % |
//! | U+00AD 034F 2060–2064 206A–206F FEFF | dropped | dropped | dropped | – | dropped | dropped |
//! | bidi marks and controls | – | dropped | dropped | – | – | dropped |
//! | U+200B | – | space | space | – | – | space |
//! | U+200C 200D behind Arabic or ASCII | – | dropped | dropped | – | – | dropped |
//! | spaces (Zs, tab) | – | U+0020 | U+0020 | – | – | U+0020 |
//!
//! Not folded by `search`, and so told apart: ؤ from و and ئ from ي, ء, the loan letters, ە. Folded on purpose by `search`:
//! أن, إن, آن and ان are one word, as are على and علي.
//!
//! # Invariants
//!
//! For every preset and text: normalizing twice changes nothing; the result is the same for canonically equivalent texts (but for `lucene`,
//! which is bit for bit); it is borrowed if nothing changes; nothing panics.
//!
//! Time is linear in the length of the text, except that a run of n marks on one letter which are not in canonical order costs n log n. A call
//! holds at most four bytes for each byte of the text and of the result (text and map), whatever the text is. A run of more than 4 GiB of marks is
//! normalized as several.

mod block;
mod context;
mod engine;
mod fast;
mod find;
#[cfg(test)]
mod invariants;
mod items;
mod map;
mod options;
mod plan;
#[cfg(feature = "serde")]
mod serde;

pub use find::{Matches, eq, find_iter, grow, highlight};
pub use map::OffsetMap;
pub use options::{
    AlefFold, DaggerAlefFold, DigitFold, Form, FormatFold, HamzaFold, KeyboardFold, LigatureFold, Marks, SpaceFold, TanwinFold,
    TehMarbutaFold, YehFold,
};

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::{fmt, mem};

use crate::chars::{Class, ClassSet, IGNORABLE, MARKS};
use crate::error::names;
use crate::scan::Level;
use crate::span::slice;
use engine::NoMap;
use plan::{Options, Plan};

/// What the slow twin needs to see.
#[cfg(any(test, fuzzing))]
pub(crate) mod test_access {
    pub(crate) use super::options::*;
    pub(crate) use super::plan::Options;

    pub(crate) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
        super::context::is_spelled_without_alef(letters)
    }

    /// The normal form by every implementation of the scanner, if the normalizer goes through it.
    pub(crate) fn by_level(n: &super::Normalizer, text: &str) -> alloc::vec::Vec<alloc::string::String> {
        if !n.plan.loose || n.plan.all {
            return alloc::vec::Vec::new();
        }
        crate::scan::Level::all().into_iter().map(|level| super::fast::normalize(level, &n.options, &n.plan, text).into_owned()).collect()
    }

    pub(crate) fn options(n: &super::Normalizer) -> &Options {
        &n.options
    }
}

/// A set of folds, ready to use. See the [module](self) for the presets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Normalizer {
    options: Options,
    plan: Plan,
}

impl fmt::Debug for Normalizer {
    /// Writes the nearest preset and the options that differ from it: `Normalizer { preset: search, alef: Keep }`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let distances = Preset::ALL.iter().map(|preset| (self.options.changed(&preset.normalizer().options).count(), *preset));
        // The first of the nearest, in the order of `ALL`.
        let preset = distances.min_by_key(|(changed, _)| *changed).map_or(Preset::None, |(_, preset)| preset);
        let mut out = f.debug_struct("Normalizer");
        out.field("preset", &format_args!("{preset}"));
        for (name, value) in self.options.changed(&preset.normalizer().options) {
            out.field(name, value);
        }
        out.finish()
    }
}

/// The names of the presets, for configuration files and command lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// [`Normalizer::none`].
    None,
    /// [`Normalizer::orthographic`].
    Orthographic,
    /// [`Normalizer::light`].
    Light,
    /// [`Normalizer::search`].
    Search,
    /// [`Normalizer::lucene`].
    Lucene,
    /// [`Normalizer::keyboard`].
    Keyboard,
    /// [`Normalizer::quran`].
    Quran,
}
names!(
    Preset,
    "normalizer preset",
    None = "none",
    Orthographic = "orthographic",
    Light = "light",
    Search = "search",
    Lucene = "lucene",
    Keyboard = "keyboard",
    Quran = "quran",
);

impl Preset {
    /// The preset itself.
    pub const fn normalizer(self) -> Normalizer {
        match self {
            Preset::None => Normalizer::none(),
            Preset::Orthographic => Normalizer::orthographic(),
            Preset::Light => Normalizer::light(),
            Preset::Search => Normalizer::search(),
            Preset::Lucene => Normalizer::lucene(),
            Preset::Keyboard => Normalizer::keyboard(),
            Preset::Quran => Normalizer::quran(),
        }
    }

    /// The version of what the preset does. It never changes for a released name; it is there to be stored beside an index.
    pub const fn version(self) -> u32 {
        1
    }
}

/// The result of [`Normalizer::normalize_mapped`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapped<'t> {
    text: Cow<'t, str>,
    map: OffsetMap,
}

impl<'t> Mapped<'t> {
    /// The normalized text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// From bytes of the normalized text to bytes of the source, and back.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// Both parts.
    pub fn into_parts(self) -> (Cow<'t, str>, OffsetMap) {
        (self.text, self.map)
    }
}

/// Presets.
impl Normalizer {
    const fn with(options: Options) -> Normalizer {
        Normalizer { plan: Plan::new(&options), options }
    }

    /// Changes nothing: the start for switches of your own.
    pub const fn none() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options::NONE);
        PRESET
    }

    /// Repairs the encoding and keeps the meaning: NFC, hamza joined to its letter, marks in order and without repeats, presentation forms
    /// as letters.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::orthographic();
    /// assert_eq!(n.normalize("\u{627}\u{64E}\u{654}ﻛﺘﺎﺏ"), "أَكتاب");
    /// assert_eq!(n.normalize("كِتَابٌ"), "كِتَابٌ");
    /// ```
    pub const fn orthographic() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options {
            form: Form::Nfc,
            presentation: true,
            repair_marks: true,
            format: FormatFold::Invisible,
            ..Options::NONE
        });
        PRESET
    }

    /// The bare spelling: as [`orthographic`](Normalizer::orthographic), without marks, tatweel and format characters. No letter changes; a hamza
    /// whose only seat is a tatweel (شَيْـًٔا) is written ء, or it would be lost.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::light().normalize("إِلَى المَدْرَســةِ"), "إلى المدرسة");
    /// ```
    pub const fn light() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options {
            strip: Marks::ALL,
            dagger_alef: DaggerAlefFold::Drop,
            tatweel: true,
            tatweel_hamza: true,
            math_letters: true,
            words: LigatureFold::Expand,
            honorifics: LigatureFold::Drop,
            format: FormatFold::All,
            spaces: SpaceFold::Ascii,
            repair_marks: false,
            ..Normalizer::orthographic().options
        });
        PRESET
    }

    /// One spelling for what a reader takes for one word, whatever keyboard, encoding or care it was written with.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::search();
    /// assert_eq!(n.normalize("ٱلْقُرْآنُ ﷲ کتابی ١٫٥"), "القران الله كتابي 1.5");
    /// assert_eq!(n.normalize("سؤال شيء Zürich"), "سؤال شيء Zürich");
    /// ```
    pub const fn search() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options {
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

    /// What Lucene's `ArabicNormalizer` does, bit for bit (8.7; the same since 2.9): fourteen code points, nothing else.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::lucene();
    /// assert_eq!(n.normalize("فاطمةُ"), "فاطمه");
    /// assert_eq!(n.normalize("ٱلحمد"), "ٱلحمد");
    /// ```
    pub const fn lucene() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options {
            alef: AlefFold::Hamza,
            yeh: YehFold::Maksura,
            teh_marbuta: TehMarbutaFold::ToHeh,
            strip: Marks::TASHKEEL,
            tatweel: true,
            ..Options::NONE
        });
        PRESET
    }

    /// Arabic typed on a Persian or Urdu keyboard, as it was meant; otherwise as [`orthographic`](Normalizer::orthographic).
    ///
    /// For text that is Arabic for certain: Persian and Urdu words change too. ی becomes ي everywhere, also where ى was meant.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::keyboard().normalize("کتابی اللہ رحمۃ"), "كتابي الله رحمة");
    /// assert_eq!(Normalizer::keyboard().normalize("كتابي"), "كتابي");
    /// ```
    pub const fn keyboard() -> Normalizer {
        const PRESET: Normalizer =
            Normalizer::with(Options { keyboard_letters: KeyboardFold::All, compose_maksura: true, ..Normalizer::orthographic().options });
        PRESET
    }

    /// As [`search`](Normalizer::search), and Uthmani spelling meets today's: the dagger alef is ا where today's spelling has one
    /// ([`DaggerAlefFold::Promote`]), ؤ and ئ are ء, as is a hamza on a tatweel, then ءا is آ, then alef forms fold.
    ///
    /// Words of which Uthmani spelling leaves out another letter (ٱلَّيْل for الليل, ٱلنَّبِيِّـۧن for النبيين, يَٰٓأَيُّهَا for يا أيها) do not meet. ؤ and ئ are no
    /// longer told apart, nor سؤال from سأل.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::quran();
    /// for (uthmani, today) in [("ءَامَنُوا۟", "آمنوا"), ("ٱلْكِتَٰبُ", "الكتاب"), ("ٱلصَّلَوٰةَ", "الصلاة"), ("شَيْـًٔا", "شيئا")] {
    ///     assert_eq!(n.normalize(uthmani), n.normalize(today));
    /// }
    /// assert_ne!(n.normalize("سؤال"), n.normalize("سوال"));
    /// ```
    pub const fn quran() -> Normalizer {
        const PRESET: Normalizer = Normalizer::with(Options {
            madda: true,
            hamza: HamzaFold::ToHamza,
            dagger_alef: DaggerAlefFold::Promote,
            ..Normalizer::search().options
        });
        PRESET
    }
}

/// Gives each switch its setter.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)+) => {
        /// Switches. Each takes the value that it holds from then on.
        impl Normalizer {
            $(
                $(#[$doc])*
                pub const fn $name(self, $name: $type) -> Normalizer {
                    Normalizer::with(Options { $name, ..self.options })
                }
            )+
        }
    };
}

setters! {
    /// Forms of alef. Off: [`AlefFold::Keep`].
    alef: AlefFold;
    /// Hamza on waw and yeh. Off: [`HamzaFold::Keep`].
    hamza: HamzaFold;
    /// Alef maqsura and Farsi yeh. Off: [`YehFold::Keep`].
    yeh: YehFold;
    /// Teh marbuta. Off: [`TehMarbutaFold::Keep`].
    teh_marbuta: TehMarbutaFold;
    /// Letters of Persian and Urdu keyboards. Off: [`KeyboardFold::Keep`].
    keyboard_letters: KeyboardFold;
    /// Loan letters by their nearest Arabic ones: پ to ب, چ to ج, ژ to ز, ڤ to ف, گ to ك.
    loan_letters: bool;
    /// Combining hamza behind ى and ی makes ئ. Takes effect with a [`form`](Normalizer::form).
    compose_maksura: bool;
    /// Combining hamza on a tatweel becomes ء. Takes effect with a [`form`](Normalizer::form).
    tatweel_hamza: bool;
    /// ء with ا behind it becomes آ.
    madda: bool;
    /// The marks that are dropped. Off: [`Marks::NONE`].
    strip: Marks;
    /// The dagger alef. Off: [`DaggerAlefFold::Keep`].
    dagger_alef: DaggerAlefFold;
    /// Marks on a letter are put in canonical order, and a mark that is repeated is written once.
    repair_marks: bool;
    /// Fathatan and its alef. Off: [`TanwinFold::Keep`].
    tanwin: TanwinFold;
    /// Tatweel U+0640 is dropped.
    tatweel: bool;
    /// Presentation forms of letters and marks become what they stand for, without the spaces that NFKC gives isolated marks.
    presentation: bool;
    /// Mathematical letters, U+1EE00–1EEBB, become the letters that they show. They are letters of formulas and keep their meaning otherwise.
    math_letters: bool;
    /// Ligatures of words: the members of [`Class::WordLigature`](crate::chars::Class::WordLigature). The words of ﷼ and ﷽ are parted by a space
    /// from a letter or digit that touches them; those of the others are not: وﷲ is والله. Off: [`LigatureFold::Keep`].
    words: LigatureFold;
    /// Ligatures of blessings: the members of [`Class::HonorificLigature`](crate::chars::Class::HonorificLigature). Off: [`LigatureFold::Keep`].
    honorifics: LigatureFold;
    /// Digits and number signs. Off: [`DigitFold::Keep`].
    digits: DigitFold;
    /// ، ؛ ؟ ۔ ٭ become `, ; ? . *`, quotation marks `“ ” „ « »` become `"`, `‘ ’` become `'`, en and em dash become `-`.
    punctuation: bool;
    /// Format characters. Off: [`FormatFold::Keep`].
    format: FormatFold;
    /// Spaces within a line. Off: [`SpaceFold::Keep`].
    spaces: SpaceFold;
    /// The Unicode form of the result, of all scripts. With any but [`Form::None`], combining hamza and madda U+0653–0655 join ا و ي
    /// (and ہ ە ے) also where marks, joiners or, behind ا and و, tatweels stand between.
    form: Form;
}

impl Normalizer {
    /// Runs of more than two of the same Arabic letter are cut to this many, 1 or 2: راااائع becomes رائع or راائع. Pairs are left alone, so
    /// that الله and تتمة keep theirs. `None`, or 0: nothing is cut. More than 2 counts as 2.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::none().elongation(Some(1));
    /// assert_eq!(n.normalize("رااااائع هههههه الله"), "رائع ه الله");
    /// ```
    pub const fn elongation(self, limit: Option<u8>) -> Normalizer {
        let elongation = match limit {
            None | Some(0) => 0,
            Some(1) => 1,
            Some(_) => 2,
        };
        Normalizer::with(Options { elongation, ..self.options })
    }
}

/// Verbs.
impl Normalizer {
    /// The normal form of a text, borrowed if it is the text itself.
    ///
    /// One pass and one allocation, of as many bytes as the text has, and that only if something changes; but see
    /// [`normalize_into`](Normalizer::normalize_into).
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// use std::borrow::Cow;
    /// let n = Normalizer::search();
    /// assert!(matches!(n.normalize("كتاب"), Cow::Borrowed("كتاب")));
    /// assert_eq!(n.normalize("كِتاب"), "كتاب");
    /// assert_eq!(n.normalize(""), "");
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.plan.words && text.contains(fast::is_dagger_alef) {
            let mut out = String::with_capacity(text.len());
            fast::append_words(Level::best(), &self.options, &self.plan, text, &mut out);
            // A presentation form that is kept keeps its dagger alef.
            return if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) };
        }
        if self.plan.loose && (self.plan.words || !self.plan.all) {
            return fast::normalize(Level::best(), &self.options, &self.plan, text);
        }
        self.run(text, &mut NoMap)
    }

    /// Writes the normal form of a text behind what is in `out`.
    ///
    /// Makes room for as many bytes as the text has. Beyond that only two things allocate: a stretch of more than two dozen characters in which
    /// neighbours decide about each other (marks that are to be put in order, combining hamzas, joiners), and the switches that look at all of
    /// the text or of a word (dagger alef as alef, tanwin, digits to another set than ASCII, collapsed spaces, elongation, NFKC).
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        out.reserve(text.len());
        if self.plan.loose && !self.plan.all {
            fast::append(Level::best(), &self.options, &self.plan, text, out);
            return;
        }
        if self.plan.words {
            fast::append_words(Level::best(), &self.options, &self.plan, text, out);
            return;
        }
        let rest = engine::run(&self.options, &self.plan, text, out, &mut NoMap);
        out.push_str(slice(text, rest..text.len()));
    }

    fn run<'t, R: engine::Recorder>(&self, text: &'t str, map: &mut R) -> Cow<'t, str> {
        let mut out = String::new();
        let rest = engine::run(&self.options, &self.plan, text, &mut out, map);
        if out.capacity() == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(slice(text, rest..text.len()));
        Cow::Owned(out)
    }

    /// Whether a text is its own normal form.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert!(Normalizer::search().is_normalized("كتاب") && !Normalizer::search().is_normalized("أب"));
    /// ```
    pub fn is_normalized(&self, text: &str) -> bool {
        engine::unchanged(&self.options, &self.plan, text) == text.len()
    }

    /// Whether bytes are UTF-8 and their own normal form.
    pub fn is_normalized_utf8(&self, bytes: &[u8]) -> bool {
        core::str::from_utf8(bytes).is_ok_and(|text| self.is_normalized(text))
    }

    /// The longest start of a text that is found to be normal without looking further, and the rest. The normal form of the text is the first
    /// part and the normal form of the second. The rest is empty if and only if the text is normal.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::search().split_normalized("كتاب أحمد"), ("كتاب ", "أحمد"));
    /// ```
    pub fn split_normalized<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let end = engine::unchanged(&self.options, &self.plan, text);
        text.split_at_checked(self.before_parted_word(text, end)).unwrap_or(("", text))
    }

    /// Returns the end of the normal prefix of a text that does not end in a word which an expanded `﷽` or `﷼` follows: the space
    /// between the two depends on the word, so both must be in the rest.
    fn before_parted_word(&self, text: &str, end: usize) -> usize {
        const PASSED: ClassSet =
            MARKS.or(IGNORABLE).or(ClassSet::of(&[Class::Tatweel, Class::GlyphPart, Class::WordLigature, Class::HonorificLigature]));
        let (head, rest) = text.split_at_checked(end).unwrap_or(("", text));
        let next = rest.chars().find(|&c| plan::stands_alone(c) || !PASSED.has_char(c));
        let expands = self.options.words == LigatureFold::Expand;
        if expands && head.ends_with(|c: char| !c.is_ascii()) && next.is_some_and(plan::stands_alone) {
            return head.rfind(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
        }
        end
    }

    /// As [`normalize`](Normalizer::normalize), with a map of byte offsets.
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
        let normal = self.run(text, &mut map);
        map.close(text.len(), normal.len());
        Mapped { text: normal, map }
    }

    /// The characters of the normal form of a text, each with the byte of the text at which its source begins. These are in
    /// order: of marks that change places, all have the start of the first. A short text needs no allocation.
    pub(crate) fn characters<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (char, usize)> + 't {
        context::pieces(&self.options, text, 0..text.len()).flat_map(move |piece| {
            let (start, mut items) = (piece.start, context::normalize(&self.options, text, piece));
            items.order_starts();
            (0..items.len()).map_while(move |n| items.get(n).map(|item| (item.char(), start + item.source().start)))
        })
    }

    /// Returns all options, for a description that differs whenever they do.
    pub(crate) fn options(&self) -> &(impl fmt::Debug + use<>) {
        &self.options
    }

    /// What becomes of a letter, whatever is beside it.
    pub(crate) const fn letter(&self, c: char) -> char {
        self.options.letter(c)
    }

    /// As [`normalize`](Normalizer::normalize), of bytes that may not be UTF-8: each maximal ill-formed part counts as U+FFFD.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// assert_eq!(Normalizer::search().normalize_utf8(b"\xD8\xA3\xFF\xD8\xA3"), "ا\u{FFFD}ا");
    /// ```
    pub fn normalize_utf8<'t>(&self, bytes: &'t [u8]) -> Cow<'t, str> {
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => self.normalize(text),
            Cow::Owned(text) => match self.normalize(&text) {
                Cow::Borrowed(_) => Cow::Owned(text),
                Cow::Owned(normal) => Cow::Owned(normal),
            },
        }
    }

    /// As [`normalize_utf8`](Normalizer::normalize_utf8), written behind what is in `out`, which may be anything; what is written is UTF-8.
    ///
    /// Into an empty `out` with room for as many bytes as are given, valid text is written without an allocation, as by
    /// [`normalize_into`](Normalizer::normalize_into).
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let mut out = Vec::new();
    /// Normalizer::search().normalize_utf8_into(b"\xD8\xA3\xFF", &mut out);
    /// assert_eq!(out, "ا\u{FFFD}".as_bytes());
    /// ```
    pub fn normalize_utf8_into(&self, bytes: &[u8], out: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(bytes);
        if !out.is_empty() {
            out.extend_from_slice(self.normalize(&text).as_bytes());
            return;
        }
        // Nothing is in it, and so nothing but text.
        let mut made = String::from_utf8(mem::take(out)).unwrap_or_default();
        self.normalize_into(&text, &mut made);
        *out = made.into_bytes();
    }

    /// As [`normalize_mapped`](Normalizer::normalize_mapped), of bytes that may not be UTF-8. Source offsets are those of the bytes given.
    pub fn normalize_mapped_utf8<'t>(&self, bytes: &'t [u8]) -> Mapped<'t> {
        match lossy(bytes) {
            (Cow::Borrowed(text), _) => self.normalize_mapped(text),
            (Cow::Owned(text), from_bytes) => {
                let Mapped { text: normal, map } = self.normalize_mapped(&text);
                let map = map.after(&from_bytes);
                Mapped { text: Cow::Owned(normal.into_owned()), map }
            }
        }
    }
}

/// Bytes as text: each maximal ill-formed part is U+FFFD. The map leads from the text to the bytes.
fn lossy(bytes: &[u8]) -> (Cow<'_, str>, OffsetMap) {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), OffsetMap::default());
    }
    let (mut text, mut map, mut at) = (String::with_capacity(bytes.len()), OffsetMap::default(), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            map.push(at..at + chunk.invalid().len(), start..text.len());
            at += chunk.invalid().len();
        }
    }
    map.close(bytes.len(), text.len());
    (Cow::Owned(text), map)
}

impl Default for Normalizer {
    /// [`Normalizer::search`].
    fn default() -> Normalizer {
        Normalizer::search()
    }
}
