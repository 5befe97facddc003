//! The measured systems. A system has a task, a name, and a function from a text to a number.
//!
//! For the task `normalize`, the number is the number of bytes of output. For the task `limit`, the number has no meaning. For the other
//! tasks, the number is the number of tokens, sentences, stems or terms. Therefore a table shows whether two systems do a similar amount of
//! work.
//!
//! A system whose name begins with `~` is a reference: it does less work than the task requires, or other work. The tables show references,
//! but a reference is never counted as the fastest peer.
//!
//! The calls of `expect` do not fail, because the patterns and the options are constants.

use std::hint::black_box;

use crate::system::{System, count};

/// Applies the usual normalization for search to one character: folds letter variants, and removes marks and U+0640. Returns `None` if the
/// character is removed.
fn norm_char(c: char) -> Option<char> {
    Some(match c {
        '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0610}'..='\u{061a}' => return None,
        '\u{06d6}'..='\u{06dc}' | '\u{06df}'..='\u{06e8}' | '\u{06ea}'..='\u{06ed}' => return None,
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    })
}

fn out(s: impl AsRef<str>) -> u64 {
    black_box(s.as_ref()).len() as u64
}

fn limits(l: &mut Vec<System>) {
    let mut dst = vec![0u8; 1 << 16];
    l.push(System::new("limit", "memcpy", move |t| {
        if dst.len() < t.len() {
            dst.resize(t.len(), 0);
        }
        dst[..t.len()].copy_from_slice(t.as_bytes());
        black_box(&mut dst)[0] as u64
    }));
    l.push(System::new("limit", "memcpy to new String", |t| out(String::from(t))));
    l.push(System::new("limit", "byte sum", |t| t.as_bytes().chunks(64).map(|c| c.iter().map(|&b| b as u32).sum::<u32>() as u64).sum()));
    l.push(System::new("limit", "std from_utf8", |t| std::str::from_utf8(black_box(t.as_bytes())).is_ok() as u64));
    l.push(System::new("limit", "simdutf8", |t| simdutf8::basic::from_utf8(black_box(t.as_bytes())).is_ok() as u64));
    l.push(System::new("limit", "memchr3 . ! ?", |t| memchr::memchr3_iter(b'.', b'!', b'?', t.as_bytes()).count() as u64));
    l.push(System::new("limit", "bytecount chars", |t| bytecount::num_chars(t.as_bytes()) as u64));
    l.push(System::new("limit", "str.chars().count()", |t| t.chars().count() as u64));
    l.push(System::new("limit", "decode chars", |t| t.chars().map(|c| c as u64).fold(0, |a, c| (a ^ c).wrapping_mul(3)) & 1));
}

fn normalize(l: &mut Vec<System>) {
    l.push(System::new("normalize", "std filter_map collect", |t| out(t.chars().filter_map(norm_char).collect::<String>())));
    l.push(System::new("normalize", "std push into reserved", |t| {
        let mut s = String::with_capacity(t.len());
        t.chars().filter_map(norm_char).for_each(|c| s.push(c));
        out(s)
    }));
    l.push(System::new("normalize", "std str::replace chain", |t| {
        out(t
            .replace(['أ', 'إ', 'آ', 'ٱ'], "ا")
            .replace('ى', "ي")
            .replace('ة', "ه")
            .replace(|c| matches!(c, '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}'), ""))
    }));
    l.push(System::new("normalize", "arabic normalize", |t| out(arabic::normalize(t))));
    l.push(System::new("normalize", "arabic_text_utils", |t| {
        out(arabic_text_utils::normalize_arabic(&arabic_text_utils::remove_tashkeel(t)))
    }));
    let marks = regex::Regex::new("[\u{0640}\u{064b}-\u{065f}\u{0670}]").expect("a constant of this file");
    let (alef, yeh, teh) = (
        regex::Regex::new("[أإآٱ]").expect("a constant of this file"),
        regex::Regex::new("ى").expect("a constant of this file"),
        regex::Regex::new("ة").expect("a constant of this file"),
    );
    l.push(System::new("normalize", "regex replace_all x4", move |t| {
        let a = marks.replace_all(t, "");
        let b = alef.replace_all(&a, "ا");
        let c = yeh.replace_all(&b, "ي");
        out(teh.replace_all(&c, "ه"))
    }));
    let mut from: Vec<String> = ["أ", "إ", "آ", "ٱ", "ى", "ة", "\u{0640}", "\u{0670}"].map(String::from).to_vec();
    let mut to = vec!["ا", "ا", "ا", "ا", "ي", "ه", "", ""];
    for c in '\u{064b}'..='\u{065f}' {
        from.push(c.to_string());
        to.push("");
    }
    let ac =
        aho_corasick::AhoCorasick::builder().kind(Some(aho_corasick::AhoCorasickKind::DFA)).build(&from).expect("a constant of this file");
    l.push(System::new("normalize", "aho-corasick replace_all", move |t| out(ac.replace_all(t, &to))));
    {
        let tk: &'static charabia::Tokenizer = Box::leak(Box::new(charabia::TokenizerBuilder::<&[u8]>::new().into_tokenizer()));
        // charabia normalizes text only inside its tokenizer. Therefore this system tokenizes the text and joins the normalized tokens,
        // which charabia calls lemmas.
        l.push(System::new("normalize", "charabia lemmas joined", move |t| {
            let mut s = String::with_capacity(t.len());
            tk.tokenize(t).for_each(|k| s.push_str(k.lemma()));
            out(s)
        }));
    }
    l.push(System::new("normalize", "~NFKC unicode-normalization", |t| {
        use unicode_normalization::UnicodeNormalization;
        out(t.nfkc().collect::<String>())
    }));
    let icu = icu_normalizer::ComposingNormalizerBorrowed::new_nfkc();
    l.push(System::new("normalize", "~NFKC icu_normalizer", move |t| out(icu.normalize(t))));
}

