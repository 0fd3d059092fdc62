//! Lines of PowerShell that write what this page opens. They are the same in all languages, and in both PowerShells.

/// The answer of the REST API; the token is in `$token`.
pub const REST: &str = "Invoke-WebRequest -UseBasicParsing -Headers @{ Authorization = \"Bearer $token\" } -Uri \"https://backup.example.com:4443/v8/JobSessions/<id>/LogItems?limit=10000\" -OutFile log.json";

/// The log of the last session of a job.
pub const LOG: &str = "(Get-VBOJobSession -Job (Get-VBOJob -Name \"<job>\") -Last).Log | ConvertTo-Json -Depth 4 | Out-File -Encoding utf8 log.json";

/// Sessions of the last days, with their logs.
pub const SESSIONS: &str = "Get-VBOJobSession | Where-Object CreationTime -gt (Get-Date).AddDays(-3) | ConvertTo-Json -Depth 4 | Out-File -Encoding utf8 sessions.json";

/// The log as a table.
pub const CSV: &str = "(Get-VBOJobSession -Job (Get-VBOJob -Name \"<job>\") -Last).Log | Export-Csv -Encoding UTF8 -NoTypeInformation log.csv";
