using System.Globalization;

namespace ExposurePipeline.Local.Commands;

/// <summary>Moments as tables show them.</summary>
internal static class Moment
{
    /// <summary>ISO 8601 in UTC without fractions; text that is no moment stays as it is.</summary>
    public static string ToSeconds(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : text;
}
