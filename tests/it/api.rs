//! Where to ask, and what to do when it fails.
