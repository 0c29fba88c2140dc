//! The text of the files that people write, and the domain's values: how one becomes the other. Sees the domain alone; opens
//! no file.

pub mod edit;
pub mod highlight;
pub mod locate;
pub mod put;
pub mod values;

pub(crate) mod fault;
pub(crate) mod file;

mod chunk;
mod explain;
mod layout;
mod merge;
mod moving;
mod patch;
mod rewrite;
mod scan;
mod shape;
mod tree;
mod write;

pub use fault::Fault;

/// Files larger than this are not read: nobody writes so much by hand.
pub(crate) const MOST_BYTES: u64 = MIB;
/// The same for files that only Afterrun writes: the session of the longest routine there can be has room in it.
pub(crate) const MOST_OWN_BYTES: u64 = 8 * MIB;
pub(crate) const MIB: u64 = 1024 * 1024;
/// Brackets may lie so many deep. A routine needs five levels.
const MOST_LEVELS: usize = 64;
