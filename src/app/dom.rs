//! Elements, made directly and kept up to date by effects.
//!
//! Leptos has the reactive graph here: values, memos, effects, owners. Its own view types are not used: each is compiled
//! anew for every shape of markup, and in this page that came to 110 KB over the wire, more than half of what the whole page
//! may have. What is needed of them fits this file: an element, attributes and texts that follow values, parts that are
//! built anew, rows that are kept by key. Text only ever becomes a text node.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};

use crate::app::store::said::said;
use crate::browser::frame::Listener;

/// An element being built. Every method adds to it and hands it on.
#[derive(Clone)]
pub(crate) struct El(Element);

/// A new element.
pub(crate) fn el(tag: &str) -> El {
    match document().create_element(tag) {
        Ok(element) => El(element),
        // Only a tag that is no name fails; there is none in this page.
        Err(_) => wasm_bindgen::throw_str("no such element"),
    }
}

/// The element that holds the page.
pub(crate) fn body() -> Option<El> {
    document().body().map(|body| El(body.into()))
}

/// A new element of a drawing.
pub(crate) fn el_in_drawing(tag: &str) -> El {
    match document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag) {
        Ok(element) => El(element),
        Err(_) => el(tag),
    }
}

/// A new text.
pub(crate) fn text_node(text: &str) -> Node {
    document().create_text_node(text).unchecked_into()
}

/// A new element of a class.
pub(crate) fn el_of(tag: &str, class: &str) -> El {
    el(tag).attr("class", class)
}

/// A `div` of a class.
pub(crate) fn div(class: &str) -> El {
    el_of("div", class)
}

/// A `span` with a text that is said.
pub(crate) fn span(class: &str, text: &str) -> El {
    el_of("span", class).say(text)
}

/// An element with nothing but a text that is said.
pub(crate) fn plain(tag: &str, text: &str) -> El {
    el(tag).say(text)
}

/// A button with a word or a sign for a face; a word is said.
pub(crate) fn button(face: &str, click: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").say(face).click(click)
}

/// The button that does what the view is for.
pub(crate) fn main_button(face: &str, click: impl Fn() + 'static) -> El {
    button(face, click).attr("class", "button--main")
}

/// A button whose face is a sign: its title says what it does, to eye and ear.
pub(crate) fn sign_button(face: &str, title: &str, click: impl Fn() + 'static) -> El {
    let title = said(title);
    button(face, click).attr("title", &title).attr("aria-label", &title)
}

/// Lets something live as long as the view that is being built.
pub(crate) fn keep<T: 'static>(value: T) {
    keep_boxed(Box::new(value));
}

fn keep_boxed(value: Box<dyn Any>) {
    StoredValue::new_local(value);
}

