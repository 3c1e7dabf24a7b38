//! Names, hashes and templates: which files a site has and how they name each other.
//!
//! Everything that `index.html` loads carries a hash in its name and an `integrity`
//! attribute. The topic library and the icons keep their names; the service worker
//! holds their hashes.

use super::wasm::{LATER_SCRIPT, Later, Module, ON_DEMAND, SCRIPT};
use super::{File, Options};
use crate::{Error, Result, policy, workspace};

/// The style sheets in the order of their layers: what comes later has its way.
const LAYERS: [&str; 12] = [
    "tokens",
    "base",
    "parts/frame",
    "parts/buttons",
    "parts/fields",
    "parts/choosing",
    "parts/words",
    "parts/lists",
    "parts/categories",
    "parts/status",
    "screens",
    "print",
];
/// What the build fills in; all else in `public` is copied.
const TEMPLATES: [&str; 5] = ["index.html", "boot.js", "old.js", "sw.js", "work.js"];

/// All of a site, before it is written.
#[derive(Debug)]
pub struct Pages {
    /// Its files.
    pub files: Vec<File>,
    /// A hash over all of them.
    pub version: String,
    /// Paths of the first load.
    pub first: Vec<String>,
    /// Paths of what the app fetches once its first screen stands.
    pub later: Vec<String>,
}

