//! A stand-in on loopback.
