using System.Globalization;

namespace ExposurePipeline.Local.Commands;

/// <summary>What strangers wrote, as a terminal may show it: nothing of it begins a line of its own, acts on the terminal, or is markup.</summary>
internal static class PlainText
{
    /// <summary>One line without control characters.</summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Concat(text.ReplaceLineEndings(" ").Select(static c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
        : text.ReplaceLineEndings(" ");

    /// <summary>The same where markup is read.</summary>
    public static string Markup(string text) => Spectre.Console.Markup.Escape(Of(text));
}
