//! A run: inputs listed, blocks worked on, results put in their places, and what went wrong told.

use std::collections::HashMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use crate::args::{Format, InputArgs, OutputArgs, RunArgs};
use crate::block::{Block, Cut};
use crate::buffer::Buffer;
use crate::pipeline::{self, Abandoned, Event, Reading};
use crate::progress::{LONG, Progress, Summary, watched};
use crate::record::{self, Field, Record};
use crate::show::{self, Show};
use crate::sink::{Packing, Sink, sweep};
use crate::source::{Filter, Place, Source, list};
use crate::task::{self, Piece, Task};

/// How a run ended.
pub(crate) enum Ended {
    /// All is done.
    Well,
    /// `find` found nothing.
    NotFound,
    /// The command line is wrong.
    Usage(String),
    /// Something could not be read or written; it has been told.
    Partly,
}

/// What every command shares.
pub(crate) struct Run<'a> {
    pub(crate) input: &'a InputArgs,
    args: &'a RunArgs,
    pub(crate) sources: Vec<Source>,
    pub(crate) summary: Summary,
    progress: Progress,
    read: Arc<AtomicU64>,
    start: Instant,
    watched: bool,
    failed: bool,
}

impl<'a> Run<'a> {
    /// Lists the inputs; those that are not there are told at once, and the others read.
    pub(crate) fn new(input: &'a InputArgs, args: &'a RunArgs, to_stdout: bool) -> Result<Run<'a>, Ended> {
        show::set_escape_of_messages(args);
        let filter = Filter { include: input.include.clone(), exclude: input.exclude.clone(), hidden: input.hidden };
        let (sources, lost) = match &input.text {
            Some(text) => (vec![Source { place: Place::Text(text.clone()), relative: "text".into(), stored: 0 }], Vec::new()),
            None if input.inputs.is_empty() => list(&["-".into()], &filter).map_err(Ended::Usage)?,
            None => list(&input.inputs, &filter).map_err(Ended::Usage)?,
        };
        let mut run = Run {
            input,
            args,
            sources,
            summary: Summary::default(),
            progress: Progress::start(false, 0, &Arc::default()),
            read: Arc::default(),
            start: Instant::now(),
            watched: !args.no_progress && watched(to_stdout),
            failed: false,
        };
        for message in lost {
            run.fail(&message);
        }
        Ok(run)
    }

    /// Whether results should say which input they are from.
    pub(crate) fn several(&self) -> bool {
        self.sources.len() > 1 || self.input.inputs.iter().any(|p| p.is_dir())
    }

    /// Tells an error, and goes on.
    pub(crate) fn fail(&mut self, message: &str) {
        self.failed = true;
        self.summary.failed += 1;
        if !self.args.no_messages {
            self.progress.message(&format!("kalima: {message}"));
        }
    }

    /// Reads all inputs. `each` gets the number of the source with each event; an error that it gives ends the run.
    pub(crate) fn drive<R: Send>(
        &mut self,
        cut: Cut,
        abandoned: &Abandoned,
        work: impl Fn(usize, &Block, &str) -> R + Sync,
        mut each: impl FnMut(&mut Run<'a>, usize, Event<R>) -> io::Result<()>,
    ) -> io::Result<()> {
        let threads = match self.args.threads {
            0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
            n => n,
        };
        let reading =
            Reading { cut, invalid: self.input.invalid, block_size: self.args.block_size, live: self.args.line_buffered, threads };
        let sources = self.sources.clone();
        if !self.args.no_remarks && sources.iter().any(|source| source.place == Place::Stdin) && io::stdin().is_terminal() {
            show::tell("kalima: reading standard input from the terminal; Ctrl-D on a line of its own ends it");
        }
        self.progress = Progress::start(self.watched, sources.iter().map(|s| s.stored).sum(), &self.read);
        let read = self.read.clone();
        let mut current = 0;
        let ended = pipeline::run(&sources, &reading, &read, abandoned, work, |event| {
            match &event {
                Event::Open(number) => {
                    current = *number;
                    self.summary.files += 1;
                }
                Event::Result(_, block) => {
                    self.summary.bytes_in += block.end as u64;
                    self.summary.invalid += block.invalid;
                }
                Event::Close(_) => {}
            }
            each(self, current, event)
        });
        self.progress.finish();
        ended
    }

    /// Tells what was done, and how it ended. `written` is the error that ended the run early, if one did.
    pub(crate) fn end(mut self, written: io::Result<()>) -> Ended {
        match written {
            Ok(()) => {}
            // Who reads the results has seen enough.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
            Err(e) => self.fail(&format!("cannot write {e}")),
        }
        let invalid = match self.input.invalid {
            crate::block::Invalid::Skip => "left out",
            _ => "replaced by U+FFFD",
        };
        if !self.args.no_remarks {
            if let Some(field) = self.input.field.as_ref().filter(|_| self.summary.with_field == 0 && self.summary.without_field > 0) {
                show::tell(&format!("kalima: {}", field.absent()));
                self.summary.without_field = 0;
            }
            for remark in self.summary.remarks(self.input.bad_records == "skip", invalid) {
                show::tell(&format!("kalima: {remark}"));
            }
        }
        if self.args.summary || (self.watched && self.start.elapsed() > LONG) {
            show::tell(&format!("kalima: {}", self.summary.line(self.start)));
        }
        if self.failed { Ended::Partly } else { Ended::Well }
    }
}

