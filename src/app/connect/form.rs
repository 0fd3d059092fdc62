//! The form: the server, its product and version, the token, and what comes of it.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NewTab;
use super::help::Help;
use super::send::send;
use crate::api::{Origin, Server};
use crate::app::signals::memo;
use crate::app::store::{self, Abort, Saying, Store, Typed, answers, connect as act, life};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, Choice, FaultPanel, MainButton, Offer, Target, TokenInput, speak};
use crate::config::NamedServer;
use crate::model::{Product, Version};
use crate::report::asked::Told;
use crate::texts::Texts;

/// What a server's address looks like.
const EXAMPLE: &str = "https://backup.example.com:4443";

/// What the form holds, apart from the token, and what it says.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) typed: Typed,
    pub(super) address_bad: RwSignal<Option<Saying>>,
    pub(super) address_notes: RwSignal<Option<Saying>>,
    pub(super) token_bad: RwSignal<Option<Saying>>,
    pub(super) token_notes: RwSignal<Option<Saying>>,
    /// What is being done.
    pub(super) progress: RwSignal<Option<Saying>>,
    /// Whether that takes long.
    pub(super) is_slow: RwSignal<bool>,
    pub(super) refused: RwSignal<Option<Arc<act::Refused>>>,
    pub(super) abort: StoredValue<Option<Abort>, LocalStorage>,
}

impl Fields {
    fn new(typed: Typed) -> Self {
        Self {
            typed,
            address_bad: RwSignal::new(None),
            address_notes: RwSignal::new(None),
            token_bad: RwSignal::new(None),
            token_notes: RwSignal::new(None),
            progress: RwSignal::new(None),
            is_slow: RwSignal::new(false),
            refused: RwSignal::new(None),
            abort: StoredValue::new_local(None),
        }
    }

    /// Ends what is being done.
    fn stop(self) {
        if let Some(abort) = self.abort.try_get_value().flatten() {
            abort.abort();
        }
    }
}

/// The form. `is_proposal`: the address names the server, and nobody has agreed to it.
#[component]
pub(super) fn Form(is_proposal: bool) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let fields = Fields::new(store.typed);
    let token = NodeRef::<leptos::html::Input>::new();
    on_cleanup(move || fields.stop());
    let may_be_asked = RwSignal::new(false);
    spawn_local(async move {
        let may_be = act::may_be_asked(false).await;
        may_be_asked.try_set(may_be);
    });
    let origin = move || Origin::from_typed(&fields.typed.address.read()).map(|typed| typed.origin.to_string());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(token) = token.get_untracked() {
            send(store, fields, &token);
        }
    };
    view! {
        <form class="card form" aria-label=move || texts.get().connect_form() on:submit=submit>
            {is_proposal.then(|| view! { <p class="notice notice--warn">{move || texts.get().connect_proposed()}</p> })}
            <AddressField fields />
            <div class="form__pair">
                <ProductField fields />
                <VersionField fields />
            </div>
            <Target texts=texts origin=move || origin().unwrap_or_default() />
            <TokenField fields field=token />
            <KeepField />
            <Help fields />
            <SendBar fields />
            <Show when=move || may_be_asked.get()>
                <p class="soft">{move || texts.get().connect_local_network()}</p>
            </Show>
            {move || fields.refused.get().map(|refused| view! { <Refusal fields refused /> })}
        </form>
    }
}

#[component]
fn AddressField(fields: Fields) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let servers = move || {
        let config = store.config.get();
        let option = |server: &NamedServer| view! { <option value=server.api.clone()>{server.name.clone()}</option> };
        config.servers.iter().map(option).collect_view()
    };
    let hint = move || match fields.address_notes.get() {
        Some(notes) => notes.say(texts.get()),
        None => texts.get().connect_address_hint(fields.typed.product.get().default_port().to_string()),
    };
    view! {
        <div class="field">
            <label for="address">{move || texts.get().connect_address()}</label>
            <input
                id="address"
                type="text"
                inputmode="url"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=EXAMPLE
                list="servers"
                aria-describedby="address-hint"
                prop:value=move || fields.typed.address.get()
                on:input=move |event| {
                    fields.typed.address.set(event_target_value(&event));
                    fields.address_bad.set(None);
                }
            />
            <datalist id="servers">{move || servers()}</datalist>
            <span class="field__bad text" role="alert">
                {move || fields.address_bad.get().map(|bad| bad.say(texts.get()))}
            </span>
            <span class="field__hint" id="address-hint">{move || hint()}</span>
        </div>
    }
}

#[component]
fn ProductField(fields: Fields) -> impl IntoView {
    let texts = expect_context::<Store>().texts;
    let offer = |product: Product| (product.key().to_owned(), product.name().to_owned());
    let offers: Vec<Offer> = Product::ALL.into_iter().map(offer).collect();
    let choose = move |key: String| {
        if let Some(product) = Product::from_key(&key) {
            fields.typed.product.set(product);
            fields.typed.version.set(None);
        }
    };
    view! {
        <div class="field">
            <label for="product">{move || texts.get().connect_product()}</label>
            <Choice
                id="product"
                offers=Signal::stored(offers)
                value=move || fields.typed.product.get().key().to_owned()
                on_choose=choose
            />
        </div>
    }
}

