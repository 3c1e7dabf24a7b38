//! The corners of Me, each a screen of its own.

use engine::sync::place::Corner;
use leptos::prelude::*;

use super::{bin, community_page, lock, look, profiles, records, wipe};

/// The screen of a corner.
#[component]
pub fn CornerScreen(
    /// Which.
    corner: Corner,
) -> impl IntoView {
    match corner {
        Corner::Look => view! { <look::LookScreen/> }.into_any(),
        Corner::Profiles => view! { <profiles::ProfilesScreen/> }.into_any(),
        Corner::Lock => view! { <lock::LockScreen/> }.into_any(),
        Corner::Records => view! { <records::RecordsScreen/> }.into_any(),
        Corner::Bin => view! { <bin::BinScreen/> }.into_any(),
        Corner::Wipe => view! { <wipe::WipeScreen/> }.into_any(),
        // They are in other modules.
        Corner::Share | Corner::Invite | Corner::SecondPhone | Corner::Sees | Corner::Numbers => ().into_any(),
        Corner::Backup | Corner::Restore => ().into_any(),
        Corner::Community => view! { <community_page::CommunityScreen/> }.into_any(),
    }
}