/// Results of a block.
struct Made {
    bytes: Buffer,
    with_field: u64,
    without_field: u64,
    bad_records: u64,
    fault: Option<String>,
}

/// Runs a command that makes results of texts, each where its input is. `options` tells runs apart whose results are not the same.
pub(crate) fn texts(input: &InputArgs, output: &OutputArgs, args: &RunArgs, format: Format, task: &dyn Task, options: &str) -> Ended {
    let to_stdout = output.output.is_none() && output.output_dir.is_none();
    let mut run = match Run::new(input, args, to_stdout) {
        Ok(run) => run,
        Err(ended) => return ended,
    };
    let show = Show::new(args, to_stdout);
    let packing = output.compress.unwrap_or_else(|| output.output.as_deref().map_or(Packing::None, Packing::of));
    let sink = match &output.output_dir {
        Some(folder) => match places(&mut run, folder, format, packing, output.resume, options) {
            Ok(places) => Ok(Sink::Folder { places, current: None }),
            Err(message) => return Ended::Usage(message),
        },
        None => output.output.as_deref().map_or_else(|| Ok(Sink::Stdout(io::stdout())), Sink::file),
    };
    let mut sink = match sink {
        Ok(sink) => sink,
        Err(e) => return run.end(Err(e)),
    };
    // One file for all must hold all: it is not begun if an input is missing.
    if run.failed
        && let Err(e) = sink.close(false)
    {
        return run.end(Err(e));
    }

    let names: Vec<String> = run.sources.iter().map(Source::name).collect();
    let name_of = |number: usize| names.get(number).map(String::as_str).unwrap_or_default();
    let named = run.several() && output.output_dir.is_none();
    let abandoned = Abandoned::new();
    let cut = if input.field.is_some() { Cut::Record } else { task.cut() };
    let work = |number: usize, block: &Block, text: &str| {
        let name = named.then(|| name_of(number));
        let mut made = Made { bytes: Buffer::default(), with_field: 0, without_field: 0, bad_records: 0, fault: None };
        match &input.field {
            Some(field) => records(block, text, name, field, &Records { input, output, format, task, show }, &mut made),
            None => {
                made.bytes = Buffer::with_capacity(block.end + block.end / 4);
                let piece = Piece { text, end: block.end, block: Some(block), name, show };
                task::write(task, format, &piece, &mut made.bytes);
            }
        }
        // The other forms hold colours or isolates and are escaped as they are written.
        let in_place = input.field.is_some() && format == Format::Text;
        if !matches!(format, Format::Tsv | Format::Pretty) {
            show.escape_results(&mut made.bytes, format == Format::Jsonl || in_place);
        }
        match packing.pack(std::mem::take(&mut made.bytes)) {
            Ok(bytes) => made.bytes = bytes,
            Err(e) => made.fault = Some(e.to_string()),
        }
        made
    };
    let mut well = true;
    let written = run.drive(cut, &abandoned, work, |run, number, event| match event {
        Event::Open(_) => {
            well = true;
            sink.open(number)?;
            if format == Format::Conllu && input.field.is_none() {
                let mut start = Vec::new();
                task.begin(name_of(number), &mut start);
                show.escape_results(&mut start, false);
                return sink.write(&packing.pack(start.into())?);
            }
            Ok(())
        }
        Event::Result(made, _) => {
            if !well {
                return Ok(());
            }
            if let Some(fault) = made.fault {
                well = false;
                abandoned.set(number);
                run.fail(&format!("{}: {fault}", name_of(number)));
            }
            let summary = &mut run.summary;
            summary.bytes_out += made.bytes.len() as u64;
            summary.with_field += made.with_field;
            summary.without_field += made.without_field;
            summary.bad_records += made.bad_records;
            sink.write(&made.bytes)
        }
        Event::Close(ended) => {
            if let Err(e) = ended {
                well = false;
                run.fail(&format!("{}: {e}", name_of(number)));
            }
            sink.close(well)
        }
    });
    let written = written.and_then(|()| sink.finish());
    run.end(written)
}

struct Records<'a> {
    input: &'a InputArgs,
    output: &'a OutputArgs,
    format: Format,
    task: &'a dyn Task,
    show: Show,
}

