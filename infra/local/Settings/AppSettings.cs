using System.Text.RegularExpressions;

namespace ExposurePipeline.Local.Settings;

/// <summary>What the function app sees as its settings; <c>:</c> and <c>__</c> mean the same, case does not matter.</summary>
public sealed partial class AppSettings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Later entries win over earlier ones; an empty value counts as absent.</summary>
    public AppSettings(params IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values.Where(v => v.Value.Length > 0))
            _values[Normal(name)] = value;
    }

    /// <summary>Each setting under its environment name, <c>__</c> between its parts.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The value, or null.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(Normal(name));

    /// <summary>Replaces each <c>%Name%</c>.</summary>
    /// <param name="text">Text of a binding.</param>
    /// <param name="where">Named in the error.</param>
    /// <exception cref="SetupException">A named setting does not exist.</exception>
    public string Resolve(string text, string where) => Reference.Replace(text, match =>
        Find(match.Groups[1].Value) ?? throw new SetupException($"{where} refers to setting '{match.Groups[1].Value}', which has no value."));

    private static string Normal(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference { get; }
}
