//! The mutation operators, which find the mutants of a source file. Example: an operator replaces `<` by `<=`.

use proc_macro2::Span;
use std::collections::HashMap;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Expr, Lit, Pat, ReturnType, Stmt, Type, UnOp};

use crate::splice::{Edit, Form};

/// A change of the source that a test should detect.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub file: String,
    pub line: usize,
    /// The name of the enclosing function. The names of the enclosing modules and of the implementing type precede the function name:
    /// `Row::f`.
    pub function: String,
    pub original: String,
    pub replacement: String,
    /// The number of this mutant among the mutants with the same file, function, original and replacement. The first number is 1.
    pub nth: usize,
    /// True for a mutant of `hand.txt`.
    pub by_hand: bool,
    /// The number of the enclosing `const fn`, or `None` outside of a `const fn`.
    pub const_fn: Option<usize>,
    pub edit: Edit,
}

impl Mutant {
    /// Returns an identifier of the mutant that does not change if its line number changes. The identifier consists of the file, the
    /// function with the number [`nth`](Mutant::nth), the original and the replacement, separated by tabs.
    pub fn fingerprint(&self) -> String {
        format!("{}\t{}#{}\t{}\t{}", self.file, self.function, self.nth, self.original, self.replacement)
    }

    /// Returns the fingerprint, with the line number after the file.
    pub fn place(&self) -> String {
        format!("{}:{}\t{}#{}\t{}\t{}", self.file, self.line, self.function, self.nth, self.original, self.replacement)
    }

    /// Returns the module that the file belongs to.
    pub fn module(&self) -> &str {
        self.file.split('/').nth(1).unwrap_or_default().trim_end_matches(".rs")
    }
}

/// A `const fn`. The compiler may evaluate a `const fn` at compile time, and code that runs at compile time cannot read the switch of a
/// mutant. Therefore the word `const` must be removed from a function that contains mutants.
pub struct ConstFn {
    pub file: String,
    pub function: String,
    /// The byte range of the word `const`.
    pub range: Range<usize>,
}

impl ConstFn {
    /// Returns whether a path in a compiler message may be the path of this function.
    pub fn is_named(&self, path: &str) -> bool {
        // Removes the generic arguments from the path, as in `Memo::<S>::new` and `roots::<32>`.
        let mut depth = 0;
        let plain: String = path
            .chars()
            .filter(|c| {
                depth += i32::from(*c == '<');
                let keeps = depth == 0;
                depth -= i32::from(*c == '>');
                keeps
            })
            .collect();
        let words: Vec<_> = plain.split("::").filter(|w| !w.is_empty()).collect();
        let names: Vec<_> = self.function.split("::").collect();
        words.last() == names.last() && names.iter().rev().nth(1).is_none_or(|t| words.contains(t) || words.len() == 1)
    }
}

/// Returns the mutants of a file in the order of their positions. Appends the `const fn`s of the file to `const_fns`.
pub fn find(path: &str, source: &str, const_fns: &mut Vec<ConstFn>) -> Result<Vec<Mutant>, String> {
    let file = syn::parse_file(source).map_err(|e| format!("{path}: {e}"))?;
    let mut finder = Finder { path, source, names: Vec::new(), mutants: Vec::new(), const_fns, const_fn: None };
    finder.visit_file(&file);
    let mut mutants = finder.mutants;
    mutants.sort_by_key(|m| (m.edit.range.start, m.edit.range.end));
    number(&mut mutants);
    Ok(mutants)
}

/// Sets the field `nth` of each mutant. Mutants with the same file, function, original and replacement get the numbers 1, 2, 3 and so on.
pub fn number(mutants: &mut [Mutant]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for m in mutants {
        m.nth = 0;
        let n = seen.entry(m.fingerprint()).or_default();
        *n += 1;
        m.nth = *n;
    }
}

/// Joins the lines of a text to one line, and replaces each run of white space by one space.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether the attributes restrict an item to tests or to the documentation, such as `#[cfg(test)]`.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| {
        let syn::Meta::List(list) = &a.meta else { return a.path().is_ident("test") };
        let text = list.tokens.to_string();
        let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
        a.path().is_ident("cfg")
            && (words.contains(&"test") || words.contains(&"doc"))
            && !words.contains(&"std")
            && !words.contains(&"not")
    })
}

