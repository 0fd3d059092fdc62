//! Connect: which server, which product and version, and a token. Before a token can be pasted the page shows in full where
//! it will go.

use std::ops::Deref;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Origin, Server, Token, TokenHelp};
use crate::app::actions::{self, connect as act};
use crate::app::parts::fault;
use crate::app::parts::text::lines;
use crate::app::reactive::{Value, View, button, click, flag, main_button, on, part, text, when};
use crate::app::state::{Shared, State, may_ask_for_token};
use crate::browser::fetch::Abort;
use crate::model::{Product, Version};
use crate::route::{Page, Params};

/// What the form holds, apart from the token, and what it says.
#[derive(Clone, Copy)]
pub(crate) struct ConnectForm {
    address: Value<String>,
    product: Value<Product>,
    version: Value<Option<Version>>,
    is_shown: Value<bool>,
    address_bad: Value<String>,
    address_notes: Value<String>,
    token_bad: Value<String>,
    token_notes: Value<String>,
    /// What is being done; empty while nothing is.
    progress: Value<String>,
    refused: Value<Option<Shared<act::Refused>>>,
    abort: StoredValue<Option<Abort>, LocalStorage>,
}

impl ConnectForm {
    /// The form of a page; it has one.
    pub(crate) fn new() -> Self {
        let empty = || Value::new(String::new());
        Self {
            address: empty(),
            product: Value::new(Product::Vb365),
            version: Value::new(None),
            is_shown: Value::new(false),
            address_bad: empty(),
            address_notes: empty(),
            token_bad: empty(),
            token_notes: empty(),
            progress: empty(),
            refused: Value::new(None),
            abort: StoredValue::new_local(None),
        }
    }
}

/// The form in its view.
#[derive(Clone, Copy)]
struct Fields {
    state: State,
    form: ConnectForm,
    token: NodeRef<html::Input>,
}

impl Deref for Fields {
    type Target = ConnectForm;

    fn deref(&self) -> &ConnectForm {
        &self.form
    }
}