/// Puts a site together.
pub fn assemble(options: Options, module: Module) -> Result<Pages> {
    let mut files = plain_files()?;
    for (path, bytes) in module.snippets {
        files.push(kept_name(path, bytes));
    }
    let style = hashed("style", "css", style(options)?);
    let wasm = hashed("app", "wasm", module.wasm);
    let (script, later) = scripts(module.script, module.later)?;
    let old = hashed("old", "js", script_text("old.js", options)?.into_bytes());
    let work = script_text("work.js", options)?;
    let work = fill("work.js", work, "{{app}}", &format!("./{}", script.path))?;
    let work = fill("work.js", work, "{{wasm}}", &format!("./{}", wasm.path))?;
    let work = hashed("work", "js", work.into_bytes());
    let boot = script_text("boot.js", options)?;
    let boot = fill("boot.js", boot, "{{work}}", &format!("./{}", work.path))?;
    let boot = fill("boot.js", boot, "{{app}}", &format!("./{}", script.path))?;
    let boot = fill("boot.js", boot, "{{wasm}}", &format!("./{}", wasm.path))?;
    let worker = if options.debug { "" } else { "./sw.js" };
    let boot = fill("boot.js", boot, "{{service-worker}}", worker)?;
    let boot = hashed("boot", "js", boot.into_bytes());

    let mut head = vec![
        // As wanted as the scripts, but only found by one of them: named here, it starts at once.
        format!(r#"<link rel="preload" as="fetch" type="application/wasm" crossorigin href="{}">"#, wasm.path),
        linked("modulepreload", &script),
        later.iter().filter(|file| is_script(file)).map(|file| linked("modulepreload", file)).collect(),
        loaded(r#" type="module""#, &boot),
        loaded(" defer", &old),
    ];
    if options.reload {
        let bytes = include_bytes!("../reload.js").to_vec();
        let reload = hashed("reload", "js", bytes);
        head.push(loaded(" defer", &reload));
        files.push(reload);
    }
    let page = workspace::read_text(&public().join("index.html"))?;
    let page = fill("index.html", page, "{{csp}}", &policy::meta())?;
    let page = fill("index.html", page, "{{style}}", &linked("stylesheet", &style))?;
    let page = fill("index.html", page, "{{boot}}", &head.join("\n"))?;
    files.extend([style, wasm, script, boot, old, work]);
    files.extend(later.clone());
    let first = named_in(&page, &files);
    let later: Vec<_> = later.into_iter().map(|file| file.path).filter(|path| !first.contains(path)).collect();
    files.push(kept_name("index.html".to_owned(), page.into_bytes()));
    files.sort_by(|one, other| one.path.cmp(&other.path));

    let list: Vec<_> = files.iter().map(|file| (address(&file.path), workspace::integrity(&file.bytes))).collect();
    let list = serde_json::to_string(&list).expect("strings are JSON");
    let version = workspace::digest(list.as_bytes())[..12].to_owned();
    if !options.debug {
        let worker = script_text("sw.js", options)?;
        let worker = fill("sw.js", worker, "{{version}}", &version)?;
        let worker = fill("sw.js", worker, "{{precache}}", &list)?;
        files.push(kept_name("sw.js".to_owned(), worker.into_bytes()));
    }
    // For the host, not for the page, and so not in the service worker's list.
    let stems = ["app", "boot", "later", "old", "style", "work"].into_iter().chain(ON_DEMAND.map(|(_, stem)| stem));
    let headers = policy::headers_file(&stems.collect::<Vec<_>>());
    files.push(kept_name("_headers".to_owned(), headers.into_bytes()));
    Ok(Pages { files, version, first, later })
}

/// The module's script, and what is fetched later: its wasm and its script. The two scripts name each other, so both
/// carry the hash of what they were before that.
fn scripts(script: Vec<u8>, later: Option<Later>) -> Result<(File, Vec<File>)> {
    let Some(later) = later else { return Ok((hashed("app", "js", script), Vec::new())) };
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let (script, link) = (text(&script), text(&later.script));
    let (mut link, mut files) = (link, Vec::new());
    for (name, wasm) in later.parts {
        let file = hashed(&stem(&link, &name), "wasm", wasm);
        if !link.contains(&format!("./{name}")) {
            return Err(Error::Placeholder { file: "the later script", placeholder: "./split_….wasm" });
        }
        link = link.replace(&format!("./{name}"), &format!("./{}", file.path));
        files.push(file);
    }
    let link = shorter(&link, files.len())?;
    let both = &workspace::digest(format!("{script}{link}").as_bytes())[..10];
    let [script_path, link_path] = [format!("app-{both}.js"), format!("later-{both}.js")];
    // Only where it is imported: the wasm itself keeps the old name.
    let imported = format!("from \"{LATER_SCRIPT}\"");
    if !script.contains(&imported) {
        return Err(Error::Placeholder { file: "the wasm's script", placeholder: LATER_SCRIPT });
    }
    let script = script.replace(&imported, &format!("from \"./{link_path}\""));
    let link = fill("the later script", link, SCRIPT, &format!("./{script_path}"))?;
    let file = |path, text: String| File { path, bytes: text.into_bytes(), hashed: true };
    files.push(file(link_path, link));
    Ok((file(script_path, script), files))
}

/// How the splitter writes that a part is fetched, before its address and after it.
const FETCHED: [&str; 2] = [
    "() => {\n    const src = fetch(new URL(\"",
    "\", import.meta.url));\n    src.catch(() => {});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, ",
];
/// The same once for all of them; with our own way to compile, since streaming fails in some WebViews.
const PART: &str = "const part = (name) => () => {
    const src = tongbanCompile(new URL(name, import.meta.url));
    src.catch(() => {});
    return async (imports) => src.then((module) => WebAssembly.instantiate(module, imports));
};
";

/// The later script, which the first page waits for, in a fifth less bytes as it travels: what says for each of so many parts how it is
/// fetched stands there once, and comments nowhere: who needs a part, and what its writer thought.
fn shorter(link: &str, parts: usize) -> Result<String> {
    let [before, after] = FETCHED;
    if [before, after].iter().any(|text| link.matches(text).count() != parts) {
        return Err(Error::Placeholder { file: "the later script", placeholder: "fetch(new URL" });
    }
    let link = link.replace(before, "part(\"").replace(after, "\"), ").replace("__chunk_", "c");
    let comment = |line: &str| line.starts_with("//") || (line.starts_with("/* ") && line.ends_with(" */"));
    let link: String = link.split_inclusive('\n').filter(|line| !comment(line.trim())).collect();
    let (imports, rest) = link.split_once('\n').unwrap_or((&link, ""));
    Ok(format!("{imports}\n{PART}{rest}"))
}

/// What a part of the wasm is called: `later` where it is fetched in any case, else after the modules on demand that need it.
/// Before what several of them need, the later script names them: `/* desk, share */`.
fn stem(link: &str, name: &str) -> String {
    if let Some((_, stem)) = ON_DEMAND.iter().find(|(part, _)| *part == name) {
        return (*stem).to_owned();
    }
    let before = link.find(&format!("./{name}")).map_or("", |at| &link[..at]);
    let users = before.rsplit_once("/* ").and_then(|(_, users)| users.split_once(" */")).map_or("", |(users, _)| users);
    let users: Vec<&str> = users.split(", ").collect();
    let on_demand = |user: &&str| ON_DEMAND.iter().any(|(_, stem)| stem == user);
    let always = !name.starts_with("chunk_") || !users.iter().all(on_demand);
    if always { "later".to_owned() } else { users.join("-") }
}

fn is_script(file: &File) -> bool {
    file.path.ends_with(".js")
}

fn public() -> std::path::PathBuf {
    workspace::root().join("public")
}

fn plain_files() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in workspace::files_below(&public()) {
        let name = path.strip_prefix(public()).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        if !TEMPLATES.contains(&name.as_str()) {
            files.push(kept_name(name, workspace::read(&path)?));
        }
    }
    Ok(files)
}

