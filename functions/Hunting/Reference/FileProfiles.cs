using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Defender's <c>FileProfile()</c>: what the file <c>file-profiles.csv</c> of the reference folder says of files, by any of their hashes.</summary>
internal sealed class FileProfiles(string file) : IRowProfiles
{
    private const string Availability = "ProfileAvailability";

    private static readonly string[] Hashes = ["SHA1", "SHA256", "MD5"];
    private static readonly Schema Known = new(
    [
        .. Hashes.Select(static hash => new ColumnSchema(hash, ScalarType.String)),
        new("FileSize", ScalarType.Long),
        new("GlobalPrevalence", ScalarType.Int),
        new("GlobalFirstSeen", ScalarType.DateTime),
        new("GlobalLastSeen", ScalarType.DateTime),
        new("Signer", ScalarType.String),
        new("Issuer", ScalarType.String),
        new("SignerHash", ScalarType.String),
        new("IsCertificateValid", ScalarType.Bool),
        new("IsRootSignerMicrosoft", ScalarType.Bool),
        new("SignatureState", ScalarType.String),
        new("IsExecutable", ScalarType.Bool),
        new("ThreatName", ScalarType.String),
        new("Publisher", ScalarType.String),
        new("SoftwareName", ScalarType.String),
        new(Availability, ScalarType.String),
    ]);

    private static readonly KeptFile<RowProfiles> Kept = new(Read);

    public string Function => "FileProfile";

    public string Key => "SHA1";

    public Schema Columns => Known;

    public RowProfiles Open() => Kept.Get(file);

    private static RowProfiles Read(string file)
    {
        using var text = ReferenceFolder.Open(file, ExternalFiles.MostBytes);
        var records = NamedRecords.Of(text);
        records.Required(Path.GetFileName(file), Hashes);
        int[] places = [.. Known.Columns.Select(column => records.IndexOf(column.Name))];
        var (rows, byHash) = (new TextRows(Known), new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));
        foreach (var record in records.Records)
        {
            string[] fields = [.. places.Select(place => place < 0 ? "" : record[place])];
            foreach (var hash in fields.Take(Hashes.Length).Where(static hash => hash.Length > 0))
            {
                byHash.TryAdd(hash, rows.Length);
            }

            rows.Add([.. fields[..^1], fields[^1].Length > 0 ? fields[^1] : "Available"]);
        }

        var missing = rows.Length;
        rows.Add([.. Enumerable.Repeat("", Known.Count - 1), "Missing"]);
        return new(rows.Build(), byHash, missing);
    }
}
