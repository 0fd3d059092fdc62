//! Connect: which server, which product and version, and a token. Before a token can be pasted the page shows in full where
//! it will go.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{Origin, Server, Token, TokenHelp};
use crate::app::actions::{self, connect as act};
use crate::app::parts::fault;
use crate::app::state::{Shared, State, may_ask_for_token};
use crate::browser::fetch::Abort;
use crate::browser::fragment;
use crate::model::{Product, Version};
use crate::route::Page;

/// What the form holds, and what it says.
#[derive(Clone, Copy)]
struct Fields {
    state: State,
    address: RwSignal<String>,
    product: RwSignal<Product>,
    version: RwSignal<Option<Version>>,
    token: NodeRef<html::Input>,
    is_shown: RwSignal<bool>,
    address_bad: RwSignal<String>,
    address_notes: RwSignal<Vec<&'static str>>,
    token_bad: RwSignal<String>,
    token_notes: RwSignal<Vec<&'static str>>,
    progress: RwSignal<Option<String>>,
    refused: RwSignal<Option<Shared<act::Refused>>>,
    abort: StoredValue<Abort, LocalStorage>,
}

/// The view. `proposed` is the server that the address names.
pub(crate) fn connect(state: State, proposed: Option<&str>) -> impl IntoView {
    let params = state.route.get_untracked().params;
    let config = state.config.get_untracked();
    let first = config.servers.first();
    let named = proposed.and_then(|api| config.server(api)).or(if proposed.is_none() { first } else { None });
    let address = named.map(|server| server.api.clone()).or_else(|| proposed.map(ToOwned::to_owned)).unwrap_or_default();
    let product = params.product.or(named.and_then(|server| server.product)).unwrap_or(Product::Vb365);
    let version = params.version.or(named.and_then(|server| server.version));
    let fields = Fields {
        state,
        address: RwSignal::new(address),
        product: RwSignal::new(product),
        version: RwSignal::new(version),
        token: NodeRef::new(),
        is_shown: RwSignal::new(false),
        address_bad: RwSignal::default(),
        address_notes: RwSignal::default(),
        token_bad: RwSignal::default(),
        token_notes: RwSignal::default(),
        progress: RwSignal::new(None),
        refused: RwSignal::new(None),
        abort: StoredValue::new_local(Abort::new()),
    };
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
            {if may_ask_for_token(&config) { form(fields, is_proposal).into_any() } else { framed().into_any() }}
            <div class="connect__side">
                <div class="card">
                    <h2>"No server at hand?"</h2>
                    <p>"A month of backups of a company that does not exist, made in this page. Nothing is sent anywhere."</p>
                    <button type="button" class="button--main" on:click=move |_| try_sample(state)>"Try it with sample data"</button>
                </div>
                <div class="card">
                    <h2>"Somebody sent you a file?"</h2>
                    <p>"A saved answer of the server opens here without any server. It does not leave this computer."</p>
                    <a class="button" href=move || state.link(Page::File)>"Open a saved file"</a>
                </div>
            </div>
        </div>
    }
}

fn try_sample(state: State) {
    let mut route = state.route.get_untracked().to(Page::JobSessions);
    route.params.api = crate::route::Params::sample().api;
    route.params.product = None;
    route.params.version = None;
    actions::go_to(state, route);
}

/// In a frame of somebody else the page around could lie about what this is.
fn framed() -> impl IntoView {
    view! {
        <div class="card form">
            <h2>"Another page shows Tapeline in a frame"</h2>
            <p>
                "For your safety Tapeline takes no token here, since the page around it could lie about where you are. Sample data \
                and saved files work in place."
            </p>
            <p><a class="button" target="_blank" rel="noopener noreferrer" href=fragment::address()>"Open Tapeline in its own tab"</a></p>
        </div>
    }
}

