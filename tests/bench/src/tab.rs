//! What is measured of any page: how long until its picture is whole, what an event costs, what it keeps in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use e2e::Page;
use serde_json::{Value, json};

/// What anybody may take to load.
pub const LIMIT: Duration = Duration::from_secs(150);
/// The window's inside.
pub const WIDTH: u32 = 1920;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 1000;
const WATCH: &str = include_str!("pages/watch.js");
/// The next frame is drawn, and the one after it has begun: what an event asked for is on screen.
const TWO_FRAMES: &str = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
const MB: f64 = 1_000_000.0;

/// A load, from the choice of the file on.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// Until something of the data is drawn.
    pub first_ms: f64,
    /// Until all of it is.
    pub whole_ms: f64,
    /// Stretches of more than 50 ms in which the page heard nothing: when they began, and how long they took.
    pub tasks: Vec<(f64, f64)>,
    /// What the page's process keeps to itself, more than before, garbage collected.
    pub memory_mb: f64,
    /// The most that it ever had in memory.
    pub peak_mb: f64,
    /// Of what it keeps, JavaScript's own.
    pub js_heap_mb: f64,
    /// All work of the main thread meanwhile, in milliseconds.
    pub busy_ms: f64,
    /// Of this, its time on a processor; other programs do not make it longer.
    pub cpu_ms: f64,
    /// What the page itself measured: names and milliseconds.
    pub measures: Vec<(String, f64)>,
}

impl Load {
    /// What the page itself calls its decoding: `performance.measure("decode", …)`, all of them; nought if there are none.
    pub fn decode_ms(&self) -> f64 {
        self.measures.iter().filter(|(name, _)| name == "decode").map(|(_, ms)| ms).sum()
    }

    /// The longest such stretch; nought stands for less than 50 ms.
    pub fn longest_ms(&self) -> f64 {
        self.tasks.iter().map(|task| task.1).fold(0.0, f64::max)
    }
}

/// What the main thread did for one event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// How long its tasks took, what asking costs included. Other programs on the machine make it longer.
    pub all_ms: f64,
    /// How long it had a processor. Waiting for another process (which draws) is not in it.
    pub cpu_ms: f64,
    /// Of this, in scripts and WebAssembly.
    pub script_ms: f64,
    /// Of this, in styles and layout.
    pub layout_ms: f64,
    /// Bytes by which JavaScript's heap grew; less than none if it was tidied up meanwhile.
    pub heap_bytes: f64,
}

/// A tab being measured.
pub struct Tab<'a> {
    /// The tab.
    pub page: &'a Page<'a>,
    renderer: u32,
    private_kb_before: u64,
    busy_s_before: f64,
    cpu_ms_before: f64,
}

impl<'a> Tab<'a> {
    /// Opens an address of what is to be measured.
    pub fn open(page: &'a Page<'a>, url: &str) -> Self {
        page.set_patience(Duration::from_secs(30));
        page.emulate_size(WIDTH, HEIGHT, 1.0);
        page.open(url);
        page.cdp("Performance.enable", &json!({ "timeDomain": "timeTicks" }));
        page.cdp("HeapProfiler.enable", &json!({}));
        Self { page, renderer: 0, private_kb_before: 0, busy_s_before: 0.0, cpu_ms_before: 0.0 }
    }

    /// Begins to watch: from the next file chosen on, or from [`Tab::begin`].
    pub fn watch(&mut self, is_whole: &str, is_first: Option<&str>) {
        self.renderer = self.find_renderer();
        self.page.cdp("HeapProfiler.collectGarbage", &json!({}));
        self.private_kb_before = private_kb(self.renderer);
        self.cpu_ms_before = main_thread_ms(self.renderer);
        self.busy_s_before = self.metrics()["TaskDuration"];
        self.page.execute(WATCH, &[json!(is_whole), json!(is_first)]);
    }

    /// Waits for a field that takes files.
    pub fn wait_for_field(&self) {
        let script = "return document.querySelector('input[type=file]') !== null";
        self.page.wait_until("a field for files", || self.page.execute(script, &[]) == true);
    }

