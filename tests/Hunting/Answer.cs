using System.Globalization;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting;

/// <summary>What a query answers, as text: columns by a bar, rows by a semicolon; null where a value is null.</summary>
internal static class Answer
{
    public static string Of(string query, HuntingSources? sources = null, int workers = 1)
    {
        var answer = HuntingEngine.Run(query, sources ?? HuntingSources.None, new(TimeProvider.System) { Workers = workers });
        Assert.True(answer.Error is null, $"{query}: {answer.Error?.Diagnostics[0]}");
        return string.Join("; ", answer.Result!.Batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => Row(batch, row))));
    }

    public static string Refusal(string query)
        => HuntingEngine.Run(query, HuntingSources.None, new(TimeProvider.System)).Error?.Diagnostics[0].ToString() ?? "answered";

    private static string Row(Batch batch, int row) => string.Join(" | ", Enumerable.Range(0, batch.Width).Select(column => Shown(batch[column].Boxed(row))));

    public static string Shown(object? value) => value switch
    {
        null => "null",
        DateTime instant => ScalarText.Of(instant),
        bool flag => ScalarText.Of(flag),
        double real => ScalarText.Of(real),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
