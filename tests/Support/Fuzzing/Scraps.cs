namespace ExposurePipeline.Tests.Support.Fuzzing;

/// <summary>Texts that readers of JSON, numbers, names and times find hard.</summary>
public static class Scraps
{
    /// <summary>Of any document.</summary>
    public static IReadOnlyList<string> Any { get; } =
    [
        "-1", "-443", "65536", "99999999999999999999", "1e999", "-0", "0.1", "NaN", "0x1F", "null", "true", "\"\"", "{}", "[]", "{\"a\":", "\\u", "\\ud800", "\\udc00\\ud800", "\\u0000",
        "\\\"", "\\", "\"", "{", "}", "[", "]", ",", ":", "é", "e\u0301", "\0", "\r\n", "\n\n", "\u001b[31m", "'", "''", "/", "#", "?", "%", "%00", "|", "!", "!0", "!zz",
        "0.0.0.0", "::", "255.255.255.255", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-07-18",
    ];
}