/// The view. `proposed` is the server that the address names.
pub(crate) fn connect(state: State, proposed: Option<&str>) -> AnyView {
    let params = state.route.get_untracked().params;
    let config = state.config.get_untracked();
    let first = config.servers.first();
    let named = proposed.and_then(|api| config.server(api)).or(if proposed.is_none() { first } else { None });
    let fields = Fields { state, form: state.form, token: NodeRef::new() };
    let named_address = named.map(|server| server.api.clone()).or_else(|| proposed.map(ToOwned::to_owned));
    if let Some(address) = named_address {
        fields.address.set(address);
    }
    if let Some(product) = params.product.or(named.and_then(|server| server.product)) {
        fields.product.set(product);
        fields.version.set(None);
    }
    if let Some(version) = params.version.or(named.and_then(|server| server.version)) {
        fields.version.set(Some(version));
    }
    fields.is_shown.set(false);
    let is_proposal = proposed.is_some();
    view! {
        <div class="connect">
            <div class="connect__intro">
                <h1>"What did the backup server do, and when?"</h1>
                <p>
                    "Tapeline reads the job sessions of a Veeam backup server and draws each session’s log on a time axis. It runs \
                    in this browser alone, sends GET requests only, and keeps nothing."
                </p>
            </div>
            {if may_ask_for_token(&config) { form(fields, is_proposal) } else { framed() }}
            <div class="connect__side">
                <div class="card">
                    <h2>"No server at hand?"</h2>
                    <p>"A month of backups of a company that does not exist, made in this page. Nothing is sent anywhere."</p>
                    {main_button("Try it with sample data", move || try_sample(state))}
                </div>
                <div class="card">
                    <h2>"Somebody sent you a file?"</h2>
                    <p>"A saved answer of the server opens here without any server. It does not leave this computer."</p>
                    <a class="button" href=untrack(|| state.link(Page::File))>"Open a saved file"</a>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn try_sample(state: State) {
    let mut route = state.route.get_untracked().to(Page::JobSessions);
    route.params.api = Params::sample().api;
    route.params.product = None;
    route.params.version = None;
    actions::go_to(state, route);
}

/// In a frame of somebody else the page around could lie about what this is.
fn framed() -> AnyView {
    view! {
        <div class="card form">
            <h2>"Another page shows Tapeline in a frame"</h2>
            <p>
                "For your safety Tapeline takes no token here, since the page around it could lie about where you are. Sample data \
                and saved files work in place."
            </p>
            <p><a class="button" target="_blank" rel="noopener noreferrer" href=actions::address()>"Open Tapeline in its own tab"</a></p>
        </div>
    }
    .into_any()
}

fn form(fields: Fields, is_proposal: bool) -> AnyView {
    let submit = on(move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(fields);
    });
    let proposal = is_proposal.then(|| {
        view! {
            <p class="notice notice--warn">
                "The address you opened names this server. Check that it is the one you mean before you give it a token."
            </p>
        }
        .into_any()
    });
    let is_busy = move || !fields.progress.read().is_empty();
    view! {
        <form class="card form" on:submit=submit aria-label="Connect to a server">
            {proposal}
            {address_field(fields)}
            <div class="form__pair">{product_field(fields)} {version_field(fields)}</div>
            {token_field(fields)}
            {token_help(fields)}
            <div class="bar">
                <button type="submit" class="button--main" disabled=flag(is_busy)>"Connect"</button>
                {when(is_busy, move || button("Stop", move || {
                    if let Some(abort) = fields.abort.get_value() {
                        abort.abort();
                    }
                }))}
                <span role="status" class="soft">{text(move || fields.progress.get())}</span>
            </div>
            {part(move || fields.refused.get().map(|refused| refusal(fields, &refused)))}
        </form>
    }
    .into_any()
}

fn address_field(fields: Fields) -> AnyView {
    let config = fields.state.config.get_untracked();
    let servers: Vec<AnyView> = config
        .servers
        .iter()
        .map(|server| view! { <option value=server.api.clone()>{server.name.clone()}</option> }.into_any())
        .collect();
    let typed = on(move |event: leptos::ev::Event| {
        fields.address.set(event_target_value(&event));
        fields.address_bad.set(String::new());
    });
    let hint = text(move || {
        let notes = fields.address_notes.get();
        let port = fields.product.get().default_port();
        if notes.is_empty() { format!("Name and port of the REST service; the port is {port} unless it was changed.") } else { notes }
    });
    view! {
        <div class="field">
            <label for="address">"Server address"</label>
            <input
                id="address" type="text" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="https://backup.example.com:4443" list="servers" aria-describedby="address-hint"
                prop:value=text(move || fields.address.get()) on:input=typed
            />
            <datalist id="servers">{servers}</datalist>
            <span class="field__bad text" role="alert">{text(move || fields.address_bad.get())}</span>
            <span id="address-hint" class="field__hint">{hint}</span>
        </div>
    }
    .into_any()
}

/// A native select; it is built anew when what it offers or what is chosen changes.
fn select(id: &'static str, name: &'static str, options: Vec<(String, String)>, chosen: &str, choose: impl Fn(&str) + 'static) -> AnyView {
    let choose = on(move |event: leptos::ev::Event| choose(&event_target_value(&event)));
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{words}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label for=id>{name}</label>
            <select id=id on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}

fn product_field(fields: Fields) -> AnyView {
    let options = Product::ALL.map(|product| (product.key().to_owned(), product.name().to_owned())).to_vec();
    let chosen = fields.product.get_untracked().key();
    select("product", "Product", options, chosen, move |key| {
        if let Some(product) = Product::from_key(key) {
            fields.product.set(product);
            fields.version.set(None);
        }
    })
}

fn version_field(fields: Fields) -> View<Option<AnyView>> {
    part(move || {
        let product = fields.product.get();
        let versions = product.versions().iter().map(|version| (version.to_string(), version.to_string()));
        let options = [(String::new(), "find out".to_owned())].into_iter().chain(versions).collect();
        let chosen = fields.version.get_untracked().map(|version| version.to_string()).unwrap_or_default();
        Some(select("version", "API version", options, &chosen, move |word| fields.version.set(Version::parse(product, word))))
    })
}

fn token_field(fields: Fields) -> AnyView {
    let target = part(move || {
        Some(match Origin::from_typed(&fields.address.read()) {
            Ok(typed) => {
                let origin = typed.origin.to_string();
                view! { "The token will be sent to " <strong>{origin}</strong> " and nowhere else." }.into_any()
            }
            Err(_) => "Type the server’s address first: here stands where the token will be sent.".into_any(),
        })
    });
    let hint = text(move || {
        let notes = fields.token_notes.get();
        if notes.is_empty() {
            "Kept in this page’s memory only; a reload or “Sign out” forgets it. A whole token answer may be pasted.".to_owned()
        } else {
            notes
        }
    });
    let kind = text(move || if fields.is_shown.get() { "text" } else { "password" }.to_owned());
    let is_shown = text(move || fields.is_shown.get().to_string());
    let show = click(move || fields.is_shown.update(|is_shown| *is_shown = !*is_shown));
    let typed = on(move |_: leptos::ev::Event| fields.token_bad.set(String::new()));
    view! {
        <p class="form__target">{target}</p>
        <div class="field">
            <label for="token">"Access token"</label>
            <div class="field__row">
                <input
                    id="token" node_ref=fields.token autocomplete="off" autocapitalize="off" spellcheck="false"
                    type=kind on:input=typed aria-describedby="token-hint"
                />
                <button type="button" aria-pressed=is_shown on:click=show>"Show"</button>
            </div>
            <span class="field__bad" role="alert">{text(move || fields.token_bad.get())}</span>
            <span id="token-hint" class="field__hint">{hint}</span>
        </div>
    }
    .into_any()
}

fn token_help(fields: Fields) -> AnyView {
    let help = part(move || {
        let origin = Origin::from_typed(&fields.address.read())
            .map(|typed| typed.origin)
            .or_else(|_| Origin::parse("https://backup.example.com:4443"))
            .ok()?;
        let product = fields.product.get();
        let version = fields.version.get().or_else(|| product.versions().first().copied())?;
        let TokenHelp { powershell, shell, notes } = TokenHelp::new(&Server { origin, product, version });
        let state = fields.state;
        let block = move |name: &'static str, script: String| {
            let shown = script.clone();
            view! {
                <h3>{name}</h3>
                <pre>{shown}</pre>
                {button("Copy", move || actions::copy(state, script.clone(), "Lines"))}
            }
            .into_any()
        };
        Some(view! {
            {block("Windows PowerShell", powershell)}
            {block("curl", shell)}
            {lines(notes.into_iter().map(ToOwned::to_owned))}
        }
        .into_any())
    });
    view! {
        <details>
            <summary>"How do I get a token?"</summary>
            <p>"These lines ask for the password, and never keep it."</p>
            {help}
        </details>
    }
    .into_any()
}