/// Returns the attributes of an expression. Returns an empty list for the kinds of expressions whose attributes are not relevant here.
fn attributes(e: &Expr) -> &[Attribute] {
    match e {
        Expr::Assign(e) => &e.attrs,
        Expr::Binary(e) => &e.attrs,
        Expr::Block(e) => &e.attrs,
        Expr::Call(e) => &e.attrs,
        Expr::Closure(e) => &e.attrs,
        Expr::ForLoop(e) => &e.attrs,
        Expr::If(e) => &e.attrs,
        Expr::Loop(e) => &e.attrs,
        Expr::Macro(e) => &e.attrs,
        Expr::Match(e) => &e.attrs,
        Expr::MethodCall(e) => &e.attrs,
        Expr::Struct(e) => &e.attrs,
        Expr::Unsafe(e) => &e.attrs,
        Expr::While(e) => &e.attrs,
        _ => &[],
    }
}

/// Returns whether a condition contains a `let`: `a && let Some(b) = c`.
fn has_let(e: &Expr) -> bool {
    match e {
        Expr::Let(_) => true,
        Expr::Binary(b) => has_let(&b.left) || has_let(&b.right),
        _ => false,
    }
}

/// Returns the operators that replace the operator `op` in mutants.
fn swaps(op: &BinOp) -> &'static [&'static str] {
    match op {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::Lt(_) => &["<=", ">="],
        BinOp::Le(_) => &["<", ">"],
        BinOp::Gt(_) => &[">=", "<="],
        BinOp::Ge(_) => &[">", "<"],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-"],
        BinOp::Sub(_) => &["+"],
        BinOp::Mul(_) => &["+"],
        BinOp::Div(_) => &["*"],
        BinOp::Rem(_) => &["/"],
        BinOp::BitAnd(_) => &["|"],
        BinOp::BitOr(_) => &["&"],
        BinOp::BitXor(_) => &["|"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::AddAssign(_) => &["-="],
        BinOp::SubAssign(_) => &["+="],
        BinOp::MulAssign(_) => &["+="],
        BinOp::DivAssign(_) => &["*="],
        BinOp::BitAndAssign(_) => &["|="],
        BinOp::BitOrAssign(_) => &["&="],
        BinOp::BitXorAssign(_) => &["|="],
        BinOp::ShlAssign(_) => &[">>="],
        BinOp::ShrAssign(_) => &["<<="],
        _ => &[],
    }
}

/// Returns simple values of a type, as source text of expressions. Returns an empty list for a type without simple values.
fn values(t: &Type) -> Vec<String> {
    let texts = |values: &[&str]| values.iter().map(|v| v.to_string()).collect::<Vec<_>>();
    match t {
        Type::Path(p) => {
            let Some(last) = p.path.segments.last() else { return Vec::new() };
            let inner: Vec<&Type> = match &last.arguments {
                syn::PathArguments::AngleBracketed(a) => {
                    a.args.iter().filter_map(|a| if let syn::GenericArgument::Type(t) = a { Some(t) } else { None }).collect()
                }
                _ => Vec::new(),
            };
            let of = |n: usize| inner.get(n).map_or_else(Vec::new, |t| values(t));
            match last.ident.to_string().as_str() {
                "bool" => texts(&["true", "false"]),
                "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => texts(&["0", "1"]),
                "char" => texts(&["'x'"]),
                "String" => texts(&["::alloc::string::String::new()"]),
                "Vec" => texts(&["::alloc::vec::Vec::new()"]),
                "Option" if !inner.is_empty() => {
                    let mut all = texts(&["None"]);
                    all.extend(of(0).iter().map(|v| format!("Some({v})")));
                    all
                }
                "Result" if inner.len() == 2 => {
                    let ok = of(0).into_iter().map(|v| format!("Ok({v})"));
                    ok.chain(of(1).into_iter().map(|v| format!("Err({v})"))).collect()
                }
                "Cow" if !of(0).is_empty() || matches!(inner.first(), Some(Type::Path(p)) if p.path.is_ident("str")) => {
                    texts(&["::alloc::borrow::Cow::Borrowed(\"\")"])
                }
                "Ordering" => texts(&["::core::cmp::Ordering::Less", "::core::cmp::Ordering::Equal", "::core::cmp::Ordering::Greater"]),
                "Range" => of(0).first().map_or_else(Vec::new, |v| vec![format!("{v}..{v}")]),
                _ => Vec::new(),
            }
        }
        Type::Reference(r) if r.mutability.is_none() => match &*r.elem {
            Type::Path(p) if p.path.is_ident("str") => texts(&["\"\""]),
            Type::Slice(_) => texts(&["&[]"]),
            _ => Vec::new(),
        },
        Type::Tuple(t) => {
            let all: Vec<_> = t.elems.iter().map(values).collect();
            let least = all.iter().map(Vec::len).min().unwrap_or(0);
            (0..least).map(|n| format!("({})", all.iter().map(|v| v[n].as_str()).collect::<Vec<_>>().join(", "))).collect()
        }
        Type::Paren(p) => values(&p.elem),
        _ => Vec::new(),
    }
}

struct Finder<'s> {
    path: &'s str,
    source: &'s str,
    names: Vec<String>,
    mutants: Vec<Mutant>,
    const_fns: &'s mut Vec<ConstFn>,
    /// The number of the current `const fn`, or `None`.
    const_fn: Option<usize>,
}