fn form(fields: Fields, is_proposal: bool) -> impl IntoView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(fields);
    };
    view! {
        <form class="card form" on:submit=submit aria-label="Connect to a server">
            {is_proposal.then(|| view! {
                <p class="notice notice--warn">
                    "The address you opened names this server. Check that it is the one you mean before you give it a token."
                </p>
            })}
            {address_field(fields)}
            <div class="form__pair">{product_field(fields)} {version_field(fields)}</div>
            {token_field(fields)}
            {token_help(fields)}
            <div class="bar">
                <button type="submit" class="button--main" disabled=move || fields.progress.get().is_some()>"Connect"</button>
                <Show when=move || fields.progress.get().is_some()>
                    <button type="button" on:click=move |_| fields.abort.with_value(Abort::abort)>"Stop"</button>
                </Show>
                <span role="status" class="soft">{move || fields.progress.get()}</span>
            </div>
            {move || fields.refused.get().map(|refused| refusal(fields, &refused))}
        </form>
    }
}

fn address_field(fields: Fields) -> impl IntoView {
    let names = fields.state.config.get_untracked();
    view! {
        <div class="field">
            <label for="address">"Server address"</label>
            <input
                id="address" type="text" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder="https://backup.example.com:4443" list="servers"
                prop:value=move || fields.address.get()
                on:input=move |event| {
                    fields.address.set(event_target_value(&event));
                    fields.address_bad.set(String::new());
                }
                aria-describedby="address-hint"
            />
            <datalist id="servers">
                {names.servers.iter().map(|server| view! { <option value=server.api.clone()>{server.name.clone()}</option> }).collect_view()}
            </datalist>
            <span class="field__bad text" role="alert">{move || fields.address_bad.get()}</span>
            <span id="address-hint" class="field__hint">
                {move || {
                    let notes = fields.address_notes.get();
                    if notes.is_empty() {
                        let port = fields.product.get().default_port();
                        format!("Name and port of the REST service; the port is {port} unless it was changed.")
                    } else {
                        notes.join(" ")
                    }
                }}
            </span>
        </div>
    }
}

