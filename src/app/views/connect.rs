//! Connect: which server, which product and version, and a token. Before a token can be pasted the page shows in full where
//! it will go.

use crate::app::ui::set::SetIfNew as _;
use std::ops::Deref;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::api::{Origin, Server, Token};
use crate::app::dom::{El, button, div, el, el_of, follow, main_button, plain};
use crate::app::parts::{fault, report, token_prompt};
use crate::app::store::said::said;
use crate::app::store::{self, Abort, connect as act};
use crate::app::store::{Shared, Store, may_ask_for_token};
use crate::browser::frame::Timer;
use crate::model::{Product, Version};
use crate::route::{Page, Params};

/// What the form holds, apart from the token, and what it says.
#[derive(Clone, Copy)]
pub(crate) struct ConnectForm {
    address: RwSignal<String>,
    product: RwSignal<Product>,
    version: RwSignal<Option<Version>>,
    is_shown: RwSignal<bool>,
    address_bad: RwSignal<String>,
    address_notes: RwSignal<String>,
    token_bad: RwSignal<String>,
    token_notes: RwSignal<String>,
    /// What is being done; empty while nothing is.
    progress: RwSignal<String>,
    /// Whether the browser may ask before it lets the page reach a server.
    may_be_asked: RwSignal<bool>,
    refused: RwSignal<Option<Shared<act::Refused>>>,
    abort: StoredValue<Option<Abort>, LocalStorage>,
}

impl ConnectForm {
    /// The form of a page; it has one.
    pub(crate) fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            address: empty(),
            product: RwSignal::new(Product::Vb365),
            version: RwSignal::new(None),
            is_shown: RwSignal::new(false),
            address_bad: empty(),
            address_notes: empty(),
            token_bad: empty(),
            token_notes: empty(),
            progress: empty(),
            may_be_asked: RwSignal::new(false),
            refused: RwSignal::new(None),
            abort: StoredValue::new_local(None),
        }
    }
}

/// The form in its view.
#[derive(Clone, Copy)]
struct Fields {
    store: Store,
    form: ConnectForm,
}

impl Deref for Fields {
    type Target = ConnectForm;

    fn deref(&self) -> &ConnectForm {
        &self.form
    }
}

/// The view. `proposed` is the server that the address names.
pub(crate) fn connect(store: Store, proposed: Option<&str>) -> El {
    let params = store.route.get_untracked().params;
    let config = store.config.get_untracked();
    let first = config.servers.first();
    let named = proposed.and_then(|api| config.server(api)).or(if proposed.is_none() { first } else { None });
    let fields = Fields { store, form: store.form };
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
    let intro = div("connect__intro").child(plain("h1", "What did the backup server do, and when?")).child(plain(
        "p",
        "Tapeline reads the job sessions of a Veeam backup server and draws each session’s log on a time axis. It runs in \
         this browser alone, sends GET requests only, and keeps nothing.",
    ));
    let sample = div("card").children([
        plain("h2", "No server at hand?"),
        plain(
            "p",
            "A month of backups of a company that does not exist, fetched with this page. Nothing is sent anywhere.",
        ),
        main_button("Try it with sample data", move || try_sample(store)),
    ]);
    let file = div("card").children([
        plain("h2", "Somebody sent you a file?"),
        plain("p", "A saved answer of the server opens here without any server. It does not leave this computer."),
        el_of("a", "button").say("Open a saved file").attr("href", &untrack(|| store.link(Page::File))),
    ]);
    let main = if untrack(|| may_ask_for_token(store)) { form(fields, proposed.is_some()) } else { framed(store) };
    if params.embed {
        return div("connect").child(main);
    }
    div("connect").children([intro, main, div("connect__side").child(sample).child(file)])
}

fn try_sample(store: Store) {
    let mut route = store.route.get_untracked().to(Page::JobSessions);
    route.params.api = Params::sample().api;
    route.params.product = None;
    route.params.version = None;
    store::go_to(store, route);
}

/// In a frame of somebody else the page around could lie about what this is.
fn framed(store: Store) -> El {
    let (title, words) = if *store.portal.is_asked.read_untracked() {
        ("Waiting for the page around this one", "Only a portal that config.json lists can sign in here.")
    } else {
        (
            "Another page shows Tapeline in a frame",
            "For your safety Tapeline takes no token here, since the page around it could lie about where you are. Sample \
             data and saved files work in place.",
        )
    };
    div("card form").children([
        plain("h2", title),
        plain("p", words),
        el("p").child(new_tab(&store::address(), "Open Tapeline in its own tab")),
    ])
}

/// A link to an address of this page's own making, in a tab that knows nothing of this one.
fn new_tab(address: &str, name: &str) -> El {
    el_of("a", "button").say(name).attr("href", address).attr("target", "_blank").attr("rel", "noopener noreferrer")
}

