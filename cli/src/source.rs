//! What is read: files, folders, globs, standard input, a text of the command line; plain, gzip or zstd.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Stdin,
    Text(String),
    File(PathBuf),
}

/// A text to read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) place: Place,
    /// Below the folder that was asked for; the name alone where a file was.
    pub(crate) relative: PathBuf,
    /// Bytes as they are stored; 0 where that is not known.
    pub(crate) stored: u64,
}

impl Source {
    /// The name for messages and columns.
    pub(crate) fn name(&self) -> String {
        match &self.place {
            Place::Stdin => "standard input".into(),
            Place::Text(_) => "text".into(),
            Place::File(path) => path.display().to_string(),
        }
    }

    /// The bytes of the text, unpacked. Of a packed text, what is read of the stored bytes is added to `count`.
    pub(crate) fn open(&self, count: &Arc<AtomicU64>) -> io::Result<Text> {
        match &self.place {
            Place::Stdin => unpacked(io::stdin(), count),
            Place::Text(text) => unpacked(Cursor::new(format!("{text}\n").into_bytes()), count),
            Place::File(path) => unpacked(File::open(path)?, count),
        }
    }
}

/// A text that is open.
pub(crate) struct Text {
    pub(crate) reader: Box<dyn Read + Send>,
    /// Whether what is read is counted already, as it is stored.
    pub(crate) counted: bool,
}

/// Adds up what is read. Not for plain text: who reads through it has its buffers cleared first.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Tells gzip and zstd by their first bytes, whatever the file is called; a file may be several of either, one after the other.
fn unpacked(mut raw: impl Read + Send + 'static, count: &Arc<AtomicU64>) -> io::Result<Text> {
    let mut start = Vec::with_capacity(4);
    raw.by_ref().take(4).read_to_end(&mut start)?;
    let kind: [u8; 4] = std::array::from_fn(|i| start.get(i).copied().unwrap_or(0));
    let whole = Cursor::new(start).chain(raw);
    let packed = |inner| Counted { inner, count: count.clone() };
    let (reader, counted): (Box<dyn Read + Send>, bool) = match kind {
        [0x1F, 0x8B, ..] => (Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, packed(whole)))), true),
        [0x28, 0xB5, 0x2F, 0xFD] => (Box::new(zstd::stream::read::Decoder::new(packed(whole))?), true),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            let what = "this is UTF-16: convert it first, for example with `iconv -f UTF-16 -t UTF-8`";
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        _ => (Box::new(whole), false),
    };
    Ok(Text { reader, counted })
}

/// Which files of folders are read.
pub(crate) struct Filter {
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) hidden: bool,
}

/// The texts that were asked for, files of folders in the order of their paths; and what could not be found, with the reason.
pub(crate) fn list(inputs: &[PathBuf], filter: &Filter) -> Result<(Vec<Source>, Vec<String>), String> {
    let (include, exclude) = (globs(&filter.include)?, globs(&filter.exclude)?);
    let wanted = |path: &Path| {
        let name = path.file_name().map_or(path, Path::new);
        let hit = |set: &GlobSet| set.is_match(path) || set.is_match(name);
        (filter.include.is_empty() || hit(&include)) && !hit(&exclude)
    };
    let (mut sources, mut lost) = (Vec::new(), Vec::new());
    for input in inputs {
        if input.as_os_str() == "-" {
            sources.push(Source { place: Place::Stdin, relative: "stdin".into(), stored: 0 });
        } else if input.is_dir() {
            walk(input, filter.hidden, &wanted, &mut sources, &mut lost);
        } else if input.exists() || !is_glob(input) {
            sources.push(file(input.clone(), input.file_name().map_or_else(|| input.clone(), PathBuf::from)));
        } else {
            let before = sources.len();
            let pattern = globs(&[input.to_string_lossy().into_owned()])?;
            let base = glob_base(input);
            let folder = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
            walk(folder, filter.hidden, &|path| pattern.is_match(base.join(path)) && wanted(path), &mut sources, &mut lost);
            if sources.len() == before {
                lost.push(format!("{}: no file matches", input.display()));
            }
        }
    }
    Ok((sources, lost))
}

fn file(path: PathBuf, relative: PathBuf) -> Source {
    let stored = path.metadata().map_or(0, |m| m.len());
    Source { place: Place::File(path), relative, stored }
}

/// The files below a folder for which `wanted` says yes to the path below it.
fn walk(folder: &Path, hidden: bool, wanted: &dyn Fn(&Path) -> bool, sources: &mut Vec<Source>, lost: &mut Vec<String>) {
    let shown = |name: &OsStr| hidden || !name.as_encoded_bytes().starts_with(b".");
    let walker = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    // The folder itself may be called `.` or anything.
    let walker = walker.filter_entry(move |entry| entry.depth() == 0 || shown(entry.file_name()));
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
                if wanted(&relative) {
                    // `./a` is shown as it was asked for, `a` below `.` as `a`.
                    let path = entry.path().strip_prefix("./").map_or_else(|_| entry.path().to_path_buf(), Path::to_path_buf);
                    sources.push(file(path, relative));
                }
            }
            Ok(_) => {}
            Err(e) => lost.push(e.to_string()),
        }
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(|e| e.to_string())?);
    }
    set.build().map_err(|e| e.to_string())
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folder above the first wildcard; empty for the current one.
fn glob_base(pattern: &Path) -> PathBuf {
    pattern.components().take_while(|c| !is_glob(Path::new(c.as_os_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_starts_at_the_last_plain_folder() {
        assert_eq!(glob_base(Path::new("data/2024/*/a?.txt")), Path::new("data/2024"));
        assert_eq!(glob_base(Path::new("*.txt")), Path::new(""));
    }

    #[test]
    fn several_gzip_members_are_one_text() {
        use std::io::Write;
        let member = |text: &str| {
            let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gz.write_all(text.as_bytes()).unwrap();
            gz.finish().unwrap()
        };
        let mut text = String::new();
        let packed = Cursor::new([member("كتاب "), member("قلم")].concat());
        unpacked(packed, &Arc::default()).unwrap().reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "كتاب قلم");
    }
}
