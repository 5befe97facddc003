//! Named decision rules, grouped in lists. The first rule of a list that applies to a candidate (a position at which a sentence may end)
//! decides.
//!
//! The lists are [`mark::RULES`](super::mark::RULES), [`closing::RULES`](super::closing::RULES),
//! [`abbreviation::RULES`](super::abbreviation::RULES) and [`lines::RULES`](super::lines::RULES). `rules.md` documents all rules in tables.
//! `tests.rs` runs the example of each rule. `tests.rs` also checks that the tables are complete and that each rule, except
//! `abbreviation-of-caller`, decides a test case of `tests/golden/sentences.toml`.

/// A rule with its name and its function. `F` is the type of the function: `fn(&Context<'_>) -> Option<D>`. The file of the list defines
/// `Context`. `D` is [`Verdict`], or [`mark::Decision`](super::mark::Decision) for a run of end marks.
#[cfg_attr(not(test), allow(dead_code, reason = "tests read the name and the example"))]
pub(super) struct Rule<F> {
    /// The name of the rule in the documentation.
    pub(super) name: &'static str,
    /// A text in which the rule decides a candidate. `‖` marks the end of each sentence except the last sentence.
    pub(super) example: &'static str,
    /// Returns the decision, or `None` if the rule does not apply.
    pub(super) applies: F,
}

/// A decision on a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence ends.
    Ends,
    /// The sentence continues.
    Continues,
}

impl Verdict {
    /// Returns [`Ends`](Self::Ends) if `condition` is true, otherwise [`Continues`](Self::Continues).
    pub(super) fn ends_if(condition: bool) -> Verdict {
        if condition { Verdict::Ends } else { Verdict::Continues }
    }

    /// Returns [`Continues`](Self::Continues) if `condition` is true, otherwise [`Ends`](Self::Ends).
    pub(super) fn continues_if(condition: bool) -> Verdict {
        Verdict::ends_if(!condition)
    }
}

/// Returns the decision of the first rule that applies, or `None` if no rule applies. `apply` calls the function of a rule with the context
/// of the candidate.
#[inline]
pub(super) fn decide<F: Copy, D>(rules: &[Rule<F>], apply: impl Fn(F) -> Option<D>) -> Option<D> {
    rules.iter().find_map(|rule| {
        let decision = apply(rule.applies)?;
        #[cfg(test)]
        trace::record(rule.name);
        Some(decision)
    })
}

/// A record of the names of the rules that decided on this thread.
#[cfg(test)]
pub(super) mod trace {
    use alloc::vec::Vec;
    use core::cell::RefCell;

    std::thread_local!(static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) });

    /// Appends the name of a rule to the record.
    pub(in super::super) fn record(name: &'static str) {
        NAMES.with_borrow_mut(|names| names.push(name));
    }

    /// Returns the names that were recorded since the last call, and clears the record.
    pub(in super::super) fn take() -> Vec<&'static str> {
        NAMES.take()
    }
}
