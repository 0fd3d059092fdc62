# How sessions and items end, as the page says it: `Texts::status`, `Texts::severity`, `Texts::severity_noun`.

## Results, in groups

result-success = Success
result-other = Other
result-running = Running
result-warning = Warning
result-failed = Failed

## Results that have no group of their own name

result-unknown = Unknown
result-never-executed = Never executed
result-not-configured = Not configured
result-queued = Queued
result-stopped = Stopped
result-canceled = Canceled
result-disconnected = Disconnected
result-canceling = Canceling
result-running-with-warning = Running with warning
result-running-with-error = Running with error

## One item of a group, in a sentence

result-noun-success = success
result-noun-other = other item
result-noun-running = running item
result-noun-warning = warning
result-noun-failed = failure
