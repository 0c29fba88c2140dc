//! Noise that is the same every time: a seeded generator. Makes no sound by itself.

/// Where the noise begins. Any number serves; another one is another breath.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// Of four even numbers from 0 to 65535 the sum is this on average, and its variance 4 (65536² - 1) / 12.
const MEAN: f32 = 131_070.0;
const DEVIATION: f32 = 37_837.227;

/// An endless row of numbers that look random and never differ from run to run: the generator `xorshift64*` (Vigna 2016).
pub(super) struct Noise {
    state: u64,
}

impl Noise {
    pub(super) const fn seeded() -> Self {
        Self { state: SEED }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number around 0 with a variance of 1, as good as normally distributed: the sum of four even ones. Over a thousand of
    /// them go into a sample, so nobody hears what the tails lack.
    pub(super) fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        (sum as f32 - MEAN) / DEVIATION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_normal_enough_and_always_the_same() {
        let numbers = || {
            let mut noise = Noise::seeded();
            (0..100_000).map(move |_| f64::from(noise.normal()))
        };
        let mean = |power: i32| numbers().map(|number| number.powi(power)).sum::<f64>() / 100_000.0;
        assert!(mean(1).abs() < 0.01 && (mean(2) - 1.0).abs() < 0.01, "{} {}", mean(1), mean(2));
        let neighbours = numbers().zip(numbers().skip(1)).map(|(one, next)| one * next).sum::<f64>() / 100_000.0;
        assert!(neighbours.abs() < 0.01, "{neighbours}");
        assert!(numbers().eq(numbers()));
    }
}