fn style(options: Options) -> Result<Vec<u8>> {
    let mut all = String::new();
    for layer in LAYERS {
        let path = workspace::root().join(format!("style/{layer}.css"));
        all.push_str(&workspace::read_text(&path)?);
        all.push('\n');
    }
    if options.debug {
        return Ok(all.into_bytes());
    }
    Ok(lean_style(&all).into_bytes())
}

/// Leaves out comments and indentation, and nothing else.
fn lean_style(style: &str) -> String {
    let mut lean = String::new();
    let mut parts = style.split("/*");
    lean.push_str(parts.next().unwrap_or_default());
    for part in parts {
        lean.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    let lines = lean.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn script_text(name: &str, options: Options) -> Result<String> {
    let text = workspace::read_text(&public().join(name))?;
    if options.debug {
        return Ok(text);
    }
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

fn fill(file: &'static str, text: String, placeholder: &'static str, value: &str) -> Result<String> {
    if !text.contains(placeholder) {
        return Err(Error::Placeholder { file, placeholder });
    }
    Ok(text.replacen(placeholder, value, 1))
}

/// Parts of the wasm are many, and the first page names them all: their hashes are shorter, of 32 bits.
fn hashed(stem: &str, ending: &str, bytes: Vec<u8>) -> File {
    let digits = if ending == "wasm" { 8 } else { 10 };
    File { path: format!("{stem}-{}.{ending}", &workspace::digest(&bytes)[..digits]), bytes, hashed: true }
}

fn kept_name(path: String, bytes: Vec<u8>) -> File {
    File { path, bytes, hashed: false }
}

fn linked(relation: &str, file: &File) -> String {
    let integrity = workspace::integrity(&file.bytes);
    format!(r#"<link rel="{relation}" href="{}" integrity="{integrity}">"#, file.path)
}

fn loaded(kind: &str, file: &File) -> String {
    let integrity = workspace::integrity(&file.bytes);
    format!(r#"<script{kind} src="{}" integrity="{integrity}"></script>"#, file.path)
}

/// Hosts like to redirect `index.html` to `/`, and a redirected page cannot be kept.
fn address(path: &str) -> String {
    match path {
        "index.html" => "./".to_owned(),
        other => format!("./{other}"),
    }
}

/// Lists the files that a page names in `href` or `src`, and the page itself. The picture
/// for the home screen is only fetched when somebody puts it there.
fn named_in(page: &str, files: &[File]) -> Vec<String> {
    let lines = page.lines().filter(|line| !line.contains("apple-touch-icon"));
    let page = lines.collect::<Vec<_>>().join("\n");
    let mut named = vec!["index.html".to_owned()];
    for file in files {
        let path = &file.path;
        let spellings = [
            format!("href=\"{path}\""),
            format!("href=\"./{path}\""),
            format!("src=\"{path}\""),
            format!("src=\"./{path}\""),
        ];
        if spellings.iter().any(|spelling| page.contains(spelling)) {
            named.push(path.clone());
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module() -> Module {
        Module {
            script: b"export default () => {};".to_vec(),
            wasm: b"\0asm".to_vec(),
            later: None,
            snippets: Vec::new(),
        }
    }

    #[test]
    fn the_page_loads_nothing_that_the_site_lacks() {
        let Pages { files, first, .. } = assemble(Options::release(), module()).expect("assembled");
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        for path in &first {
            assert!(paths.contains(&path.as_str()), "{path}");
        }
        for start in ["app-", "boot-", "old-", "style-"] {
            assert!(first.iter().any(|path| path.starts_with(start)), "{start}");
        }
        let ours = ["html", "js", "css"];
        let filled = files.iter().filter(|file| ours.iter().any(|ending| file.path.ends_with(ending)));
        for file in filled {
            let text = String::from_utf8_lossy(&file.bytes);
            assert!(!text.contains("{{"), "a placeholder is left in {}", file.path);
        }
    }

    #[test]
    fn another_wasm_is_another_version() {
        let changed = Module { wasm: b"\0asm2".to_vec(), ..module() };
        let one = assemble(Options::release(), module()).expect("assembled").version;
        let other = assemble(Options::release(), changed).expect("assembled").version;
        assert_ne!(one, other);
    }

    #[test]
    fn style_keeps_all_but_comments_and_indentation() {
        let style = "/* red */ a {\n  color: red; /* so */\n}\n";
        assert_eq!(lean_style(style), "a {\ncolor: red;\n}");
    }
}