#[component]
fn VersionField(fields: Fields) -> impl IntoView {
    let texts = expect_context::<Store>().texts;
    let Typed { product, version, .. } = fields.typed;
    let offers = move || {
        let mut offers: Vec<Offer> = vec![(String::new(), texts.get().connect_version_find_out())];
        offers.extend(product.get().versions().iter().map(|version| (version.to_string(), version.to_string())));
        offers
    };
    let choose = move |word: String| version.set(Version::parse(product.get_untracked(), &word));
    view! {
        <div class="field">
            <label for="version">{move || texts.get().connect_version()}</label>
            <Choice
                id="version"
                offers=offers
                value=move || version.get().map(|version| version.to_string()).unwrap_or_default()
                on_choose=choose
            />
        </div>
    }
}

#[component]
fn TokenField(fields: Fields, field: NodeRef<leptos::html::Input>) -> impl IntoView {
    let texts = expect_context::<Store>().texts;
    let is_shown = RwSignal::new(false);
    let hint = move || match fields.token_notes.get() {
        Some(notes) => notes.say(texts.get()),
        None => texts.get().connect_token_hint(),
    };
    view! {
        <div class="field">
            <label for="token">{move || texts.get().connect_token()}</label>
            <div class="field__row">
                <TokenInput
                    id="token"
                    described_by="token-hint"
                    is_shown=is_shown
                    field=field
                    on_input=move |()| {
                        if fields.token_bad.read_untracked().is_some() {
                            fields.token_bad.set(None);
                        }
                    }
                />
                <button
                    type="button"
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
                >
                    {move || texts.get().connect_token_show()}
                </button>
            </div>
            <span class="field__bad" role="alert">
                {move || fields.token_bad.get().map(|bad| bad.say(texts.get()))}
            </span>
            <span class="field__hint" id="token-hint">{move || hint()}</span>
        </div>
    }
}

/// Only where whoever runs the page allows it.
#[component]
fn KeepField() -> impl IntoView {
    let store = expect_context::<Store>();
    let is_allowed = memo(move || {
        store.config.track();
        life::may_keep(store)
    });
    view! {
        <Show when=move || is_allowed.get()>
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || store.keeps_token.get()
                    on:click=move |_| store.keeps_token.update(|keeps| *keeps = !*keeps)
                />
                " "
                {move || store.texts.get().connect_token_keep()}
            </label>
        </Show>
    }
}

/// The buttons, and what is being done.
#[component]
fn SendBar(fields: Fields) -> impl IntoView {
    let texts = expect_context::<Store>().texts;
    let is_busy = memo(move || fields.progress.read().is_some());
    let progress = move || {
        let progress = fields.progress.get()?.say(texts.get());
        Some(if fields.is_slow.get() { texts.get().connect_slow(progress) } else { progress })
    };
    speak(move || progress().unwrap_or_default());
    view! {
        <div class="bar">
            <button type="submit" class="button--main" disabled=move || is_busy.get()>
                {move || texts.get().connect_title()}
            </button>
            <Show when=move || is_busy.get()>
                <Button name=move || texts.get().common_stop() on_click=move |()| fields.stop() />
            </Show>
            <span class="soft">{move || progress()}</span>
        </div>
    }
}

/// Why connecting did not work, and what may help.
#[component]
fn Refusal(fields: Fields, refused: Arc<act::Refused>) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let note = refused.note.map(|note| {
        view! { <p class="notice notice--warn">{move || note.say(texts.get())}</p> }
    });
    let change = refused.other.map(|(product, version)| {
        let name = move || texts.get().connect_choose(format!("{} {version}", product.name()));
        // Chosen here, sent by hand: the token goes to what the person has seen.
        let choose = move |()| {
            fields.typed.product.set(product);
            fields.typed.version.set(Some(version));
            fields.refused.set(None);
        };
        view! { <MainButton name=name on_click=choose /> }
    });
    let panel = refused.fault.is_some().then(|| {
        let address = format!("{}/", refused.origin);
        let told = memo(move || told(store, fields, &refused));
        let copy = move |report| store::copy(store, report, |texts: Texts| texts.common_copied_report());
        view! {
            <FaultPanel texts=texts told=told on_copy=copy>
                <NewTab address=Signal::stored(address) name=move || texts.get().connect_new_tab() />
            </FaultPanel>
        }
    });
    view! { <div class="form">{note} {change} {panel}</div> }
}

/// The fault, told. Tracks the language.
fn told(store: Store, fields: Fields, refused: &act::Refused) -> Told {
    let Some(fault) = &refused.fault else { return Told::default() };
    let version = fields.typed.version.get_untracked().or_else(|| refused.product.versions().first().copied());
    let version = version.unwrap_or(Version::new(8, 0));
    let server = Server { origin: refused.origin.clone(), product: refused.product, version };
    answers::explain(store, fault, &server, false)
}
