//! Pinyin initials, from the browser's own collation: 小宋 is found by `xs`. No table of characters has to be fetched.

use wasm_bindgen::{JsCast, JsValue};

/// The letters, and for each the first character that is read with it.
const LETTERS: &str = "abcdefghjklmnopqrstwxyz";
const FIRST: [&str; 23] = [
    "阿", "八", "嚓", "哒", "妸", "发", "旮", "哈", "讥", "咔", "垃", "妈", "拏", "噢", "妑", "七", "呥", "扨", "它",
    "穵", "夕", "丫", "帀",
];

/// Whether what was typed occurs in a name, in its characters or in its pinyin initials. Nothing typed fits all.
pub fn fits(name: &str, typed: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let typed = plain(typed);
    plain(name).contains(&typed) || (typed.is_ascii() && initials(name).contains(&typed))
}

/// The initials of a name; letters and digits stay as they are.
fn initials(name: &str) -> String {
    let order = js_sys::Intl::Collator::new(&js_sys::Array::of1(&"zh-u-co-pinyin".into()), &js_sys::Object::new());
    let Ok(order) = order.compare().dyn_into::<js_sys::Function>() else { return String::new() };
    let before = |first: &str, letter: &str| {
        let compared = order.call2(&JsValue::NULL, &first.into(), &letter.into()).ok();
        compared.and_then(|compared| compared.as_f64()).is_some_and(|compared| compared <= 0.0)
    };
    let of = |letter: char| {
        if !('\u{4e00}'..='\u{9fff}').contains(&letter) {
            return letter.to_ascii_lowercase();
        }
        let letter = letter.to_string();
        let at = FIRST.partition_point(|first| before(first, &letter));
        LETTERS.chars().nth(at.saturating_sub(1)).unwrap_or('?')
    };
    name.chars().filter(|letter| !letter.is_whitespace()).map(of).collect()
}
