//! Rewrites a source text so that the text contains all mutants at the same time. The rewritten program reads a switch at run time. The
//! switch activates at most one mutant.

use std::ops::Range;

/// The byte range and the form of one mutant in a source text.
#[derive(Clone, Debug)]
pub struct Edit {
    pub range: Range<usize>,
    pub form: Form,
}

/// The ways to combine a mutant with the original code.
#[derive(Clone, Debug)]
pub enum Form {
    /// An expression that `text` replaces. `block` is true if the original ends with a block, because such an expression may be a
    /// statement.
    Replace { text: String, block: bool },
    /// A condition that is always true or always false.
    Condition(bool),
    /// A chain of conditions that contains a `let`. The chain is always false.
    NoMatch,
    /// Statements that are inserted at the beginning of a block.
    Enter(String),
    /// A match arm without a guard. The arm never matches. The range is empty and is located directly after the pattern.
    NoArm,
    /// A statement that is not executed.
    NoStatement,
    /// The word `const` of a function. The word is always removed, even if no mutant is active.
    Removed,
}

impl Edit {
    /// Returns the text to insert at the start of the range, and the text to insert at the end of the range. `id` is the number of the
    /// mutant.
    fn parts(&self, id: usize) -> (String, String) {
        let active = format!("crate::mutation::is_active({id})");
        match &self.form {
            Form::Replace { text, block: false } => (format!("(if {active} {{ {text} }} else {{ "), " })".into()),
            Form::Replace { text, block: true } => (format!("if {active} {{ {text} }} else {{ "), " }".into()),
            Form::Condition(true) => (format!("({active} || ("), "))".into()),
            Form::Condition(false) => (format!("(!{active} && ("), "))".into()),
            Form::NoMatch => (format!("!{active} && "), String::new()),
            Form::Enter(text) => (format!(" if {active} {{ {text} }} "), String::new()),
            Form::NoArm => (format!(" if !{active}"), String::new()),
            Form::NoStatement => (format!("if !{active} {{ "), " }".into()),
            Form::Removed => ("/*".into(), "*/".into()),
        }
    }

    /// Returns the byte range of the original text between the two inserted parts. The range is empty for a mutant that inserts text in one
    /// position.
    fn span(&self) -> Range<usize> {
        match self.form {
            Form::NoMatch | Form::Enter(_) | Form::NoArm => self.range.start..self.range.start,
            _ => self.range.clone(),
        }
    }
}

/// The position of a mutant in the rewritten source.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: usize,
    /// The byte range of the part that is inserted before the original.
    pub inserted: Range<usize>,
    /// The byte range of the inserted part, the original and the closing part.
    pub whole: Range<usize>,
}

/// Inserts mutants into a source text. `edits` has the number and the edit of each mutant. The ranges of two mutants must be nested or
/// disjoint. Returns the rewritten text and the position of each mutant.
pub fn splice(source: &str, edits: &[(usize, &Edit)]) -> (String, Vec<Placed>) {
    let mut order: Vec<_> = edits.iter().map(|&(id, edit)| (edit.span(), id, edit)).collect();
    // At the same position, pure insertions precede expressions, and outer expressions precede inner expressions.
    order.sort_by_key(|(span, id, _)| (span.start, !span.is_empty(), std::cmp::Reverse(span.end), *id));
    let mut out = String::with_capacity(source.len() * 2);
    let mut placed: Vec<Placed> = Vec::new();
    let mut open: Vec<(usize, String, usize)> = Vec::new();
    let mut copied = 0;
    let mut close = |until: usize, out: &mut String, placed: &mut Vec<Placed>, open: &mut Vec<(usize, String, usize)>| {
        while let Some((end, suffix, at)) = open.pop_if(|(end, ..)| *end <= until) {
            out.push_str(&source[copied..end]);
            copied = end;
            out.push_str(&suffix);
            placed[at].whole.end = out.len();
        }
        if until <= source.len() {
            out.push_str(&source[copied..until]);
            copied = until;
        }
    };
    for (span, id, edit) in order {
        close(span.start, &mut out, &mut placed, &mut open);
        let (prefix, suffix) = edit.parts(id);
        let start = out.len();
        out.push_str(&prefix);
        placed.push(Placed { id, inserted: start..out.len(), whole: start..out.len() });
        if !span.is_empty() {
            open.push((span.end, suffix, placed.len() - 1));
        }
    }
    close(source.len(), &mut out, &mut placed, &mut open);
    (out, placed)
}

/// Returns the mutants that may cause a compiler error at a range of the rewritten source. The first of these rules that finds a mutant
/// decides:
///
/// 1. the mutant whose inserted text contains the range
/// 2. the innermost mutant whose whole text contains the range
/// 3. all mutants whose inserted text is inside the range
pub fn culprits(placed: &[Placed], error: Range<usize>) -> Vec<usize> {
    let contains = |r: &Range<usize>| r.start <= error.start && error.end <= r.end;
    if let Some(p) = placed.iter().find(|p| contains(&p.inserted)) {
        return vec![p.id];
    }
    let Some(least) = placed.iter().filter(|p| contains(&p.whole)).min_by_key(|p| p.whole.len()) else {
        return placed.iter().filter(|p| error.start <= p.inserted.start && p.inserted.end <= error.end).map(|p| p.id).collect();
    };
    vec![least.id]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mutants_nest() {
        let source = "if a < b + 1 {}";
        let replace = |range, text: &str| Edit { range, form: Form::Replace { text: text.into(), block: false } };
        let edits = [
            replace(3..12, "a <= b + 1"),
            replace(7..12, "b - 1"),
            replace(11..12, "2"),
            Edit { range: 3..12, form: Form::Condition(true) },
        ];
        let (text, placed) = splice(source, &edits.iter().enumerate().collect::<Vec<_>>());
        let is = |id| format!("crate::mutation::is_active({id})");
        let inner = format!("(if {} {{ b - 1 }} else {{ b + (if {} {{ 2 }} else {{ 1 }}) }})", is(1), is(2));
        assert_eq!(text, format!("if (if {} {{ a <= b + 1 }} else {{ ({} || (a < {inner})) }}) {{}}", is(0), is(3)));
        // If the inserted text of a mutant contains the error, this mutant causes the error. Otherwise the innermost mutant whose whole
        // text contains the error causes the error.
        let at = |what: &str| text.find(what).map(|at| at..at + what.len()).unwrap();
        assert_eq!(culprits(&placed, at("b - 1")), [1]);
        assert_eq!(culprits(&placed, at("else { 1 }")), [2]);
        assert_eq!(culprits(&placed, at("(a < ")), [3]);
        assert_eq!(culprits(&placed, 0..2), [0_usize; 0]);
    }

    #[test]
    fn insertions_come_before_what_begins_there() {
        let edits = [
            Edit { range: 1..9, form: Form::NoStatement },
            Edit { range: 1..1, form: Form::Enter("return;".into()) },
            Edit { range: 0..0, form: Form::Removed },
        ];
        let (text, _) = splice("{v.push()}", &edits[..2].iter().enumerate().collect::<Vec<_>>());
        let is = |id| format!("crate::mutation::is_active({id})");
        assert_eq!(text, format!("{{ if {} {{ return; }} if !{} {{ v.push() }}}}", is(1), is(0)));
        let word = Edit { range: 4..9, form: Form::Removed };
        assert_eq!(splice("pub const fn f() {}", &[(0, &word)]).0, "pub /*const*/ fn f() {}");
    }
}
