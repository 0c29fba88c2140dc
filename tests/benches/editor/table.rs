//! What was measured, as a table: the median and the 99th percentile of each thing.

use std::fmt;

use afterrun::domain::time::Span;

use crate::window::Cost;

/// A frame may cost the UI so much.
const AIM: Span = Span::millis(4);

/// What was measured, row by row.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    what: &'static str,
    /// The frame in which it happens, and the one after, which shows it.
    frames: [Vec<Cost>; 2],
}

impl Table {
    /// A frame in which something happens.
    pub fn add(&mut self, what: &'static str, cost: Cost) {
        self.row(what).frames[0].push(cost);
    }

    /// The frame after that.
    pub fn add_after(&mut self, what: &'static str, cost: Cost) {
        self.row(what).frames[1].push(cost);
    }

    fn row(&mut self, what: &'static str) -> &mut Row {
        let at = self.rows.iter().position(|row| row.what == what).unwrap_or_else(|| {
            self.rows.push(Row { what, frames: [Vec::new(), Vec::new()] });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }
}

/// The median and the 99th percentile.
fn typical(costs: &[Cost], part: impl Fn(&Cost) -> Span) -> (Span, Span) {
    let mut spans: Vec<Span> = costs.iter().map(part).collect();
    spans.sort_unstable();
    (spans[spans.len() / 2], spans[spans.len() * 99 / 100])
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = |span: Span| format!("{:.2}", span.as_secs_f64() * 1000.0);
        writeln!(f, "Milliseconds of processor time a frame: median and 99th percentile")?;
        writeln!(f, "{:<38}{:>16}{:>18}", "", "UI and model", "tessellation")?;
        let mut over = 0;
        for Row { what, frames } in &self.rows {
            for (name, costs) in [*what, "  the frame after"].iter().zip(frames).filter(|(_, costs)| !costs.is_empty())
            {
                let ((median, most), (triangles, most_triangles)) =
                    (typical(costs, |cost| cost.ui), typical(costs, |cost| cost.triangles));
                over += usize::from(most >= AIM);
                let verdict = if most < AIM { "under 4 ms" } else { "OVER 4 ms" };
                let ui = format!("{} {:>6}", millis(median), millis(most));
                let triangles = format!("{} {:>6}", millis(triangles), millis(most_triangles));
                writeln!(f, "{name:<38}{ui:>16}{triangles:>18}   {verdict}")?;
            }
        }
        match over {
            0 => write!(f, "Each is under 4 ms"),
            1 => write!(f, "1 is over 4 ms"),
            more => write!(f, "{more} are over 4 ms"),
        }
    }
}
