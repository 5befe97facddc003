//! The measured texts: files of the repository, or the files of a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The minimum size in bytes of a corpus that is made by repeating files of the repository.
const REPEATED: usize = 4 << 20;

/// The corpora that are measured if no folder is given. An entry contains the name of a corpus, and the paths of its files in the
/// repository.
///
/// The files are short, so a corpus repeats its files, and the branch predictors of the processor learn the repeated text. Therefore the
/// speeds on these corpora may be higher than the speeds on texts without repetition.
const SEEDS: [(&str, &[&str]); 4] = [
    (
        "varied",
        &[
            "seeds/000_cada6452b4c8d822.txt",
            "seeds/classical.txt",
            "seeds/dialect.txt",
            "seeds/email.txt",
            "seeds/layout.txt",
            "seeds/messy.txt",
            "seeds/presentation.txt",
            "seeds/social.txt",
            "seeds/technical.txt",
        ],
    ),
    ("vocalized", &["seeds/vocalized.txt", "seeds/quran.txt"]),
    ("mixed", &["seeds/technical.txt", "seeds/social.txt", "seeds/email.txt"]),
    ("ascii", &["LICENSE-APACHE"]),
];

/// A text and its name.
pub struct Corpus {
    pub name: String,
    pub text: String,
}

/// Returns the corpora of a folder: one for each `*.txt` file, named like the file without `.txt`, in the order of the file names. If
/// `folder` is `None`, returns the corpora of `SEEDS`. If `names` is not empty, returns only the corpora with these names, in the order of
/// `names`. Returns an error if the folder or a file cannot be read, if the folder contains no `*.txt` file, if a text is empty, or if one
/// of `names` is not the name of a corpus.
pub fn load(folder: Option<&Path>, names: &[String]) -> Result<Vec<Corpus>> {
    let mut all = match folder {
        Some(folder) => of_folder(folder, names)?,
        None => of_seeds()?,
    };
    for name in names {
        let known = || all.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ");
        ensure!(all.iter().any(|c| c.name == *name), "no corpus is called {name}; there are: {}", known());
    }
    if !names.is_empty() {
        all.retain(|c| names.contains(&c.name));
        all.sort_by_key(|c| names.iter().position(|n| *n == c.name));
    }
    Ok(all)
}

fn of_folder(folder: &Path, names: &[String]) -> Result<Vec<Corpus>> {
    let at = || format!("cannot read the folder {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(at)? {
        paths.push(entry.with_context(at)?.path());
    }
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    ensure!(!paths.is_empty(), "no *.txt in {}", folder.display());
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if names.is_empty() || names.contains(&name) {
            found.push(Corpus { name, text: read(&path)? });
        }
    }
    Ok(found)
}

fn of_seeds() -> Result<Vec<Corpus>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = Vec::new();
    for (name, files) in SEEDS {
        let mut once = String::new();
        for file in files {
            once += read(&root.join(file))?.trim_end();
            once.push('\n');
        }
        all.push(Corpus { name: name.to_owned(), text: once.repeat(REPEATED.div_ceil(once.len())) });
    }
    Ok(all)
}

/// Reads a file as text. A file that contains only white space is an error, because no speed can be computed for an empty text.
fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    ensure!(!text.trim().is_empty(), "{} is empty", path.display());
    Ok(text)
}

/// Cuts a text into documents of at least `size` bytes. A document ends directly after a line feed. If `size` is less than 1,024, a
/// document may also end directly after a space. The last document ends at the end of the text and may be shorter than `size`. If `size` is
/// 0, the whole text is one document.
pub fn documents(text: &str, size: usize) -> Vec<&str> {
    let ends: &[u8] = if size < 1024 { b" \n" } else { b"\n" };
    let size = if size == 0 { text.len() } else { size };
    let (mut found, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let from = (size - 1).min(rest.len());
        let end = rest.as_bytes()[from..].iter().position(|b| ends.contains(b)).map_or(rest.len(), |i| from + i + 1);
        let (document, after) = rest.split_at(end);
        found.push(document);
        rest = after;
    }
    found
}
