//! FIT as it is met, written here byte by byte.

use afterrun::domain::activity::Sport;
use afterrun::import;

use crate::watch::{ENUM, FIT_START, Fit, SINT32, UINT8, UINT32, activities, activity, facts, plain_fit, why};

#[test]
fn a_session_tells_the_run_wherever_it_stands() {
    assert_eq!(facts(&activity(plain_fit())), (0, 36.0, 40.0, 120.0, 148));
    let first = Fit::activity().session(FIT_START, 40_000, 36_000, 12_000, 1, 148).records(FIT_START, 150).file();
    assert_eq!(facts(&activity(first)), (0, 36.0, 40.0, 120.0, 148));
}

#[test]
fn what_a_session_leaves_out_is_taken_from_the_records() {
    let file = Fit::activity().records(FIT_START, 150).session(FIT_START, 40_000, u32::MAX, u32::MAX, 1, 255).file();
    assert_eq!(facts(&activity(file)), (0, 36.0, 40.0, 100.0, 150));
    let zero = Fit::activity().records(FIT_START, 0).session(FIT_START, 40_000, 36_000, 0, 1, 0).file();
    assert_eq!(facts(&activity(zero)), (0, 36.0, 40.0, 100.0, 0), "hearts of 0 and 255 are none");
}

#[test]
fn without_a_session_the_records_tell_the_run() {
    let file = Fit::activity().records(FIT_START, 150).file();
    assert_eq!(facts(&activity(file)), (0, 36.0, 36.0, 100.0, 150));
    let paused = Fit::activity().records(FIT_START, 150).stop(FIT_START + 36).records(FIT_START + 100, 150).file();
    assert_eq!(facts(&activity(paused)), (0, 72.0, 136.0, 200.0, 150));
    let jump =
        Fit::activity().records(FIT_START, 150).records(FIT_START + 20 * 86_400, 150).records(FIT_START + 40, 150);
    assert_eq!(activity(jump.file()).elapsed.whole_secs(), 76, "a clock that jumped for a while");
    let lap = [(2, 4, UINT32), (8, 4, UINT32), (9, 4, UINT32)];
    let values = |start: u32| [FIT_START + start, 60_000, 20_000].map(u32::to_le_bytes).concat();
    let laps = Fit::activity().message(1, 19, &lap, &values(0)).message(1, 19, &lap, &values(60)).file();
    assert_eq!(facts(&activity(laps)), (0, 120.0, 120.0, 400.0, 0));
}

#[test]
fn compressed_times_count_on_from_the_last_whole_one() {
    let whole = [(253, 4, UINT32), (5, 4, UINT32)];
    let start = FIT_START & !31;
    let values = |metres: u32| (metres * 100).to_le_bytes();
    let mut fit = Fit::activity().message(0, 20, &whole, &[start.to_le_bytes(), values(0)].concat());
    fit = fit.define(1, 20, &[(5, 4, UINT32)]);
    // 20 s, then 20 s more, which runs over the five bits.
    fit = fit.raw(&[0b1010_0000 + 20]).raw(&values(50)).raw(&[0b1010_0000 + 8]).raw(&values(100));
    let found = activity(fit.file());
    assert_eq!((found.elapsed.whole_secs(), found.distance.unwrap().as_metres()), (40, 100.0));
}

#[test]
fn files_behind_each_other_are_all_read() {
    let second = Fit::activity().session(FIT_START + 9000, 60_000, 60_000, 30_000, 2, 120).file();
    let settings = Fit::of_type(2).file();
    let chain = [settings.clone(), plain_fit(), second, settings.clone()].concat();
    let found = activities(&chain);
    assert_eq!(found.iter().map(|done| facts(done).0).collect::<Vec<_>>(), [0, 9000]);
    assert_eq!(found[1].sport, Sport::Other("cycling".to_owned()));
    assert!(why(settings).starts_with("these are settings of a watch"));
}

#[test]
fn several_sessions_share_the_records_by_their_times() {
    let file = Fit::activity()
        .records(FIT_START, 120)
        .records(FIT_START + 100, 160)
        .session(FIT_START, 50_000, 50_000, u32::MAX, 5, 255)
        .session(FIT_START + 100, 50_000, 50_000, u32::MAX, 1, 255)
        .file();
    let found = activities(file);
    assert_eq!(facts(&found[0]), (0, 50.0, 50.0, 100.0, 120));
    assert_eq!(facts(&found[1]), (100, 50.0, 50.0, 100.0, 160));
    assert_eq!((&found[0].sport, &found[1].sport), (&Sport::Other("swimming".to_owned()), &Sport::Run));
}

#[test]
fn fields_of_apps_and_arrays_are_passed_over() {
    let mut fit = Fit::activity();
    // A record with an array, a text, and two fields of an app behind them.
    fit = fit.raw(&[0x60 | 5, 0, 0, 20, 0, 4]);
    fit = fit.raw(&[253, 4, UINT32]).raw(&[5, 8, UINT32]).raw(&[200, 3, 7]).raw(&[3, 1, UINT8]);
    fit = fit.raw(&[2]).raw(&[0, 2, 0]).raw(&[1, 4, 0]);
    for at in 0..3_u32 {
        fit = fit.raw(&[5]).raw(&(FIT_START + at).to_le_bytes()).raw(&(at * 300).to_le_bytes());
        fit = fit.raw(&[9; 4]).raw(b"ab\0").raw(&[140]).raw(&[7; 6]);
    }
    assert_eq!(facts(&activity(fit.file())), (0, 2.0, 2.0, 6.0, 140));
}

