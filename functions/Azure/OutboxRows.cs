using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Outbox rows to and from messages. One row holds one message, unless an entity says so much at once that its rows would not fit one
/// transaction: then several share a row, which is removed when all of them were sent.
/// </summary>
internal static class OutboxRows
{
    /// <summary>Most rows of one change; leaves the rest of a transaction to state, index and history.</summary>
    public const int MaxRows = 48;

    private const char Shared = '/'; // in no row key, since keys escape it

    /// <summary>The messages of a change with the places where they will lie.</summary>
    public static IEnumerable<OutboxRow> Place(EntityChange change, string partition, long revision) =>
        change.Outbox.Chunk(PerRow(change.Outbox.Count)).SelectMany((messages, number) =>
            Place(messages, partition, TableKeys.OutboxRow(change.Entity, revision, number)));

    /// <summary>The rows of placed messages.</summary>
    public static IEnumerable<TableEntity> Write(IEnumerable<OutboxRow> placed) => placed.GroupBy(RowKey).Select(Write);

    /// <summary>The messages of a row with their places.</summary>
    public static IEnumerable<OutboxRow> Read(TableEntity row)
    {
        var count = 1;
        while (row.ContainsKey(Name(nameof(OutboxMessage.Id), count)))
        {
            count++;
        }

        return Place([.. Enumerable.Range(0, count).Select(index => Read(row, index))], row.PartitionKey, row.RowKey);
    }

    /// <summary>The rows that hold nothing but these messages.</summary>
    public static IEnumerable<(string Partition, string Key)> Emptied(IEnumerable<OutboxRow> sent) => sent
        .DistinctBy(static row => (row.Partition, row.Key))
        .GroupBy(static row => (row.Partition, Key: RowKey(row)))
        .Where(static row => row.Count() == CountOf(row.First()))
        .Select(static row => row.Key);

    private static int PerRow(int messages) => Math.Max(1, (messages + MaxRows - 1) / MaxRows);

    private static IEnumerable<OutboxRow> Place(OutboxMessage[] messages, string partition, string key) => messages.Length == 1
        ? [new(messages[0], partition, key)]
        : messages.Select((message, index) => new OutboxRow(message, partition, string.Create(CultureInfo.InvariantCulture, $"{key}{Shared}{index}{Shared}{messages.Length}")));

    private static string RowKey(OutboxRow row) => row.Key.Split(Shared, 2)[0];

    private static int CountOf(OutboxRow row) => row.Key.Split(Shared) is [_, _, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1;

    private static TableEntity Write(IGrouping<string, OutboxRow> placed)
    {
        var row = new TableEntity(placed.First().Partition, placed.Key);
        foreach (var (index, item) in placed.Index())
        {
            Write(row, index, item.Message);
        }

        return row;
    }

    private static void Write(TableEntity row, int index, OutboxMessage message)
    {
        row[Name(nameof(message.Id), index)] = message.Id;
        row[Name(nameof(message.Channel), index)] = message.Channel.ToString();
        row[Name(nameof(message.Subject), index)] = $"{TableKeys.Escape(message.Subject.Tenant.Value)}|{TableKeys.Entity(message.Subject)}";
        row[Name(nameof(message.Properties), index)] = JsonSerializer.Serialize(new(message.Properties), PropertiesJson.Default.DictionaryStringString);
        row[Name(nameof(message.Created), index)] = message.Created;
        BinaryProperty.Write(row, Name(nameof(message.Body), index), message.Body);
        WriteTime(row, Name(nameof(message.Enqueued), index), message.Enqueued);
        WriteTime(row, Name(nameof(message.EventTime), index), message.EventTime);
    }

    private static OutboxMessage Read(TableEntity row, int index) => new(
        row.GetString(Name(nameof(OutboxMessage.Id), index)) ?? "",
        Enum.Parse<Channel>(row.GetString(Name(nameof(OutboxMessage.Channel), index)) ?? ""),
        ReadSubject(row.GetString(Name(nameof(OutboxMessage.Subject), index)) ?? ""),
        BinaryProperty.Read(row, Name(nameof(OutboxMessage.Body), index)),
        JsonSerializer.Deserialize(row.GetString(Name(nameof(OutboxMessage.Properties), index)) ?? "{}", PropertiesJson.Default.DictionaryStringString)!,
        row.GetDateTimeOffset(Name(nameof(OutboxMessage.Created), index)) ?? default,
        row.GetDateTimeOffset(Name(nameof(OutboxMessage.Enqueued), index)))
    {
        EventTime = row.GetDateTimeOffset(Name(nameof(OutboxMessage.EventTime), index)),
    };

    private static void WriteTime(TableEntity row, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            row[name] = moment;
        }
    }

    // A signal lies beside the entity that sends it and goes to another one, so the subject is written out: "{tenant}|d|{id}".
    private static EntityId ReadSubject(string text) => TableKeys.ReadEntity(text, text[text.IndexOf('|', StringComparison.Ordinal)..]);

    private static string Name(string property, int index) => index == 0 ? property : string.Create(CultureInfo.InvariantCulture, $"{property}_{index}");
}
