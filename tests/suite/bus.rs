//! A session bus of one's own, with the app on it: for tests of what other programs see and press.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use afterrun::app::Outside;
use afterrun::desktop::Where;
use afterrun::model::{Action, Effect};
use afterrun::outside::{Bus, Ledger};
use tempfile::TempDir;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use crate::support::{Desk, Notebook, Setup};

/// A bus that nobody else is on. It ends with this.
pub struct Private {
    daemon: Child,
    pub address: String,
    _folder: TempDir,
}

impl Private {
    /// Starts `dbus-daemon`, of the package that README names for the tests.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Nothing that is installed here is started on it.
        let conf = folder.path().join("bus.conf");
        let text = format!(
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN\" \
             \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\"><busconfig><type>session</type>\
             <listen>unix:dir={}</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" \
             eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
            folder.path().display()
        );
        std::fs::write(&conf, text).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg("--nofork")
            .arg("--print-address")
            .arg(format!("--config-file={}", conf.display()))
            .stdout(Stdio::piped())
            // It says that it may not have as many files open as it would like.
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("dbus-daemon does not start; the package dbus brings it: {error}"));
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(address.starts_with("unix:"), "{address:?}");
        Self { daemon, address, _folder: folder }
    }

    /// Somebody else on the bus.
    pub fn client(&self) -> Connection {
        let builder = Builder::address(self.address.as_str()).unwrap();
        builder.method_timeout(Duration::from_secs(10)).build().unwrap()
    }

    /// Somebody who has this name and answers nobody.
    pub fn hung(&self, name: &'static str) -> zbus::Connection {
        let builder = zbus::connection::Builder::address(self.address.as_str()).unwrap();
        zbus::block_on(async {
            let connection = builder.name(name).unwrap().build().await.unwrap();
            // Whatever comes is read and left.
            connection
        })
    }

    /// The app, which knows of no other bus than this one.
    pub fn desk<'a>(&self, setup: Setup) -> Desk<'a> {
        let at = Where { session: Some(self.address.clone()), system: Some(self.address.clone()) };
        desk(at, setup)
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        drop(self.daemon.kill());
        drop(self.daemon.wait());
    }
}

/// The app with the buses that are there.
pub fn desk<'a>(at: Where, setup: Setup) -> Desk<'a> {
    Desk::with(setup, |notebook, clock| {
        let (tell, news) = channel();
        let bus = Bus::new(at, Ledger::empty(), clock, tell, std::sync::Arc::new(|| {}));
        Box::new(Wired { notebook, bus, news })
    })
}

/// A notebook whose bus is a real one.
struct Wired {
    notebook: Notebook,
    bus: Bus,
    news: Receiver<Action>,
}

impl Outside for Wired {
    fn carry_out(&mut self, effect: Effect) {
        if let Some(effect) = self.bus.carry_out(effect) {
            self.notebook.carry_out(effect);
        }
    }

    fn news(&mut self) -> Vec<Action> {
        self.news.try_iter().chain(self.notebook.news()).collect()
    }

    fn shown(&mut self) {
        self.bus.open();
    }
}

/// Draws until something is so, for as long as a loaded machine may take.
pub fn until(desk: &mut Desk<'_>, what: &str, mut is_so: impl FnMut(&mut Desk<'_>) -> bool) {
    for _ in 0..500 {
        desk.window.step();
        if is_so(desk) {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("not within ten seconds: {what}");
}
