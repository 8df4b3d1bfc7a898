using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

public sealed class ArchiveRowsTests
{
    private static readonly DateTimeOffset Now = App.Now;

    [Fact]
    public void the_columns_of_the_journal_are_those_of_the_table_in_its_order() =>
        Assert.Equal(Enum.GetNames<NetworkEventColumn>(), DeviceNetworkEventsTable.Stored.Columns.SkipLast(1).Select(static column => column.Name));

    [Fact]
    public void values_have_the_types_of_the_table_and_what_is_missing_is_null()
    {
        var batch = One("""
            {"Timestamp":"2026-07-18T13:58:42.1234567Z","ActionType":"ConnectionSuccess","ReportId":9007199254740993,"RemotePort":443,"LocalPort":"8080",
             "IsInitiatingProcessRemoteSession":true,"InitiatingProcessCreationTime":"2026-07-01T00:00:00Z","AdditionalFields":{"a": 1},"RemoteUrl":"","InitiatingProcessId":null}
            """);

        Assert.Equal(new DateTime(2026, 7, 18, 13, 58, 42, DateTimeKind.Utc).AddTicks(1234567), Value(batch, "Timestamp"));
        Assert.Equal((9007199254740993L, 443, 8080, true), (Value(batch, "ReportId"), Value(batch, "RemotePort"), Value(batch, "LocalPort"), Value(batch, "IsInitiatingProcessRemoteSession")));
        Assert.Equal(("{\"a\": 1}", "", ""), (Value(batch, "AdditionalFields"), Value(batch, "RemoteUrl"), Value(batch, "DeviceId")));
        Assert.Equal((null, null), (Value(batch, "InitiatingProcessId"), Value(batch, "InitiatingProcessFileSize")));
        Assert.Equal(Now.UtcDateTime, Value(batch, DeviceNetworkEventsTable.IngestionTime));
    }

    [Theory]
    [InlineData("LocalPort", "\"http\"")]
    [InlineData("LocalPort", "99999999999")]
    [InlineData("LocalPort", "[1]")]
    [InlineData("ReportId", "1.5")]
    [InlineData("IsInitiatingProcessRemoteSession", "\"perhaps\"")]
    [InlineData("InitiatingProcessCreationTime", "\"2026-13-01\"")]
    public void a_value_that_its_column_cannot_have_is_null_and_the_row_is_kept(string column, string value)
    {
        var batch = One($$"""{"Timestamp":"2026-07-18T13:58:42Z","ActionType":"ConnectionSuccess","DeviceId":"d","{{column}}":{{value}}}""");

        Assert.Equal((1, "d", null), (batch.Length, Value(batch, "DeviceId"), Value(batch, column)));
    }

    [Fact]
    public void many_rows_keep_their_values_apart_whether_texts_repeat_or_not()
    {
        var rows = Enumerable.Range(0, 5000).Select(static n => (Device: $"d{n % 7}", Command: n % 3 == 0 ? "" : $"run --n {n} é", Port: n)).ToArray();
        var lines = rows.Select(static row => $$"""{"Timestamp":"2026-07-18T13:58:42Z","ActionType":"ConnectionSuccess","DeviceId":"{{row.Device}}","InitiatingProcessCommandLine":"{{row.Command}}","LocalPort":{{row.Port}}}""");

        var batch = One(string.Join('\n', lines));

        Assert.Equal(rows, Enumerable.Range(0, batch.Length).Select(row => ((string)Value(batch, "DeviceId", row)!, (string)Value(batch, "InitiatingProcessCommandLine", row)!, (int)Value(batch, "LocalPort", row)!)));
    }

    [Fact]
    public void tenants_are_kept_apart_and_each_row_knows_its_event()
    {
        var rows = Read(Event("a", 1), Event("b", 2), Event("a", 3));

        Assert.Equal(3, rows.Count);
        Assert.Equal(["a: 1 3", "b: 2"], rows.Tenants.Select(static tenant => $"{tenant.Tenant}: {string.Join(' ', tenant.Sequences)}"));
    }

    [Fact]
    public void a_row_that_was_begun_and_not_ended_is_forgotten()
    {
        var rows = new ArchiveRows();
        foreach (var isWhole in new[] { true, false, true, false })
        {
            rows.Begin(new("a"), Event("a", isWhole ? 1 : 2));
            rows.Set(isWhole ? NetworkEventColumn.DeviceId : NetworkEventColumn.DeviceName, "x"u8);
            rows.Set(isWhole ? NetworkEventColumn.ReportId : NetworkEventColumn.LocalPort, "7"u8);
            if (isWhole)
            {
                rows.End();
            }
        }

        var batch = Assert.Single(rows.Tenants).Build();

        Assert.Equal(2, batch.Length);
        Assert.All([0, 1], row => Assert.Equal(("x", "", null), (Value(batch, "DeviceId", row), Value(batch, "DeviceName", row), Value(batch, "LocalPort", row))));
        Assert.Equal([1L, 1L], rows.Tenants.Single().Sequences);
    }

    private static RawEvent Event(string tenant, long sequence) => new(
        Encoding.UTF8.GetBytes("""{"Timestamp":"2026-07-18T13:58:42Z","ActionType":"ConnectionSuccess","DeviceId":"d"}"""),
        new EventPosition("connections", "0", sequence), Now, Tenant: new(tenant));

    private static ArchiveRows Read(params RawEvent[] events)
    {
        var rows = new ArchiveRows();
        Normaliser.Journal(events, ExposurePolicy.Default, Now, rows);
        return rows;
    }

    private static Batch One(string body) =>
        Assert.Single(Read(new RawEvent(Encoding.UTF8.GetBytes(body), new EventPosition("connections", "0", 1), Now, Format: "defender-streaming")).Tenants).Build();

    private static object? Value(Batch batch, string column, int row = 0) => batch[DeviceNetworkEventsTable.Stored.IndexOf(column)].Boxed(row);
}