    /// Chooses a file in the page's own field, as the dialog does. (The field itself is often hidden behind a button.)
    pub fn choose(&self, file: &Path) {
        let field = json!({ "expression": "document.querySelector('input[type=file]')" });
        let field = self.page.cdp("Runtime.evaluate", &field);
        let chosen = json!({ "files": [file], "objectId": field["result"]["objectId"] });
        self.page.cdp("DOM.setFileInputFiles", &chosen);
    }

    /// Waits for the whole picture; `None` if it takes longer than the limit.
    pub fn wait(&self) -> Option<Load> {
        let until = Instant::now() + LIMIT;
        let look = "const { from, first, whole, tasks } = window.tapelineBench; return { from, first, whole, tasks }";
        loop {
            // A page that hears nothing until the limit is past lets the command itself fail.
            let seen = self.page.try_execute(look, &[]).ok()?;
            if let (Some(from), Some(whole)) = (seen["from"].as_f64(), seen["whole"].as_f64()) {
                return Some(self.loaded(from, whole, &seen));
            }
            if Instant::now() > until {
                return None;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn loaded(&self, from: f64, whole: f64, seen: &Value) -> Load {
        // A task that has just ended is told of in the next one.
        self.page.execute_async("await new Promise((done) => setTimeout(done, 200))", &[]);
        let tasks = self.page.execute("return window.tapelineBench.tasks", &[]);
        let tasks = tasks.as_array().into_iter().flatten();
        let tasks = tasks
            .filter_map(|task| Some((task[0].as_f64()? - from, task[1].as_f64()?)))
            .filter(|(at, takes)| at + takes > 0.0 && *at < whole - from)
            .collect();
        let cpu_ms = main_thread_ms(self.renderer) - self.cpu_ms_before;
        let busy_ms = (self.metrics()["TaskDuration"] - self.busy_s_before) * 1000.0;
        let measures = self.page.execute(
            "return performance.getEntriesByType('measure').map((entry) => [entry.name, entry.duration])",
            &[],
        );
        let peak_kb = status_kb(self.renderer, "VmHWM:");
        self.page.cdp("HeapProfiler.collectGarbage", &json!({}));
        Load {
            first_ms: seen["first"].as_f64().unwrap_or(whole) - from,
            whole_ms: whole - from,
            tasks,
            memory_mb: (private_kb(self.renderer) as f64 - self.private_kb_before as f64) * 1024.0 / MB,
            peak_mb: peak_kb as f64 * 1024.0 / MB,
            js_heap_mb: self.metrics()["JSHeapUsedSize"] / MB,
            busy_ms,
            cpu_ms,
            measures: measures
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|m| Some((m[0].as_str()?.to_owned(), m[1].as_f64()?)))
                .collect(),
        }
    }

    /// Forgets the stretches heard of so far.
    pub fn forget_tasks(&self) {
        self.page.execute("window.tapelineBench.tasks = []; return null", &[]);
    }

    /// What the browser counts of this tab.
    pub fn metrics(&self) -> BTreeMap<String, f64> {
        let answer = self.page.cdp("Performance.getMetrics", &json!({}));
        let metrics = answer["metrics"].as_array().cloned().unwrap_or_default();
        let named = |metric: &Value| Some((metric["name"].as_str()?.to_owned(), metric["value"].as_f64()?));
        metrics.iter().filter_map(named).collect()
    }

    /// The main thread's work from before an act until what it asked for is on screen: what the browser itself counts as
    /// the time of tasks, and what the system counts. Both hold what asking costs, the floor, which is measured by doing
    /// nothing. (A trace would tell the same task by task, but through this driver it comes as a log of many megabytes.)
    pub fn work_of(&self, act: impl FnOnce()) -> Work {
        let (before, cpu_before) = (self.metrics(), main_thread_ms(self.renderer));
        act();
        self.page.execute_async(TWO_FRAMES, &[]);
        let (after, cpu_after) = (self.metrics(), main_thread_ms(self.renderer));
        let ms = |name: &str| (after[name] - before[name]) * 1000.0;
        Work {
            all_ms: ms("TaskDuration"),
            cpu_ms: cpu_after - cpu_before,
            script_ms: ms("ScriptDuration"),
            layout_ms: ms("LayoutDuration") + ms("RecalcStyleDuration"),
            heap_bytes: after["JSHeapUsedSize"] - before["JSHeapUsedSize"],
        }
    }

    /// Sends a mouse event as the browser gets it from the system.
    pub fn mouse(&self, kind: &str, x: f64, y: f64, more: &Value) {
        let mut event = json!({ "type": kind, "x": x, "y": y, "modifiers": 0 });
        for (name, value) in more.as_object().into_iter().flatten() {
            event[name] = value.clone();
        }
        self.page.cdp("Input.dispatchMouseEvent", &event);
    }

    /// How many colours a part of the window has: an empty picture has one.
    pub fn n_colours(&self, [x, y, width, height]: [f64; 4]) -> u64 {
        let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": 1 });
        let picture = self.page.cdp("Page.captureScreenshot", &json!({ "format": "png", "clip": clip }));
        let script = "const image = new Image();
            image.src = 'data:image/png;base64,' + arguments[0];
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height);
            const context = canvas.getContext('2d');
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, image.width, image.height);
            return new Set(new Uint32Array(data.buffer)).size";
        self.page.execute_async(script, &[picture["data"].clone()]).as_u64().unwrap_or_default()
    }