#[test]
fn numbers_in_the_other_order_are_read() {
    let mut fit = Fit::activity().raw(&[0x41, 0, 1, 0, 20, 3]);
    fit = fit.raw(&[253, 4, UINT32]).raw(&[0, 4, SINT32]).raw(&[1, 4, SINT32]);
    for (at, place) in [(0_u32, 0_i32), (99, -119_305)] {
        fit = fit.raw(&[1]).raw(&(FIT_START + at).to_be_bytes()).raw(&place.to_be_bytes()).raw(&0_i32.to_be_bytes());
    }
    assert_eq!(facts(&activity(fit.file())), (0, 99.0, 99.0, 1112.0, 0));
}

#[test]
fn checksums_and_promises_are_no_reason_to_refuse() {
    let file = plain_fit();
    let wanted = activity(&file);
    let mut wrong = file.clone();
    let last = wrong.len() - 1;
    wrong[last] ^= 0xff;
    wrong[12] = 0x55;
    assert_eq!(activity(wrong), wanted);
    let mut promised_more = file.clone();
    promised_more[5] += 1;
    assert_eq!(activity(&promised_more), wanted);
    assert!(import::examine(&promised_more).damage.is_some());
    let mut never_closed = file.clone();
    never_closed[4..8].fill(0);
    assert_eq!(activity(never_closed), wanted);
    // A header of 12 bytes has no checksum.
    let short = [&[12][..], &file[1..12], &file[14..]].concat();
    assert_eq!(activity(short), wanted);
    let undefined = Fit::activity().session(FIT_START, 40_000, 36_000, 12_000, 1, 148).raw(&[9, 1, 2, 3]).file();
    assert_eq!(facts(&activity(&undefined)), (0, 36.0, 40.0, 120.0, 148));
    assert!(import::examine(&undefined).damage.is_some());
}

#[test]
fn a_file_that_is_cut_off_counts_as_far_as_it_goes() {
    let file = Fit::activity().records(FIT_START, 150).session(FIT_START, 40_000, 36_000, 12_000, 1, 148).file();
    let cut = &file[..file.len() - 60];
    let (start, timer, _, metres, heart) = facts(&activity(cut));
    assert_eq!((start, heart), (0, 150));
    assert!(timer >= 20.0 && metres >= 50.0);
    assert!(import::examine(cut).damage.is_some());
    assert!(why(&file[..30]).starts_with("this file is cut off or damaged before its first point"));
}

#[test]
fn the_time_there_is_what_the_watch_showed_when_it_stopped() {
    let offset = |local: i64| {
        let at = FIT_START + 40;
        let fit = Fit::activity().session(FIT_START, 40_000, 36_000, 1, 1, 1).local(at, (i64::from(at) + local) as u32);
        activity(fit.file()).offset.map(|offset| offset.local_minus_utc())
    };
    assert_eq!(offset(3600), Some(3600));
    assert_eq!(offset(-12_600), Some(-12_600));
    assert_eq!(offset(20_699), Some(20_700), "5:45, read a second later");
    assert_eq!(offset(0), Some(0));
    assert_eq!(offset(4000), None);
    assert_eq!(offset(86_400), None);
}

#[test]
fn absurd_times_are_made_sense_of() {
    let times = |elapsed, timer| {
        let (_, timer, elapsed, ..) =
            facts(&activity(Fit::activity().session(FIT_START, elapsed, timer, 1, 1, 1).file()));
        (timer, elapsed)
    };
    assert_eq!(times(4_803_570, 4_803_666), (4803.666, 4803.666));
    assert_eq!(times(27 * 86_400_000, 7_200_000), (7200.0, 7200.0));
    assert_eq!(times(5 * 86_400_000, 7_200_000), (7200.0, 7200.0));
    assert_eq!(times(7_200_000, 0), (7200.0, 7200.0));
    let old = 17_217_864;
    let found = activity(Fit::activity().session(old, 40_000, 36_000, 1, 1, 1).file());
    assert_eq!(found.start.to_rfc3339(), "1990-07-18T06:44:24+00:00", "a clock that was never set is told as it is");
}

#[test]
fn files_of_other_types_are_named() {
    for (kind, said) in [
        (2, "these are settings of a watch"),
        (5, "plan: this is a planned workout"),
        (6, "plan: this is a planned course"),
        (9, "these are a watch’s figures of whole days"),
        (32, "these are a watch’s figures of whole days"),
        (4, "there is no activity in this file"),
        (200, "there is no activity in this file"),
    ] {
        let why = why(Fit::of_type(kind).file());
        assert!(why.starts_with(said), "{kind}: {why}");
    }
    let course = Fit::of_type(6).records(FIT_START, 255).file();
    assert!(why(course).starts_with("plan: "), "a course has points with times, too");
}

#[test]
fn sports_are_called_by_their_names() {
    let sport = |sport: u8, sub: u8| {
        let fields = [(2, 4, UINT32), (5, 1, ENUM), (6, 1, ENUM), (7, 4, UINT32)];
        let values = [&FIT_START.to_le_bytes()[..], &[sport, sub], &9000_u32.to_le_bytes()].concat();
        activity(Fit::activity().message(1, 18, &fields, &values).file()).sport
    };
    for (number, sub) in [(1, 0), (1, 1), (1, 3), (0, 0), (255, 255), (4, 1), (0, 45)] {
        assert_eq!(sport(number, sub), Sport::Run, "{number} {sub}");
    }
    assert_eq!(sport(11, 0), Sport::Other("walking".to_owned()));
    assert_eq!(sport(10, 43), Sport::Other("training".to_owned()));
    assert_eq!(sport(4, 0), Sport::Other("fitness equipment".to_owned()));
    assert_eq!(sport(212, 0), Sport::Other("sport number 212".to_owned()));
}
