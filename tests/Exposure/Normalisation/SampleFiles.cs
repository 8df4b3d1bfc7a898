using System.Text;
using System.Text.Json.Nodes;
using ExposurePipeline.Tests.Support;
using Microsoft.VisualBasic.FileIO;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>The third-party files that this folder's readers understand, read in place.</summary>
internal static class SampleFiles
{
    public static readonly string[] Folders =
    [
        "a01-defender-streaming",
        "a03-sysmon-eid3",
        "a11-windows-5156",
        "a13-windows-firewall-log",
        "e01-advanced-hunting-results",
        "b01-nmap-xml",
        "b02-masscan",
        "a04-zeek-conn",
        "a05-suricata-eve",
        "a06-azure-nsg-flow",
        "a07-azure-vnet-flow",
        "a12-azure-vmconnection",
        "b03-naabu",
        "b04-zmap-zgrab2",
        "b05-shodan",
    ];

    /// <summary>Data files of a folder by their path in it, in ordinal order.</summary>
    public static IEnumerable<(string Name, byte[] Body)> In(string folder)
    {
        var root = Repository.Shared("samples", folder);
        return Directory.EnumerateFiles(root, "*", System.IO.SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(root, path).Replace('\\', '/'), path))
            .Where(file => Path.GetExtension(file.Name) is ".json" or ".ndjson" or ".jsonl" or ".xml" or ".csv" or ".log" or ".gnmap" or ".nmap" or ".txt")
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, file.Name.EndsWith(".csv", StringComparison.Ordinal) ? RowsOf(file.path) : File.ReadAllBytes(file.path)));
    }

    /// <summary>A CSV export as flat JSON Lines, an empty cell as null.</summary>
    private static byte[] RowsOf(string path)
    {
        using var csv = new TextFieldParser(path, Encoding.UTF8) { Delimiters = [","], TrimWhiteSpace = false };
        var header = csv.ReadFields()!;
        var lines = new StringBuilder();
        while (!csv.EndOfData)
        {
            var cells = csv.ReadFields()!;
            var row = new JsonObject(header.Zip(cells, (name, cell) => KeyValuePair.Create(name, cell.Length == 0 ? null : (JsonNode?)cell)));
            lines.Append(row.ToJsonString()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
