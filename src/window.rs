//! Opens the window: reads what it starts from, gives it its world, and turns a failure into one sentence. Draws nothing.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{App, Stats};
use crate::cli::WindowRequest;
use crate::clock::{Clock, SystemClock};
use crate::desktop::{self, APP_ID};
use crate::domain::naming;
use crate::domain::routine::{Routine, RoutineId};
use crate::model::{Action, Model, Start};
use crate::outside::{Waker, World};
use crate::store::{Loaded, Store, StoreError};

/// Why there is no window, as a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no folder for files.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No desktop answered.
    #[error("there is no desktop to open a window on; start afterrun in one, or use it as afterrun --help says")]
    NoDesktop,
    /// A library of the system is missing.
    #[error("the window can't be opened; install {packages} and start afterrun again ({reason})")]
    Missing {
        /// The packages that bring it.
        packages: &'static str,
        /// What the system said.
        reason: String,
    },
    /// Something broke while the window was open.
    #[error("afterrun has failed; start it again, and a running session can go on where it stopped ({0})")]
    Broken(String),
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// [`WindowError`].
pub fn open(request: WindowRequest, clock: Arc<SystemClock>) -> Result<(), WindowError> {
    let store = Store::open(request.config)?;
    let Loaded { mut library, settings, weeks, unfinished, draft, troubles, sources, shelf, originals, first_run: _ } =
        store.load();
    // Until the window is closed.
    let _claim = store.claim().inspect_err(|_| {
        // Whoever starts it twice looks for the window that is there.
        if let Err(error) = desktop::raise(&desktop::Where::default()) {
            log::info!("the other window can't be called: {error}");
        }
    })?;
    let play = request.play.map(|routine| {
        let id = routine.id.clone();
        if library.routine(&id) != Some(&routine) {
            // One from elsewhere joins the library for as long as the window is open, beside whatever has its name there.
            let taken = |id: &str| library.routine(&RoutineId::new(id)).is_some();
            let free = RoutineId::new(naming::free(id.as_str(), "-", taken));
            library.routines.push(Routine { id: free.clone(), ..*routine });
            return free;
        }
        id
    });
    let folder = store.folder().display().to_string();
    let runs = settings.run_folders.clone();
    let model = Model::new(Start { library, settings, weeks, unfinished, draft, troubles, sources, originals, folder });
    let stats = request.stats.then(|| Arc::clone(&clock));
    let stall = request.stall;

    let opened = Arc::new(AtomicBool::new(false));
    let is_open = Arc::clone(&opened);

    let create = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let ctx = cc.egui_ctx.clone();
        let wake: Waker = Arc::new(move || ctx.request_repaint());
        let clock: Arc<dyn Clock> = clock;
        let world = World::new(store, shelf, runs, Arc::clone(&clock), &wake);
        let mut app = App::new(&cc.egui_ctx, model, clock, Box::new(world)).with_stall(stall);
        if let Some(clock) = stats {
            app = app.with_farewell(Box::new(move |stats| tell(stats, clock.as_ref())));
        }
        if let Some(id) = play {
            app.act(&cc.egui_ctx, Action::Play(id));
        }
        is_open.store(true, Ordering::Relaxed);
        Ok(Box::new(app))
    };
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Afterrun")
        .with_app_id(APP_ID)
        .with_inner_size([1280.0, 720.0])
        .with_min_inner_size([900.0, 600.0]);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon/afterrun.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    quietly(|| eframe::run_native("afterrun", options, Box::new(create))).map_err(|reason| {
        // Once the window has been there, nothing of the system's can be missing.
        if opened.load(Ordering::Relaxed) { WindowError::Broken(reason) } else { explain(reason, has_desktop()) }
    })
}

/// Runs the window with panics caught; an error is what was said first.
fn quietly(run: impl FnOnce() -> eframe::Result) -> Result<(), String> {
    let said = Arc::new(Mutex::new(None::<String>));
    let hear = Arc::clone(&said);
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
        let words = info.payload_as_str().unwrap_or("no reason was given");
        log::error!("{words}{place}");
        hear.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(words.to_owned());
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    drop(panic::take_hook());
    match result {
        Ok(opened) => opened.map_err(|error| error.to_string()),
        Err(_) => Err(said.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()),
    }
}

fn has_desktop() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// What to do about what the window system said. The words are those of winit 0.30, glutin 0.32 and x11-dl.
fn explain(reason: String, has_desktop: bool) -> WindowError {
    let said = reason.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let packages = if names(&["xkbcommon"]) {
        "libxkbcommon-x11-0"
    } else if !has_desktop {
        return WindowError::NoDesktop;
    } else if names(&["libxcursor", "libxi.so", "libx11", "xlib", "shared librar", "opening library"]) {
        "libx11-6 libx11-xcb1 libxcursor1 libxi6"
    } else if names(&["glx", "egl", "opengl", "glutin", "gl context", "config"]) {
        "libegl1 libgl1-mesa-dri"
    } else if names(&["display", "connection", "event loop", "os error"]) {
        return WindowError::NoDesktop;
    } else {
        return WindowError::Broken(reason);
    };
    WindowError::Missing { packages, reason }
}

/// One line of JSON about what the window has cost.
fn tell(stats: Stats, clock: &SystemClock) {
    let json = serde_json::json!({
        "frames": stats.frames,
        "first_frame_ms": stats.first_frame.map(|tick| (clock.running().minus(clock.tick().since(tick))).as_secs_f64() * 1e3),
        "stalls": stats.stalls,
        "open_s": clock.running().as_secs_f64(),
        "cpu_s": clock.cpu().as_secs_f64(),
    });
    eprintln!("{json}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_by_its_package() {
        let said = |reason: &str, desktop| explain(reason.to_owned(), desktop).to_string();
        assert!(
            said("Library libxkbcommon-x11.so could not be loaded.", true).contains("install libxkbcommon-x11-0 and")
        );
        assert!(said("opening library failed (libX11.so.6: cannot open)", true).contains("libx11-6"));
        assert!(said("os error: Failed to load one of xlib's shared libraries", true).contains("libx11-6"));
        assert!(said("failed to find an EGL display", true).contains("libegl1 libgl1-mesa-dri"));
        assert!(said("neither WAYLAND_DISPLAY nor DISPLAY is set", false).contains("there is no desktop"));
        assert!(said("index out of bounds at src/x.rs:1", true).contains("index out of bounds"));
    }
}
