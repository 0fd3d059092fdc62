//! A part of the page as plain text.

use leptos::prelude::*;

use crate::render::{Step, html, outline, plain, steps};

#[test]
fn what_is_rendered_reads_back_as_it_was_written() {
    let html = html(|| {
        view! {
            <p class="facts" id="a" style:--part="5%">
                {"<b>no markup</b>".to_owned()}
                <a href="#/connect">{"go"} {" on".to_owned()}</a>
            </p>
        }
    });
    assert_eq!(
        outline(&html),
        "p id=\"a\" class=\"facts\" --part=\"5%\"\n  \"<b>no markup</b>\"\n  a href=\"#/connect\"\n    \"go on\"\n"
    );
    assert_eq!(steps(&html).last(), Some(&Step::Close));
}

#[test]
fn as_text_a_view_says_what_is_read_and_nothing_twice() {
    let html = html(|| {
        view! {
            <h2 class="unseen">"said by what opens it"</h2>
            <table>
                <tr>
                    <td>
                        <span class="status status--failed">
                            <span class="status__shape" aria-hidden="true">
                                "✕"
                            </span>
                            <span class="text">"Failed"</span>
                        </span>
                    </td>
                    <td class="number">
                        <dfn tabindex="0">"8.8 s" <span class="unseen">": how long it took"</span></dfn>
                    </td>
                    <td>
                        <button type="button">"Harmless"</button>
                    </td>
                </tr>
            </table>
            <select>
                <option>"one"</option>
            </select>
        }
    });
    assert_eq!(plain(&html), "Failed\t8.8 s\n");
}

/// What stands apart on screen is parted in the text; a button is no part of it.
#[test]
fn parts_of_a_line_are_parted() {
    let html = html(|| {
        view! {
            <div>
                <span>"Looked through all."</span>
                <button type="button">"More"</button>
            </div>
            <p>
                <span>"usually 4 s"</span>
                <b>"longer than usual"</b>
            </p>
        }
    });
    assert_eq!(plain(&html), "Looked through all.\nusually 4 s · longer than usual\n");
}
