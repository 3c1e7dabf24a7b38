//! The peers' manual: short pages, kept as a data file.

use serde::{Deserialize, Serialize};

use super::language::{Both, Language};

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: Both,
    /// Sentences that explain.
    pub words: Vec<Both>,
    /// What to do, or what one can say.
    pub steps: Vec<Both>,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its name in addresses, for good.
    pub id: String,
    /// Its title.
    pub title: Both,
    /// What it is about.
    pub lead: Both,
    /// Its pieces.
    pub sections: Vec<Section>,
    /// Pages that go with it.
    pub see: Vec<String>,
}

impl Page {
    /// All its texts, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &Both> {
        let sections = self
            .sections
            .iter()
            .flat_map(|section| std::iter::once(&section.title).chain(&section.words).chain(&section.steps));
        [&self.title, &self.lead].into_iter().chain(sections)
    }

    /// The page as one text, to be read aloud.
    pub fn aloud(&self, language: Language) -> String {
        self.texts().map(|both| both.get(language)).collect::<Vec<_>>().join("\n")
    }
}

/// Reads the data file.
///
/// # Errors
/// Says which line and field of the file is wrong.
pub fn read(json: &str) -> Result<Vec<Page>, serde_json::Error> {
    serde_json::from_str(json)
}

/// The pages in which every word that was typed occurs, titles first.
pub fn found<'a>(pages: &'a [Page], typed: &str, language: Language) -> Vec<&'a Page> {
    let typed = typed.to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let has = |text: &str| words.iter().all(|word| text.contains(word));
    let in_title = |page: &Page| has(&page.title.get(language).to_lowercase());
    let within = |page: &Page| has(&page.aloud(language).to_lowercase());
    let titled = pages.iter().filter(|page| in_title(page));
    titled.chain(pages.iter().filter(|page| !in_title(page) && within(page))).collect()
}