fn form(fields: Fields, is_proposal: bool) -> El {
    let proposal = is_proposal.then(|| {
        el_of("p", "notice notice--warn").say(
            "The address you opened names this server. Check that it is the one you mean before you give it a token.",
        )
    });
    let is_busy = move || !fields.progress.read().is_empty();
    let stop = move || {
        if let Some(abort) = fields.abort.get_value() {
            abort.abort();
        }
    };
    let connect = plain("button", "Connect").attr("type", "submit").attr("class", "button--main");
    let bar = div("bar")
        .child(connect.flag_with("disabled", is_busy))
        .when(is_busy, move || button("Stop", stop))
        .child(el_of("span", "soft").attr("role", "status").say_with(move || fields.progress.get()));
    let (token, token_line) = token_field(fields);
    spawn_local(async move { fields.may_be_asked.set_if_new(act::may_be_asked(false).await) });
    el_of("form", "card form")
        .attr_said("aria-label", "Connect to a server")
        .on("submit", move |event| {
            event.prevent_default();
            send(fields, &token);
        })
        .children(proposal)
        .child(address_field(fields))
        .child(div("form__pair").child(product_field(fields)).part(move || Some(version_field(fields))))
        .part(move || Some(target(fields)))
        .child(token_line)
        .children(keep_field(fields))
        .child(token_help(fields))
        .child(bar)
        .when(move || fields.may_be_asked.get(), || {
            el_of("p", "soft").say(
                "On connecting, the browser may ask whether this page may reach devices on the local network. The backup \
                 server is one of them.",
            )
        })
        .part(move || fields.refused.get().map(|refused| refusal(fields, &refused)))
}

/// A field with its name, what is wrong with what it holds, and a hint.
fn field(id: &str, name: &str, input: El) -> El {
    div("field").child(plain("label", name).attr("for", id)).child(input)
}

fn address_field(fields: Fields) -> El {
    let config = fields.store.config.get_untracked();
    let servers = config.servers.iter().map(|server| el("option").attr("value", &server.api).text(&server.name));
    let input = el("input")
        .attr("id", "address")
        .attr("type", "text")
        .attr("inputmode", "url")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "https://backup.example.com:4443")
        .attr("list", "servers")
        .attr("aria-describedby", "address-hint")
        .value_with(move || fields.address.get())
        .on_value("input", move |text| {
            fields.address.set(text.to_owned());
            fields.address_bad.set(String::new());
        });
    let hint = move || {
        let notes = fields.address_notes.get();
        let port = fields.product.get().default_port();
        if notes.is_empty() {
            format!("Name and port of the REST service; the port is {port} unless it was changed.")
        } else {
            notes
        }
    };
    field("address", "Server address", input).children([
        el("datalist").attr("id", "servers").children(servers),
        el_of("span", "field__bad text").attr("role", "alert").say_with(move || fields.address_bad.get()),
        el_of("span", "field__hint").attr("id", "address-hint").say_with(hint),
    ])
}

fn product_field(fields: Fields) -> El {
    let select = el("select").attr("id", "product").on_value("change", move |key| {
        if let Some(product) = Product::from_key(key) {
            fields.product.set(product);
            fields.version.set(None);
        }
    });
    let chosen = untrack(|| fields.product.get().key());
    for product in Product::ALL {
        select.offer(product.key(), product.name(), chosen);
    }
    field("product", "Product", select)
}

fn version_field(fields: Fields) -> El {
    let product = fields.product.get();
    let select = el("select").attr("id", "version").on_value("change", move |word| {
        fields.version.set(Version::parse(product, word));
    });
    let chosen = fields.version.get_untracked().map(|version| version.to_string()).unwrap_or_default();
    select.offer("", &said("find out"), &chosen);
    for version in product.versions() {
        let version = version.to_string();
        select.offer(&version, &version, &chosen);
    }
    field("version", "API version", select)
}

fn target(fields: Fields) -> El {
    let origin = Origin::from_typed(&fields.address.read()).map(|typed| typed.origin.to_string());
    token_prompt::target(&origin.unwrap_or_default())
}

fn token_field(fields: Fields) -> (HtmlInputElement, El) {
    let hint = move || {
        let notes = fields.token_notes.get();
        if notes.is_empty() {
            "Kept in this page’s memory only; a reload or “Sign out” forgets it. A whole token answer may be pasted."
                .to_owned()
        } else {
            notes
        }
    };
    let input = token_prompt::token_input("token")
        .attr("aria-describedby", "token-hint")
        .attr_with("type", move || Some(if fields.is_shown.get() { "text" } else { "password" }.to_owned()))
        .on("input", move |_| fields.token_bad.set_if_new(String::new()));
    let show = button("Show", move || fields.is_shown.update(|is_shown| *is_shown = !*is_shown))
        .attr_with("aria-pressed", move || Some(fields.is_shown.get().to_string()));
    let node = input.node();
    let line = field("token", "Access token", div("field__row").child(input).child(show)).children([
        el_of("span", "field__bad").attr("role", "alert").say_with(move || fields.token_bad.get()),
        el_of("span", "field__hint").attr("id", "token-hint").say_with(hint),
    ]);
    (node, line)
}

