//! Ideas of a community's own: written here, kept from a session that went well, or passed on as a file.

use serde::{Deserialize, Serialize};

use super::idea::{Idea, IdeaPart, Together, TogetherKind};
use super::language::{Both, Language};
use super::plan::{Category, Format, Part, Plan, Step};

/// An idea of the community's own, in the words in which it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnIdea {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// One of the eight.
    #[serde(default)]
    pub category: Option<Category>,
    /// What people may take home.
    #[serde(default)]
    pub aim: String,
    /// What to bring, one thing a line.
    #[serde(default)]
    pub bring: String,
    /// How it is held.
    #[serde(default)]
    pub formats: Vec<Format>,
    /// Warm-up, main activity, closing.
    #[serde(default)]
    pub parts: [OwnPart; 3],
    /// The poem or song of the closing: its title, then its lines.
    #[serde(default)]
    pub together: String,
    /// Taken off the list.
    #[serde(default)]
    pub removed: bool,
}

/// A part of an own idea.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPart {
    /// A short name.
    #[serde(default)]
    pub title: String,
    /// Length.
    #[serde(default)]
    pub minutes: u32,
    /// What is done, one step a line.
    #[serde(default)]
    pub steps: String,
    /// Sentences to say aloud, one a line.
    #[serde(default)]
    pub say: String,
}

/// How the ids of own ideas begin.
const OWN: &str = "own.";

impl Idea {
    /// Whether it is one of the community's own.
    pub fn is_own(&self) -> bool {
        self.id.starts_with(OWN)
    }

    /// The short id of an own idea.
    pub fn own(id: &str) -> Option<&str> {
        id.strip_prefix(OWN)
    }
}

impl OwnIdea {
    /// The id of the own idea with this short id.
    pub fn id(short: &str) -> String {
        format!("{OWN}{short}")
    }

    /// A new one: three parts of the usual length.
    pub fn begin() -> OwnIdea {
        let part = |minutes| OwnPart { minutes, ..OwnPart::default() };
        OwnIdea { parts: [part(10), part(35), part(15)], ..OwnIdea::default() }
    }

    /// As it is offered and taken over: the same words in both languages.
    pub fn idea(&self, short: &str) -> Idea {
        let both = |text: &str| Both { en: text.to_owned(), zh: text.to_owned() };
        let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(both).collect::<Vec<_>>();
        let part = |part: &OwnPart| IdeaPart {
            minutes: part.minutes,
            title: both(&part.title),
            steps: lines(&part.steps),
            say: lines(&part.say),
            together: None,
        };
        let [warm_up, main, closing] = [&self.parts[0], &self.parts[1], &self.parts[2]].map(part);
        let mut together = self.together.lines();
        let title = together.next().map(|title| title.trim_matches(['《', '》', ' ']).to_owned()).unwrap_or_default();
        let rest: Vec<String> = together.map(String::from).collect();
        let together = (!title.is_empty()).then(|| Together {
            kind: if rest.is_empty() { TogetherKind::Song } else { TogetherKind::Poem },
            title: both(&title),
            author: None,
            lines: (!rest.is_empty()).then_some(rest),
        });
        Idea {
            id: OwnIdea::id(short),
            category: self.category.unwrap_or(Category::Entertainment),
            name: both(&self.name),
            why: both(""),
            aim: both(&self.aim),
            suits: both(""),
            familiar: false,
            formats: self.formats.clone(),
            materials: lines(&self.bring),
            warm_up,
            main,
            closing: IdeaPart { together, ..closing },
            easier: both(""),
            livelier: both(""),
            watch_for: both(""),
            feedback: Vec::new(),
        }
    }

