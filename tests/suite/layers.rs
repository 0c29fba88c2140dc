//! The arrows between the parts of the source run one way, and each part keeps to what it may name.

use std::fs;
use std::path::{Path, PathBuf};

/// A part of the source, and the parts of ours that it may see.
const MAY_SEE: [(&str, &[&str]); 14] = [
    ("domain", &["domain"]),
    ("notation", &["notation", "domain"]),
    ("model", &["model", "notation", "domain"]),
    ("clock", &["clock", "domain"]),
    ("ui", &["ui", "model", "notation", "domain"]),
    ("store", &["store", "notation", "export", "domain"]),
    ("audio", &["audio", "clock", "domain"]),
    ("desktop", &["desktop", "domain"]),
    ("import", &["import", "domain"]),
    ("export", &["export", "domain"]),
    ("outside", &["outside", "app", "store", "audio", "desktop", "import", "export", "clock", "model", "domain"]),
    ("app", &["app", "ui", "clock", "model", "domain"]),
    ("cli", &["cli", "app", "store", "import", "export", "domain"]),
    ("window", &["window", "app", "outside", "store", "audio", "cli", "clock", "desktop", "model", "domain"]),
];

/// A name that stands for something only some parts may touch, and those parts, or folders of them.
const ONLY_IN: [(&str, &[&str]); 13] = [
    ("std::fs", &["store"]),
    ("egui", &["ui", "app", "window"]),
    ("rodio", &["audio"]),
    ("cpal", &["audio"]),
    ("rten::", &["audio/voice"]),
    ("realfft", &["audio/voice"]),
    ("rfd::", &["desktop"]),
    ("zbus", &["desktop"]),
    ("evdev", &["desktop"]),
    ("notify::", &["outside"]),
    ("std::thread", &["audio", "outside", "app"]),
    ("Instant::now", &["clock"]),
    ("Local::now", &["clock"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let part = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                let text = fs::read_to_string(&path).unwrap();
                found.push((part.trim_end_matches(".rs").to_owned(), inside.to_owned(), text));
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// The code without comments and without the unit tests at a file's foot.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_part_sees_only_what_lies_below_it() {
    let parts: Vec<&str> = MAY_SEE.iter().map(|(part, _)| *part).collect();
    for (part, path, text) in sources() {
        if matches!(part.as_str(), "main" | "lib") {
            continue;
        }
        let allowed = MAY_SEE.iter().find(|(name, _)| *name == part);
        let (_, allowed) =
            allowed.unwrap_or_else(|| panic!("{}: say in MAY_SEE what \"{part}\" may see", path.display()));
        let code = code(&text);
        for other in &parts {
            let grouped = code.lines().any(|line| line.contains("crate::{") && line.contains(other));
            if code.contains(&format!("crate::{other}")) || grouped {
                assert!(allowed.contains(other), "{}: {part} may not see {other}", path.display());
            }
        }
    }
}

#[test]
fn what_touches_the_world_has_one_home() {
    for (part, path, text) in sources() {
        let code = code(&text);
        for (name, homes) in ONLY_IN {
            let found = code.lines().any(|line| line.contains(name) && !line.contains("include_"));
            let at_home = homes.iter().any(|home| part == *home || path.starts_with(home));
            assert!(!found || at_home || part == "main", "{}: only {homes:?} may name {name}", path.display());
        }
    }
}

#[test]
fn every_file_says_its_job_and_is_small_enough_to_know() {
    for (_, path, text) in sources() {
        assert!(text.starts_with("//! "), "{}: the first line says what the file is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{}: {lines} lines; 400 are the most", path.display());
    }
}
