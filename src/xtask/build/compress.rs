//! Brotli at its highest setting, beside each file that gains by it.

use super::{File, cache};
use crate::{Error, Result, workspace};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Kinds of file that are not compressed already.
const TEXT: [&str; 9] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest", "txt", "md"];

/// Writes `name.br` beside each file that is text or wasm.
pub fn beside(folder: &Path, files: &[File]) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            if is_text(&file.path) {
                let packed = brotli(&file.bytes)?;
                workspace::write(&folder.join(format!("{}.br", file.path)), &packed)?;
            }
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in running {
            thread.join().expect("compression does not panic")?;
        }
        Ok(())
    })
}

/// Compresses some bytes, or remembers how they were compressed before.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    cache::or_make("br", &workspace::digest(bytes), || {
        let mut packed = Vec::new();
        // Small blocks follow the change from one function to the next: 2.6 KB less of the first module.
        let settings = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            lgblock: 16,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut writer = brotli::CompressorWriter::with_params(&mut packed, 4096, &settings);
        writer.write_all(bytes).map_err(Error::file("compress", Path::new("a file")))?;
        drop(writer);
        Ok(packed)
    })
}

/// Tells whether a file gains by compression, by its name.
pub fn is_text(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    TEXT.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_can_be_opened() {
        let text = "peer supervision ".repeat(50);
        let packed = brotli(text.as_bytes()).expect("the cache is writable");
        assert!(packed.len() < 60);
        let mut opened = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut opened).expect("brotli");
        assert_eq!(opened, text.as_bytes());
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_text("app-0123456789.wasm"));
        assert!(!is_text("icons/192.png"));
    }
}
