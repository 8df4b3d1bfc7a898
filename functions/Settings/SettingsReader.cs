using System.Globalization;
using ExposurePipeline.Exposure.Values;
using Microsoft.Extensions.Configuration;

namespace ExposurePipeline.Functions.Settings;

/// <summary>Reads settings one by one and remembers every problem, so that an operator corrects all of them at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> problems = [];

    /// <summary>What is wrong, in the order of reading; each names its setting.</summary>
    public IReadOnlyList<string> Problems => problems;

    public string? Optional(string section, string name) => configuration[$"{section}:{name}"] is { Length: > 0 } text ? text.Trim() : null;

    public string? Optional(string name) => configuration[name] is { Length: > 0 } text ? text.Trim() : null;

    public string Required(string section, string name, string meaning) =>
        Optional(section, name) ?? Missing($"{section}__{name}", meaning);

    public TimeSpan Duration(string section, string name, TimeSpan otherwise, TimeSpan least)
    {
        var text = Optional(section, name);
        if (text is null)
        {
            return otherwise;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : Wrong(section, name, text, $"a duration of at least {least:c}, written [days.]hh:mm:ss", otherwise);
    }

    public int Number(string section, string name, int otherwise, Predicate<int> allowed, string expected)
    {
        var text = Optional(section, name);
        if (text is null)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && allowed(value)
            ? value
            : Wrong(section, name, text, expected, otherwise);
    }

    public IReadOnlyList<IpRange> Ranges(string section, string name)
    {
        var ranges = new List<IpRange>();
        foreach (var text in List(section, name) ?? [])
        {
            ranges.Add(IpRange.TryParse(text, out var range) ? range : Wrong(section, name, text, "CIDR ranges with zero host bits, separated by commas", default(IpRange)));
        }

        return ranges;
    }

    public string[]? List(string section, string name) =>
        Optional(section, name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public Uri? Address(string section, string name)
    {
        var text = Optional(section, name);
        if (text is null)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : Wrong<Uri?>(section, name, text, "an absolute http(s) address", null);
    }

    /// <summary>Notes a value that cannot be used and goes on with another.</summary>
    public T Wrong<T>(string section, string name, string value, string expected, T otherwise)
    {
        problems.Add($"{section}__{name.Replace(":", "__", StringComparison.Ordinal)} is '{Shorten(value)}' but must be {expected}");
        return otherwise;
    }

    /// <summary>Notes a setting that is not there.</summary>
    public string Missing(string setting, string meaning)
    {
        problems.Add($"{setting} is missing: {meaning}");
        return "";
    }

    private static string Shorten(string value) => value.Length <= 80 ? value : value[..80] + "…";
}
