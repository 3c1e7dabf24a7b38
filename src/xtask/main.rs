//! `cargo xtask …`: reads the command and hands it on.

use std::process::ExitCode;
use xtask::build::{self, Options};
use xtask::checks;
use xtask::checks::budgets;
use xtask::relay::Relay;
use xtask::site::{self, Reach};
use xtask::{Error, Result, run, setup, watch, workspace};

const USAGE: &str = "\
cargo xtask serve [--dev] [--workshop] [--lan] [--port N] [--no-relay]
    Builds Tongban and the relay and serves them; prints the address. --dev rebuilds on every change.
cargo xtask test [NAME[/REST]]
    Runs all checks, or those with NAME in their name; REST goes to the tests inside.
cargo xtask build [--debug] [--workshop]
    Builds the site into target/site, ready for any static host.
cargo xtask setup
    Installs what the tests need: browsers, drivers, tools.
cargo xtask bench | screenshots
    Measures with 1,000 sessions in storage; draws every screen in both languages.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; false if it ran well and found something wrong.
fn command(arguments: &[String]) -> Result<bool> {
    let Some((name, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(true);
    };
    match name.as_str() {
        "serve" => serve(&Flags::read(rest)?).map(|()| true),
        "build" => build_site(&Flags::read(rest)?).map(|()| true),
        "test" => checks::test(rest.first().map_or("", String::as_str)),
        "setup" => setup::for_tests().map(|()| true),
        "bench" | "screenshots" => tests_program(name, rest).map(|()| true),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(true)
        }
        other => Err(Error::Usage(format!("There is no command {other:?}. These there are:\n{USAGE}"))),
    }
}

#[derive(Default)]
struct Flags {
    dev: bool,
    debug: bool,
    workshop: bool,
    lan: bool,
    port: Option<u16>,
    no_relay: bool,
}

impl Flags {
    fn read(arguments: &[String]) -> Result<Self> {
        let mut flags = Self::default();
        let mut rest = arguments.iter();
        while let Some(flag) = rest.next() {
            match flag.as_str() {
                "--dev" => flags.dev = true,
                "--debug" => flags.debug = true,
                "--workshop" => flags.workshop = true,
                "--lan" => flags.lan = true,
                "--no-relay" => flags.no_relay = true,
                "--port" => {
                    let number = rest.next().and_then(|text| text.parse().ok());
                    flags.port =
                        Some(number.ok_or_else(|| Error::Usage("--port wants a number. Try --port 8080.".to_owned()))?);
                }
                other => {
                    return Err(Error::Usage(format!("There is no flag {other:?}. The usage is:\n{USAGE}")));
                }
            }
        }
        Ok(flags)
    }

    fn options(&self) -> Options {
        Options { debug: self.dev || self.debug || self.workshop, workshop: self.workshop, reload: self.dev }
    }
}

fn build_site(flags: &Flags) -> Result<()> {
    setup::for_build()?;
    let site = build::build(flags.options())?;
    if !flags.options().debug {
        for line in budgets::table(&site) {
            eprintln!("  {line}");
        }
    }
    println!("{}", site.folder.display());
    Ok(())
}

fn serve(flags: &Flags) -> Result<()> {
    setup::for_build()?;
    let options = flags.options();
    let site = build::build(options)?;
    let reach = if flags.lan { Reach::Network } else { Reach::Local };
    let server = match flags.port {
        Some(port) => site::serve_to(reach, &site.folder, port)?,
        // The usual port, so that the browser finds its data again; else any.
        None => site::serve_to(reach, &site.folder, 8080).or_else(|_| site::serve_to(reach, &site.folder, 0))?,
    };
    server.announce(&site.version);
    let relay = match flags.no_relay {
        true => None,
        // On this machine everybody may found a community.
        false => Some(Relay::start(&build::worker::build()?, &workspace::target().join("relay"), Some(""))?),
    };
    server.hand_on_to(relay.as_ref().map_or(0, Relay::port));
    println!("{}", server.address());
    if flags.dev {
        watch::watch(options, &server);
    }
    loop {
        std::thread::park();
    }
}

fn tests_program(name: &str, arguments: &[String]) -> Result<()> {
    setup::for_tests()?;
    let wanted = if name == "bench" { Options::bench() } else { Options::release() };
    let site = build::build(wanted)?;
    let mut command = run::cargo(&["run", "--quiet", "--package", "tests", "--bin", name, "--"]);
    command.args(arguments).env("TONGBAN_SITE", site.folder).env("PATH", checks::path_with_tools());
    run::run(&mut command)
}
