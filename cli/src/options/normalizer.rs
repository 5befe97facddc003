//! Options of the normalizer: a preset, and one switch for each option in [`Normalizer::OPTIONS`].
//!
//! The names, help texts and values of the switches come from `Normalizer::OPTIONS`. Therefore this file does not change if the library
//! gets a new normalizer option.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use kalima::OptionInfo;
use kalima::normalize::{Normalizer, Preset};

use super::value_parsers::library_name;

/// A normalizer that is built from a preset and from switches. A switch replaces a setting of the preset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NormalizerArgs(Normalizer);

impl NormalizerArgs {
    /// Returns the normalizer.
    pub(crate) fn build(&self) -> Normalizer {
        self.0
    }
}

/// The name of the option that selects the preset.
const PRESET: &str = "normalizer";

impl Args for NormalizerArgs {
    fn augment_args(command: Command) -> Command {
        let preset = Arg::new(PRESET)
            .long(PRESET)
            .visible_alias("preset")
            .value_name("PRESET")
            .default_value("search")
            .value_parser(library_name!(Preset))
            .help("The preset. The switches below replace single settings of it");
        let switches = Normalizer::OPTIONS.iter().map(switch);
        command.args(std::iter::once(preset).chain(switches).map(|arg| arg.help_heading("Normalizer")))
    }

    fn augment_args_for_update(command: Command) -> Command {
        NormalizerArgs::augment_args(command)
    }
}

/// Creates the command line switch for an option of the normalizer.
fn switch(option: &'static OptionInfo) -> Arg {
    let list = if option.takes_list() { ". Several names are separated by commas" } else { "" };
    let arg = Arg::new(option.name())
        .long(option.name().replace('_', "-"))
        .help(format!("{}{list}", option.help().trim_end_matches('.')))
        .value_parser(PossibleValuesParser::new(option.values()).map(String::from));
    match option.values() {
        ["off", "on"] => arg.value_name("SWITCH"),
        _ if option.takes_list() => arg.value_name("NAMES").value_delimiter(',').action(ArgAction::Append),
        _ => arg.value_name("FOLD"),
    }
}

impl FromArgMatches for NormalizerArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<NormalizerArgs, Error> {
        let preset = matches.get_one(PRESET).copied().unwrap_or(Preset::Search);
        let mut normalizer = preset.normalizer();
        for option in Normalizer::OPTIONS {
            if let Some(values) = matches.get_many::<String>(option.name()) {
                let values: Vec<&str> = values.map(String::as_str).collect();
                let set = normalizer.with_option(option.name(), &values.join(","));
                normalizer = set.map_err(|e| Error::raw(ErrorKind::InvalidValue, format!("{e}\n")))?;
            }
        }
        Ok(NormalizerArgs(normalizer))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = NormalizerArgs::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        normalizer: NormalizerArgs,
    }

    fn parse(args: &[&str]) -> Normalizer {
        Cli::try_parse_from(["kalima"].iter().chain(args)).unwrap().normalizer.build()
    }

    #[test]
    fn every_value_of_every_option_has_a_switch() {
        for option in Normalizer::OPTIONS {
            for value in option.values() {
                let expected = Normalizer::none().with_option(option.name(), value).unwrap();
                let switch = format!("--{}", option.name().replace('_', "-"));
                assert_eq!(parse(&["--normalizer", "none", &switch, value]), expected, "{switch} {value}");
            }
        }
    }

    #[test]
    fn switches_replace_settings_of_the_preset() {
        assert_eq!(parse(&[]), Normalizer::search());
        let n = parse(&["--preset", "light", "--tatweel", "off", "--strip-marks", "tanwin,harakat", "--strip-marks", "shadda"]);
        assert_eq!(n.normalize("كِتَابـــاً مُدَرِّس"), "كتابـــا مدرس");
    }
}
