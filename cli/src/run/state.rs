//! The state of a run, which all commands share: the inputs, the reported errors, the counts, and the progress bar.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Instant;

use super::pipeline::{self, Abandoned, Event, PipelineOptions};
use super::progress::{LONG_RUN, Progress, is_watched};
use super::summary::{RemarkOptions, Summary};
use crate::input::block::Block;
use crate::input::boundary::BlockBoundary;
use crate::input::listing::{FileFilter, list};
use crate::input::open::OpenOptions;
use crate::input::source::{Origin, Remarks, Source};
use crate::options::shared::{InputArgs, RunArgs};
use crate::output::terminal::{print_message, set_escape_of_messages};

/// The outcome of a run, which determines the exit code.
pub(crate) enum Outcome {
    /// No error occurred. If the command is `find`, at least one line was selected.
    Complete,
    /// No error occurred, but `find` selected no line.
    NotFound,
    /// The run could not start, for example because the command line is invalid. Contains the error message, which is not printed yet.
    BadUsage(String),
    /// At least one error occurred, such as a failed read or write. The error was already printed, unless `find -s` suppresses such
    /// messages.
    Incomplete,
}

/// The maximum number of worker threads. More workers would not increase the speed, because only one worker reads at a time. Each
/// additional worker would require memory.
const MAX_THREADS: usize = 256;

/// The maximum target size of a block in bytes.
const MAX_BLOCK_SIZE: usize = 64 << 20;

/// The state of a run.
pub(crate) struct Run<'a> {
    pub(crate) input: &'a InputArgs,
    args: &'a RunArgs,
    /// The inputs.
    pub(crate) sources: Vec<Source>,
    pub(crate) summary: Summary,
    progress: Progress,
    /// The number of bytes that have been read, as the progress bar shows it. Compressed files are counted with their compressed size.
    read: Arc<AtomicU64>,
    start: Instant,
    remarks: Arc<Remarks>,
    /// True if a progress bar and a summary are shown when the run takes longer than [`LONG_RUN`].
    watched: bool,
    /// True if an error was reported.
    failed: bool,
}

