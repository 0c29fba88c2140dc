//! Reads what the fuzzer makes of packed files, and packs what it makes: packed and plain say the same.
#![no_main]

use std::io::Write;

use afterrun_fuzz::check;
use flate2::Compression;
use flate2::write::GzEncoder;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let plain = check(bytes);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        assert_eq!(packed.ok().map(|packed| check(&packed)), Some(plain));
    }
});
