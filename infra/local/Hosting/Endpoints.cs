using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Hosting;

/// <summary>Where a running local host answers; other commands read it from <c>endpoints.json</c> in the state folder.</summary>
/// <param name="ProcessId">Of the local host.</param>
/// <param name="Http">HTTP functions.</param>
/// <param name="EventHubs">Connection string of the hubs.</param>
/// <param name="ServiceBus">Connection string of the topics.</param>
/// <param name="ExposureStorage">Connection string of the tables.</param>
public sealed record Endpoints(int ProcessId, Uri Http, string EventHubs, string ServiceBus, string ExposureStorage)
{
    private const string Name = "endpoints.json";

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string stateFolder)
    {
        var path = Path.Combine(stateFolder, Name);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(this, EndpointsJson.Default.Endpoints));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Removes the file.</summary>
    public static void Remove(string stateFolder) => File.Delete(Path.Combine(stateFolder, Name));

    /// <summary>Reads the file.</summary>
    /// <exception cref="SetupException">No local host runs with this state folder.</exception>
    public static Endpoints Read(string stateFolder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(stateFolder, Name)), EndpointsJson.Default.Endpoints)
                ?? throw NotRunning();
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw NotRunning();
        }
    }

    /// <summary>What to say when nothing answers.</summary>
    public static SetupException NotRunning() => new("No local host is running. Start it in another terminal: dotnet run --project infra/local");
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Endpoints))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
