using System.Text.RegularExpressions;
using ExposurePipeline.Functions.Hunting.Stored;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp.Kusto;

/// <summary>The commands that prepare a database, held against the tables of this app, and tried on its engine.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string Ingestion = Read("2-ingestion.kql").Replace("{tenant}", "contoso", StringComparison.Ordinal);

    public static TheoryData<string> Tables => [DeviceInfoTable.Name, DeviceNetworkEventsTable.Name, ExposureGraphTables.Nodes, ExposureGraphTables.Edges];

    [Theory]
    [MemberData(nameof(Tables))]
    public void tables_have_the_columns_that_queries_see_here(string table)
    {
        var created = CreatedTable().Matches(Read("1-tables.kql")).Single(match => match.Groups["name"].Value == table);

        Assert.Equal(Described(SchemaOf(table)), created.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData(DeviceInfoTable.Name)]
    [InlineData(DeviceNetworkEventsTable.Name)]
    public void what_is_made_of_records_has_the_columns_of_its_table(string table) => Assert.Equal(Described(SchemaOf(table)), Described(Run($"RowsOf{table}()").Schema));

    [Fact]
    public void records_are_taken_out_of_envelopes_and_those_of_other_tenants_are_passed_over()
    {
        var rows = Run(
            "RowsOfDeviceNetworkEvents() | project Timestamp, DeviceId, RemotePort, IsInitiatingProcessRemoteSession, AdditionalFields, TimeGenerated | order by DeviceId asc",
            """{"records":[{"tenantId":"Contoso","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"Timestamp":"2026-03-01T00:00:00Z","DeviceId":"a","RemotePort":443,"IsInitiatingProcessRemoteSession":true,"AdditionalFields":"{\"k\":1}"}},{"tenantId":"fabrikam","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"DeviceId":"other"}},{"tenantId":"contoso","category":"AdvancedHunting-DeviceInfo","properties":{"DeviceId":"b"}}]}""",
            """{"tenantId":"contoso","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"DeviceId":"c"}}""");

        Assert.Equal(["2026-03-01T00:00:00 a 443 True {\"k\":1} 2026-03-01T00:00:00", "null c null null  null"], rows.Batches.SelectMany(static batch =>
            Enumerable.Range(0, batch.Length).Select(row => string.Join(' ', Enumerable.Range(0, batch.Width).Select(column => batch[column].Boxed(row) switch { null => "null", DateTime instant => instant.ToString("s"), var value => value.ToString() })))));
    }

    [Fact]
    public void every_table_that_records_are_made_for_has_its_policy() => Assert.Equal(
        [DeviceInfoTable.Name, DeviceNetworkEventsTable.Name],
        UpdatePolicy().Matches(Ingestion).Where(static match => match.Groups[1].Value == match.Groups[2].Value).Select(static match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void stored_functions_are_those_of_this_app() => Assert.Equal(
        StoredFunctions.All.Select(static function => (function.Name, function.Text)),
        Function().Matches(Read("3-functions.kql")).Select(static match => (match.Groups["name"].Value, match.Groups["text"].Value)));

    private static HuntingResult Run(string query, params string[] events)
    {
        StoredFunction[] functions = [.. Function().Matches(Ingestion).Select(static match => new StoredFunction(match.Groups["name"].Value, match.Groups["text"].Value))];
        var answer = HuntingEngine.Run(query, new([new Streamed(events)], functions), new(TimeProvider.System));
        Assert.True(answer.Error is null, answer.Error?.Diagnostics[0].ToString());
        return answer.Result!;
    }

    private static Schema SchemaOf(string table) => table switch
    {
        DeviceInfoTable.Name => DeviceInfoTable.Schema,
        DeviceNetworkEventsTable.Name => DeviceNetworkEventsTable.Schema,
        ExposureGraphTables.Nodes => ExposureGraphTables.NodesSchema,
        _ => ExposureGraphTables.EdgesSchema,
    };

    private static IEnumerable<string> Described(Schema schema) => schema.Columns.Select(static column => $"{column.Name}: {column.Type.Name()}");

    private static string Read(string file) => File.ReadAllText(Repository.File("infra", "azure", "kusto", file));

    [GeneratedRegex(@"^\.create-merge table (?<name>\w+) \((?<columns>[^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"^\.create-or-alter function with \([^)]*\) (?<name>\w+)(?<text>\([^)]*\) \{.*?^\})", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@"^\.alter table (\w+) policy update @'\[\{""IsEnabled"": true, ""Source"": ""StreamedEvents"", ""Query"": ""RowsOf(\w+)\(\)"", ""IsTransactional"": true\}\]'", RegexOptions.Multiline)]
    private static partial Regex UpdatePolicy();

    private sealed class Streamed(string[] events) : IHuntingTable
    {
        public string Name => "StreamedEvents";

        public Schema Schema { get; } = new([new("Event", ScalarType.Dynamic)]);

        public IEnumerable<Batch> Read(TableScan scan)
        {
            var parsed = HuntingEngine.Run($"print {string.Join(", ", events.Select(static (each, i) => $"e{i} = dynamic({each})"))}", HuntingSources.None, new(TimeProvider.System));
            var rows = new TableBuilder(Schema);
            for (var i = 0; i < events.Length; i++)
            {
                rows.Add(0, (Dynamic?)parsed.Result!.Batches[0][i].Boxed(0));
                rows.EndRow();
            }

            yield return rows.Build();
        }
    }
}
