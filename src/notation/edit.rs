//! Stub.
use crate::domain::edit::Edit;
/// stub
#[must_use]
pub fn edit_routine(text: &str, _edit: &Edit) -> String {
    text.to_owned()
}
/// stub
#[must_use]
pub fn new_routine(name: &str) -> String {
    format!("(\n    format: 1,\n    name: {name:?},\n    blocks: [],\n)\n")
}
/// stub
#[must_use]
pub fn put_exercise(text: Option<&str>, _e: &crate::domain::exercise::Exercise) -> String {
    text.unwrap_or("").to_owned()
}
/// stub
#[must_use]
pub fn remove_exercise(text: &str, _e: &crate::domain::exercise::ExerciseId) -> String {
    text.to_owned()
}
/// stub
#[must_use]
pub fn put_figure(text: Option<&str>, _e: &crate::domain::figure::Figure) -> String {
    text.unwrap_or("").to_owned()
}
/// stub
#[must_use]
pub fn remove_figure(text: &str, _e: &crate::domain::figure::FigureId) -> String {
    text.to_owned()
}
