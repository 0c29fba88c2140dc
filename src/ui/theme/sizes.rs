//! Every size and gap, in points, by what it is for. Names no colour.

/// The gaps between things, in points.
pub mod gap {
    #![expect(missing_docs, reason = "the names are the sizes, small to large")]
    pub const HAIR: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 16.0;
    pub const WIDE: f32 = 24.0;
    pub const SCREEN: f32 = 32.0;
    pub const PLAYER: f32 = 40.0;
}

/// Type sizes, in points.
pub mod size {
    #![expect(missing_docs, reason = "the names say what they are for")]
    pub const HINT: f32 = 12.0;
    pub const SMALL: f32 = 13.0;
    pub const BODY: f32 = 15.0;
    pub const HEADING: f32 = 20.0;
    pub const TITLE: f32 = 30.0;
    pub const HUGE: f32 = 46.0;
    pub const GIANT: f32 = 84.0;
    pub const CLOCK: f32 = 262.0;
    /// Between body and heading: blocks in a list, the words of large buttons.
    pub const LABEL: f32 = 17.0;
    /// Between heading and title: names of routines, the lines of the player.
    pub const NAME: f32 = 24.0;
}

/// The sizes of what is filled in and chosen from, in points.
pub mod control {
    #![expect(missing_docs, reason = "the names say what they are for")]
    use egui::Vec2;

    pub const HEIGHT: f32 = 36.0;
    pub const STEPPER: Vec2 = Vec2::new(152.0, HEIGHT);
    /// Between an edge and the words in it.
    pub const INSET: f32 = 12.0;
    /// The plus and the minus of a stepper.
    pub const SIGN: f32 = 9.0;
    pub const SIGN_LINE: f32 = 1.8;
    /// The three dots of a button that opens a list: from one to the next, and their radius.
    pub const DOTS: f32 = 6.0;
    pub const DOT: f32 = 1.8;
    /// The narrowest that the words in a menu are laid out.
    pub const MENU: f32 = 120.0;
    /// A row of two lines in a list to pick from, and the list.
    pub const ROW: f32 = 48.0;
    pub const PICKER: Vec2 = Vec2::new(340.0, 6.5 * ROW);
    /// One cell of a scale, and the gap between two.
    pub const CELL: f32 = 44.0;
    pub const CELL_GAP: f32 = 5.0;
    /// A chip, and what is between its edge and the words in it.
    pub const CHIP: f32 = 33.0;
    pub const CHIP_INSET: f32 = 15.0;
    /// The box of something that is ticked.
    pub const TICK: f32 = 16.0;
    /// A small disc in front of words: its radius.
    pub const DISC: f32 = 6.0;
    /// The widest that a sentence under a field may be.
    pub const SENTENCE: f32 = 272.0;
}

/// The sizes of charts, in points.
pub mod chart {
    #![expect(missing_docs, reason = "the names say what they are for")]
    use egui::Vec2;

    /// A day of the heat map: from one to the next, at least; across, at most, where a year is not wider; how much wider than high
    /// it may be; its share of that, and the gap below it.
    pub const DAY: Vec2 = Vec2::new(12.0, 15.5);
    pub const WIDEST_DAY: f32 = 34.0;
    pub const DAY_ASPECT: f32 = 2.2;
    pub const DAY_SHARE: f32 = 0.81;
    pub const DAY_GAP: f32 = 4.0;
    /// The names of months above a chart, and the marks of weeks below one.
    pub const MONTHS: f32 = 18.0;
    pub const WEEK_MARK: f32 = 3.0;
    /// The ring of a day, or of a value that is not known.
    pub const RING: f32 = 2.0;
    /// A spot that ached: from one week to the next, from one spot to the next at least and at most, its name, and the radius
    /// of an ache.
    pub const ACHE: Vec2 = Vec2::new(20.5, 34.0);
    pub const WIDEST_ACHE: f32 = 42.0;
    pub const ACHE_NAME: f32 = 118.0;
    pub const ACHES: [f32; 3] = [4.5, 6.5, 8.5];
    pub const NO_ACHE: f32 = 2.0;
    /// A bar: from one to the next, at least and at most, and its share of that.
    pub const BAR: f32 = 13.0;
    pub const WIDEST_BAR: f32 = 56.0;
    pub const BAR_SHARE: f32 = 0.66;
    /// The room for numbers at the left of a chart.
    pub const SCALE: f32 = 44.0;
    /// The line of a chart, and the dot at its end.
    pub const LINE: f32 = 2.0;
    pub const END: f32 = 4.0;
}