    /// An idea out of a plan that went well, or out of somebody's file, in one language.
    pub fn of(idea: &Idea, language: Language) -> OwnIdea {
        let text = |both: &Both| both.get(language).to_owned();
        let lines = |all: &[Both]| all.iter().map(text).collect::<Vec<_>>().join("\n");
        let part = |part: Part| {
            let part = idea.part(part);
            OwnPart {
                title: text(&part.title),
                minutes: part.minutes,
                steps: lines(&part.steps),
                say: lines(&part.say),
            }
        };
        let together = idea.closing.together.as_ref().map(|together| {
            let title = [text(&together.title)];
            title.into_iter().chain(together.lines.iter().flatten().cloned()).collect::<Vec<_>>().join("\n")
        });
        OwnIdea {
            name: text(&idea.name),
            category: Some(idea.category),
            aim: text(&idea.aim),
            bring: lines(&idea.materials),
            formats: idea.formats.clone(),
            parts: Part::ALL.map(part),
            together: together.unwrap_or_default(),
            removed: false,
        }
    }
}

impl OwnIdea {
    /// An idea out of the plan of a session that went well.
    pub fn of_plan(plan: &Plan) -> OwnIdea {
        let part = |part: Part| {
            let of_part = plan.steps.iter().filter(|step| step.part == part);
            let join = |read: fn(&Step) -> &String| {
                let texts = plan.steps.iter().filter(|step| step.part == part).map(|step| read(step).as_str());
                texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
            };
            OwnPart {
                title: plan
                    .steps
                    .iter()
                    .find(|step| step.part == part)
                    .map(|step| step.title.clone())
                    .unwrap_or_default(),
                minutes: of_part.map(|step| step.minutes).sum(),
                steps: join(|step| &step.words),
                say: join(|step| &step.say),
            }
        };
        OwnIdea {
            name: plan.theme.clone(),
            category: plan.category,
            aim: plan.aim.clone(),
            bring: plan.materials.clone(),
            formats: plan.formats.clone(),
            parts: Part::ALL.map(part),
            together: plan.together.clone(),
            removed: false,
        }
    }
}

/// The file in which an idea is passed on: JSON, named so that it is known again.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    /// The format of this file; 1.
    tongban_idea: u32,
    idea: Idea,
}

/// The newest format of an idea's file.
const FORMAT: u32 = 1;

/// An idea as a file's text.
pub fn file(idea: &Idea) -> String {
    serde_json::to_string_pretty(&File { tongban_idea: FORMAT, idea: idea.clone() }).unwrap_or_default()
}

/// Why a file is no idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoIdea {
    /// Something else.
    Other,
    /// Made by a later version of the app.
    Newer,
}

/// Reads an idea's file.
///
/// # Errors
/// It is something else, or newer than this app.
pub fn of_file(text: &str) -> Result<Idea, NoIdea> {
    let value: serde_json::Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| NoIdea::Other)?;
    let format = value.get("tongban_idea").and_then(serde_json::Value::as_u64).ok_or(NoIdea::Other)?;
    if format > u64::from(FORMAT) {
        return Err(NoIdea::Newer);
    }
    serde_json::from_value::<File>(value).map(|file| file.idea).map_err(|_| NoIdea::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idea_goes_through_a_file_and_back() {
        let own = OwnIdea { name: "汤".into(), bring: "锅\n盐".into(), ..OwnIdea::begin() };
        let idea = own.idea("soup");
        assert_eq!(of_file(&file(&idea)).as_ref(), Ok(&idea));
        assert_eq!(OwnIdea::of(&idea, Language::English).idea("soup").materials, idea.materials);
        assert_eq!(of_file("{}"), Err(NoIdea::Other));
        assert_eq!(of_file("PK"), Err(NoIdea::Other));
        assert_eq!(of_file(&file(&idea).replace("\"tongban_idea\": 1", "\"tongban_idea\": 2")), Err(NoIdea::Newer));
    }

    #[test]
    fn the_poem_of_an_own_idea_keeps_its_lines() {
        let own =
            OwnIdea { together: "《春晓》\n春眠不觉晓，\n处处闻啼鸟。".into(), ..OwnIdea::begin() };
        let together = own.idea("a").closing.together.expect("a poem");
        assert_eq!((together.title.zh.as_str(), together.lines.map(|lines| lines.len())), ("春晓", Some(2)));
        assert_eq!(OwnIdea::begin().idea("a").closing.together, None);
        assert_eq!(OwnIdea::begin().idea("a").minutes(), 60);
    }
}
