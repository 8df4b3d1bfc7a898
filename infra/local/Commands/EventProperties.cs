using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Local.Commands;

/// <summary>Application properties of events, as typed.</summary>
internal static class EventProperties
{
    /// <summary>Puts <c>name=value</c> texts, the format and the tenant together.</summary>
    /// <exception cref="SetupException">A text has no <c>=</c>.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> texts, string? format, string? tenant)
    {
        var properties = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new SetupException($"--property {text}: name=value is expected.");
            properties[text[..equals]] = text[(equals + 1)..];
        }

        if (format is not null)
            properties[RawEvent.FormatProperty] = format;
        if (tenant is not null)
            properties[RawEvent.TenantProperty] = tenant;
        return properties;
    }
}
