#[test]
fn roots() {
    for (word, root) in [("كتاب", "كتب"), ("والمدارس", "درس"), ("يقولون", "قول"), ("استعمل", "عمل"), ("مسؤول", "سءل")]
    {
        assert_eq!(super::root(word).map(|r| alloc::string::ToString::to_string(&r)).as_deref(), Some(root), "{word}");
    }
}
