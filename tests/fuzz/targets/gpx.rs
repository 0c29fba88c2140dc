//! Reads what the fuzzer makes of GPX files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    afterrun_fuzz::check(bytes);
});
