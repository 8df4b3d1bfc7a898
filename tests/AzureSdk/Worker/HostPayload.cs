using System.Globalization;
using System.Text;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>Writes what the Functions host writes: JSON inside a JSON string, each layer escaped in a chosen style.</summary>
internal static class HostPayload
{
    /// <summary>How a character that need not be escaped is written, and how JSON is spaced.</summary>
    public sealed record Style(bool EscapePlus, bool EscapeSlash, bool EscapeQuoteAsUnicode, bool EscapeNonAscii, bool Pretty)
    {
        /// <summary>What the host writes today.</summary>
        public static Style Host { get; } = new(false, false, false, false, false);
    }

    /// <summary><c>dataType: binary</c>.</summary>
    public static string BinaryValue(IEnumerable<byte[]> events, Style inner, Style outer) =>
        Quote(Array(events.Select(bytes => Quote(Convert.ToBase64String(bytes), inner)), inner), outer);

    /// <summary><c>dataType: string</c>.</summary>
    public static string TextValue(IEnumerable<string> events, Style inner, Style outer) =>
        Quote(Array(events.Select(text => Quote(text, inner)), inner), outer);

    /// <summary>No <c>dataType</c>: the events' own JSON.</summary>
    public static string JsonValue(IEnumerable<string> events, Style inner, Style outer) => Quote(Array(events, inner), outer);

    /// <summary>The whole request body.</summary>
    public static byte[] Envelope(string value, string binding = "events", string metadata = "{}") =>
        Encoding.UTF8.GetBytes($$"""{"Data":{"{{binding}}":{{value}}},"Metadata":{{metadata}}}""");

    /// <summary>A JSON array of values already written.</summary>
    public static string Array(IEnumerable<string> values, Style style) =>
        style.Pretty ? $"[\r\n  {string.Join(",\r\n  ", values)}\r\n]" : $"[{string.Join(",", values)}]";

    /// <summary>A JSON string.</summary>
    public static string Quote(string text, Style style)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
            quoted.Append(Escape(character, style));
        return quoted.Append('"').ToString();
    }

    private static string Escape(char character, Style style) => character switch
    {
        '"' => style.EscapeQuoteAsUnicode ? Unicode(character) : "\\\"",
        '\\' => @"\\",
        '/' when style.EscapeSlash => @"\/",
        '+' when style.EscapePlus => Unicode(character),
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\b' => @"\b",
        '\f' => @"\f",
        < ' ' => Unicode(character),
        > '~' when style.EscapeNonAscii => Unicode(character),
        _ => character.ToString(),
    };

    private static string Unicode(char character) => "\\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);
}