fn tokenize(l: &mut Vec<System>) {
    use bstr::ByteSlice;
    use unicode_segmentation::UnicodeSegmentation;
    l.push(System::new("tokenize", "~split_whitespace", |t| count(t.split_whitespace())));
    l.push(System::new("tokenize", "std split !alphanumeric", |t| {
        count(t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()))
    }));
    l.push(System::new("tokenize", "unicode_words", |t| count(t.unicode_words())));
    l.push(System::new("tokenize", "split_word_bound_indices", |t| count(t.split_word_bound_indices())));
    l.push(System::new("tokenize", "bstr words", |t| count(t.as_bytes().words())));
    let icu = icu_segmenter::WordSegmenter::new_auto(Default::default());
    l.push(System::new("tokenize", "icu_segmenter word", move |t| {
        count(icu.segment_str(t).iter_with_word_type().filter(|(_, k)| k.is_word_like()))
    }));
    let re = regex::Regex::new(r"\w+").expect("a constant of this file");
    l.push(System::new("tokenize", "regex \\w+", move |t| count(re.find_iter(t))));
    let tk: &'static charabia::Tokenizer = Box::leak(Box::new(charabia::TokenizerBuilder::<&[u8]>::new().into_tokenizer()));
    l.push(System::new("tokenize", "charabia segment", move |t| count(tk.segment_str(t))));
    let mut simple = tantivy::tokenizer::TextAnalyzer::from(tantivy::tokenizer::SimpleTokenizer::default());
    l.push(System::new("tokenize", "tantivy SimpleTokenizer", move |t| drain(&mut simple, t)));
    use tokenizers::{OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer, pre_tokenizers};
    fn hf(p: impl PreTokenizer + 'static) -> impl FnMut(&str) -> u64 + 'static {
        move |t| {
            let mut s = PreTokenizedString::from(t);
            p.pre_tokenize(&mut s).expect("a constant of this file");
            count(s.get_splits(OffsetReferential::Original, OffsetType::Byte).into_iter())
        }
    }
    l.push(System::new("tokenize", "HF BertPreTokenizer", hf(pre_tokenizers::bert::BertPreTokenizer)));
    l.push(System::new("tokenize", "HF Whitespace", hf(pre_tokenizers::whitespace::Whitespace {})));
    l.push(System::new("tokenize", "arabic_text_utils words", |t| count(arabic_text_utils::segment_words(t).into_iter())));
    l.push(System::new("tokenize", "segtok word_tokenizer", |t| count(segtok::tokenizer::word_tokenizer(t).into_iter())));
}

/// Adds the stemmers. Each call of a stemmer receives one word (see `inputs` in `measure.rs`).
fn stem(l: &mut Vec<System>) {
    let a = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    l.push(System::new("stem", "rust-stemmers", move |w| out(a.stem(w)).min(1)));
    let b = snowball_stemmers_rs::Stemmer::create(snowball_stemmers_rs::Algorithm::Arabic);
    l.push(System::new("stem", "snowball_stemmers_rs", move |w| out(b.stem(w)).min(1)));
    l.push(System::new("stem", "tantivy-stemmers", |w| out(tantivy_stemmers::algorithms::arabic(w)).min(1)));
}

