//! A part of the page as text, as it stands on screen.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};

use crate::output::plain::Plain;

/// What is inside an element, read out by the rules of [`Plain`]. O(n) in its nodes.
pub(crate) fn read_out(element: &Element) -> String {
    let mut out = Plain::new();
    walk(element, &mut out);
    out.finish()
}

fn walk(element: &Element, out: &mut Plain) {
    let is_of = |class: &str| element.get_attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class));
    let is_hidden = is_of("unseen")
        || element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").as_deref() == Some("true");
    out.open(&element.local_name(), is_hidden);
    let mut next = element.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        match (node.node_type(), node.dyn_ref::<Element>()) {
            (_, Some(child)) => walk(child, out),
            (Node::TEXT_NODE, None) => out.text(&node.node_value().unwrap_or_default()),
            _ => {}
        }
    }
    out.close();
}
