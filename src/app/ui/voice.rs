//! What a screen reader is told besides what has the focus: one message at a time, a few seconds apart.
//!
//! Whatever changes by itself, such as how much is loaded, has its lines spoken through [`speak`]. What changes again before
//! its turn comes is said once, as it is then; so the result of a long load is said, and not every page of it. What a view
//! has said goes with the view.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::signals::effect;
use crate::app::ui::view;
use crate::browser::frame;

/// From one message to the next.
pub const GAP_MS: i64 = 3_000;
/// How long a message waits for what may replace it, where nothing was said lately.
pub const SETTLE_MS: i64 = 400;

/// What waits to be said. It knows no clock: times are milliseconds of any.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Queue {
    /// The oldest first; of each source one message at most.
    waiting: Vec<(u32, String)>,
    /// Whose message was said last, while it stands.
    said: Option<u32>,
    /// Nothing is said before.
    free_ms: i64,
    n_sources: u32,
}

impl Queue {
    /// The number of a new source of messages.
    pub fn source(&mut self) -> u32 {
        self.n_sources += 1;
        self.n_sources
    }

    /// A source has an answer to what somebody has just done: it is said before all else that waits.
    pub fn put_first(&mut self, source: u32, text: String, now_ms: i64) {
        self.put(source, text, now_ms);
        let at = self.waiting.iter().position(|(of, _)| *of == source).unwrap_or(0);
        if let Some(waiting) = self.waiting.get_mut(..=at) {
            waiting.rotate_right(1);
        }
    }

    /// A source has something to say, in place of what it had to say before.
    pub fn put(&mut self, source: u32, text: String, now_ms: i64) {
        if self.waiting.is_empty() {
            self.free_ms = self.free_ms.max(now_ms + SETTLE_MS);
        }
        match self.waiting.iter_mut().find(|(of, _)| *of == source) {
            Some((_, waiting)) => *waiting = text,
            None => self.waiting.push((source, text)),
        }
    }

    /// A source has nothing to say any more. Whether what was said last was its own, and is to be taken back.
    pub fn withdraw(&mut self, source: u32) -> bool {
        self.waiting.retain(|(of, _)| *of != source);
        self.said.take_if(|of| *of == source).is_some()
    }

    /// How long to wait until [`Queue::next`] has something; nothing while nothing waits.
    pub fn wait_ms(&self, now_ms: i64) -> Option<i64> {
        (!self.waiting.is_empty()).then(|| (self.free_ms - now_ms).max(0))
    }

    /// What is to be said now.
    pub fn next(&mut self, now_ms: i64) -> Option<String> {
        if self.waiting.is_empty() || now_ms < self.free_ms {
            return None;
        }
        let (source, text) = self.waiting.remove(0);
        self.said = Some(source);
        self.free_ms = now_ms + GAP_MS;
        Some(text)
    }
}

/// Who speaks: one for the page, handed down by context.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    queue: StoredValue<Queue>,
    said: RwSignal<String>,
    is_waiting: StoredValue<bool>,
}

impl Voice {
    pub(crate) fn new() -> Self {
        Self {
            queue: StoredValue::new(Queue::default()),
            said: RwSignal::new(String::new()),
            is_waiting: StoredValue::new(false),
        }
    }

    fn change<T: Default>(self, change: impl FnOnce(&mut Queue) -> T) -> T {
        self.queue.try_update_value(change).unwrap_or_default()
    }

    fn put(self, source: u32, text: String, is_first: bool) {
        if text.is_empty() {
            return self.withdraw(source);
        }
        let put = if is_first { Queue::put_first } else { Queue::put };
        self.change(|queue| put(queue, source, text, now_ms()));
        if self.is_waiting.get_value() {
            return;
        }
        self.is_waiting.set_value(true);
        spawn_local(async move {
            while let Some(ms) = self.change(|queue| queue.wait_ms(now_ms())) {
                frame::sleep(i32::try_from(ms).unwrap_or_default()).await;
                if let Some(mut text) = self.change(|queue| queue.next(now_ms())) {
                    // The same again would be no change, and not be heard.
                    if *self.said.read_untracked() == text {
                        text.push('\u{a0}');
                    }
                    self.said.set(text);
                }
            }
            self.is_waiting.set_value(false);
        });
    }

    fn withdraw(self, source: u32) {
        if self.change(|queue| queue.withdraw(source)) {
            self.said.set(String::new());
        }
    }
}

fn now_ms() -> i64 {
    frame::now().unix_ms()
}

/// Has a line spoken whenever it changes, for as long as the component is there that asks for it.
pub(crate) fn speak(line: impl Fn() -> String + 'static) {
    speak_boxed(Box::new(line), false);
}

/// The same for what answers somebody, who waits for it.
pub(crate) fn answer(line: impl Fn() -> String + 'static) {
    speak_boxed(Box::new(line), true);
}

// One effect type for all that is spoken: each type is compiled anew.
fn speak_boxed(line: Box<dyn Fn() -> String>, is_first: bool) {
    let Some(voice) = use_context::<Voice>() else { return };
    let source = voice.change(Queue::source);
    effect(move || voice.put(source, line(), is_first));
    on_cleanup(move || voice.withdraw(source));
}

/// Where the page's messages are for those who hear them.
#[component]
pub(crate) fn Spoken() -> impl IntoView {
    let said = use_context::<Voice>().map(|voice| voice.said);
    view! {
        <div class="unseen" role="status">
            {move || said.map(|said| said.get())}
        </div>
    }
}
