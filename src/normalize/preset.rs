//! The names of the presets, and the text form of normalizers. An example of the text form is `search digits=keep`.

use core::fmt;
use core::str::FromStr;

use super::folds::*;
use super::marks::Marks;
use super::normalizer::Normalizer;
use super::options::{Options, normalizer_options};
use crate::config::option_text;
use crate::error::{ParseNameError, names};

/// The presets of the normalizer. Configuration files and command lines use the names of these presets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Preset {
    /// The preset [`Normalizer::none`].
    None,
    /// The preset [`Normalizer::orthographic`].
    Orthographic,
    /// The preset [`Normalizer::light`].
    Light,
    /// The preset [`Normalizer::search`].
    Search,
    /// The preset [`Normalizer::lucene`].
    Lucene,
    /// The preset [`Normalizer::keyboard`].
    Keyboard,
    /// The preset [`Normalizer::quran`].
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
    /// Returns the normalizer of this preset.
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
}

normalizer_options!(option_text! { impl Normalizer, "normalizer"; struct Options; });

/// Returns the preset from which the fewest options of a normalizer differ. If several presets have this smallest number of different
/// options, returns the first of these presets in `Preset::ALL`.
fn nearest(n: &Normalizer) -> Preset {
    let distance = |preset: &Preset| n.options().changed(preset.normalizer().options()).count();
    Preset::ALL.iter().copied().min_by_key(distance).unwrap_or(Preset::None)
}

impl fmt::Debug for Normalizer {
    /// Writes the preset from which the fewest options differ, and each option that differs from this preset:
    /// `Normalizer { preset: search, alef: Keep }`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let preset = nearest(self);
        let mut out = f.debug_struct("Normalizer");
        out.field("preset", &format_args!("{preset}"));
        for (name, value) in self.options().changed(preset.normalizer().options()) {
            out.field(name, value);
        }
        out.finish()
    }
}

impl fmt::Display for Normalizer {
    /// Writes the preset from which the fewest options differ, and each option that differs from this preset: `search alef=keep`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let preset = nearest(self);
        f.write_str(preset.name())?;
        self.options().write_changed(preset.normalizer().options(), f)
    }
}

impl FromStr for Normalizer {
    type Err = ParseNameError;

    /// Parses the name of a preset, followed by options of the form `name=value`. White space separates the name and the options.
    ///
    /// The function applies the options to the preset from left to right. It returns an error for an empty text and for an unknown preset,
    /// option or value.
    fn from_str(text: &str) -> Result<Normalizer, ParseNameError> {
        let mut words = text.split_whitespace();
        let preset: Preset = words.next().unwrap_or_default().parse()?;
        words.try_fold(preset.normalizer(), |n, word| {
            let (name, value) = word.split_once('=').unwrap_or((word, ""));
            n.with_option(name, value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn every_value_of_every_option_round_trips_as_text() {
        for preset in Preset::ALL.iter().map(|preset| preset.normalizer()) {
            assert_eq!(preset.to_string().parse(), Ok(preset));
            for option in Normalizer::OPTIONS {
                for value in option.values() {
                    let n = preset.with_option(option.name(), value).unwrap();
                    assert_eq!(n.to_string().parse(), Ok(n), "{n}");
                }
                assert!(option.values().len() > 1 && option.help().ends_with('.'), "{option:?}");
            }
        }
    }

    #[test]
    fn texts_that_are_no_normalizer() {
        for (text, kind) in [
            ("", "normalizer preset"),
            ("serch", "normalizer preset"),
            ("search alif=keep", "normalizer option"),
            ("search alef", "alef fold"),
            ("none tatweel=yes", "switch"),
            ("none strip-marks=tanwin,vowels", "set of marks"),
        ] {
            assert_eq!(text.parse::<Normalizer>().unwrap_err().kind(), kind, "{text}");
        }
        let n = " Search  strip_marks=TANWIN,shadda\tTatweel=Off".parse();
        assert_eq!(n, Ok(Normalizer::search().strip_marks(Marks::TANWIN | Marks::SHADDA).tatweel(false)));
    }
}