impl<'a> Run<'a> {
    /// Creates the state and lists the inputs. `to_stdout` is true if the results are written to standard output.
    ///
    /// With `--text`, the text is the only input. Otherwise reports an error for each glob that matches no file and for each entry of a
    /// folder that cannot be read, and continues with the other inputs. A named file that does not exist remains in the list: its error is
    /// reported when the file is opened. Returns [`Outcome::BadUsage`] if the inputs are listed and `--include` or `--exclude` is not a
    /// valid glob.
    pub(crate) fn new(input: &'a InputArgs, args: &'a RunArgs, to_stdout: bool) -> Result<Run<'a>, Outcome> {
        set_escape_of_messages(args);
        let filter = FileFilter { include: input.include.clone(), exclude: input.exclude.clone(), hidden: input.hidden };
        let remarks = Arc::<Remarks>::default();
        let (sources, errors) = match &input.text {
            Some(text) => (vec![Source::new(Origin::Text(text.clone()), "text")], Vec::new()),
            None if input.inputs.is_empty() => list(&["-".into()], &filter, &remarks).map_err(Outcome::BadUsage)?,
            None => list(&input.inputs, &filter, &remarks).map_err(Outcome::BadUsage)?,
        };
        let mut run = Run {
            input,
            args,
            sources,
            summary: Summary::default(),
            progress: Progress::hidden(),
            read: Arc::default(),
            start: Instant::now(),
            remarks,
            watched: !args.no_progress && is_watched(to_stdout),
            failed: false,
        };
        for message in errors {
            run.fail(&message);
        }
        Ok(run)
    }

    /// Returns whether the run has several inputs or an input folder. In both cases, the results may contain the names of the inputs.
    pub(crate) fn has_several_inputs(&self) -> bool {
        self.sources.len() > 1 || self.input.inputs.iter().any(|p| p.is_dir())
    }

    /// Returns whether an error was reported.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Counts an error, and prints its message unless `find -s` suppresses such messages. Does not end the run.
    pub(crate) fn fail(&mut self, message: &str) {
        self.failed = true;
        self.summary.failed += 1;
        if !self.args.no_messages {
            self.progress.print_message(&format!("kalima: {message}"));
        }
    }

    /// Reads all inputs, splits them into blocks at the positions that `boundary` allows, and applies `work` to each block. The arguments
    /// of `work` are the index of the input, the block, and the valid text of the block.
    ///
    /// Updates the counts of inputs and bytes in the summary. Calls `each` with the state, the index of an input and an event of this
    /// input, in the order of the inputs and their blocks. If `each` returns an error, stops and returns this error. Also returns an error
    /// if no worker thread can be started.
    pub(crate) fn process<R: Send>(
        &mut self,
        boundary: BlockBoundary,
        abandoned: &Abandoned,
        work: impl Fn(usize, &Block, &str) -> R + Sync,
        mut each: impl FnMut(&mut Run<'a>, usize, Event<R>) -> io::Result<()>,
    ) -> io::Result<()> {
        let options = self.pipeline_options(boundary);
        let sources = std::mem::take(&mut self.sources);
        if !self.args.no_remarks && sources.iter().any(|source| source.origin == Origin::Stdin) && io::stdin().is_terminal() {
            print_message("kalima: reading standard input from the terminal; end it with Ctrl-D on a line of its own");
        }
        if self.watched {
            self.progress = Progress::start(sources.iter().map(|s| s.stored_size).sum(), &self.read);
        }
        let read = self.read.clone();
        let (mut current, mut invalid_before) = (0, 0);
        let ended = pipeline::run(&sources, &options, &read, abandoned, work, |event| {
            let summary = &mut self.summary;
            match &event {
                Event::Open(number) => {
                    current = *number;
                    invalid_before = summary.invalid;
                    summary.files += 1;
                }
                Event::Result(_, block) => {
                    summary.bytes_in += block.core_end as u64;
                    summary.invalid += block.invalid;
                    summary.overlong += u64::from(block.overlong);
                }
                Event::Close(_) if summary.invalid > invalid_before => {
                    summary.invalid_inputs += 1;
                    summary.first_invalid.get_or_insert(current);
                }
                Event::Close(_) => {}
            }
            each(self, current, event)
        });
        self.sources = sources;
        self.progress.finish();
        ended
    }

    fn pipeline_options(&self, boundary: BlockBoundary) -> PipelineOptions {
        let (input, args) = (self.input, self.args);
        let threads = match args.threads {
            0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
            n => n,
        };
        PipelineOptions {
            boundary,
            open: OpenOptions {
                encoding: input.encoding,
                invalid: input.invalid,
                binary: input.binary,
                records: input.field.is_some(),
                remarks: self.remarks.clone(),
            },
            block_size: args.block_size.min(MAX_BLOCK_SIZE),
            max_line: input.max_line,
            live: args.line_buffered,
            threads: threads.min(MAX_THREADS),
        }
    }

    /// Ends the run and returns the outcome. `written` is the error that stopped the run, or `Ok` if no error stopped the run.
    ///
    /// Prints the remarks unless `--no-remarks` is set. Prints the summary if `--summary` is set, or if `watched` is true and the run took
    /// longer than [`LONG_RUN`].
    pub(crate) fn end(mut self, written: io::Result<()>) -> Outcome {
        match written {
            Ok(()) => {}
            // A process that reads the results, such as `head`, closes the pipe when it needs no more results. A closed pipe is not an
            // error.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
            Err(e) => self.fail(&format!("cannot write {e}")),
        }
        if !self.args.no_remarks {
            self.print_remarks();
        }
        if self.args.summary || (self.watched && self.start.elapsed() > LONG_RUN) {
            print_message(&format!("kalima: {}", self.summary.line(self.start)));
        }
        if self.failed { Outcome::Incomplete } else { Outcome::Complete }
    }

    fn print_remarks(&mut self) {
        let records = &mut self.summary.records;
        if let Some(field) = self.input.field.as_ref().filter(|_| records.with_text == 0 && records.without_text > 0) {
            print_message(&format!("kalima: {}", field.missing_remark()));
            records.without_text = 0;
        }
        let first_invalid = self.summary.first_invalid.filter(|_| self.has_several_inputs()).and_then(|number| self.sources.get(number));
        let first_invalid = first_invalid.map(Source::name);
        let options = RemarkOptions {
            invalid: self.input.invalid,
            bad_records: self.input.bad_records,
            max_line: self.input.max_line,
            records: self.input.field.is_some(),
            first_invalid: first_invalid.as_deref(),
        };
        for remark in self.remarks.lines().into_iter().chain(self.summary.remarks(&options)) {
            print_message(&format!("kalima: {remark}"));
        }
    }
}