/// Checks what was typed, says what is wrong beside its field, and connects.
fn send(fields: Fields) {
    let state = fields.state;
    if !fields.progress.peek().is_empty() {
        return;
    }
    fields.refused.set(None);
    let typed = Origin::from_typed(&fields.address.get_untracked());
    let pasted = fields.token.get_untracked().map(|field| field.value()).unwrap_or_default();
    let token = Token::clean(&pasted);
    fields.address_bad.set(typed.as_ref().err().map(ToString::to_string).unwrap_or_default());
    fields.token_bad.set(token.as_ref().err().map(ToString::to_string).unwrap_or_default());
    let (Ok(typed), Ok((token, notes))) = (typed, token) else { return };
    fields.address_notes.set(typed.notes.join(" "));
    fields.token_notes.set(notes.join(" "));
    let config = state.config.get_untracked();
    let is_listed = config.servers.iter().any(|server| Origin::parse(&server.api).ok().as_ref() == Some(&typed.origin));
    if !config.allow_other_servers && !is_listed {
        fields.address_bad.set("Whoever runs this page allows only the servers of its list; ask them to add this one.".to_owned());
        return;
    }
    if let (None, Some((product, version))) = (fields.version.get_untracked(), typed.version) {
        fields.product.set(product);
        fields.version.set(Some(version));
    }
    let abort = Abort::new();
    fields.abort.set_value(Some(abort.clone()));
    fields.progress.set("Connecting …".to_owned());
    let version = fields.version.get_untracked();
    let form = act::Form { origin: typed.origin, product: fields.product.get_untracked(), version, token };
    spawn_local(async move {
        let result = act::connect(state, form, abort, |words| fields.progress.set(words)).await;
        fields.progress.set(String::new());
        match result {
            Ok(()) => {
                if let Some(field) = fields.token.get_untracked() {
                    field.set_value("");
                }
            }
            Err(refused) => fields.refused.set(Some(Shared::new(refused))),
        }
    });
}

fn refusal(fields: Fields, refused: &act::Refused) -> AnyView {
    let state = fields.state;
    let note = refused.note.map(|note| view! { <p class="notice notice--warn">{note}</p> }.into_any());
    let change = refused.other.map(|(product, version)| {
        main_button(format!("Use {} {version}", product.name()), move || {
            fields.product.set(product);
            fields.version.set(Some(version));
            send(fields);
        })
    });
    let panel = refused.fault.as_ref().map(|fault| {
        let version = fields.version.get_untracked().or_else(|| refused.product.versions().first().copied());
        let version = version.unwrap_or(Version::new(8, 0));
        let server = Server { origin: refused.origin.clone(), product: refused.product, version };
        let look = view! {
            <a class="button" target="_blank" rel="noopener noreferrer" href=format!("{}/", refused.origin)>"Open the server’s address in a new tab"</a>
        };
        fault::panel(state, fault::explain(state, fault, &server, false), look.into_any())
    });
    view! { {note} {change} {panel} }.into_any()
}
