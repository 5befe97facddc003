//! Lists the inputs of a run: named files, standard input, and the files that folders and globs contain.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use super::source::{Origin, Remark, Remarks, Source};

/// The filter for files in folders and for files that match globs. Files that the user names are not filtered.
pub(crate) struct FileFilter {
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    /// True if files and folders whose names start with a dot are included.
    pub(crate) hidden: bool,
}

/// Returns the inputs, and an error message for each glob that finds no file and for each entry of a folder that cannot be read. The files
/// of a folder are sorted by path. A missing file that the user named is also an input, because the error is reported when the file is
/// opened. Returns `Err` with an error message if a pattern of the filter is not a valid glob.
pub(crate) fn list(inputs: &[PathBuf], filter: &FileFilter, remarks: &Remarks) -> Result<(Vec<Source>, Vec<String>), String> {
    let (include, exclude) = (globs(&filter.include)?, globs(&filter.exclude)?);
    let wanted = |path: &Path| {
        let name = path.file_name().map_or(path, Path::new);
        let hit = |set: &GlobSet| set.is_match(path) || set.is_match(name);
        (filter.include.is_empty() || hit(&include)) && !hit(&exclude)
    };
    let mut listing = Listing { hidden: filter.hidden, remarks, sources: Vec::new(), errors: Vec::new() };
    for input in inputs {
        if input.as_os_str() == "-" {
            listing.sources.push(Source::new(Origin::Stdin, "stdin"));
        } else if input.is_dir() {
            listing.walk(input, &wanted);
        } else if input.symlink_metadata().is_ok() || !is_glob(input) {
            listing.file(input.clone(), input.file_name().map_or_else(|| input.clone(), PathBuf::from), false);
        } else if let Some((base, pattern)) = pattern(input) {
            let before = listing.sources.len();
            let folder = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
            listing.walk(folder, &|path| pattern.is_match(base.join(path)) && wanted(path));
            if listing.sources.len() == before {
                listing.errors.push(format!("{}: no file matches this pattern", input.display()));
            }
        } else {
            // The input is not an existing file, and its wildcards are not a valid glob: for example, a missing file `a[1.txt`. The error
            // is reported when the file is opened.
            listing.file(input.clone(), input.clone(), false);
        }
    }
    Ok((listing.sources, listing.errors))
}

/// The settings and the results of the function [`list`] during its execution.
struct Listing<'a> {
    hidden: bool,
    remarks: &'a Remarks,
    sources: Vec<Source>,
    errors: Vec<String>,
}

impl Listing<'_> {
    /// Adds a file to the sources. `relative` is the path relative to the folder, or the file name if the user named the file. `is_listed`
    /// is true if the file was found in a folder or by a glob.
    fn file(&mut self, path: PathBuf, relative: PathBuf, is_listed: bool) {
        let metadata = path.metadata().ok();
        let stored_size = metadata.as_ref().map_or(0, |m| m.len());
        let modified = metadata.and_then(|m| m.modified().ok());
        self.sources.push(Source { origin: Origin::File(path), relative, stored_size, modified, is_listed });
    }

    /// Adds the files of a folder and of its subfolders. Adds only the files for which `wanted` returns true. The argument of `wanted` is
    /// the path of the file relative to `folder`. Adds a remark for each wanted symbolic link without a target, and an error for each other
    /// entry that cannot be read.
    fn walk(&mut self, folder: &Path, wanted: &dyn Fn(&Path) -> bool) {
        let hidden = self.hidden;
        let shown = |name: &OsStr| {
            let name = name.as_encoded_bytes();
            // Files whose names start with `.kalima-` are partial result files and ledgers (lists of finished results) of kalima, so these
            // files are never inputs.
            if hidden { !name.starts_with(b".kalima-") } else { !name.starts_with(b".") }
        };
        let walker = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        // The name of the folder itself is not filtered, because it may be `.`.
        let walker = walker.filter_entry(move |entry| entry.depth() == 0 || shown(entry.file_name()));
        for entry in walker {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
                    if wanted(&relative) {
                        // The prefix `./` is removed from the names of files in the folder `.`.
                        let path = entry.path().strip_prefix("./").map_or_else(|_| entry.path().to_path_buf(), Path::to_path_buf);
                        self.file(path, relative, true);
                    }
                }
                Ok(_) => {}
                Err(e) => match e.path().filter(|path| is_dangling(path)) {
                    Some(path) => {
                        let shown = path.file_name().is_some_and(shown);
                        if shown && wanted(path.strip_prefix(folder).unwrap_or(path)) {
                            self.remarks.add(Remark::DanglingLink, &path.display().to_string());
                        }
                    }
                    None => self.errors.push(e.to_string()),
                },
            }
        }
    }
}

/// Returns whether a path is a symbolic link whose target does not exist.
fn is_dangling(path: &Path) -> bool {
    path.is_symlink() && path.metadata().is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}

/// Compiles globs, in which `*` does not match a slash. Returns an error message if one of the patterns is not a valid glob.
fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(|e| e.to_string())?);
    }
    set.build().map_err(|e| e.to_string())
}

/// Returns whether a path contains a wildcard character of a glob, such as `*` or `[`.
fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// Splits a glob into the folder before its first wildcard and a compiled pattern. The pattern matches whole paths, which start with this
/// folder. Returns `None` if the input is not a valid glob.
fn pattern(input: &Path) -> Option<(PathBuf, GlobSet)> {
    let base = glob_base(input);
    let rest = input.strip_prefix(&base).ok()?;
    let start = globset::escape(&base.to_string_lossy());
    Some((base, globs(&[Path::new(&start).join(rest).to_string_lossy().into_owned()]).ok()?))
}

/// Returns the folder before the first wildcard of the glob `pattern`. The result is empty for the current folder. If a path component
/// contains wildcard characters and a folder with exactly this name exists, the component is a folder name and not a wildcard.
fn glob_base(pattern: &Path) -> PathBuf {
    let mut base = PathBuf::new();
    for component in pattern.components() {
        let next = base.join(component);
        if is_glob(Path::new(component.as_os_str())) && !next.is_dir() {
            break;
        }
        base = next;
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_of_a_glob_is_the_folder_before_the_first_wildcard() {
        assert_eq!(glob_base(Path::new("data/2024/*/a?.txt")), Path::new("data/2024"));
        assert_eq!(glob_base(Path::new("*.txt")), Path::new(""));
    }
}
