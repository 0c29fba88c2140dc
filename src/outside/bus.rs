//! The thread for the desktop's buses: asks there for what the model wants, and tells what is pressed there. Decides nothing.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Waker;
use super::hushing::{Hushing, Ledger};
use crate::clock::Clock;
use crate::desktop::{DesktopError, Hears, Services, Where};
use crate::domain::hush::Hush;
use crate::domain::nudge::Note;
use crate::domain::panel::{Panel, Press};
use crate::model::{Action, DeskNews, Effect};

/// Something to ask the desktop for.
enum Job {
    /// Show this of the session.
    Panel(Box<Panel>),
    /// Keep the machine awake, or let it be.
    KeepAwake(bool),
    /// Say something outside the window.
    Say(Note),
    /// Take it back.
    Unsay,
    /// Have other players do this.
    Hush(Hush),
    /// Put back what was changed of them, and tell when that is done.
    Close(Sender<()>),
}

/// The desktop's buses. What is asked for before [`Bus::open`] waits for that.
pub struct Bus {
    jobs: Sender<Job>,
    /// What the thread will begin with.
    thread: Option<Worker>,
}

/// What the thread has.
struct Worker {
    at: Where,
    ledger: Ledger,
    jobs: Receiver<Job>,
    clock: Arc<dyn Clock>,
    tell: Sender<Action>,
    wake: Waker,
}

impl Bus {
    /// Buses that are not looked for yet. News go to `tell`, and `wake` has them fetched.
    #[must_use]
    pub fn new(at: Where, ledger: Ledger, clock: Arc<dyn Clock>, tell: Sender<Action>, wake: Waker) -> Self {
        let (jobs, todo) = channel();
        Self { jobs, thread: Some(Worker { at, ledger, jobs: todo, clock, tell, wake }) }
    }

    /// Looks for the buses, once.
    pub fn open(&mut self) {
        let Some(worker) = self.thread.take() else { return };
        if let Err(error) = thread::Builder::new().name("bus".into()).spawn(move || worker.run()) {
            log::warn!("the desktop is not asked for anything: {error}");
        }
    }

    /// Carries out an effect that is about the desktop, and gives back any other.
    #[must_use = "what is given back was not carried out"]
    pub fn carry_out(&self, effect: Effect) -> Option<Effect> {
        let job = match effect {
            Effect::Panel(panel) => Job::Panel(panel),
            Effect::KeepAwake(awake) => Job::KeepAwake(awake),
            Effect::Notify(note) => Job::Say(note),
            Effect::Unnotify => Job::Unsay,
            Effect::Hush(hush) => Job::Hush(hush),
            other => return Some(other),
        };
        // Where there is no bus, nobody waits for it; Settings say so.
        drop(self.jobs.send(job));
        None
    }
}

/// Waits until other players are as they were, but not for a bus that hangs.
impl Drop for Bus {
    fn drop(&mut self) {
        const PATIENCE: Duration = Duration::from_secs(2);
        let (tell, done) = channel();
        if self.thread.is_none() && self.jobs.send(Job::Close(tell)).is_ok() {
            // Where the thread has ended, there is nothing to put back.
            _ = done.recv_timeout(PATIENCE);
        }
    }
}

impl Worker {
    fn run(mut self) {
        let ledger = std::mem::replace(&mut self.ledger, Ledger::empty());
        let mut services = match Services::connect(&self.at, self.hears()) {
            Ok(services) => services,
            Err(error) => {
                log::info!("there is no session bus: {error}");
                return self.tell(Action::Desk(DeskNews::Absent));
            }
        };
        self.tell(Action::Desk(DeskNews::There));
        self.hear_clicks(&services);
        self.hear_looks(&services);
        let mut hushing = Hushing::new(ledger, &services);
        loop {
            let now = self.clock.tick();
            hushing.look(&mut services, now);
            let job = match hushing.changes_in(now) {
                Some(wait) => self.jobs.recv_timeout(wait.to_std()),
                None => self.jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let job = match job {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            match job {
                Job::Hush(hush) => hushing.set(hush),
                Job::Close(done) => {
                    hushing.set(Hush::Nothing);
                    hushing.look(&mut services, now);
                    // Nobody may wait any more.
                    _ = done.send(());
                    break;
                }
                Job::Panel(panel) => log(services.show(&panel)),
                Job::Say(note) => {
                    let said = services.say(&note);
                    self.tell(Action::Desk(DeskNews::Says(said.is_ok())));
                    log(said);
                }
                Job::Unsay => log(services.unsay()),
                Job::KeepAwake(awake) => {
                    let is_done = services.keep_awake(awake);
                    if awake {
                        self.tell(Action::Desk(DeskNews::Awake(is_done)));
                    }
                }
            }
        }
    }

    /// Has the window come to the front when something that was said outside it is clicked.
    fn hear_clicks(&self, services: &Services) {
        let press = self.hears().press;
        let heard = services.clicks().map(|clicks| {
            let hear = move || clicks.for_each(|()| press(Press::Raise));
            thread::Builder::new().name("clicks".into()).spawn(hear)
        });
        match heard {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => log::warn!("clicks are not heard: {error}"),
            Err(error) => log::info!("clicks are not heard: {error}"),
        }
    }

    /// Tells how the desktop is to look. On a thread of its own, as whoever is asked may have to be started first.
    fn hear_looks(&self, services: &Services) {
        let (tell, wake) = (self.tell.clone(), Arc::clone(&self.wake));
        let heard = services.looks().map(|looks| {
            let hear = move || {
                for look in looks {
                    // A window that has closed wants no news.
                    drop(tell.send(Action::Desk(DeskNews::Look(look))));
                    wake();
                }
            };
            thread::Builder::new().name("looks".into()).spawn(hear)
        });
        match heard {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => log::warn!("the desktop's look is not heard: {error}"),
            Err(error) => log::info!("the desktop's look is not heard: {error}"),
        }
    }

    /// What those who press something are answered with.
    fn hears(&self) -> Hears {
        let (tell, wake, clock) = (self.tell.clone(), Arc::clone(&self.wake), Arc::clone(&self.clock));
        let press = move |press: Press| {
            // A window that has closed wants no news.
            drop(tell.send(Action::Pressed(press)));
            wake();
        };
        Hears { press: Arc::new(press), now: Arc::new(move || clock.tick()) }
    }

    fn tell(&self, news: Action) {
        // A window that has closed wants no news.
        drop(self.tell.send(news));
        (self.wake)();
    }
}

/// What nobody can do anything about is for the log.
fn log(done: Result<(), DesktopError>) {
    if let Err(error) = done {
        log::warn!("the desktop does not answer: {error}");
    }
}
