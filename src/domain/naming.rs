//! How things get names that nothing else has. Knows no names itself.

/// `text` as an id is written: lower case, with a hyphen wherever something else stood.
#[must_use]
pub fn kebab_case(text: &str) -> String {
    let mut id = once(text);
    // Some letters fall apart in lower case, and what they fall into is no letter.
    while once(&id) != id {
        id = once(&id);
    }
    id
}

fn once(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// `wanted`, or with a number behind it where that is taken. `join` stands before the number.
pub fn free(wanted: &str, join: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    // Nothing holds so many names that all of these are taken.
    (2..=u32::MAX).map(|n| format!("{wanted}{join}{n}")).find(|name| !taken(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_joined_by_hyphens() {
        assert_eq!(kebab_case("Ten before work"), "ten-before-work");
        assert_eq!(kebab_case("  Runner’s lunge (2)! "), "runner-s-lunge-2");
        assert_eq!(kebab_case("Ähnlich"), "ähnlich");
        assert_eq!(kebab_case("…"), "");
        assert_eq!(kebab_case(&kebab_case("İp atlama")), kebab_case("İp atlama"));
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = |name: &str| ["Stretch", "Stretch 2"].contains(&name);
        assert_eq!(free("Strength", " ", taken), "Strength");
        assert_eq!(free("Stretch", " ", taken), "Stretch 3");
    }
}
