//! How often in a row: runs that were cooled down, and weeks with a session. Scolds nobody: what can still be done breaks
//! nothing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::week::{Week, Weeks};
use crate::domain::history::History;

/// How often in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Now.
    pub current: u32,
    /// The longest there was; the current one, where that is it.
    pub best: u32,
}

impl Streak {
    fn lengthen(&mut self, by: u32) {
        self.current += by;
        self.best = self.best.max(self.current);
    }
}

/// Both streaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streaks {
    /// Runs in a row that were cooled down.
    ///
    /// On a day with more runs than sessions, those that were skipped count as the first ones. A run of today that is not
    /// cooled down yet breaks nothing.
    pub runs: Streak,
    /// Weeks in a row with at least one session.
    ///
    /// The week around today breaks nothing while there is none.
    pub weeks: Streak,
}

impl Streaks {
    /// Those of a history. What lies in a neutral week neither breaks nor lengthens them.
    #[must_use]
    pub fn of(history: &History, weeks: &Weeks, today: NaiveDate) -> Self {
        Self { runs: in_runs(history, weeks, today), weeks: in_weeks(history, weeks, today) }
    }
}

fn in_runs(history: &History, weeks: &Weeks, today: NaiveDate) -> Streak {
    let mut streak = Streak::default();
    for (day, tally) in history.all_days() {
        if tally.runs() == 0 || weeks.get(Week::of(day)).is_some() {
            continue;
        }
        if tally.cooled() < tally.runs() && day < today {
            streak.current = 0;
        }
        streak.lengthen(tally.cooled());
    }
    streak
}

fn in_weeks(history: &History, weeks: &Weeks, today: NaiveDate) -> Streak {
    let done = history.all_days().filter(|(_, tally)| tally.sessions > 0).map(|(day, _)| Week::of(day));
    // A clock that was wrong once has no say in what is done in a row.
    let last = Week::of(today);
    let done: BTreeSet<Week> = done.filter(|week| weeks.get(*week).is_none() && *week <= last).collect();
    let mut streak = Streak::default();
    let mut before = None;
    for week in done {
        if before.is_some_and(|before| !weeks.bridge(before, week)) {
            streak.current = 0;
        }
        streak.lengthen(1);
        before = Some(week);
    }
    if before.is_some_and(|before| !weeks.bridge(before, Week::of(today))) {
        streak.current = 0;
    }
    streak
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::history::Entry;
    use crate::domain::past::fixtures::{day, run, session};
    use crate::domain::past::week::NeutralWeek;

    /// Entries from a Monday on, a letter a day: `c` cooled down, `s` skipped, `b` two runs and one session, `.` nothing.
    fn days(monday: &str, letters: &str) -> Vec<Entry> {
        let entries = letters.chars().filter(|c| *c != ' ').enumerate().flat_map(|(i, letter)| {
            let date = day(monday) + Days::new(i as u64);
            let at = |hour: u32| format!("{date}T{hour:02}:00:00+01:00");
            match letter {
                'c' => vec![session(&at(8), &[("squat", Some(8))])],
                's' => vec![run(&at(8))],
                'b' => vec![run(&at(7)), run(&at(8)), session(&at(9), &[("squat", Some(8))])],
                _ => Vec::new(),
            }
        });
        entries.collect()
    }

    fn streaks(letters: &str, neutral: &[usize], today: &str) -> Streaks {
        let mut history = History::default();
        history.add(days("2026-11-02", letters));
        let mut weeks = Weeks::default();
        for nth in neutral {
            let monday = day("2026-11-02") + Days::new(7 * *nth as u64);
            weeks.set(Week::of(monday), Some(NeutralWeek::Illness));
        }
        Streaks::of(&history, &weeks, day(today))
    }

    #[test]
    fn runs_in_a_row() {
        for (what, letters, neutral, expected) in [
            ("nothing", ".......", &[][..], (0, 0)),
            ("days without a run break nothing", "c.c...c", &[], (3, 3)),
            ("a run that was skipped does", "cccs.cc", &[], (2, 3)),
            ("the newest was skipped", "ccc.s..", &[], (0, 3)),
            ("of two runs one was skipped: it counts as the first", "ccc.b.c", &[], (2, 3)),
            ("skipped in a neutral week", "ccccccc sssssss c......", &[1], (8, 8)),
            ("cooled down in a neutral week", "c...... ccc.... c......", &[1], (2, 2)),
            ("the same week without that", "c...... sss.... c......", &[], (1, 1)),
        ] {
            let streak = streaks(letters, neutral, "2026-12-31").runs;
            assert_eq!((streak.current, streak.best), expected, "{what}");
        }
    }

    #[test]
    fn a_run_of_today_can_still_be_cooled_down() {
        assert_eq!(streaks("ccs", &[], "2026-11-04").runs.current, 2);
        assert_eq!(streaks("ccs", &[], "2026-11-05").runs.current, 0);
        // Across the date line, it was tomorrow.
        assert_eq!(streaks("ccs", &[], "2026-11-03").runs.current, 2);
    }

    #[test]
    fn weeks_in_a_row() {
        for (what, letters, neutral, today, expected) in [
            ("nothing", ".......", &[][..], "2026-11-08", (0, 0)),
            ("the current week is the first", "c", &[], "2026-11-02", (1, 1)),
            ("one a week will do", "c...... ......c ..c....", &[], "2026-11-22", (3, 3)),
            ("the current week is not done yet", "c...... ......c .......", &[], "2026-11-22", (2, 2)),
            ("a week was left out", "c...... ......c ....... .......", &[], "2026-11-23", (0, 2)),
            ("a run that was skipped is no session", "c...... s...... c......", &[], "2026-11-22", (1, 1)),
            ("a neutral week between", "c...... ....... c......", &[1], "2026-11-22", (2, 2)),
            ("a session in a neutral week", "c...... c...... c......", &[1], "2026-11-22", (2, 2)),
            ("the current week is neutral, with a session", "c...... c......", &[1], "2026-11-15", (1, 1)),
            ("neutral weeks up to now", "c...... ....... ....... .......", &[1, 2], "2026-11-29", (1, 1)),
            ("a neutral week, and one left out", "c...... ....... ....... c......", &[1], "2026-11-29", (1, 1)),
            (
                "something of next week, before this one is done",
                "c...... c...... ....... c......",
                &[],
                "2026-11-22",
                (2, 2),
            ),
            ("the best one is long over", "c...... c...... c...... ....... c......", &[], "2026-12-06", (1, 3)),
        ] {
            let streak = streaks(letters, neutral, today).weeks;
            assert_eq!((streak.current, streak.best), expected, "{what}");
        }
    }

    #[test]
    fn weeks_in_a_row_run_through_new_year_and_week_53() {
        let mut history = History::default();
        let mut monday = day("2020-12-21");
        for _ in 0..4 {
            history.add(days(&monday.to_string(), "....c.."));
            monday = monday + Days::new(7);
        }
        let streak = Streaks::of(&history, &Weeks::default(), day("2021-01-17")).weeks;
        assert_eq!(streak, Streak { current: 4, best: 4 });
    }
}