impl Finder<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.source[range]
    }

    fn add(&mut self, span: Span, range: Range<usize>, original: &str, replacement: &str, form: Form) {
        self.mutants.push(Mutant {
            file: self.path.into(),
            line: span.start().line,
            function: self.names.join("::"),
            original: squeeze(original),
            replacement: squeeze(replacement),
            nth: 1,
            by_hand: false,
            const_fn: self.const_fn,
            edit: Edit { range, form },
        });
    }

    /// Adds a mutant that replaces an expression.
    fn replace(&mut self, e: &Expr, text: String) {
        let range = e.span().byte_range();
        let original = self.text(range.clone()).to_string();
        self.add(e.span(), range, &original, &text.clone(), Form::Replace { text, block: false });
    }

    /// Adds the mutants that replace a whole condition with `false` and, if `both` is true, also with `true`. A condition with a `let` is
    /// replaced only with `false`, and a literal is not replaced.
    fn condition(&mut self, e: &Expr, both: bool) {
        let range = e.span().byte_range();
        let original = self.text(range.clone()).to_string();
        if has_let(e) {
            self.add(e.span(), range, &original, "false", Form::NoMatch);
            return;
        }
        if matches!(e, Expr::Lit(_)) {
            return;
        }
        if both {
            self.add(e.span(), range.clone(), &original, "true", Form::Condition(true));
        }
        self.add(e.span(), range, &original, "false", Form::Condition(false));
    }

    /// Adds the mutants of a function: the mutants that return a simple value at the start of the body, and the mutants inside the body.
    /// Functions for tests and functions named `size_hint` have no mutants.
    fn function(&mut self, attributes: &[Attribute], signature: &syn::Signature, block: &syn::Block) {
        if is_for_tests(attributes) {
            return;
        }
        let name = signature.ident.to_string();
        if name == "size_hint" {
            return;
        }
        self.names.push(name);
        let outer = self.const_fn;
        if let Some(word) = &signature.constness {
            self.const_fn = Some(self.const_fns.len());
            let range = word.span().byte_range();
            self.const_fns.push(ConstFn { file: self.path.into(), function: self.names.join("::"), range });
        }
        let body = block.span().byte_range();
        let inner = squeeze(self.text(body.start + 1..body.end - 1));
        let (values, unit) = match &signature.output {
            ReturnType::Default => (vec![String::new()], true),
            ReturnType::Type(_, t) => (values(t), false),
        };
        for value in values {
            if inner == value || inner == value.rsplit("::").next().unwrap_or_default() {
                continue;
            }
            let text = if unit { "return;".to_string() } else { format!("return {value};") };
            let range = body.start + 1..body.start + 1;
            self.add(signature.ident.span(), range, "the body", text.trim_end_matches(';'), Form::Enter(text.clone()));
        }
        self.visit_block(block);
        self.const_fn = outer;
        self.names.pop();
    }

    /// Visits the closures and functions in the value of a constant.
    fn constant(&mut self, attributes: &[Attribute], name: &syn::Ident, value: &Expr) {
        if is_for_tests(attributes) {
            return;
        }
        let outer = self.const_fn.take();
        RuntimeCode { visitor: self }.visit_constant(name, value);
        self.const_fn = outer;
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        self.function(&f.attrs, &f.sig, &f.block);
    }

    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        self.function(&f.attrs, &f.sig, &f.block);
    }

    fn visit_trait_item_fn(&mut self, f: &'ast syn::TraitItemFn) {
        if let Some(block) = &f.default {
            self.function(&f.attrs, &f.sig, block);
        }
    }

    fn visit_item_mod(&mut self, m: &'ast syn::ItemMod) {
        if !is_for_tests(&m.attrs) {
            self.names.push(m.ident.to_string());
            visit::visit_item_mod(self, m);
            self.names.pop();
        }
    }

    fn visit_item_impl(&mut self, i: &'ast syn::ItemImpl) {
        let debug = i.trait_.as_ref().and_then(|(_, path, _)| path.segments.last()).is_some_and(|s| s.ident == "Debug");
        if debug || is_for_tests(&i.attrs) {
            return;
        }
        let name = match &*i.self_ty {
            Type::Path(p) => p.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default(),
            t => squeeze(self.text(t.span().byte_range())),
        };
        self.names.push(name);
        i.items.iter().for_each(|item| self.visit_impl_item(item));
        self.names.pop();
    }

    fn visit_item_trait(&mut self, t: &'ast syn::ItemTrait) {
        self.names.push(t.ident.to_string());
        t.items.iter().for_each(|item| self.visit_trait_item(item));
        self.names.pop();
    }

    // Constants have mutants only in their closures and functions: see `RuntimeCode`.
    fn visit_item_const(&mut self, c: &'ast syn::ItemConst) {
        self.constant(&c.attrs, &c.ident, &c.expr);
    }

    fn visit_item_static(&mut self, s: &'ast syn::ItemStatic) {
        self.constant(&s.attrs, &s.ident, &s.expr);
    }

    fn visit_impl_item_const(&mut self, c: &'ast syn::ImplItemConst) {
        self.constant(&c.attrs, &c.ident, &c.expr);
    }

    fn visit_trait_item_const(&mut self, c: &'ast syn::TraitItemConst) {
        if let Some((_, value)) = &c.default {
            self.constant(&c.attrs, &c.ident, value);
        }
    }

    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_item_macro(&mut self, _: &'ast syn::ItemMacro) {}
    fn visit_macro(&mut self, _: &'ast syn::Macro) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_path_arguments(&mut self, _: &'ast syn::PathArguments) {}
    fn visit_angle_bracketed_generic_arguments(&mut self, _: &'ast syn::AngleBracketedGenericArguments) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_field_value(&mut self, f: &'ast syn::FieldValue) {
        if !is_for_tests(&f.attrs) {
            visit::visit_field_value(self, f);
        }
    }

    fn visit_local(&mut self, l: &'ast syn::Local) {
        if !is_for_tests(&l.attrs) {
            visit::visit_local(self, l);
        }
    }

    fn visit_stmt(&mut self, s: &'ast Stmt) {
        if let Stmt::Expr(e, Some(_)) = s
            && matches!(e, Expr::MethodCall(_) | Expr::Call(_))
            && !is_for_tests(attributes(e))
        {
            let original = self.text(s.span().byte_range()).to_string();
            self.add(s.span(), s.span().byte_range(), &original, "nothing", Form::NoStatement);
        }
        visit::visit_stmt(self, s);
    }

    fn visit_arm(&mut self, a: &'ast syn::Arm) {
        if is_for_tests(&a.attrs) {
            return;
        }
        if let Some((_, guard)) = &a.guard {
            self.condition(guard, true);
            self.visit_expr(guard);
        }
        self.visit_expr(&a.body);
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        if is_for_tests(attributes(e)) {
            return;
        }
        match e {
            Expr::Binary(b) if !has_let(e) => {
                let left = self.text(b.left.span().byte_range()).to_string();
                let right = self.text(b.right.span().byte_range()).to_string();
                for op in swaps(&b.op) {
                    let text = if op.ends_with('=') && !matches!(*op, "==" | "!=" | "<=" | ">=") {
                        format!("{left} {op} {right}")
                    } else {
                        format!("({left}) {op} ({right})")
                    };
                    self.replace(e, text);
                    // Only the compiler needs the parentheses, so the field `replacement` omits the parentheses.
                    self.mutants.last_mut().expect("one was added").replacement = squeeze(&format!("{left} {op} {right}"));
                }
            }
            Expr::Unary(u) if matches!(u.op, UnOp::Not(_) | UnOp::Neg(_)) => {
                let text = self.text(u.expr.span().byte_range()).to_string();
                self.replace(e, text);
            }
            Expr::Lit(l) => {
                if let Lit::Int(n) = &l.lit
                    && let Ok(value) = n.base10_parse::<u128>()
                {
                    let hex = n.to_string().starts_with("0x");
                    let write = |v: u128| if hex { format!("0x{v:X}{}", n.suffix()) } else { format!("{v}{}", n.suffix()) };
                    self.replace(e, write(value + 1));
                    if value > 0 {
                        self.replace(e, write(value - 1));
                    }
                }
            }
            Expr::If(i) => self.condition(&i.cond, true),
            Expr::While(w) => self.condition(&w.cond, false),
            Expr::Match(m) if m.arms.last().is_some_and(|a| a.guard.is_none() && fits_anything(&a.pat)) => {
                for arm in m.arms.iter().take(m.arms.len() - 1).filter(|a| a.guard.is_none() && !is_for_tests(&a.attrs)) {
                    let end = arm.pat.span().byte_range().end;
                    let original = format!("{} => …", self.text(arm.pat.span().byte_range()));
                    self.add(arm.pat.span(), end..end, &original, "nothing", Form::NoArm);
                }
            }
            Expr::Macro(m) if m.mac.path.is_ident("matches") => {
                let text = self.text(e.span().byte_range()).to_string();
                self.replace(e, format!("!{text}"));
            }
            Expr::Repeat(r) => return self.visit_expr(&r.expr),
            // If `then` is the method of `Ordering`, the mutants do not compile.
            Expr::MethodCall(c) if c.method == "then" || c.method == "then_some" => self.condition(&c.receiver, true),
            Expr::MethodCall(c) if c.method == "reserve" => return self.visit_expr(&c.receiver),
            Expr::Call(c) if self.text(c.func.span().byte_range()).ends_with("with_capacity") => return,
            _ => {}
        }
        visit::visit_expr(self, e);
    }
}

