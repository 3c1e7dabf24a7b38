//! Backups of several communities of this phone as one file, made aside and taken apart aside.

use std::rc::Rc;

use desk::backup::{NotOpened, Packed, apart, together};
use serde_json::Value;

use super::packing::packed;
use super::tasks::{Pack, Place, Said, says, word};

/// Packs one community after the other. Says of each what tells its backup from others and how long it is, or nothing where it
/// does not read; the files are the whole and the manifests.
pub async fn all(packs: Vec<Pack>, place: &Place) -> Option<Said> {
    let many = packs.len();
    let (mut said, mut manifests, mut backups) = (Vec::new(), Vec::new(), Vec::new());
    for (at, Pack { name, of, to, shared }) in packs.into_iter().enumerate() {
        let (far, stopped) = (place.far.clone(), Rc::new(std::cell::Cell::new(false)));
        let stops = stopped.clone();
        let one = Place {
            far: Rc::new(move |part| {
                let goes = far(((at * 100 + usize::from(part)) / many) as u8);
                stops.set(!goes);
                goes
            }),
            on_page: place.on_page,
        };
        match packed(of, to, shared, None, &one).await {
            Some(Packed { file, manifest, hash }) => {
                said.push(Value::from(vec![Value::from(hash), Value::from(file.len())]));
                manifests.push(serde_json::to_vec(&manifest).ok()?);
                backups.push((name, file));
            }
            None if stopped.get() => return None,
            None => said.push(Value::Null),
        }
    }
    if backups.is_empty() {
        return None;
    }
    let mut files = vec![together(&backups)?];
    files.extend(manifests);
    says(&Value::from(said), files)
}

/// Takes such a file apart: says of each its name, and why it is none where it is none; the files are those that are one.
pub fn comes_apart(file: &[u8]) -> Option<Said> {
    let all = match apart(file) {
        Ok(all) => all,
        Err(why) => return says(&word(why), Vec::new()),
    };
    let (mut said, mut files) = (Vec::new(), Vec::new());
    for one in all {
        let why = one.file.as_ref().err().map_or(Value::Null, |why: &NotOpened| word(*why));
        said.push(Value::from(vec![Value::from(one.name), why]));
        files.extend(one.file);
    }
    says(&Value::from(said), files)
}
