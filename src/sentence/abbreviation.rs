//! The rules that decide whether the sentence continues after a word and a full stop, because the word and the stop are an abbreviation.
//!
//! [`abbreviation_list`](crate::entity::abbreviation_list) contains the abbreviations with their usages. A usage is a way in which a
//! sentence uses an abbreviation. For example, a number precedes the unit `كم.`, a name follows the title `د.`, and `إلخ.` may be the last
//! word of a sentence.

use super::characters::{DIGITS, is_letter};
use super::options::SentenceOptions;
use super::phrases::{is_dependent, is_label, is_last_word, is_only_a_time, is_verb_after_blessing, may_open_sentence};
use super::rule::{Rule, Verdict};
use super::window::Window;
use super::word::Word;
use super::word_lists::TITLES_AFTER_LI_OR_FA;
use crate::entity::abbreviation_list::{Usage, Usages, lookup};

/// The maximum number of initials before the last initial, if spaces separate the initials. `ق. م.` has one initial before the last
/// initial.
const SPACED_INITIALS: usize = 4;
/// The maximum number of letters of a built-in abbreviation without inner stops: `إلخ.` has three letters, and `ق.م.` has an inner stop.
const LETTERS: usize = 8;

/// A word and the full stop after the word, with the surrounding text.
pub(super) struct Context<'a> {
    options: &'a SentenceOptions,
    window: &'a Window<'a>,
    /// The byte position of the first character of the sentence.
    sentence: usize,
    /// The byte position of the full stop.
    stop: usize,
    /// The byte position after the stop, the tail of the stop (footnote marks, emoji and invisible characters) and the white space that
    /// follows the tail. `next_char` is the character at this position.
    next: usize,
    next_char: char,
    /// The word directly before the stop: `م` in `ق. م.`.
    word: Word,
    /// The initials with spaces between them, as one word: `ق.م` for `ق. م.`. `None` if no space separates initials before the stop.
    spaced_initials: Option<Word>,
    /// The usages of the abbreviation. If spaces separate initials, the abbreviation includes all these initials.
    usages: Usages,
    /// True if a digit precedes the abbreviation, with or without white space between the digit and the abbreviation.
    follows_digit: bool,
    /// The byte position after the last character that precedes the abbreviation and is not white space.
    preceding_end: usize,
}

