//! The rules of the stemmer `rules` as patterns of letters.

use super::lists::{ALEF, ARTICLE, BEH, ENDINGS, FEH, KAF, LAM, LAM_LAM, SEEN, TEH, WAW, WHOLE, WORDS, YEH, has_teh_marbuta, in_section};
use crate::scan::letters::first;

/// The letters of the word that are not cut yet, and the properties that earlier steps have found.
struct Rest<'l> {
    folded: &'l [char],
    spelled: &'l [char],
    /// The codes of the first 16 folded letters. The first letter is in the lowest byte. A lookup needs no more codes, because all words of
    /// the word list have at most 16 letters.
    codes: u128,
    /// The number of letters that are cut from the start.
    from: usize,
    /// Whether an article was cut. The word is then not a verb and has no pronoun.
    definite: bool,
    /// Whether the future particle س was cut. The word is then a verb.
    future: bool,
    /// Whether an ending was cut that verbs in the present never have.
    not_present: bool,
    /// Whether a ة was cut.
    nominal: bool,
}

/// Returns the letter range of the stem, and sets `closed` to whether the stem is a word of a closed class. `folded` contains the folded
/// letters, `spelled` the letters before folding, and `codes` the codes of the folded letters.
pub(super) fn cut_letters(folded: &[char], spelled: &[char], codes: u128, closed: &mut bool) -> (usize, usize) {
    let mut rest = Rest { folded, spelled, codes, from: 0, definite: false, future: false, not_present: false, nominal: false };
    if rest.proclitics() {
        *closed = rest.is_whole(0);
    } else {
        rest.suffixes();
        rest.verb_prefixes();
    }
    (rest.from, rest.from + rest.folded.len())
}