/// Only where whoever runs the page allows it.
fn keep_field(fields: Fields) -> Option<El> {
    let store = fields.store;
    store::life::may_keep(store).then(|| {
        let input = el("input").attr("type", "checkbox").flag_with("checked", move || store.keeps_token.get());
        let input = input.click(move || store.keeps_token.update(|keeps| *keeps = !*keeps));
        el("label").child(input).say(" Keep the token until this tab is closed, also over a reload")
    })
}

fn token_help(fields: Fields) -> El {
    let desk = fields.store.desk;
    let details = el("details");
    let element: web_sys::Element = details.node();
    let is_open = RwSignal::new(false);
    // For the server that is typed, as far as it goes.
    follow(move || {
        let server = || {
            let typed = Origin::from_typed(&fields.address.read()).map(|typed| typed.origin.to_string());
            let origin = typed.unwrap_or_else(|_| "https://backup.example.com:4443".to_owned());
            let product = fields.product.get();
            let version = fields.version.get().or_else(|| product.versions().first().copied())?;
            Some([&origin, " ", product.key(), " ", &version.to_string()].concat())
        };
        desk.token_help_for.set_if_new(if is_open.get() { server().unwrap_or_default() } else { String::new() });
    });
    details
        .on("toggle", move |_| is_open.set_if_new(element.has_attribute("open")))
        .child(plain("summary", "How do I get a token?"))
        .child(plain("p", "These lines ask for the password, and never keep it."))
        .child(report::report(fields.store, "", desk.token_help))
}

/// Checks what was typed, says what is wrong beside its field, and connects.
fn send(fields: Fields, field: &HtmlInputElement) {
    let store = fields.store;
    if !fields.progress.read_untracked().is_empty() {
        return;
    }
    fields.refused.set(None);
    let typed = Origin::from_typed(&fields.address.get_untracked());
    let token = Token::clean(&field.value());
    fields.address_bad.set(typed.as_ref().err().map(ToString::to_string).unwrap_or_default());
    fields.token_bad.set(token.as_ref().err().map(ToString::to_string).unwrap_or_default());
    let (Ok(typed), Ok((token, notes))) = (typed, token) else { return };
    fields.address_notes.set(joined(&typed.notes));
    fields.token_notes.set(joined(&notes));
    let config = store.config.get_untracked();
    let is_listed = config.servers.iter().any(|server| Origin::parse(&server.api).ok().as_ref() == Some(&typed.origin));
    if !config.allow_other_servers && !is_listed {
        fields
            .address_bad
            .set("Whoever runs this page allows only the servers of its list; ask them to add this one.".to_owned());
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
    let field = field.clone();
    spawn_local(async move {
        let _slow = Timer::after(5_000, move || {
            fields
                .progress
                .update(|words| words.push_str(" This takes long. Perhaps the browser is asking for a permission."));
        });
        let result = act::connect(store, form, abort, &|words| fields.progress.set(words)).await;
        fields.progress.set(String::new());
        match result {
            Ok(()) => field.set_value(""),
            Err(refused) => fields.refused.set(Some(Shared::new(refused))),
        }
    });
}

fn joined<T: ToString>(notes: &[T]) -> String {
    notes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn refusal(fields: Fields, refused: &act::Refused) -> El {
    let store = fields.store;
    let note = refused.note.map(|note| el_of("p", "notice notice--warn").say(&note.to_string()));
    let change = refused.other.map(|(product, version)| {
        // Chosen here, sent by hand: the token goes to what the person has seen.
        main_button(&format!("Choose {} {version}", product.name()), move || {
            fields.product.set(product);
            fields.version.set(Some(version));
            fields.refused.set(None);
        })
    });
    let panel = refused.fault.as_ref().map(|fault| {
        let version = fields.version.get_untracked().or_else(|| refused.product.versions().first().copied());
        let version = version.unwrap_or(Version::new(8, 0));
        let server = Server { origin: refused.origin.clone(), product: refused.product, version };
        let look = new_tab(&format!("{}/", refused.origin), "Open the server’s address in a new tab");
        fault::panel(store, store::answers::explain(store, fault, &server, false), look)
    });
    div("form").children(note).children(change).children(panel)
}
