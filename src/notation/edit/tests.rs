//! How changed routines look. What holds for every text is in the suite (`edits`).

fn q(text: &str) -> String {
    text.to_owned()
}
