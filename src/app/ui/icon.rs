//! The icons: one path each, drawn in the colour of the words beside them. An icon never stands alone.
#![cfg_attr(not(feature = "workshop"), allow(dead_code))] // some icons wait for their screen; the workshop shows all

use engine::domain::plan::Category;
use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident $path:literal)*) => {
        /// The icons by what they mean.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // each is what its name says
        pub enum Icon { $($name,)* }

        impl Icon {
            /// All, for the workshop.
            #[cfg(feature = "workshop")]
            pub const ALL: &[Icon] = &[$(Icon::$name,)*];

            /// Its outline on a square of 24.
            pub fn path(self) -> &'static str {
                match self { $(Icon::$name => $path,)* }
            }
        }
    };
}

icons! {
    Today "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
    Sessions "M4 6h16v14.5H4zM4 10.5h16M8 3.5V8M16 3.5V8M9 15.3l2.2 2.2l4-4"
    People "M9 11.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M2.5 20c.3-3.8 3-5.5 6.5-5.5s6.2 1.7 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2.2.8 3.3 2.5 3.5 5.1"
    Ideas "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.5.5.6 1 .6 1.7v.5h6v-.5c0-.7.1-1.2.6-1.7A6 6 0 0 0 12 3"
    Me "M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"
    Help "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M5.6 5.6l3.9 3.9M14.5 14.5l3.9 3.9M5.6 18.4l3.9-3.9M14.5 9.5l3.9-3.9"
    Back "M15 5l-7 7l7 7"
    Next "M9 5l7 7l-7 7"
    Forward "M5 12h14M13 6l6 6l-6 6"
    Plus "M12 5v14M5 12h14"
    Minus "M5 12h14"
    Check "M5 12.5l4.5 4.5L19 7.5"
    Close "M6 6l12 12M18 6L6 18"
    Pause "M8.5 5v14M15.5 5v14"
    Play "M8 5l11 7l-11 7z"
    Search "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l4.5 4.5"
    Speaker "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"
    Phone "M6.5 3.5l3 .5l1.5 4l-2 1.8c1 2.3 2.8 4.1 5.2 5.2l1.8-2l4 1.5l.5 3c-.3 1.7-1.6 2.8-3.3 2.5C10.5 19 5 13.5 4 6.8c-.2-1.7.8-3 2.5-3.3z"
    Pen "M4 20l1-4.5L16.5 4L20 7.5L8.5 19zM14 6.5l3.5 3.5"
    Print "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z"
    Copy "M9 9h11v11.5H9zM5.5 15H4V3.5h11v2"
    Share "M12 15V3.5M8 7l4-3.5L16 7M6 11H4.5v9.5h15V11H18"
    Calendar "M4 6h16v14.5H4zM4 10.5h16M8 3.5V8M16 3.5V8"
    Clock "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 7.5V12l3 2"
    Open "M3.5 5.5h6l2 2.5h9v11h-17z"
    Place "M12 21c4-4.5 6.5-7.7 6.5-11a6.5 6.5 0 0 0-13 0c0 3.3 2.5 6.5 6.5 11M12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5"
    Trash "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6"
    Undo "M8 4L4 8l4 4M4 8h9.5a6 6 0 0 1 0 12H9"
    Lock "M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"
    Quote "M10 7H5v6h4c0 2.5-1 3.5-3 4M19 7h-5v6h4c0 2.5-1 3.5-3 4"
    Info "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 11v5.5M12 7.3v.4"
    Care "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M12 7.5v5.5M12 16.3v.4"
    Leaf "M5 19c0-9 5-14 15-14c0 9-4.5 14-12 13.5M5 20.5c2-5 5-8 9-10"
    Home "M4 11l8-7l8 7M6 9.5v11h12v-11M10 20.5V15h4v5.5"
    DailyLife "M3.5 11h17c0 5-3.5 8-8.5 8s-8.5-3-8.5-8M9 3.5c-1 1.5 1 2.5 0 4M14 3.5c-1 1.5 1 2.5 0 4"
    Social "M3.5 4.5h11v8H9L5.5 15.5v-3h-2zM17.5 9h3v7.5h-2v3L15 16.5h-4.5"
    Knowledge "M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2c2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2M12 6.5v14"
    Entertainment "M9 18V5.5l11-2V16M9 18a2.7 2.7 0 1 1-5.4 0a2.7 2.7 0 0 1 5.4 0M20 16a2.7 2.7 0 1 1-5.4 0A2.7 2.7 0 0 1 20 16"
    HandsMovement "M12 3a2 2 0 1 0 0 4a2 2 0 0 0 0-4M4 8l8 2.5L20 8M12 10.5V15M12 15l-4 6M12 15l4 6"
    OneSelf "M12 3c3.5 0 5.5 3 5.5 6.5S15.5 16 12 16s-5.5-3-5.5-6.5S8.5 3 12 3M12 16v5M8.5 21h7M10 7.5c.3-.8.8-1.3 1.5-1.5"
    HealthyLiving "M12 8c-1.5-1.5-7.5-1.5-7.5 4.5c0 4 2.5 8 5 8c1 0 1.5-.5 2.5-.5s1.5.5 2.5.5c2.5 0 5-4 5-8C19.5 6.5 13.5 6.5 12 8M12 8c0-2 1-4 3-4.5"
    EmotionalSupport "M12 20C5 15.5 3 12 3 8.8A4.5 4.5 0 0 1 12 7.5A4.5 4.5 0 0 1 21 8.8C21 12 19 15.5 12 20"
}

/// The icon of a category.
pub fn of_category(category: Category) -> Icon {
    match category {
        Category::DailyLife => Icon::DailyLife,
        Category::Social => Icon::Social,
        Category::Knowledge => Icon::Knowledge,
        Category::Entertainment => Icon::Entertainment,
        Category::HandsMovement => Icon::HandsMovement,
        Category::OneSelf => Icon::OneSelf,
        Category::HealthyLiving => Icon::HealthyLiving,
        Category::EmotionalSupport => Icon::EmotionalSupport,
    }
}

/// An icon. Readers of the screen pass over it: the words beside it say the same.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()/>
        </svg>
    }
}