type Applies = fn(&Context<'_>) -> Option<Verdict>;

/// The rules for a full stop after a word. The first rule that applies decides. If no rule applies, or if the decision is
/// [`Verdict::Ends`], the rules after `abbreviation` in [`mark::RULES`](super::mark::RULES) decide.
pub(super) const RULES: &[Rule<Applies>] = &[
    Rule {
        name: "abbreviation-of-caller",
        example: "قرأت شرح التفت. على التلخيص.",
        applies: |c| {
            let is_known = c.options.abbreviations.as_ref().is_some_and(|list| c.word.is_one_of(list));
            is_known.then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "spaced-initials-continue",
        example: "عاش في القرن 5 ق. م. تقريبا.",
        applies: |c| {
            if c.word.letters != 1 || !c.precedes_letter() || !c.is_spaced() {
                return None;
            }
            let next = c.window.word(c.next);
            let continues = c.is_initial(&next) && !lookup(c.window.word_in(c.whole().start, next.end).text()).is_empty();
            continues.then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "never-final",
        example: "زارنا Mr. Smith أمس.",
        applies: |c| c.usages.has(Usage::NeverFinal).then_some(Verdict::Continues),
    },
    Rule {
        name: "reference-before-number",
        example: "انظر ص. 45 من الكتاب.",
        applies: |c| (c.precedes_digit() && c.usages.has(Usage::Reference)).then_some(Verdict::Continues),
    },
    Rule {
        name: "letter-before-number",
        example: "تعد المسافة (د. 15) بالسيارة.",
        applies: |c| {
            let is_letter = c.word.letters == 1 && c.word.stops == 0 && !c.word.is_ascii();
            (c.precedes_digit() && is_letter && !is_label(c.window, &c.word)).then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "time-at-start",
        example: "في عام 1952 م. قامت الثورة.",
        applies: |c| {
            let is_time =
                c.precedes_letter() && c.usages.any(&[Usage::Era, Usage::Unit]) && is_only_a_time(c.window, c.sentence, c.preceding_end);
            is_time.then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "blessing-before-verb",
        example: "كان عمر رض. إذا خرج سلم على الناس.",
        applies: |c| {
            let is_blessing = c.precedes_letter()
                && c.usages.has(Usage::Blessing)
                && !c.follows_digit
                && !is_label(c.window, &c.word)
                && is_verb_after_blessing(&c.window.word(c.next));
            is_blessing.then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "title-before-name",
        example: "وصل د. أحمد أمس.",
        applies: |c| {
            let is_title = c.precedes_letter() && c.usages.has(Usage::Title) && !c.is_era_or_unit_after_digit();
            let is_before_name = || c.word.letters > 1 || c.spaced_initials.is_some() || !c.is_spaced() || !is_label(c.window, &c.word);
            is_title.then(|| Verdict::continues_if(is_before_name()))
        },
    },
    Rule {
        name: "reference-before-reference",
        example: "نقله المؤلف عن الطبري، م.س. ص 45.",
        applies: |c| {
            let is_reference = c.usages.has(Usage::Reference) && c.whole().stops > 0;
            (is_reference && lookup(c.window.word(c.next).text()).has(Usage::Reference)).then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "may-be-final",
        example: "اشترى الأقلام إلخ. من السوق. ‖وباع الكتب إلخ. ‖ثم عاد.",
        applies: |c| {
            // After an abbreviation in Latin letters, a Latin capital letter starts a new sentence: `Acme Inc. The`.
            let is_english_start = || c.whole().is_ascii() && c.next_char.is_ascii_uppercase();
            let continues = || is_dependent(c.window, c.next) && !is_english_start();
            c.usages.has(Usage::MayBeFinal).then(|| Verdict::continues_if(continues()))
        },
    },
    Rule {
        name: "letter-name-beside-another",
        example: "كتبت جيه. كيه. رولينج سبع روايات.",
        applies: |c| {
            if !c.precedes_letter() || !c.usages.has(Usage::LetterName) {
                return None;
            }
            let next = c.window.word(c.next);
            let is_before = c.window.char(next.end) == Some('.') && lookup(next.text()).has(Usage::LetterName);
            (is_before || c.letter_name_before() == Some(LetterName::WithStop)).then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "letter-name-before-surname",
        example: "فاز جورج دبليو. بوش بالانتخابات.",
        applies: |c| {
            // The name of a Latin letter is unambiguous if it has more than two Arabic letters or starts with «إ». Other such names are
            // also common words. If one such name directly follows another, the last name is the last letter of an acronym: «بي إم دبليو.».
            let is_unambiguous = c.word.letters > 2 || c.word.starts_with("إ");
            let is_initial = c.precedes_letter() && c.usages.has(Usage::LetterName) && is_unambiguous && c.letter_name_before().is_none();
            is_initial.then(|| Verdict::ends_if(may_open_sentence(c.window, c.next)))
        },
    },
    Rule {
        name: "era-or-unit-after-number",
        example: "سار 5 كم. في الصحراء ثم سار 7 كم. ‖وعاد الرجل إلى بيته.",
        applies: |c| {
            let is_measure = c.follows_digit && (c.whole().is_initials() || c.usages.any(&[Usage::Era, Usage::Unit]));
            is_measure.then(|| c.unless_sentence_starts())
        },
    },
    Rule {
        name: "organization-or-blessing",
        example: "نقلت وكالة أ.ف.ب. عن مسؤول قوله ذلك. ‖نقلت الخبر وكالة أ.ف.ب. ‖ثم نفته الوزارة.",
        applies: |c| {
            // Initials with spaces between them are the initials of a person, unless a digit precedes them: «السيد أ. ب. سالم». The
            // initials of an organization have no spaces between them.
            let is_person = c.spaced_initials.is_some() && !c.follows_digit && c.usages.has(Usage::Organization);
            let is_organization = c.usages.any(&[Usage::Organization, Usage::Blessing]) && !is_person;
            is_organization.then(|| c.unless_sentence_starts())
        },
    },
    Rule {
        name: "listed-or-latin-initials",
        example: "عاش في U.S. في الصيف.",
        applies: |c| {
            let is_joined = c.whole().is_initials() && c.spaced_initials.is_none();
            (is_joined && (!c.usages.is_empty() || c.whole().is_ascii())).then(|| c.unless_sentence_starts())
        },
    },
    Rule {
        name: "initials-of-person",
        example: "كتب ج. ك. رولينغ الرواية.",
        applies: |c| {
            let (is_initials, is_latin) = (c.whole().is_initials(), c.whole().is_ascii());
            let is_person = (is_initials || c.word.letters == 1) && c.precedes_letter() && (!is_latin || c.next_char.is_ascii_alphabetic());
            let is_before_name = || {
                let is_label = !is_initials && !is_latin && is_label(c.window, &c.word);
                !is_label && !may_open_sentence(c.window, c.next)
            };
            let continues = || c.is_initial(&c.window.word(c.next)) || !c.is_spaced() || is_before_name();
            is_person.then(|| Verdict::continues_if(continues()))
        },
    },
];

/// The spelling of the name of a Latin letter in Arabic script: with a stop («جيه.») or without a stop («جيه»).
#[derive(Clone, Copy, PartialEq, Eq)]
enum LetterName {
    WithStop,
    WithoutStop,
}

impl<'a> Context<'a> {
    /// Reads the word before the stop and the surrounding text. Returns `None` if no rule can apply to the word.
    pub(super) fn read(
        options: &'a SentenceOptions,
        window: &'a Window<'a>,
        sentence: usize,
        stop: usize,
        next: usize,
        next_char: char,
    ) -> Option<Context<'a>> {
        let word = window.word_before(stop);
        if word.letters == 0 || (word.letters > LETTERS && word.stops == 0 && options.abbreviations.is_none()) {
            return None;
        }
        let start = if word.letters == 1 { start_of_spaced_initials(window, word.start) } else { word.start };
        let spaced_initials = (start < word.start).then(|| window.word_in(start, stop));
        let mut usages = lookup(spaced_initials.as_ref().unwrap_or(&word).text());
        if usages.is_empty() && word.is_in(TITLES_AFTER_LI_OR_FA) {
            usages = lookup("د".as_bytes());
        }
        if usages.is_empty() && word.letters > 1 && !word.is_initials() && options.abbreviations.is_none() {
            return None;
        }
        let preceding_end = window.back_spaces(start);
        let follows_digit = window.before(preceding_end).is_some_and(|(c, _)| DIGITS.has_char(c));
        Some(Context { options, window, sentence, stop, next, next_char, word, spaced_initials, usages, follows_digit, preceding_end })
    }

    /// Returns the whole abbreviation: the spaced initials (`ق. م.`) if the abbreviation has spaced initials, otherwise the word before the
    /// stop.
    fn whole(&self) -> &Word {
        self.spaced_initials.as_ref().unwrap_or(&self.word)
    }

    /// Returns whether white space or a tail is between the stop and the character `next_char`.
    fn is_spaced(&self) -> bool {
        self.next > self.stop + 1
    }

    fn precedes_letter(&self) -> bool {
        is_letter(self.next_char)
    }

    fn precedes_digit(&self) -> bool {
        DIGITS.has_char(self.next_char)
    }

    /// Returns whether a word is one letter, and a full stop follows the word: `م` in `ق. م.`.
    fn is_initial(&self, word: &Word) -> bool {
        word.letters == 1 && self.window.char(word.end) == Some('.')
    }

    /// Returns whether the abbreviation is an era or a unit and not a title, because a digit precedes the abbreviation: «سنة 1990 م. قامت».
    /// If the abbreviation has inner stops, it must also have the usage `Era` or `Unit`.
    fn is_era_or_unit_after_digit(&self) -> bool {
        self.follows_digit && (self.whole().stops == 0 || self.usages.any(&[Usage::Era, Usage::Unit]))
    }

    /// Returns the spelling of the preceding word, with or without a stop, if this word is the name of a Latin letter. Otherwise returns
    /// `None`.
    fn letter_name_before(&self) -> Option<LetterName> {
        let end = self.window.back_spaces(self.word.start);
        let has_stop = self.window.before(end) == Some(('.', 1));
        let word = self.window.word_before(if has_stop { end - 1 } else { end });
        let writing = if has_stop { LetterName::WithStop } else { LetterName::WithoutStop };
        lookup(word.text()).has(Usage::LetterName).then_some(writing)
    }

    /// Returns [`Verdict::Continues`] if the text after the stop cannot start a sentence, otherwise [`Verdict::Ends`]. The text cannot
    /// start a sentence in three cases:
    ///
    /// - The text depends on the preceding text (see [`is_dependent`]).
    /// - The text is the last word of the sentence.
    /// - The text starts with a letter directly after the stop.
    fn unless_sentence_starts(&self) -> Verdict {
        let is_glued = !self.is_spaced() && self.precedes_letter();
        Verdict::continues_if(is_glued || is_dependent(self.window, self.next) || is_last_word(self.window, self.next))
    }
}

/// Returns the byte position of the first of several initials that spaces separate. `start` is the position of the last initial. Example:
/// in `ق. م.`, the function returns the position of «ق» if `start` is the position of «م». Returns `start` if no other initial precedes.
/// The function considers at most [`SPACED_INITIALS`] initials before the last initial.
fn start_of_spaced_initials(window: &Window<'_>, mut start: usize) -> usize {
    for _ in 0..SPACED_INITIALS {
        let end = window.back_spaces(start);
        if end == start || window.before(end) != Some(('.', 1)) {
            break;
        }
        let before = window.word_before(end - 1);
        if before.letters != before.stops + 1 {
            break;
        }
        start = before.start;
    }
    start
}
