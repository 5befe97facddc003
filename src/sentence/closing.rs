//! The rules that decide whether a sentence continues after a quotation or a bracket that closes directly after an end mark. Example: in
//! «هل تأتي؟» أجابني صديقي, the quotation closes directly after `؟`, and the sentence continues. These rules apply only if the text after
//! the closing marks is on the same line.

use super::characters::is_dash;
use super::phrases::{
    certainly_opens_sentence, closes_inner_bracket, closes_name, closes_object, is_attribution, is_dependent, is_short_rest,
    may_open_sentence, reports_preceding_speech,
};
use super::rule::{Rule, Verdict};
use super::window::Window;
use super::word::Word;
use super::word_lists::LIKEWISE;
use crate::entity::abbreviation_list::{Usage, lookup};

/// A run of end marks and the closing marks after the run, with the surrounding text.
pub(super) struct Context<'a> {
    pub(super) window: &'a Window<'a>,
    /// The byte position of the first character of the sentence.
    pub(super) sentence: usize,
    /// The byte position of the first mark of the run of end marks.
    pub(super) marks: usize,
    /// True if the run contains a mark other than `.` and `…`, such as `؟`, or a full stop after an ellipsis: see
    /// [`Run`](super::run::Run::is_strong).
    pub(super) is_strong: bool,
    pub(super) closes_quotation: bool,
    pub(super) closes_bracket: bool,
    /// The byte position after the tail of the run (closing marks, footnote marks and emoji) and the white space that follows the tail.
    /// `next_char` and `word` are the character and the word at this position.
    pub(super) next: usize,
    pub(super) next_char: char,
    pub(super) word: Word,
}

type Applies = fn(&Context<'_>) -> Option<Verdict>;

/// The rules for the text after a closed quotation or bracket. The first rule that applies decides. If no rule applies, or if the decision
/// is [`Verdict::Ends`], the rules after `closed-part-continues` in [`mark::RULES`](super::mark::RULES) decide.
pub(super) const RULES: &[Rule<Applies>] = &[
    Rule {
        name: "dash-follows", example: "«نعم.» - قال أحمد وهو يبتسم.", applies: |c| is_dash(c.next_char).then_some(Verdict::Continues)
    },
    Rule {
        name: "verb-of-saying",
        example: "«هل تأتي؟» أجابني صديقي.",
        applies: |c| reports_preceding_speech(c.window, &c.word).then_some(Verdict::Continues),
    },
    Rule {
        name: "small-letter-after-closing",
        example: "“Yes!” he said. ‖She left.",
        applies: |c| c.next_char.is_ascii_lowercase().then_some(Verdict::Continues),
    },
    Rule {
        name: "source-in-brackets",
        example: "قال: «إنما الأعمال بالنيات.» (رواه البخاري)",
        applies: |c| (c.closes_quotation && matches!(c.next_char, '[' | '(')).then_some(Verdict::Continues),
    },
    Rule {
        name: "attribution",
        example: "«لن نتراجع.» حسبما أفاد المتحدث.",
        applies: |c| (c.closes_quotation && is_attribution(c.window, &c.word)).then_some(Verdict::Continues),
    },
    Rule {
        name: "short-rest",
        example: "قال «نعم.» وخرج مسرعا.",
        applies: |c| (c.closes_quotation && is_short_rest(c.window, &c.word)).then_some(Verdict::Continues),
    },
    Rule {
        name: "name-of-work",
        example: "شاهدت فيلم «إلى أين؟» أمس.",
        applies: |c| {
            let is_name = c.closes_quotation && closes_name(c.window, c.marks) && !may_open_sentence(c.window, c.next);
            is_name.then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "bracket-inside-sentence",
        example: "كان الفيلم رائعا (شاهدته مرتين!) ولكنه طويل.",
        applies: |c| {
            let is_inside = c.is_strong && c.closes_bracket && !c.closes_quotation && closes_inner_bracket(c.window, c.sentence, c.marks);
            is_inside.then(|| Verdict::ends_if(certainly_opens_sentence(c.window, c.next)))
        },
    },
    Rule {
        name: "feh-after-object",
        example: "سأل «من هناك؟» فلم يجبه أحد.",
        applies: |c| {
            let is_object = c.is_strong && c.closes_quotation && closes_object(c.window, c.sentence, c.marks);
            (is_object && c.word.starts_with("ف") && c.word.letters > 2).then_some(Verdict::Continues)
        },
    },
    Rule {
        name: "dependent-word-after-closing",
        example: "سمعت «يا للعار!» من آخر القاعة.",
        applies: |c| (c.is_strong && is_dependent(c.window, c.next)).then_some(Verdict::Continues),
    },
    Rule {
        name: "likewise",
        example: "صاح «يا للعار!» كما ينبغي لمثله.",
        applies: |c| (c.is_strong && c.closes_quotation && c.word.is_in(LIKEWISE)).then_some(Verdict::Continues),
    },
    Rule {
        name: "abbreviation-in-brackets",
        example: "توفي أرسطو (سنة 322 ق.م.) في مدينة خالكيس.",
        applies: |c| {
            let is_abbreviation = || {
                let word = c.window.word_before(c.marks);
                word.stops > 0 || lookup(word.text()).any(&[Usage::MayBeFinal, Usage::Era, Usage::Unit, Usage::Organization])
            };
            (!c.is_strong && c.closes_bracket && is_abbreviation()).then_some(Verdict::Continues)
        },
    },
];
