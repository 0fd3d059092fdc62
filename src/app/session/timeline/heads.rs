//! Names of groups beside their rows.

use leptos::prelude::*;

use super::{Figure, style_px, whole};
use crate::app::signals::memo;
use crate::app::ui::each::each;
use crate::app::ui::foreign;
use crate::app::ui::view;
use crate::timeline::rows_for;

/// Names stand at least so far apart.
const NAME_PX: f64 = 12.0;

/// The groups whose names are in sight, from the top, each with its place in whole pixels.
fn in_sight(figure: Figure) -> Vec<(u32, i32)> {
    let open = figure.store.open;
    let picture = open.picture.read();
    let Some(picture) = &*picture else { return Vec::new() };
    let (density, scroll_px) = {
        let viewport = open.viewport.read();
        (viewport.density(), viewport.scroll_px())
    };
    let rows = rows_for(figure.size.get(), picture.index.n_lanes(), density).scrolled(scroll_px);
    rows.heads(&picture.group_begin, NAME_PX).into_iter().map(|(group, y_px)| (group, whole(y_px))).collect()
}

/// The names of the groups in sight. A name is made when it comes into sight, and moved while it stays there.
#[component]
pub(super) fn Heads(figure: Figure) -> impl IntoView {
    let picture = figure.store.open.picture;
    let heads = memo(move || in_sight(figure));
    let name_of = move |group: u32| {
        let picture = picture.read();
        let name = picture.as_ref().and_then(|picture| picture.group_names.get(group as usize));
        name.map(|name| foreign::shown(name)).unwrap_or_default()
    };
    let head = move |group: u32| {
        // From the top, so in the order of the groups.
        let y_px = move || {
            let heads = heads.read();
            let at = heads.binary_search_by_key(&group, |head| head.0).ok();
            at.and_then(|at| heads.get(at)).map(|head| style_px(head.1))
        };
        let name = memo(move || name_of(group));
        view! {
            <span class="timeline__head text" title=name style:top=y_px>
                {name}
            </span>
        }
    };
    let groups = memo(move || heads.read().iter().map(|head| head.0).collect::<Vec<_>>());
    view! {
        <div class="timeline__heads" aria-hidden="true">
            {each(move || groups.get(), |group| u64::from(*group).into(), head)}
        </div>
    }
}
