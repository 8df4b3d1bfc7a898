using System.Text;
using ExposurePipeline.Local.Telemetry;

namespace ExposurePipeline.Local.Commands;

/// <summary>What was typed after <c>query</c>.</summary>
internal static class QueryText
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The query itself, or what a file or standard input has of it.</summary>
    /// <exception cref="SetupException">The file cannot be read.</exception>
    public static string Of(string typed) =>
        typed == InputFiles.StandardInput || File.Exists(typed) ? Encoding.UTF8.GetString(InputFiles.Read(typed)).TrimStart(ByteOrderMark) : typed;
}
