using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>A function app as the host finds it: its folder, <c>host.json</c>, and each folder that holds a <c>function.json</c>.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Host">Its <c>host.json</c>.</param>
/// <param name="Functions">Sorted by name.</param>
public sealed record FunctionApp(string Folder, HostFile Host, IReadOnlyList<FunctionFile> Functions)
{
    private static readonly string[] TriggerTypes = ["eventHubTrigger", "timerTrigger", "httpTrigger"];

    /// <summary>Reads the folder.</summary>
    /// <exception cref="SetupException">A file is missing or cannot be understood.</exception>
    public static FunctionApp Read(string folder)
    {
        var host = ReadFile(Path.Combine(folder, "host.json"), AppJson.Default.HostFile);
        var functions = Directory.EnumerateDirectories(folder)
            .Where(d => File.Exists(Path.Combine(d, "function.json")))
            .Order(StringComparer.Ordinal)
            .Select(ReadFunction)
            .ToArray();
        if (functions.Length == 0)
            throw new SetupException($"No function.json lies below {folder}: build functions/Functions.csproj first.");
        return new(Path.GetFullPath(folder), host, functions);
    }

    private static FunctionFile ReadFunction(string folder)
    {
        var path = Path.Combine(folder, "function.json");
        var file = ReadFile(path, AppJson.Default.FunctionFile) with { Name = Path.GetFileName(folder) };
        if (!TriggerTypes.Any(file.IsTriggeredBy))
            throw new SetupException($"{path}: trigger '{file.Trigger?.Type}' is not one of {string.Join(", ", TriggerTypes)}.");
        // Other shapes lose bytes or rewrite dates in the real host too, so the app does not use them.
        if (file.IsTriggeredBy("eventHubTrigger") && (file.Trigger!.Cardinality, file.Trigger.DataType) != ("many", "binary"))
            throw new SetupException($"{path}: an Event Hubs trigger needs cardinality 'many' and dataType 'binary' here.");
        return file;
    }

    private static T ReadFile<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type)
                ?? throw new SetupException($"{path} holds null.");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{path} cannot be read: {e.Message}");
        }
    }
}
