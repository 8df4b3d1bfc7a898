using System.Text.Json;

namespace ExposurePipeline.Local.Settings;

/// <summary>Core Tools' <c>local.settings.json</c>: its <c>Values</c> become settings.</summary>
public static class LocalSettingsFile
{
    /// <summary>The values; none where the file is absent.</summary>
    /// <exception cref="SetupException">The file cannot be understood, or is encrypted.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        if (!File.Exists(path))
            return new Dictionary<string, string>();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Values(document.RootElement, path);
        }
        catch (JsonException e)
        {
            throw new SetupException($"{path} is no JSON: {e.Message}");
        }
    }

    private static Dictionary<string, string> Values(JsonElement root, string path)
    {
        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            throw new SetupException($"{path} is encrypted, which this host cannot read: run func settings decrypt.");
        if (!root.TryGetProperty("Values", out var values) || values.ValueKind != JsonValueKind.Object)
            throw new SetupException($"{path} has no object 'Values'.");
        return values.EnumerateObject().ToDictionary(v => v.Name, v => v.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
