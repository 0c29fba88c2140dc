//! What has to hold for whatever is read. The importers and the few parts of the domain that they see are built by themselves, so
//! that nothing of a window or of sound is built and watched with them.

pub mod domain;
#[path = "../../../src/import/mod.rs"]
pub mod import;

use domain::activity::Contents;
use domain::time::long;

/// Reads bytes, and panics where what comes out does not keep its promises.
pub fn check(bytes: &[u8]) -> Contents {
    let reading = import::examine(bytes);
    match &reading.contents {
        Contents::Done(activities) => {
            assert!((1..=64).contains(&activities.len()));
            for activity in activities {
                assert!(activity.timer <= activity.elapsed && activity.elapsed <= long::LONGEST, "{activity:?}");
                assert!(activity.sport_said.as_ref().is_none_or(|said| !said.is_empty() && said.len() <= 800));
            }
        }
        Contents::Plan(why) | Contents::Unusable(why) => {
            assert!(why.len() > 20 && reading.damage.is_none());
        }
    }
    reading.contents
}