/// A visitor that has the names of the enclosing items.
trait Named {
    fn names(&mut self) -> &mut Vec<String>;
}

impl Named for Finder<'_> {
    fn names(&mut self) -> &mut Vec<String> {
        &mut self.names
    }
}

/// Calls a visitor with the closures and functions in the value of a constant, and with no other part of the value.
///
/// The compiler evaluates the value, and evaluated code cannot read the switch of a mutant. The compiler does not evaluate the bodies of closures,
/// because a constant cannot call a closure. In a list of rules, a closure is called at run time.
struct RuntimeCode<'v, V> {
    visitor: &'v mut V,
}

impl<V: Named> RuntimeCode<'_, V> {
    fn visit_constant<'ast>(&mut self, name: &syn::Ident, value: &'ast Expr)
    where
        V: Visit<'ast>,
    {
        self.visitor.names().push(name.to_string());
        self.visit_expr(value);
        self.visitor.names().pop();
    }
}

impl<'ast, V: Named + Visit<'ast>> Visit<'ast> for RuntimeCode<'_, V> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.visitor.visit_item(item);
    }

    fn visit_expr_closure(&mut self, c: &'ast syn::ExprClosure) {
        match &*c.body {
            // The body of a closure with a return type must remain a block, so only the statements of the block are visited.
            Expr::Block(body) if matches!(c.output, ReturnType::Type(..)) => self.visitor.visit_block(&body.block),
            body => self.visitor.visit_expr(body),
        }
    }

    fn visit_expr_struct(&mut self, s: &'ast syn::ExprStruct) {
        // The name of a rule makes the names of its mutants independent of the other rules in the list.
        let name = rule_name(s);
        self.visitor.names().extend(name.clone());
        visit::visit_expr_struct(self, s);
        if name.is_some() {
            self.visitor.names().pop();
        }
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        if !is_for_tests(attributes(e)) {
            visit::visit_expr(self, e);
        }
    }

    fn visit_field_value(&mut self, f: &'ast syn::FieldValue) {
        if !is_for_tests(&f.attrs) {
            visit::visit_field_value(self, f);
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_path_arguments(&mut self, _: &'ast syn::PathArguments) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
}

/// Returns the value of the field `name`, if this value is a string literal, as in `Rule { name: "ellipsis", … }`.
fn rule_name(s: &syn::ExprStruct) -> Option<String> {
    s.fields.iter().find_map(|f| match (&f.member, &f.expr) {
        (syn::Member::Named(name), Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. })) if name == "name" => Some(text.value()),
        _ => None,
    })
}

