//! Files damaged at random: nothing panics, and every fault is named in a place that the file has.

use std::fs;

use afterrun::store::Store;

use crate::support::library;

proptest::proptest! {
    /// Whatever happens to a file, it is read or its fault is named in a place that it has; nothing panics.
    #[test]
    fn no_damage_to_a_file_does_harm(
        kind in 0_usize..3,
        cuts in proptest::collection::vec((0.0_f64..1.0, 0_usize..40, "[()\\[\\]{},:\"'#!/*\\\\0-9a-zé.\n -]{0,8}"), 1..4),
    ) {
        let (name, text) = [
            ("x.ron", include_str!("../../routines/just-stretch.ron")),
            ("exercises.ron", include_str!("../../assets/exercises.ron")),
            ("figures.ron", include_str!("../../assets/figures.ron")),
        ][kind];
        let mut chars: Vec<char> = text.chars().collect();
        for (place, length, instead) in cuts {
            let start = (place * chars.len() as f64) as usize;
            let end = (start + length).min(chars.len());
            chars.splice(start..end, instead.chars());
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        let text: String = chars.into_iter().collect();
        fs::write(&path, &text).unwrap();
        for finding in Store::check(&path, &library()) {
            proptest::prop_assert!(!finding.trouble.message.is_empty() && finding.trouble.message.len() < 1000);
            // How many more there are has no place of its own.
            let more = finding.trouble.message.contains(" more ");
            proptest::prop_assert!(finding.trouble.place.is_some() || more, "{}", finding.trouble);
            let Some((line, col)) = finding.trouble.place else { continue };
            let there = text.split('\n').nth(line - 1).map(|line| line.chars().count() + 1);
            proptest::prop_assert!(there.is_some_and(|most| col <= most), "{}", finding.trouble);
        }
    }
}
