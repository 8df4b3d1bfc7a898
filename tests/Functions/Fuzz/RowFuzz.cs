using System.Text;
using Azure.Data.Tables;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Functions.Azure;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.Fuzz;

/// <summary>Rows that somebody damaged: read, or refused as <see cref="InvalidDataException"/> that names the row.</summary>
public sealed class RowFuzz(ITestOutputHelper output)
{
    private readonly Mutation mutation = new(
        [.. new[] { """[{"Number":0,"Id":"m0","Channel":0,"Subject":"contoso|d|web","Properties":{"change":"added"},"Created":"2026-03-04T12:00:00Z","BodyLength":10}]""", "contoso|d|web", "{\"change\":\"added\"}", "f|d|web", "contoso|3", "o|d|web|0000000000000001|0000", "h|d|web|7fffffffffffffff|added|k" }.Select(Encoding.UTF8.GetBytes)],
        [.. Scraps.Any, "|", "||", "!", "!7", "!7c", "d|", "a|", "Signals", "\"BodyLength\":-1", "\"BodyLength\":2147483647", "null"]);

    [Fact]
    public void an_outbox_row_of_any_shape_is_read_or_refused_by_name() => Feed("outbox row", Outbox, row => OutboxRows.Read(row).ToList().Count);

    [Fact]
    public void an_index_row_of_any_shape_is_read_or_refused_by_name() => Feed("index row", Index, row => ExposureRows.ReadIndex(row).Policy.Length);

    [Fact]
    public void a_history_row_of_any_shape_is_read_or_refused_by_name() => Feed("history row", Index, row => HistoryRows.Read(row).Count);

    private void Feed(string target, Func<TableEntity> sound, Func<TableEntity, int> read) => new FuzzRun(target, output).Each(20_000, random =>
    {
        var properties = sound().ToDictionary(static each => each.Key, static object? (each) => each.Value);
        for (var n = random.Next(1, 3); n > 0; n--)
        {
            var name = properties.Keys.ElementAt(random.Next(properties.Count));
            properties[name] = name is "PartitionKey" or "RowKey" ? Text(random) : Value(random);
        }

        var row = new TableEntity(properties!);
        try
        {
            return read(row) >= 0;
        }
        catch (InvalidDataException fault)
        {
            Assert.Contains(row.RowKey, fault.Message, StringComparison.Ordinal);
            return false;
        }
    });

    private object? Value(Random random) => random.Next(8) switch { 0 => null, 1 => 5, 2 => 5L, 3 => true, 4 => DateTimeOffset.MinValue, 5 => mutation.Any(random), 6 => 1e300, _ => Text(random) };

    private string Text(Random random) => Encoding.UTF8.GetString(mutation.Any(random));

    private static TableEntity Outbox()
    {
        var device = AzuriteStores.Device("web");
        var messages = Enumerable.Range(0, 3).Select(n => Changes.Message(device, $"m{n}"));
        return OutboxRows.Write(OutboxRows.Place(messages, "contoso|3", new OutboxSequence())).First();
    }

    private static TableEntity Index() => new("contoso|3", "f|d|web") { ["DueAt"] = DateTimeOffset.UnixEpoch, ["Policy"] = "p", ["Body"] = "{}"u8.ToArray(), ["At"] = DateTimeOffset.UnixEpoch, ["Kind"] = "added", ["Key"] = "k", ["Detail"] = "{}"u8.ToArray() };
}
