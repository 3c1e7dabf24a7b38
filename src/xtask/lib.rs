//! The tools around Tongban: build the site, serve it, test it.
//!
//! # Where to start
//! `main.rs` reads the command. [`build::build`] turns the sources into a folder
//! of files (a [`build::Site`]), [`site::serve`] hands that folder to a browser,
//! [`checks`] holds everything that `cargo xtask test` runs, and [`setup`] brings
//! what a fresh machine lacks. The crate `tests` uses `build` and `site` too.
//!
//! These tools know files and programs, never what the app means.

pub mod build;
pub mod checks;
pub mod policy;
pub mod relay;
pub mod run;
pub mod setup;
pub mod site;
pub mod watch;
pub mod workspace;

/// What can go wrong in the tools. Each message says what happened, then what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("Could not {act} {path}: {cause}. Check that the path exists and that there is room on the disk.")]
    File {
        /// The verb: read, write, rename.
        act: &'static str,
        /// The path in question.
        path: String,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A program could not be started at all.
    #[error("The program {program} did not start: {cause}. Install it, or run `cargo xtask setup`.")]
    Start {
        /// Its name.
        program: String,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A program ran and failed.
    #[error("`{command}` failed ({status}). Its own output above says why.\n{output}")]
    Program {
        /// The whole command line.
        command: String,
        /// The exit status.
        status: std::process::ExitStatus,
        /// The end of what it printed, where that was captured.
        output: String,
    },
    /// wasm-bindgen could not make the JavaScript side.
    #[error(
        "wasm-bindgen refused the module: {0}. The crate wasm-bindgen and xtask's wasm-bindgen-cli-support must be of one version."
    )]
    Bindgen(String),
    /// The page template lacks a placeholder that the build fills.
    #[error("{file} has no {placeholder}. Put it back where the build is to write.")]
    Placeholder {
        /// The template.
        file: &'static str,
        /// The missing mark.
        placeholder: &'static str,
    },
    /// A server could not take its port.
    #[error("Could not listen on {address}: {cause}. Choose another with --port, or --port 0 for any.")]
    Listen {
        /// Host and port.
        address: String,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// A check found something wrong in the sources or in what was built.
    #[error("{0}")]
    Found(String),
    /// The command line made no sense.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// Returns a closure that names the path of a failed file operation.
    pub fn file(act: &'static str, path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.display().to_string();
        move |cause| Self::File { act, path, cause }
    }
}

/// The result of every tool.
pub type Result<T> = std::result::Result<T, Error>;
