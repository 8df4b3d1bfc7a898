using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>The settings by name, as the sample file and the Azure deployment list them.</summary>
internal static partial class SettingsFile
{
    public static IReadOnlyDictionary<string, string> Sample { get; } = ReadSample();

    public static IReadOnlyList<string> Bicep { get; } =
        [.. BicepSetting().Matches(File.ReadAllText(Repository.File("infra", "azure", "modules", "function-app.bicep"))
            .Split("var settings = {")[1].Split("\n}")[0]).Select(match => match.Groups[1].Value)];

    private static Dictionary<string, string> ReadSample()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.File("local.settings.sample.json")));
        return document.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    [GeneratedRegex(@"^  (\w+):", RegexOptions.Multiline)]
    private static partial Regex BicepSetting();
}
