//! How block colours look to eyes that lack one kind of cone: enough apart to tell blocks by. Tests alone; draws nothing.
//!
//! The simulation is that of Machado, Oliveira and Fernandes (A Physiologically-based Model for Simulation of Color Vision
//! Deficiency, IEEE TVCG 15(6), 2009) at severity 1, on linear RGB; differences are CIE 1976 L*a*b* distances.

use egui::Color32;

use super::{BLACK, DARK, LIGHT, Palette, WHITE};

const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// A difference of 2.3 is just seen between two fields side by side (Mahy, Van Eycken and Oosterlinck, 1994). Blocks are told apart by
/// memory, in strips a few points high and with other things in between: some nine times as much.
const ENOUGH: f64 = 20.0;
/// The design's colours for bright rooms: blue and green differ by 16.9 where the cones for blue are missing, which is so for one
/// in some ten thousand people. Words, place and figures tell blocks apart as well, and white high contrast has no such pair.
const LIGHT_HAS: f64 = 16.5;

fn linear(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|v| {
        let v = f64::from(v) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

fn times(matrix: &[[f64; 3]; 3], [r, g, b]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0))
}

/// L*a*b* under D65.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    let [x, y, z] = XYZ.map(|[r, g, b]| r * rgb[0] + g * rgb[1] + b * rgb[2]);
    let [x, y, z] = [x / 0.950_47, y, z / 1.088_83]
        .map(|t| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(eye: &[[f64; 3]; 3], one: Color32, other: Color32) -> f64 {
    let seen = |color| lab(times(eye, linear(color)));
    let (one, other) = (seen(one), seen(other));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn blocks_are_told_apart_by_all_eyes() {
    let themes: [(&str, Palette, f64); 4] =
        [("dark", DARK, ENOUGH), ("light", LIGHT, LIGHT_HAS), ("black", BLACK, ENOUGH), ("white", WHITE, ENOUGH)];
    for (theme, p, least) in themes {
        for (eye, matrix) in EYES {
            for (pair, one, other) in [
                ("strength and stretch", p.strength, p.stretch),
                ("strength and cool-down", p.strength, p.cool),
                ("stretch and cool-down", p.stretch, p.cool),
            ] {
                let found = apart(&matrix, one, other);
                assert!(found >= least, "{pair} in the {theme} theme with {eye}: {found:.1}");
            }
        }
    }
}

#[test]
fn the_measure_is_the_known_one() {
    let (black, white) = (BLACK.bg, WHITE.bg);
    for (eye, matrix) in EYES {
        let found = apart(&matrix, black, white);
        assert!((found - 100.0).abs() < 0.1, "black and white with {eye}: {found:.2}");
    }
}