    /// The process of this tab: of all that this one started, the renderer that works while the page is busy. On a machine
    /// that has other things to do it may take a while to tell.
    fn find_renderer(&self) -> u32 {
        let before: BTreeMap<u32, f64> = renderers().into_iter().map(|pid| (pid, main_thread_ms(pid))).collect();
        let busy = "for (const from = performance.now(); performance.now() - from < 100;); return null";
        for _ in 0..50 {
            self.page.execute(busy, &[]);
            let mut worked: Vec<(f64, u32)> =
                before.iter().map(|(pid, before)| (main_thread_ms(*pid) - before, *pid)).collect();
            worked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            let next = worked.get(1).map_or(0.0, |(ms, _)| *ms);
            if let Some(&(ms, pid)) = worked.first()
                && ms > 100.0
                && ms > 3.0 * next
            {
                return pid;
            }
        }
        panic!("no process of this tab works while its page is busy");
    }
}

/// How long all threads of all processes of the browser had a processor so far, in milliseconds.
pub fn browser_cpu_ms() -> f64 {
    let of_browser = below_this().into_iter().filter(|(_, line)| line.contains("--type=")).map(|(pid, _)| pid);
    let threads = of_browser.flat_map(|pid| fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten());
    threads.filter_map(|thread| Some(on_processor_ms(&thread.ok()?.path().join("schedstat")))).sum()
}

/// All renderers below this process.
fn renderers() -> Vec<u32> {
    below_this().into_iter().filter(|(_, line)| line.contains("--type=renderer")).map(|(pid, _)| pid).collect()
}

/// All processes below this one, with their command lines.
fn below_this() -> Vec<(u32, String)> {
    let mut below = vec![std::process::id()];
    let mut found = Vec::new();
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid: u32| Some((pid, parent(pid)?)))
        .collect();
    while let Some(above) = below.pop() {
        for &(pid, _) in all.iter().filter(|(_, its)| *its == above) {
            below.push(pid);
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            found.push((pid, String::from_utf8_lossy(&line).into_owned()));
        }
    }
    found
}

/// The process that started another: the second word after the name in `/proc/PID/stat`.
fn parent(pid: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    text.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// How long the main thread of a process had a processor, by the system's own count.
fn main_thread_ms(pid: u32) -> f64 {
    on_processor_ms(Path::new(&format!("/proc/{pid}/task/{pid}/schedstat")))
}

fn on_processor_ms(schedstat: &Path) -> f64 {
    let text = fs::read_to_string(schedstat).unwrap_or_default();
    text.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or_default() / 1e6
}

fn status_kb(pid: u32, name: &str) -> u64 {
    kb_of(&format!("/proc/{pid}/status"), &[name])
}

fn private_kb(pid: u32) -> u64 {
    kb_of(&format!("/proc/{pid}/smaps_rollup"), &["Private_Clean:", "Private_Dirty:"])
}

fn kb_of(file: &str, names: &[&str]) -> u64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(char::is_whitespace));
    lines
        .filter(|(name, _)| names.contains(name))
        .filter_map(|(_, rest)| rest.split_whitespace().next()?.parse::<u64>().ok())
        .sum()
}