/// Runs at once, and again whenever something it follows has changed; ends with the view it was made in.
pub(crate) fn follow(run: impl Fn() + 'static) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

impl El {
    /// The element itself.
    pub(crate) fn element(&self) -> &Element {
        &self.0
    }

    /// The element as what its tag makes it.
    pub(crate) fn node<T: wasm_bindgen::JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    /// Replaces all that is inside by a text.
    pub(crate) fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Replaces its class.
    pub(crate) fn set_class(&self, class: &str) {
        self.0.set_class_name(class);
    }

    /// An attribute.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        // Fails only for a name that is none.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute that a person reads or hears, said.
    pub(crate) fn attr_said(self, name: &str, value: &str) -> Self {
        self.attr(name, &said(value))
    }

    /// An attribute that follows what it reads, and is there only while there is a value.
    pub(crate) fn attr_with(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value));
        self
    }

    fn follow_attr(&self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
        let element = self.0.clone();
        let last = RefCell::new(None::<String>);
        follow(move || {
            let value = value();
            // The browser works out styles anew for what is set, whether it is new or not.
            if *last.borrow() != value {
                let _ = match &value {
                    Some(value) => element.set_attribute(name, value),
                    None => element.remove_attribute(name),
                };
                last.replace(value);
            }
        });
    }

    /// An attribute without a value, there while a condition holds.
    pub(crate) fn flag_with(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.attr_with(name, move || holds().then(String::new))
    }

    /// A style that follows what it reads. Set as a property: the page's policy allows no style attribute.
    pub(crate) fn style_with(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let element: HtmlElement = self.node();
        follow(move || {
            let _ = element.style().set_property(name, &value());
        });
        self
    }

    /// A style.
    pub(crate) fn style(self, name: &str, value: &str) -> Self {
        let _ = self.node::<HtmlElement>().style().set_property(name, value);
        self
    }

    /// What a field holds, following what it reads unless the person has typed the same already.
    pub(crate) fn value_with(self, value: impl Fn() -> String + 'static) -> Self {
        let field: HtmlInputElement = self.node();
        follow(move || {
            let value = value();
            if field.value() != value {
                field.set_value(&value);
            }
        });
        self
    }

    /// What an event does.
    pub(crate) fn on(self, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        keep(Listener::new(&self.0, name, act));
        self
    }

    /// What a click does.
    pub(crate) fn click(self, act: impl Fn() + 'static) -> Self {
        self.on("click", move |_| act())
    }

    /// What a change of the field does, with what it holds then.
    pub(crate) fn on_value(self, name: &'static str, act: impl Fn(&str) + 'static) -> Self {
        // A select has its value under the same name.
        let field: HtmlInputElement = self.node();
        self.on(name, move |_| act(&field.value()))
    }

    /// A text of the page's own, in its language.
    pub(crate) fn say(self, text: &str) -> Self {
        self.text(&said(text))
    }

    /// The same of a text that follows what it reads.
    pub(crate) fn say_with(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(move || said(&text())));
        self
    }

    /// A text as it is: what a server sent, or somebody typed.
    pub(crate) fn text(self, text: &str) -> Self {
        self.append(&text_node(text));
        self
    }

    /// A text that follows what it reads.
    pub(crate) fn text_with(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text));
        self
    }

    fn follow_text(&self, text: Box<dyn Fn() -> String>) {
        let node = document().create_text_node("");
        self.append(&node);
        let last = RefCell::new(String::new());
        follow(move || {
            let text = text();
            if *last.borrow() != text {
                node.set_data(&text);
                last.replace(text);
            }
        });
    }

    /// An element inside.
    #[expect(clippy::needless_pass_by_value, reason = "a child is handed over")]
    pub(crate) fn child(self, child: El) -> Self {
        self.append(&child.0);
        self
    }

    /// One more option of a select; its words are taken as they are.
    pub(crate) fn offer(&self, value: &str, words: &str, chosen: &str) {
        let option = el("option").text(words).attr("value", value);
        self.add(&if value == chosen { option.attr("selected", "") } else { option });
    }

    /// One more element inside.
    pub(crate) fn add(&self, child: &El) {
        self.append(&child.0);
    }

    /// Elements inside.
    pub(crate) fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            self.append(&child.0);
        }
        self
    }

    /// A part that is built anew whenever something it reads has changed; nothing for `None`.
    pub(crate) fn part(self, build: impl Fn() -> Option<El> + 'static) -> Self {
        self.follow_part(Box::new(build));
        self
    }

    fn follow_part(&self, build: Box<dyn Fn() -> Option<El>>) {
        let anchor = self.anchor();
        let shown = RefCell::new(None::<El>);
        follow(move || {
            // The old part goes first: what belongs to it has been called off already.
            if let Some(old) = shown.take() {
                old.0.remove();
            }
            let new = build();
            if let Some(new) = &new {
                insert_before(&anchor, &new.0);
            }
            shown.replace(new);
        });
    }

    /// A part that is there while a condition holds, and is built anew only when that turns.
    pub(crate) fn when(
        self,
        holds: impl Fn() -> bool + Send + Sync + 'static,
        build: impl Fn() -> El + 'static,
    ) -> Self {
        self.follow_when(Memo::new(move |_| holds()), Box::new(build));
        self
    }

    fn follow_when(&self, holds: Memo<bool>, build: Box<dyn Fn() -> El>) {
        self.follow_part(Box::new(move || holds.get().then(|| untrack(&build))));
    }

    /// Rows, each made once and kept while its key is among the keys.
    pub(crate) fn rows<K: Copy + PartialEq + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        build: impl Fn(K) -> El + 'static,
    ) -> Self {
        let anchor = self.anchor();
        let rows = Rc::new(RefCell::new(Vec::<(K, El, Owner)>::new()));
        let parent = Owner::current().unwrap_or_default();
        let held = rows.clone();
        follow(move || {
            let keys = keys();
            let mut old = held.take();
            let mut new = Vec::with_capacity(keys.len());
            for key in keys {
                let row = if let Some(at) = old.iter().position(|row| row.0 == key) {
                    old.swap_remove(at)
                } else {
                    let owner = parent.child();
                    let row = owner.with(|| untrack(|| build(key)));
                    (key, row, owner)
                };
                new.push(row);
            }
            for (_, row, _) in old {
                row.0.remove();
            }
            // From the last to the first, moving only what does not stand right already.
            let mut next: Node = anchor.clone();
            for (_, row, _) in new.iter().rev() {
                if row.0.next_sibling().as_ref() != Some(&next) {
                    insert_before(&next, &row.0);
                }
                next = row.0.clone().unchecked_into();
            }
            held.replace(new);
        });
        keep(rows);
        self
    }

    /// A place among the children that nobody sees.
    fn anchor(&self) -> Node {
        let anchor: Node = document().create_comment("").unchecked_into();
        self.append(&anchor);
        anchor
    }

    fn append(&self, node: &Node) {
        // Fails only for a node that holds this one; a new node holds nothing.
        let _ = self.0.append_child(node);
    }
}

fn insert_before(anchor: &Node, element: &Element) {
    if let Some(parent) = anchor.parent_node() {
        let _ = parent.insert_before(element, Some(anchor));
    }
}
