//! A document of the desk as elements. Those that stay the same are kept, and with them focus, what was opened, and where it
//! was scrolled to.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};

use crate::app::dom::{El, div, el, el_in_drawing, follow, text_node};
use crate::app::store::{Store, answers, copy_view};
use crate::report::doc::{Step, steps};

/// The document, drawn again whenever it has changed. A click on what says so (`data-do`) is an action.
pub(crate) fn report(store: Store, class: &str, doc: RwSignal<Vec<u8>>) -> El {
    let report = div(class);
    let element = report.element().clone();
    let report = report.on("click", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let told = target.and_then(|target| target.closest("[data-do]").ok().flatten());
        match told.and_then(|told| told.get_attribute("data-do")).as_deref() {
            Some("copy:page") => copy_view(store, &element),
            Some(action) => answers::act(store, action),
            None => {}
        }
    });
    let root: Node = report.node();
    follow(move || patch(&root, &steps(&doc.read()).collect::<Vec<_>>()));
    report
}

/// Makes what is inside a node what a document says. O(n) in its steps.
fn patch(root: &Node, doc: &[Step<'_>]) {
    let mut above: Vec<Node> = Vec::new();
    let mut parent = root.clone();
    let mut next = root.first_child();
    for (at, step) in doc.iter().enumerate() {
        match *step {
            Step::Open(tag) => {
                let name = tag.strip_prefix("svg:").unwrap_or(tag);
                let is_kept = |node: &Node| node.dyn_ref::<Element>().is_some_and(|known| known.local_name() == name);
                let kept = next.take_if(|node| is_kept(node));
                let node = kept.unwrap_or_else(|| {
                    let made = if name == tag { el(name) } else { el_in_drawing(name) };
                    insert(&parent, made.node(), next.as_ref())
                });
                set_all(node.unchecked_ref(), doc.get(at + 1..).unwrap_or_default());
                next = node.first_child();
                above.push(std::mem::replace(&mut parent, node));
            }
            Step::Set(..) => {}
            Step::Text(text) => {
                let kept = next.take_if(|node| node.node_type() == Node::TEXT_NODE);
                let node = kept.unwrap_or_else(|| insert(&parent, text_node(""), next.as_ref()));
                if node.text_content().as_deref() != Some(text) {
                    node.set_text_content(Some(text));
                }
                next = node.next_sibling();
            }
            Step::Close => {
                remove_from(&parent, next.take());
                next = parent.next_sibling();
                parent = above.pop().unwrap_or_else(|| root.clone());
            }
        }
    }
    remove_from(&parent, next);
}

fn insert(parent: &Node, node: Node, before: Option<&Node>) -> Node {
    // Fails only for a node that holds this one; a new node holds nothing.
    let _ = parent.insert_before(&node, before);
    node
}

fn remove_from(parent: &Node, mut node: Option<Node>) {
    while let Some(old) = node {
        node = old.next_sibling();
        let _ = parent.remove_child(&old);
    }
}

/// Sets the attributes that begin a list of steps, and takes others off. What the person opened stays open.
fn set_all(element: &Element, steps: &[Step<'_>]) {
    let attributes =
        || steps.iter().map_while(|step| if let Step::Set(name, value) = step { Some((*name, *value)) } else { None });
    for known in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !matches!(&*known, "open" | "style") && attributes().all(|(name, _)| name != known) {
            let _ = element.remove_attribute(&known);
        }
    }
    for (name, value) in attributes() {
        if name.starts_with("--") {
            let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, value);
        } else if name != "href" || value.starts_with("#/") {
            let _ = element.set_attribute(name, value);
        }
    }
}
