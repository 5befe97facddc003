//! The result files of a run with `--output-dir`. Determines the path of the result file of each input, and the inputs that `--resume`
//! skips.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::state::Run;
use crate::input::source::Origin;
use crate::options::policy::{Compression, Format};
use crate::output::ledger::{self, Destination, FileStamp, Ledger};
use crate::output::partial_file::remove_stale_files;

/// The options of a run that writes one result file for each input.
pub(super) struct FolderOptions<'a> {
    /// The result folder: the value of `--output-dir`.
    pub(super) folder: &'a Path,
    pub(super) format: Format,
    pub(super) compression: Compression,
    /// True if `--resume` is set.
    pub(super) resume: bool,
    /// The options of the command as a text. The ledger (a file that lists the finished results of the folder) starts with this text. With
    /// `--resume`, the text must equal the text that an earlier run stored in the ledger.
    pub(super) command_options: &'a str,
}

/// Prepares the result folder, and removes some inputs from `run`: the results of earlier runs (see [`remove_own_results`]), and the inputs
/// that `--resume` skips. Returns the result files of the remaining inputs, in the order of the inputs, and the ledger of the folder.
///
/// Returns an error message if `--resume` is set and the folder contains results of other options, if [`check_paths`] fails, if the folder
/// cannot be created, or if the ledger cannot be read or written. All checks precede the first write, so a run that fails a check changes
/// no file.
pub(super) fn prepare(run: &mut Run<'_>, options: &FolderOptions<'_>) -> Result<(Vec<Destination>, Ledger), String> {
    let folder = options.folder;
    let failed = |e: io::Error| format!("cannot write to {}: {e}", folder.display());
    let Some(mut ledger) = Ledger::read(folder, options.command_options, options.resume).map_err(failed)? else {
        return Err(format!(
            "{} contains results of other options; run without --resume to replace them, or choose another folder",
            folder.display()
        ));
    };
    remove_own_results(run, folder);
    let is_records = run.input.field.is_some();
    let path = |relative: &Path| folder.join(result_path(relative, is_records, options.format, options.compression));
    let all: Vec<Destination> =
        run.sources.iter().map(|source| Destination { path: path(&source.relative), stamp: FileStamp::of(source) }).collect();
    check_paths(run, folder, &all)?;

    ledger.begin().map_err(failed)?;
    remove_stale_files(all.iter().map(|destination| &*destination.path));
    let (mut sources, mut destinations) = (Vec::new(), Vec::new());
    for (source, destination) in std::mem::take(&mut run.sources).into_iter().zip(all) {
        if options.resume && ledger.is_up_to_date(&destination) {
            run.summary.skipped += 1;
        } else {
            sources.push(source);
            destinations.push(destination);
        }
    }
    run.sources = sources;
    Ok((destinations, ledger))
}

/// Removes the results of earlier runs from the inputs. If the result folder is a subfolder of an input folder, all files in the result
/// folder are removed. Otherwise nothing is removed. So if the result folder is the only input folder, its files remain inputs, and the
/// command can change these files in place.
fn remove_own_results(run: &mut Run<'_>, folder: &Path) {
    let inputs = &run.input.inputs;
    if let Ok(results) = folder.canonicalize()
        && inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| results != input && results.starts_with(input))
    {
        let is_inside = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&results));
        run.sources.retain(|source| !matches!(&source.origin, Origin::File(path) if is_inside(path)));
    }
}

/// Returns an error message if two results have the same path, or if a result has the path of the ledger. `all` contains one destination
/// for each input of `run`, in the order of the inputs.
fn check_paths(run: &Run<'_>, folder: &Path, all: &[Destination]) -> Result<(), String> {
    let own = folder.join(ledger::NAME);
    let mut by_path = HashMap::from([(&own, None)]);
    for (source, Destination { path, .. }) in run.sources.iter().zip(all) {
        let (name, path_shown) = (source.name(), path.display());
        match by_path.insert(path, Some(source)) {
            None => {}
            Some(None) => return Err(format!("the result of {name} would replace {path_shown}, a file that this command uses itself")),
            Some(Some(other)) => return Err(format!("{} and {name} would have the same result file {path_shown}", other.name())),
        }
    }
    Ok(())
}

/// Returns the path of a result file in the result folder. `relative` is the path of the input. The result is this path without `.gz` or
/// `.zst`, followed by the extensions of the format and of the compression. For example, with the format tsv and the compression zstd,
/// `b.txt.gz` becomes `b.txt.tsv.zst`. If the inputs are JSON records (`is_records`), the format jsonl adds no extension.
fn result_path(relative: &Path, is_records: bool, format: Format, compression: Compression) -> PathBuf {
    let mut name = relative.to_path_buf();
    if Compression::of(&name) != Compression::None {
        name.set_extension("");
    }
    let extension = match format {
        Format::Text => "",
        Format::Jsonl if is_records => "",
        Format::Jsonl => ".jsonl",
        Format::Lines => ".lines.txt",
        Format::Tsv => ".tsv",
        Format::Conllu => ".conllu",
        Format::Pretty => ".analysis.txt",
    };
    let mut name = name.into_os_string();
    name.push(extension);
    name.push(compression.extension());
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_result_follows_format_and_compression() {
        let path = |name: &str, is_records, format, compression| result_path(Path::new(name), is_records, format, compression);
        assert_eq!(path("a/b.txt", false, Format::Text, Compression::None), Path::new("a/b.txt"));
        assert_eq!(path("b.txt.gz", false, Format::Tsv, Compression::Zstd), Path::new("b.txt.tsv.zst"));
        assert_eq!(path("b.jsonl.zst", true, Format::Jsonl, Compression::None), Path::new("b.jsonl"));
        assert_eq!(path("b", false, Format::Jsonl, Compression::Gzip), Path::new("b.jsonl.gz"));
    }
}
