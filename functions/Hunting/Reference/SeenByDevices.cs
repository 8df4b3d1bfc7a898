using System.Text.Json;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Defender's <c>SeenBy()</c>: which onboarded devices saw a device, from the file <c>seen-by.csv</c> of the reference folder.</summary>
internal sealed class SeenByDevices(string file) : IRowProfiles
{
    private static readonly Schema Known = new([new("SeenBy", ScalarType.String)]);
    private static readonly KeptFile<RowProfiles> Kept = new(Read);

    public string Function => "SeenBy";

    public string Key => "DeviceId";

    public Schema Columns => Known;

    public RowProfiles Open() => Kept.Get(file);

    private static RowProfiles Read(string file)
    {
        using var text = ReferenceFolder.Open(file, ExternalFiles.MostBytes);
        var (records, name) = (NamedRecords.Of(text), Path.GetFileName(file));
        var (device, by, at) = (records.Required(name, "DeviceId"), records.Required(name, "SeenByDeviceId"), records.IndexOf("LastEncountered"));
        var (rows, byDevice) = (new TextRows(Known), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var seen in records.Records.GroupBy(record => record[device], StringComparer.Ordinal))
        {
            byDevice[seen.Key] = rows.Length;
            rows.Add([$"[{string.Join(',', seen.Select(record => Sighting(record[by], at < 0 ? "" : record[at])))}]"]);
        }

        return new(rows.Build(), byDevice, Missing: -1);
    }

    private static string Sighting(string by, string at) =>
        $$"""{"DeviceId":{{Text(by)}}{{(at.Length == 0 ? "" : $",\"LastEncountered\":{Text(at)}")}}}""";

    private static string Text(string text) => JsonSerializer.Serialize(text, HuntingJson.Relaxed.String);
}
