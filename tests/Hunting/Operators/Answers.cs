using System.Globalization;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

/// <summary>Answers of queries that bring their own rows, as text: columns by blanks, rows by semicolons.</summary>
internal static class Answers
{
    public static string Of(string query, HuntingSources? sources = null)
    {
        var answer = HuntingEngine.Run(query, sources ?? HuntingSources.None, new(TimeProvider.System));
        Assert.Null(answer.Error?.Diagnostics[0].ToString());
        var rows = answer.Result!.Batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => string.Join(' ', Enumerable.Range(0, batch.Width).Select(c => Shown(batch[c].Boxed(row))))));
        return string.Join("; ", rows.Prepend(string.Join(' ', answer.Result.Schema.Columns.Select(c => c.Name))));
    }

    public static string Error(string query, HuntingOptions? options = null)
        => HuntingEngine.Run(query, HuntingSources.None, options ?? new(TimeProvider.System)).Error!.Diagnostics[0].ToString();

    private static string Shown(object? value) => value switch
    {
        null => "null",
        "" => "''",
        DateTime instant => ScalarText.Of(instant),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