impl Rest<'_> {
    fn len(&self) -> usize {
        self.folded.len()
    }

    fn ends(&self, letters: &[char]) -> bool {
        self.folded.ends_with(letters)
    }

    /// Returns the letter at index `n`, before folding.
    fn spelled(&self, n: usize) -> char {
        self.spelled.get(n).copied().unwrap_or_default()
    }

    fn last_spelled(&self) -> char {
        self.spelled.last().copied().unwrap_or_default()
    }

    fn cut_front(&mut self, n: usize) {
        self.folded = self.folded.get(n..).unwrap_or_default();
        self.spelled = self.spelled.get(n..).unwrap_or_default();
        self.codes >>= 8 * n;
        self.from += n;
    }

    fn cut_back(&mut self, n: usize) {
        let len = self.len().saturating_sub(n);
        self.folded = self.folded.get(..len).unwrap_or_default();
        self.spelled = self.spelled.get(..len).unwrap_or_default();
    }

    /// Returns whether the letters from index `n` are a word in a section of the word list. The word may also have one of the [`ENDINGS`];
    /// before a pronoun, the ة of the word is written as ت.
    #[inline]
    fn is_listed(&self, n: usize, section: u16) -> bool {
        // Tests the first letters first, because they decide most cases.
        WORDS.may_begin(first(self.codes >> (8 * n), self.len().saturating_sub(n).min(4)) as u32, section)
            && self.is_listed_whole(n, section)
    }

    #[inline(never)]
    fn is_listed_whole(&self, n: usize, section: u16) -> bool {
        let word = self.folded.get(n..).unwrap_or_default();
        let codes = self.codes >> (8 * n);
        let listed = |len: usize| in_section(codes, len, section);
        let with_heh = |len: usize| has_teh_marbuta(codes, len, section);
        // The minimal number of letters before an ending, `least`, prevents false matches: الفهم is not ألف with the pronoun هم, and للصين
        // is not لص after ل and with the ending ين.
        let least = match section {
            ARTICLE => 5,
            LAM_LAM => 3,
            _ => 2,
        };
        listed(word.len())
            || word.strip_suffix(&['ا', 'ت']).is_some_and(|bare| with_heh(bare.len()))
            || ENDINGS.iter().filter_map(|e| word.strip_suffix(*e)).any(|bare| {
                // A ة is written as ت before a pronoun, and is removed before the plural ending ات.
                bare.len() >= least
                    && (listed(bare.len()) || with_heh(bare.len()) || bare.strip_suffix(&['ت']).is_some_and(|bare| with_heh(bare.len())))
            })
    }

    /// Returns whether the letters from index `n` are a word of a closed class.
    fn is_whole(&self, n: usize) -> bool {
        let (codes, len) = (self.codes >> (8 * n), self.len().saturating_sub(n));
        WORDS.may_begin(first(codes, len.min(4)) as u32, WHOLE) && in_section(codes, len, WHOLE)
    }

    /// Cuts conjunctions, prepositions and the article. Returns whether the rest is the stem, because it is a word of a closed class or
    /// has at most two letters.
    fn proclitics(&mut self) -> bool {
        if self.len() <= 2 || self.is_whole(0) {
            return true;
        }
        if self.conjunction() && (self.len() <= 2 || self.is_whole(0)) {
            return true;
        }
        if matches!(self.folded, ['ب' | 'ك' | 'ل', ..]) && self.is_whole(1) {
            self.cut_front(1);
            return true;
        }
        if self.article() {
            return self.len() <= 2;
        }
        self.preposition() && (self.len() <= 2 || self.is_whole(0))
    }

    fn conjunction(&mut self) -> bool {
        let goes = match self.folded {
            // A و before أ, إ or آ is always cut as a conjunction if the word has at least four letters: وأكل.
            ['و', _, _, _, ..] if matches!(self.spelled(1), 'أ' | 'إ' | 'آ') => true,
            ['و', ..] => self.is_whole(1) || self.len() >= 4 && !self.is_listed(0, WAW),
            ['ف', ..] if self.is_whole(1) => !self.is_listed(0, FEH),
            ['ف', 'ا', 'ل', _, _, ..] | ['ف', 'ل', 'ل', _, _, ..] | ['ف', 'ب', 'ا', 'ل', _, _, ..] => !self.is_listed(0, FEH),
            // The question particle أ is cut only before a conjunction that precedes an article: أوالكتاب.
            ['ا', 'ف' | 'و', 'ا', 'ل', _, _, ..]
            | ['ا', 'ف' | 'و', 'ل', 'ل', _, _, ..]
            | ['ا', 'ف' | 'و', 'ب' | 'ك', 'ا', 'ل', _, _, ..]
                if self.spelled(0) == 'أ' =>
            {
                self.cut_front(1);
                true
            }
            ['ف', 'ي' | 'س', _, _, _, ..] => !self.is_listed(0, FEH),
            _ => false,
        };
        if goes {
            self.cut_front(1);
        }
        goes
    }

    fn article(&mut self) -> bool {
        let n = match self.folded {
            ['ا', 'ل', _, _, ..] if self.spelled(0) == 'ا' && !self.is_listed(0, ARTICLE) => 2,
            ['ب', 'ا', 'ل', _, _, ..] if self.spelled(1) == 'ا' && !self.is_listed(0, BEH) && !self.is_listed(1, ARTICLE) => 3,
            ['ك', 'ا', 'ل', _, _, ..] if self.spelled(1) == 'ا' && !self.is_listed(0, KAF) && !self.is_listed(1, ARTICLE) => 3,
            ['ل', 'ل', _, ..] if self.is_listed(1, LAM_LAM) => 1,
            ['ل', 'ل', _, _, _, ..] => 2,
            _ => return false,
        };
        self.cut_front(n);
        self.definite = true;
        true
    }

    fn preposition(&mut self) -> bool {
        let goes = match self.folded {
            // The letters أ, إ and آ are rarely the second root letter, so a letter before them is a preposition.
            ['ب' | 'ل' | 'ك', 'ا', _, _, _, ..] if self.spelled(1) != 'ا' => true,
            // These patterns match a preposition and a verbal noun of form X, VII or VIII, such as باستخدام.
            ['ب' | 'ل', 'ا', 'س', 'ت', _, _, ..]
            | ['ب' | 'ل', 'ا', 'ن', _, _, _, _, ..]
            | ['ب' | 'ل', 'ا', 'ج' | 'ح' | 'خ' | 'ع' | 'ق', 'ت', _, _, _, ..] => true,
            ['ب' | 'ل', 'م', _, _, _, ..] if self.len() >= 6 => true,
            ['ب' | 'ل', 'ت', _, _, 'ي', _, ..] | ['ب' | 'ل', 'ت', _, 'ا', _, _, ..] => true,
            ['ل', 'ي', _, _, _, ..] if !self.is_listed(0, LAM) => true,
            ['س', 'ي' | 'ت' | 'ن' | 'ا', _, _, ..] if self.len() >= 5 && !self.is_listed(0, SEEN) && self.spelled(1) != 'ا' => {
                self.future = true;
                true
            }
            _ => false,
        };
        if goes {
            self.cut_front(1);
        }
        goes
    }

    fn suffixes(&mut self) {
        if !self.definite && self.pronoun() {
            return;
        }
        let len = self.len();
        self.nominal = self.last_spelled() == 'ة';
        self.not_present = self.last_spelled() == 'ة' || self.ends(&['ت']) || self.ends(&['ي', 'ن']);
        match self.folded {
            _ if self.last_spelled() == 'ة' && len >= 3 => self.cut_back(1),
            [.., 'ت', 'ا' | 'ي', 'ن'] if len >= 6 => self.cut_back(3),
            // The plural of مكافأة is مكافآت, so the آ is part of the stem.
            [.., 'ا', 'ت'] if self.spelled(len - 2) == 'آ' => self.cut_back(1),
            [.., 'ا', 'ت'] if len >= 4 && self.spelled(len - 2) == 'ا' && !(len == 5 && self.spelled(0) == 'أ') => self.cut_back(2),
            [.., 'و', 'ن'] if len >= 6 => self.cut_back(2),
            [_, _, 'ا', .., 'ي', 'ن'] if len == 6 => {}
            [.., 'ي', 'ن'] if len >= 6 => self.cut_back(2),
            _ if self.definite
                // A word with an article has no pronoun, so a final ه is a ة whose dots the writer omitted.
                && self.ends(&['ه']) && len >= 5 =>
            {
                self.cut_back(1);
            }
            [.., 'و', 'ا'] if len >= 5 => self.cut_back(2),
            [.., before, 'ت'] if len >= 4 && (!matches!(before, 'ا' | 'و' | 'ي') || self.spelled(len - 2) == 'أ') => self.cut_back(1),
            [.., before, 'ا'] if len >= 4 && *before != 'ي' && self.last_spelled() == 'ا' => self.cut_back(1),
            _ => {}
        }
    }

    /// Cuts a pronoun and the ending that precedes the pronoun. Returns whether a pronoun was cut.
    fn pronoun(&mut self) -> bool {
        let len = self.len();
        let n = match self.folded {
            [.., 'ه' | 'ك', 'م', 'ا'] if len >= 6 => 3,
            // The last letter of قرآنا is the accusative alef, so قرآنا has no pronoun نا.
            [.., 'ن', 'ا'] if self.spelled(len.saturating_sub(3)) == 'آ' => return false,
            [.., 'ه', 'ا' | 'م' | 'ن'] | [.., 'ن', 'ا'] if len >= 5 => 2,
            [.., 'ك', 'م'] if len >= 6 => 2,
            ['ا', _, .., 'ا', 'ه'] if len == 6 => return false,
            [.., 'ه'] if len >= 4 && self.last_spelled() == 'ه' => 1,
            _ => return false,
        };
        self.cut_back(n);
        let len = self.len();
        match self.folded {
            [.., 'ا', 'ت'] if len >= 5 => self.cut_back(2),
            [.., 'ا', 'ت'] if has_teh_marbuta(self.codes, len - 2, TEH) => self.cut_back(2),
            [.., 'ت'] if len >= 4 => self.cut_back(1),
            [.., 'ت'] if has_teh_marbuta(self.codes, len - 1, TEH) => self.cut_back(1),
            [.., 'و'] if len >= 5 => self.cut_back(1),
            // The word is the plural of a participle, so the ي of the plural ending is cut: لاعبيهم (their players).
            [_, 'ا', _, _, 'ي'] => self.cut_back(1),
            _ => {}
        }
        true
    }

    fn verb_prefixes(&mut self) {
        let len = self.len();
        match self.folded {
            // The connecting alef is cut from verbs of forms VII, VIII and X and from verbal nouns of these forms: استخدم, استخدام.
            ['ا', 'س', 'ت', ..] if len >= 5 && self.spelled(0) == 'ا' => self.cut_front(1),
            ['ا', 'ت', _, _] if self.spelled(0) == 'ا' => self.cut_front(1),
            ['ا', _, 'ت', _, _, ..] | ['ا', 'ن', _, _, _, ..] if self.spelled(0) == 'ا' => self.cut_front(1),
            _ if self.definite => {}
            ['ي', ..] if len >= 4 && (self.future || !self.is_listed(0, YEH)) => self.cut_front(1),
            ['ت', 'س', 'ت', ..] | ['ت', _, 'ت', _, _] if len >= 5 => self.cut_front(1),
            ['ت', 'ت', ..] if len >= 4 => self.cut_front(1),
            ['ت', ..] if len >= 4 && self.future => self.cut_front(1),
            ['ت', _, _, _] if !self.not_present => self.cut_front(1),
            // Cuts the hamza of verbs of form IV. Words that end with ي or had a ة are nouns, so they keep the hamza.
            ['ا', _, _, last] if self.spelled(0) == 'أ' && *last != 'ي' && !self.nominal && !self.is_listed(0, ALEF) => {
                self.cut_front(1)
            }
            _ => {}
        }
    }
}