fn drain(a: &mut tantivy::tokenizer::TextAnalyzer, t: &str) -> u64 {
    use tantivy::tokenizer::TokenStream;
    let mut n = 0;
    let mut s = a.token_stream(t);
    while s.advance() {
        black_box(s.token());
        n += 1;
    }
    n
}

/// Rules for the sentence splitter `srx`, which contains no rules for Arabic. The first rule lists abbreviations that do not end a
/// sentence. The second rule ends a sentence after end marks and one white space character. The third rule ends a sentence after a line
/// feed.
const SRX: &str = r#"<srx version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules>
<languagerule languagerulename="d"><rule break="no"><beforebreak>\b(?:د|م|أ|ص)\.\s</beforebreak><afterbreak></afterbreak></rule>
<rule break="yes"><beforebreak>[.!?؟۔…]+\s</beforebreak><afterbreak></afterbreak></rule>
<rule break="yes"><beforebreak>\n</beforebreak><afterbreak></afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="d"/></maprules></body></srx>"#;

fn sentences(l: &mut Vec<System>) {
    use bstr::ByteSlice;
    use unicode_segmentation::UnicodeSegmentation;
    l.push(System::new("sentences", "unicode_sentences", |t| count(t.unicode_sentences())));
    l.push(System::new("sentences", "bstr sentences", |t| count(t.as_bytes().sentences())));
    let icu = icu_segmenter::SentenceSegmenter::new(Default::default());
    l.push(System::new("sentences", "icu_segmenter sentence", move |t| count(icu.segment_str(t)).saturating_sub(1)));
    l.push(System::new("sentences", "sentencex ar", |t| count(sentencex::segment("ar", t).into_iter())));
    l.push(System::new("sentences", "cutters baseline", |t| count(cutters::cut(t, cutters::Language::Baseline).into_iter())));
    l.push(System::new("sentences", "segtok", |t| count(segtok::segmenter::split_multi(t, Default::default()).into_iter())));
    l.push(System::new("sentences", "arabic_text_utils sentences", |t| count(arabic_text_utils::segment_sentences(t).into_iter())));
    let rules = srx::SRX::from_reader(SRX.as_bytes()).expect("a constant of this file").language_rules("ar");
    l.push(System::new("sentences", "srx (3 own rules)", move |t| count(rules.split(t))));
    let re = regex::Regex::new(r"[.!?؟۔…\n]+").expect("a constant of this file");
    l.push(System::new("sentences", "~regex split", move |t| count(re.split(t))));
}

fn analyze(l: &mut Vec<System>) {
    use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer};
    let stop = || stop_words::get("ar").iter().map(|w| w.to_string());
    let start = || {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(80))
            .filter(LowerCaser)
            .filter(StopWordFilter::remove(stop()))
    };
    let mut a = start().filter(Stemmer::new(Language::Arabic)).build();
    l.push(System::new("analyze", "tantivy + Stemmer(Arabic)", move |t| drain(&mut a, t)));
    let mut b = start().build();
    l.push(System::new("analyze", "~tantivy without stemmer", move |t| drain(&mut b, t)));
    let words: Vec<String> = {
        let mut v: Vec<_> = stop().collect();
        v.sort();
        v.dedup();
        v
    };
    let set: &'static _ = Box::leak(Box::new(charabia_set(&words)));
    let mut tb = charabia::TokenizerBuilder::new();
    tb.stop_words(set);
    let tk: &'static charabia::Tokenizer = Box::leak(Box::new(tb.into_tokenizer()));
    l.push(System::new("analyze", "charabia tokenize (no stem)", move |t| count(tk.tokenize(t).filter(|k| k.is_word()))));
}

fn charabia_set(words: &[String]) -> fst::Set<Vec<u8>> {
    fst::Set::from_iter(words).expect("a constant of this file")
}

/// The tasks, in the order in which the report lists them.
pub const TASKS: [&str; 6] = ["limit", "normalize", "tokenize", "sentences", "stem", "analyze"];

/// Returns the systems of one task: first the peers, then the systems of kalima.
pub fn of_task(task: &str) -> Vec<System> {
    let mut list = Vec::new();
    match task {
        "limit" => limits(&mut list),
        "normalize" => normalize(&mut list),
        "tokenize" => tokenize(&mut list),
        "sentences" => sentences(&mut list),
        "stem" => stem(&mut list),
        "analyze" => analyze(&mut list),
        _ => {}
    }
    crate::ours::add(task, &mut list);
    list
}