fn product_field(fields: Fields) -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        if let Some(product) = Product::from_key(&event_target_value(&event)) {
            fields.product.set(product);
            fields.version.set(None);
        }
    };
    view! {
        <div class="field">
            <label for="product">"Product"</label>
            <select id="product" on:change=choose prop:value=move || fields.product.get().key()>
                {Product::ALL
                    .into_iter()
                    .map(|product| {
                        view! { <option value=product.key() selected=move || fields.product.get() == product>{product.name()}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

fn version_field(fields: Fields) -> impl IntoView {
    let choose = move |event: leptos::ev::Event| {
        fields.version.set(Version::parse(fields.product.get_untracked(), &event_target_value(&event)));
    };
    view! {
        <div class="field">
            <label for="version">"API version"</label>
            <select id="version" on:change=choose prop:value=move || fields.version.get().map(|v| v.to_string()).unwrap_or_default()>
                <option value="" selected=move || fields.version.get().is_none()>"find out"</option>
                {move || {
                    let versions = fields.product.get().versions();
                    versions
                        .iter()
                        .map(|&version| {
                            let name = version.to_string();
                            view! { <option value=name.clone() selected=move || fields.version.get() == Some(version)>{name.clone()}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}

fn token_field(fields: Fields) -> impl IntoView {
    let target = move || Origin::from_typed(&fields.address.get()).ok().map(|typed| typed.origin.to_string());
    view! {
        <p class="form__target">
            {move || match target() {
                Some(origin) => view! { "The token will be sent to " <strong>{origin}</strong> " and nowhere else." }.into_any(),
                None => "Type the server’s address first: here stands where the token will be sent.".into_any(),
            }}
        </p>
        <div class="field">
            <label for="token">"Access token"</label>
            <div class="field__row">
                <input
                    id="token" node_ref=fields.token autocomplete="off" autocapitalize="off" spellcheck="false"
                    type=move || if fields.is_shown.get() { "text" } else { "password" }
                    on:input=move |_| fields.token_bad.set(String::new())
                    aria-describedby="token-hint"
                />
                <button
                    type="button" aria-pressed=move || fields.is_shown.get().to_string()
                    on:click=move |_| fields.is_shown.update(|is_shown| *is_shown = !*is_shown)
                >"Show"</button>
            </div>
            <span class="field__bad" role="alert">{move || fields.token_bad.get()}</span>
            <span id="token-hint" class="field__hint">
                {move || {
                    let notes = fields.token_notes.get();
                    if notes.is_empty() {
                        "Kept in this page’s memory only; a reload or “Sign out” forgets it. A whole token answer may be pasted.".to_owned()
                    } else {
                        notes.join(" ")
                    }
                }}
            </span>
        </div>
    }
}

fn token_help(fields: Fields) -> impl IntoView {
    let help = move || {
        let origin = Origin::from_typed(&fields.address.get())
            .map(|typed| typed.origin)
            .or_else(|_| Origin::parse("https://backup.example.com:4443"))
            .ok()?;
        let product = fields.product.get();
        let version = fields.version.get().or_else(|| product.versions().first().copied())?;
        let TokenHelp { powershell, shell, notes } = TokenHelp::new(&Server { origin, product, version });
        let copy = |text: String| {
            let state = fields.state;
            view! { <button type="button" on:click=move |_| actions::copy(state, text.clone(), "Lines")>"Copy"</button> }
        };
        Some(view! {
            <h3>"Windows PowerShell"</h3>
            <pre>{powershell.clone()}</pre>
            {copy(powershell)}
            <h3>"curl"</h3>
            <pre>{shell.clone()}</pre>
            {copy(shell)}
            <ul>{notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
        })
    };
    view! {
        <details>
            <summary>"How do I get a token?"</summary>
            <p>"These lines ask for the password, and never keep it."</p>
            {help}
        </details>
    }
}

/// Checks what was typed, says what is wrong beside its field, and connects.
fn send(fields: Fields) {
    let state = fields.state;
    if fields.progress.get_untracked().is_some() {
        return;
    }
    fields.refused.set(None);
    let typed = Origin::from_typed(&fields.address.get_untracked());
    let pasted = fields.token.get_untracked().map(|field| field.value()).unwrap_or_default();
    let token = Token::clean(&pasted);
    fields.address_bad.set(typed.as_ref().err().map(ToString::to_string).unwrap_or_default());
    fields.token_bad.set(token.as_ref().err().map(ToString::to_string).unwrap_or_default());
    let (Ok(typed), Ok((token, notes))) = (typed, token) else { return };
    fields.address_notes.set(typed.notes);
    fields.token_notes.set(notes);
    let config = state.config.get_untracked();
    let is_listed = config.servers.iter().any(|server| Origin::parse(&server.api).ok().as_ref() == Some(&typed.origin));
    if !config.allow_other_servers && !is_listed {
        fields.address_bad.set("Whoever runs this page allows only the servers of its list; ask them to add this one.".to_owned());
        return;
    }
    let mut version = fields.version.get_untracked();
    if let (None, Some((product, named))) = (version, typed.version) {
        fields.product.set(product);
        fields.version.set(Some(named));
        version = Some(named);
    }
    let abort = Abort::new();
    fields.abort.set_value(abort.clone());
    fields.progress.set(Some("Connecting …".to_owned()));
    let form = act::Form { origin: typed.origin, product: fields.product.get_untracked(), version, token };
    spawn_local(async move {
        let say = move |text: String| fields.progress.set(Some(text));
        match act::connect(state, form, abort, say).await {
            Ok(()) => {
                if let Some(field) = fields.token.get_untracked() {
                    field.set_value("");
                }
            }
            Err(refused) => fields.refused.set(Some(Shared::new(refused))),
        }
        fields.progress.try_set(None);
    });
}

fn refusal(fields: Fields, refused: &act::Refused) -> AnyView {
    let state = fields.state;
    let other = refused.other;
    let note = refused.note.map(|note| view! { <p class="notice notice--warn">{note}</p> });
    let change = other.map(|(product, version)| {
        let name = format!("Use {} {version}", product.name());
        let click = move |_| {
            fields.product.set(product);
            fields.version.set(Some(version));
            send(fields);
        };
        view! { <button type="button" class="button--main" on:click=click>{name}</button> }
    });
    let panel = refused.fault.as_ref().map(|fault| {
        let version = refused.product.versions().first().copied().unwrap_or(Version::new(8, 0));
        let server = Server { origin: refused.origin.clone(), product: refused.product, version };
        let look = view! {
            <a class="button" target="_blank" rel="noopener noreferrer" href=format!("{}/", refused.origin)>"Open the server’s address in a new tab"</a>
        };
        fault::panel(state, fault::explain(state, fault, &server, false), look)
    });
    view! { {note} {change} {panel} }.into_any()
}
