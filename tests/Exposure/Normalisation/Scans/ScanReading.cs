using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>What a scanner's file says, one short text a record, in the order of the books: answers, filters, rejections.</summary>
internal static class ScanReading
{
    public const string Stamp = "2026-07-18T13:40:00Z";
    public const string Epoch = "1784382000"; // the same moment

    public static readonly DateTimeOffset Answered = DateTimeOffset.FromUnixTimeSeconds(1784382000);

    /// <summary>Recognised from its bytes.</summary>
    public static string Read(string body, params (string Name, string Value)[] properties) => Read(null, body, properties);

    /// <summary>Named by its producer, or recognised when <paramref name="format"/> is null.</summary>
    public static string Read(string? format, string body, params (string Name, string Value)[] properties)
    {
        var raw = Normalising.Event(body, format) with { Properties = new(properties.ToDictionary(p => p.Name, p => p.Value)) };
        var batch = Normalising.Read(raw);
        Xunit.Assert.True(batch.Tally.Balances());
        return string.Join("; ",
            batch.Observations.SelectMany(entity => entity.Observations.Cast<PortAnswered>().Select(answer => $"{entity.Entity.Key} {Describe(answer)}"))
                .Concat(batch.Tally.Filtered.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Value} {rule.Key}"))
                .Concat(batch.Tally.Rejected.OrderBy(reason => reason.Key).Select(reason => $"{reason.Value} {reason.Key}")));
    }

    /// <summary>What is said of the only record that is set aside.</summary>
    public static string Detail(string body, string? format = null) =>
        Xunit.Assert.Single(Normalising.Read(Normalising.Event(body, format)).Rejected).Rejection.Detail;

    /// <summary>The formats that recognise a body.</summary>
    public static string FormatsOf(string body) =>
        string.Join(' ', EventReaders.All.Where(reader => reader.Recognises(System.Text.Encoding.UTF8.GetBytes(body).AsSpan())).Select(reader => reader.Format));

    private static string Describe(PortAnswered answer) =>
        $"{answer.Transport.ToString().ToLowerInvariant()}/{answer.Port}"
        + (answer.Service is null ? "" : $" {answer.Service}")
        + (answer.Seen.Last == Answered ? "" : $" at {answer.Seen.Last.ToString("MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture)}")
        + (answer.Scanner == answer.Source ? "" : $" by {answer.Scanner}");
}
