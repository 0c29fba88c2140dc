//! The history in other people's formats: values in, bytes out. Opens no file.