/// Does the work on each record of a block.
fn records(block: &Block, text: &str, name: Option<&str>, field: &Field, to: &Records<'_>, made: &mut Made) {
    let text = text.get(..block.end).unwrap_or_default();
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let ending = &whole[line.len()..];
        let in_place = matches!(to.format, Format::Text | Format::Jsonl);
        let pass = |made: &mut Made| {
            if in_place {
                made.bytes.extend_from_slice(whole.as_bytes());
            }
        };
        match record::read(line, field) {
            Ok(Record::Text { text, value, object_end }) => {
                made.with_field += 1;
                let piece = Piece { text: &text, end: text.len(), block: None, name: name.filter(|_| !in_place), show: to.show };
                if !in_place {
                    task::write(to.task, to.format, &piece, &mut made.bytes);
                    continue;
                }
                let mut result = Vec::new();
                let as_text = to.format == Format::Text;
                if as_text {
                    to.task.text(&piece, &mut result)
                } else {
                    task::array(to.task, &piece, &mut result)
                }
                let (start, end) = if as_text && to.output.into.is_none() { (value.start, value.end) } else { (object_end, object_end) };
                made.bytes.extend_from_slice(&line.as_bytes()[..start]);
                if start == end {
                    let key = to.output.into.as_deref().unwrap_or(to.task.key());
                    made.bytes.push(b',');
                    record::string(&mut made.bytes, key);
                    made.bytes.push(b':');
                }
                match as_text {
                    true => record::string(&mut made.bytes, &String::from_utf8_lossy(&result)),
                    false => made.bytes.extend_from_slice(&result),
                }
                made.bytes.extend_from_slice(&line.as_bytes()[end..]);
                made.bytes.extend_from_slice(ending.as_bytes());
            }
            Ok(Record::Blank) => pass(made),
            Ok(Record::Without) => {
                made.without_field += 1;
                pass(made);
            }
            Err(e) => match &*to.input.bad_records {
                "pass" => {
                    made.bad_records += 1;
                    pass(made);
                }
                "skip" => made.bad_records += 1,
                _ => {
                    let at = block.line + number as u64 + 1;
                    made.fault = Some(format!("line {at} is not JSON ({e}); see --bad-records"));
                    return;
                }
            },
        }
    }
}

/// Where the results of each source go, below a folder; sources that are done already are taken off the list.
fn places(run: &mut Run<'_>, folder: &Path, format: Format, packing: Packing, resume: bool, options: &str) -> Result<Vec<PathBuf>, String> {
    let mark = folder.join(".kalima-run");
    let told = |e: io::Error| format!("{}: {e}", folder.display());
    if resume
        && let Ok(before) = fs::read_to_string(&mark)
        && before != options
    {
        return Err(format!(
            "{} holds results of other options; run without --resume to make them anew, or choose another folder",
            folder.display()
        ));
    }
    fs::create_dir_all(folder).map_err(told)?;
    fs::write(&mark, options).map_err(told)?;
    // Results of a run before are no inputs, where their folder is within one that is read; but a folder may be changed in place.
    let (results, inputs) = (folder.canonicalize().map_err(told)?, &run.input.inputs);
    if inputs.iter().filter_map(|input| input.canonicalize().ok()).any(|input| results != input && results.starts_with(input)) {
        let inside = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&results));
        run.sources.retain(|source| !matches!(&source.place, Place::File(path) if inside(path)));
    }

    let all: Vec<PathBuf> =
        run.sources.iter().map(|source| folder.join(place(&source.relative, run.input.field.is_some(), format, packing))).collect();
    let mut by_place = HashMap::new();
    for (source, place) in run.sources.iter().zip(&all) {
        if let Some(other) = by_place.insert(place, source.name()) {
            return Err(format!("{other} and {} would both become {}", source.name(), place.display()));
        }
    }
    if !resume {
        return Ok(all);
    }
    let time = |path: &Path| path.metadata().and_then(|m| m.modified()).ok();
    let done = |source: &Source, place: &Path| match (&source.place, time(place)) {
        (Place::File(from), Some(made)) => time(from).is_none_or(|changed| changed <= made),
        _ => false,
    };
    let mut left = Vec::new();
    let mut places = Vec::new();
    for (source, place) in std::mem::take(&mut run.sources).into_iter().zip(all) {
        if done(&source, &place) {
            run.summary.skipped += 1;
        } else {
            sweep(&place);
            left.push(source);
            places.push(place);
        }
    }
    run.sources = left;
    Ok(places)
}

/// The path of results: that of the input, unpacked, and what the form adds.
fn place(relative: &Path, records: bool, format: Format, packing: Packing) -> PathBuf {
    let mut name = relative.to_path_buf();
    if Packing::of(&name) != Packing::None {
        name.set_extension("");
    }
    let form = match format {
        Format::Text => "",
        Format::Jsonl if records => "",
        Format::Jsonl => ".jsonl",
        Format::Lines => ".lines.txt",
        Format::Tsv => ".tsv",
        Format::Conllu => ".conllu",
        Format::Pretty => ".analysis.txt",
    };
    let mut name = name.into_os_string();
    name.push(form);
    name.push(packing.extension());
    name.into()
}

/// Ends on a signal: at once, with the unfinished file removed and everything finished whole.
#[cfg(unix)]
pub(crate) fn end_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            crate::sink::abandon(128 + signal);
        }
    });
    Ok(())
}

/// Elsewhere, a signal ends the process as it does; the unfinished file is left beside its place.
#[cfg(not(unix))]
pub(crate) fn end_on_signals() -> io::Result<()> {
    Ok(())
}
