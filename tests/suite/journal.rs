//! The journal, by accessible label: filled in with keys, with the pointer, and kept.
