namespace ExposurePipeline.Local.Commands;

/// <summary>Application properties of the events that a command sends.</summary>
internal static class ApplicationProperties
{
    /// <summary>From <c>name=value</c> texts as typed.</summary>
    /// <exception cref="SetupException">A text has no <c>=</c>.</exception>
    public static Dictionary<string, string> Parse(IEnumerable<string> texts)
    {
        var properties = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new SetupException($"--property {text}: name=value is expected.");
            properties[text[..equals]] = text[(equals + 1)..];
        }

        return properties;
    }

    /// <summary>Adds one unless its value is null.</summary>
    public static Dictionary<string, string> With(this Dictionary<string, string> properties, string name, string? value)
    {
        if (value is not null)
            properties[name] = value;
        return properties;
    }
}
