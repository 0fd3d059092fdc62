//! What a session is. No JSON, no browser, no clock, no zone, no global state.
