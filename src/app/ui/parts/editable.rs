//! One line or many: the two kinds of text boxes behind one face.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// A text box on the screen.
pub enum Editable {
    /// One line.
    Line(HtmlInputElement),
    /// Many lines.
    Area(HtmlTextAreaElement),
}

/// The places of both kinds of box; one of them stays empty.
#[derive(Clone, Copy)]
pub struct Nodes {
    /// One line.
    pub line: NodeRef<html::Input>,
    /// Many lines.
    pub area: NodeRef<html::Textarea>,
}

impl Nodes {
    /// Two empty places.
    pub fn new() -> Nodes {
        Nodes { line: NodeRef::new(), area: NodeRef::new() }
    }

    /// The box, once it is on the screen.
    pub fn get(self) -> Option<Editable> {
        let area = self.area.try_get_untracked().flatten().map(|node| Editable::Area(node.unchecked_into()));
        area.or_else(|| self.line.try_get_untracked().flatten().map(|node| Editable::Line(node.unchecked_into())))
    }
}

impl Editable {
    /// What it holds.
    pub fn text(&self) -> String {
        match self {
            Editable::Line(node) => node.value(),
            Editable::Area(node) => node.value(),
        }
    }

    /// Both ends of the selection, in UTF-16 units.
    pub fn selection(&self) -> (usize, usize) {
        let ends = match self {
            Editable::Line(node) => (node.selection_start(), node.selection_end()),
            Editable::Area(node) => (node.selection_start(), node.selection_end()),
        };
        let end = |end: Result<Option<u32>, _>| end.ok().flatten().unwrap_or(0) as usize;
        (end(ends.0), end(ends.1))
    }

    /// Shows another text; the selection only where a person is in the box.
    pub fn show(&self, text: &str, selection: (usize, usize)) {
        let (start, end) = (selection.0 as u32, selection.1 as u32);
        let focused = self.focused();
        match self {
            Editable::Line(node) => node.set_value(text),
            Editable::Area(node) => node.set_value(text),
        }
        if focused {
            match self {
                Editable::Line(node) => node.set_selection_range(start, end).ok(),
                Editable::Area(node) => node.set_selection_range(start, end).ok(),
            };
        }
        self.grow();
    }

    /// Puts the caret into it.
    pub fn focus(&self) {
        match self {
            Editable::Line(node) => node.focus().ok(),
            Editable::Area(node) => node.focus().ok(),
        };
    }

    fn focused(&self) -> bool {
        let node: &web_sys::Element = match self {
            Editable::Line(node) => node,
            Editable::Area(node) => node,
        };
        document().active_element().is_some_and(|active| &active == node)
    }

    /// Makes a box of many lines as high as its text.
    pub fn grow(&self) {
        let Editable::Area(node) = self else { return };
        let style = web_sys::HtmlElement::style(node);
        style.set_property("height", "auto").ok();
        let border = node.offset_height() - node.client_height();
        style.set_property("height", &format!("{}px", node.scroll_height() + border)).ok();
    }
}
