//! A component as the page draws it: rendered to HTML natively, and read again as steps, an outline, or plain text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fmt::Write as _;

use leptos::prelude::*;
use tapeline::output::plain::Plain;

/// What a view comes to as HTML. Effects do not run.
pub(crate) fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// One step of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// An element of this tag begins.
    Open(String),
    /// An attribute of the element that began last, or a property of its style.
    Set(String, String),
    /// A text inside.
    Text(String),
    /// The element that began last ends.
    Close,
}

/// The steps of HTML as Leptos writes it.
pub(crate) fn steps(html: &str) -> Vec<Step> {
    let (mut steps, mut rest) = (Vec::new(), html);
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        push_text(&mut steps, text);
        rest = tag;
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").unwrap().1;
        } else if let Some(after) = rest.strip_prefix("<!") {
            rest = after.split_once('>').unwrap().1;
        } else if let Some(after) = rest.strip_prefix("</") {
            steps.push(Step::Close);
            rest = after.split_once('>').unwrap().1;
        } else if let Some(after) = rest.strip_prefix('<') {
            rest = push_element(&mut steps, after);
        }
    }
    steps
}

/// What stands in one element is one text: where signals of a sentence begin and end is not read.
fn push_text(steps: &mut Vec<Step>, text: &str) {
    let text = unescaped(text);
    match steps.last_mut() {
        _ if text.is_empty() => {}
        Some(Step::Text(last)) => last.push_str(&text),
        _ => steps.push(Step::Text(text)),
    }
}

fn push_element<'h>(steps: &mut Vec<Step>, html: &'h str) -> &'h str {
    let (tag, mut rest) = html.split_at(html.find([' ', '>']).unwrap());
    steps.push(Step::Open(tag.to_owned()));
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            if matches!(tag, "input" | "br" | "hr" | "img") {
                steps.push(Step::Close);
            }
            return after;
        }
        let (name, after) = rest.split_at(rest.find(['=', ' ', '>']).unwrap());
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').unwrap(),
            None => ("", after),
        };
        rest = after;
        let properties = value.split(';').filter_map(|property| property.split_once(':'));
        match name {
            "style" => {
                steps.extend(properties.map(|(name, value)| Step::Set(name.to_owned(), unescaped(value.trim()))));
            }
            "class" if value.is_empty() => {}
            _ => steps.push(Step::Set(name.to_owned(), unescaped(value))),
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// One line for each element or text.
pub(crate) fn outline(html: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for step in steps(html) {
        if let Step::Set(name, value) = &step {
            write!(out, " {name}=\"{value}\"").unwrap();
            continue;
        }
        if step == Step::Close {
            depth -= 1;
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&"  ".repeat(depth));
        match step {
            Step::Open(tag) => {
                out.push_str(&tag);
                depth += 1;
            }
            Step::Text(text) => write!(out, "\"{text}\"").unwrap(),
            _ => {}
        }
    }
    out.push('\n');
    out
}

/// As it is read and copied: the rules of [`Plain`].
pub(crate) fn plain(html: &str) -> String {
    let mut out = Plain::new();
    out.open("body", false);
    let steps = steps(html);
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Open(tag) => {
                let is_hidden = steps[at + 1..].iter().map_while(|step| match step {
                    Step::Set(name, value) => Some((name.as_str(), value.as_str())),
                    _ => None,
                });
                let is_hidden = is_hidden.into_iter().any(|(name, value)| match name {
                    "class" => value.split(' ').any(|class| class == "unseen"),
                    "aria-hidden" => value == "true",
                    _ => name == "hidden",
                });
                out.open(tag, is_hidden);
            }
            Step::Set(..) => {}
            Step::Text(text) => out.text(text),
            Step::Close => out.close(),
        }
    }
    out.close();
    out.finish()
}