/// Returns whether a pattern is `_` or the name of a variable.
fn fits_anything(p: &Pat) -> bool {
    match p {
        Pat::Wild(_) => true,
        Pat::Ident(i) => i.subpat.is_none() && i.ident.to_string().starts_with(|c: char| c.is_lowercase()),
        _ => false,
    }
}

/// Finds the smallest expression that contains a range of a file and can be replaced by a choice between two expressions. If no expression
/// meets this condition, finds the body of the function. Returns `None` if the range is not in a function, or is in a `const fn`.
pub fn enclosing(source: &str, range: &Range<usize>) -> Result<Option<Enclosing>, String> {
    let file = syn::parse_file(source).map_err(|e| e.to_string())?;
    let mut search = Search { range: range.clone(), names: Vec::new(), statement: false, best: None };
    search.visit_file(&file);
    Ok(search.best)
}

/// The code around a mutant of `hand.txt`.
pub struct Enclosing {
    pub range: Range<usize>,
    pub function: String,
    pub kind: EnclosingKind,
}

/// The kind of the code around a mutant of `hand.txt`.
pub enum EnclosingKind {
    Expression,
    /// An expression that ends with a block, or an expression without a semicolon at the end of a block.
    Block,
    Body,
}

struct Search {
    range: Range<usize>,
    names: Vec<String>,
    statement: bool,
    best: Option<Enclosing>,
}

