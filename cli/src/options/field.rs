//! The path of a field in a JSON record. The path is a single key or a JSON pointer (RFC 6901).

/// The path of a field: the keys and array indexes that lead from the outermost JSON value of a record to the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field(Vec<String>);

impl Field {
    /// Parses a key such as `text`, or a JSON pointer such as `/meta/text` or `/lines/0`. A text that starts with a slash is a JSON
    /// pointer. Returns an error message if the text is empty or the pointer is invalid.
    pub(crate) fn parse(text: &str) -> Result<Field, String> {
        let Some(pointer) = text.strip_prefix('/') else {
            return match text {
                "" => Err("expected a key or a JSON pointer such as /meta/text".into()),
                key => Ok(Field(vec![key.into()])),
            };
        };
        let valid = pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        if !valid {
            return Err("in a JSON pointer, write ~0 for ~ and ~1 for /; no other character may follow a ~".into());
        }
        Ok(Field(pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect()))
    }

    /// Returns the keys and array indexes, from the outermost value to the field.
    pub(crate) fn keys(&self) -> &[String] {
        &self.0
    }

    /// Returns the remark for a run in which no record has a text in this field. The remark suggests a JSON pointer, such as `/meta/text`
    /// for the key `meta.text`.
    pub(crate) fn missing_remark(&self) -> String {
        let field = match &*self.0 {
            [key] => key.clone(),
            keys => keys.iter().map(|key| format!("/{}", key.replace('~', "~0").replace('/', "~1"))).collect(),
        };
        // A key that contains full stops, such as `meta.text`, may be a path in the syntax of jq. The suggested pointer is then
        // `/meta/text`.
        let pointer = match &*self.0 {
            [key] if key.split('.').filter(|part| !part.is_empty()).count() > 1 => format!("/{}", key.trim_matches('.').replace('.', "/")),
            _ => "/meta/text".into(),
        };
        format!("no record has a text in the field {field}; a nested field is written as a JSON pointer, such as {pointer}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_split_and_unescaped() {
        let keys = |text| Field::parse(text).map(|field| field.0);
        assert_eq!(keys("text").unwrap(), ["text"]);
        assert_eq!(keys("/meta/text").unwrap(), ["meta", "text"]);
        assert_eq!(keys("/x~1y/~01/").unwrap(), ["x/y", "~1", ""]);
        assert!(["", "/~", "/a~2", "/~/b"].iter().all(|text| keys(text).is_err()));
    }

    #[test]
    fn the_remark_suggests_a_pointer() {
        let remark = |field: &str| Field::parse(field).unwrap().missing_remark();
        assert_eq!(
            remark("text"),
            "no record has a text in the field text; a nested field is written as a JSON pointer, such as /meta/text"
        );
        assert!(remark("meta.text").contains("in the field meta.text; ") && remark("meta.text").ends_with("such as /meta/text"));
        assert!(remark(".a.b.c").ends_with("such as /a/b/c"));
        assert!(remark("/a~1b/c").contains("in the field /a~1b/c; "));
    }
}