impl Search {
    fn offer(&mut self, span: Span, kind: EnclosingKind) -> bool {
        let range = span.byte_range();
        let contains = range.start <= self.range.start && self.range.end <= range.end;
        if contains {
            self.best = Some(Enclosing { range, function: self.names.join("::"), kind });
        }
        contains
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if signature.constness.is_some() {
            return;
        }
        self.names.push(signature.ident.to_string());
        if self.offer(block.span(), EnclosingKind::Body) {
            self.visit_block(block);
        }
        self.names.pop();
    }
}

impl Named for Search {
    fn names(&mut self) -> &mut Vec<String> {
        &mut self.names
    }
}

impl<'ast> Visit<'ast> for Search {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        self.function(&f.sig, &f.block);
    }

    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        self.function(&f.sig, &f.block);
    }

    fn visit_item_impl(&mut self, i: &'ast syn::ItemImpl) {
        let name = match &*i.self_ty {
            Type::Path(p) => p.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        self.names.push(name);
        i.items.iter().for_each(|item| self.visit_impl_item(item));
        self.names.pop();
    }

    fn visit_item_const(&mut self, c: &'ast syn::ItemConst) {
        RuntimeCode { visitor: self }.visit_constant(&c.ident, &c.expr);
    }

    fn visit_item_static(&mut self, s: &'ast syn::ItemStatic) {
        RuntimeCode { visitor: self }.visit_constant(&s.ident, &s.expr);
    }

    fn visit_impl_item_const(&mut self, c: &'ast syn::ImplItemConst) {
        RuntimeCode { visitor: self }.visit_constant(&c.ident, &c.expr);
    }

    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_stmt(&mut self, s: &'ast Stmt) {
        self.statement = matches!(s, Stmt::Expr(_, None));
        visit::visit_stmt(self, s);
        self.statement = false;
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        let statement = std::mem::take(&mut self.statement);
        if has_let(e) {
            return visit::visit_expr(self, e);
        }
        let block =
            statement || matches!(e, Expr::Block(_) | Expr::If(_) | Expr::Match(_) | Expr::While(_) | Expr::Loop(_) | Expr::ForLoop(_));
        if self.offer(e.span(), if block { EnclosingKind::Block } else { EnclosingKind::Expression }) {
            visit::visit_expr(self, e);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let mutants = find("src/token/x.rs", source, &mut Vec::new()).unwrap();
        mutants.iter().map(|m| format!("{}: {} -> {}", m.function, m.original, m.replacement)).collect()
    }

    #[test]
    fn operators() {
        assert_eq!(
            found("impl<T> Row<T> { fn f(&self, n: usize) -> bool { n < 3 } }"),
            [
                "Row::f: the body -> return true",
                "Row::f: the body -> return false",
                "Row::f: n < 3 -> n <= 3",
                "Row::f: n < 3 -> n >= 3",
                "Row::f: 3 -> 4",
                "Row::f: 3 -> 2",
            ]
        );
        assert_eq!(
            found("fn f(v: &mut Vec<u8>) { if let Some(_) = v.pop() && !v.is_empty() { v.push(b'x'); } }"),
            [
                "f: the body -> return",
                "f: let Some(_) = v.pop() && !v.is_empty() -> false",
                "f: !v.is_empty() -> v.is_empty()",
                "f: v.push(b'x'); -> nothing",
            ]
        );
        assert_eq!(
            found("fn f(c: char) -> X { match c { 'a' => x(), 'b' if is() => y(), _ => matches!(c, '0'..='9') } }"),
            ["f: 'a' => … -> nothing", "f: is() -> true", "f: is() -> false", "f: matches!(c, '0'..='9') -> !matches!(c, '0'..='9')"]
        );
    }

    #[test]
    fn what_has_no_mutants() {
        for source in [
            "const N: usize = 1 + 2;",
            "static S: [u8; 2] = [0, 1];",
            "fn f() -> X { [x(); 3] }",
            "fn f() -> X { match x() { 1 => y(), 2..=3 => z() } }",
            "#[cfg(test)] mod tests { fn f() -> bool { 1 < 2 } }",
            "#[cfg(any(test, fuzzing))] fn f() -> bool { 1 < 2 }",
            "impl core::fmt::Debug for X { fn fmt(&self) -> bool { 1 < 2 } }",
            "macro_rules! m { () => { 1 < 2 } }",
        ] {
            assert_eq!(found(source), [""; 0], "{source}");
        }
        assert!(!found("#[cfg(any(test, feature = \"std\"))] fn f() -> bool { 1 < 2 }").is_empty());
    }

    #[test]
    fn closures_and_functions_of_constants() {
        for item in ["const", "static"] {
            assert_eq!(
                found(&format!(
                    "pub(super) {item} RULES: &[Rule<fn(u8) -> bool>; 1 + 1] = &[
                        Rule {{ name: \"low\", weight: 1 + 2, applies: |n| n < 3 }},
                        Rule {{ name: \"high\", weight: -1, applies: |n| {{ let is_high = || n > 0; is_high() }} }},
                    ];"
                )),
                [
                    "RULES::low: n < 3 -> n <= 3",
                    "RULES::low: n < 3 -> n >= 3",
                    "RULES::low: 3 -> 4",
                    "RULES::low: 3 -> 2",
                    "RULES::high: n > 0 -> n >= 0",
                    "RULES::high: n > 0 -> n <= 0",
                    "RULES::high: 0 -> 1",
                ]
            );
        }
        assert_eq!(
            found("impl X { const F: fn() -> bool = { fn f() -> bool { !g() } if LIMIT > 2 { f } else { || !h() } }; }"),
            ["X::F::f: the body -> return true", "X::F::f: the body -> return false", "X::F::f: !g() -> g()", "X::F: !h() -> h()"]
        );
        assert_eq!(found("trait T { const F: fn() -> bool = || !g(); }"), ["T::F: !g() -> g()"]);
        assert_eq!(found("const fn f() -> X { const F: fn() -> bool = || !g(); x(F) }"), ["f::F: !g() -> g()"]);
        assert_eq!(found("#[cfg(test)] const F: fn() -> bool = || !g();"), [""; 0]);
    }

    /// The compiler evaluates the function but not the closure, so the mutant of the closure does not depend on the word `const`.
    #[test]
    fn closures_of_constants_are_not_in_const_functions() {
        let source = "const fn f() -> u8 { const F: fn() -> bool = || !g(); 1 }";
        let mutants = find("src/token/x.rs", source, &mut Vec::new()).unwrap();
        let const_fn = |original: &str| mutants.iter().find(|m| m.original == original).unwrap().const_fn;
        assert_eq!((const_fn("1"), const_fn("!g()")), (Some(0), None));
    }

    /// The instrumented list is still a constant: the switches are inside the closures.
    #[test]
    fn the_switches_of_a_list_are_in_its_closures() {
        let source = "const RULES: &[fn(u8) -> bool] = &[|n| n < LOW + 1];";
        let mutants = find("src/token/x.rs", source, &mut Vec::new()).unwrap();
        let last = mutants.iter().rposition(|m| m.original == "LOW + 1").unwrap();
        let (text, _) = crate::splice::splice(source, &[(7, &mutants[last].edit)]);
        let closure = "|n| n < (if crate::mutation::is_active(7) { (LOW) - (1) } else { LOW + 1 })";
        assert_eq!(text, format!("const RULES: &[fn(u8) -> bool] = &[{closure}];"));
    }

    #[test]
    fn conditions_of_then() {
        assert_eq!(
            found("fn f(c: char) -> X { (is(c) && was(c)).then_some(x()) }"),
            ["f: (is(c) && was(c)) -> true", "f: (is(c) && was(c)) -> false", "f: is(c) && was(c) -> is(c) || was(c)",]
        );
        assert_eq!(found("const F: fn(char) -> X = |c| is(c).then(|| x());"), ["F: is(c) -> true", "F: is(c) -> false"]);
    }

    /// A mutant of `hand.txt` may be in a closure of a list, but not in the evaluated part of the list.
    #[test]
    fn code_around_mutants_in_constants() {
        let source = "const RULES: &[Rule] = &[Rule { name: \"low\", weight: W + 1, applies: |n| { let low = n < 3; low } }];";
        let around = |text: &str| {
            let at = source.find(text).unwrap();
            enclosing(source, &(at..at + text.len())).unwrap().map(|e| (e.function, source[e.range].to_string()))
        };
        assert_eq!(around("n < 3"), Some(("RULES::low".into(), "n < 3".into())));
        assert_eq!(around("let low"), Some(("RULES::low".into(), "{ let low = n < 3; low }".into())));
        assert_eq!(around("W + 1"), None);
    }

    #[test]
    fn const_functions_have_names() {
        let mut all = Vec::new();
        find("src/token/x.rs", "impl Plan { pub const fn new() -> u8 { 1 } } const fn roots<const N: usize>() {}", &mut all).unwrap();
        let named = |path: &str| all.iter().map(|f| f.is_named(path)).collect::<Vec<_>>();
        assert_eq!(named("normalize::plan::Plan::new"), [true, false]);
        assert_eq!(named("Plan::<T>::new"), [true, false]);
        assert_eq!(named("Other::new"), [false, false]);
        assert_eq!(named("radicals::roots::<32768>"), [false, true]);
    }
}
