using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Outbox rows to and from messages. The messages of a transaction share a row, so that writing and removing them takes one operation for all.</summary>
internal static class OutboxRows
{
    /// <summary>Above this size a row takes no further message; the service's limit is 1 MiB.</summary>
    public const int RowBytes = 800 * 1024;

    /// <summary>About what a message takes beside its body.</summary>
    public const int MessageOverhead = 1024;

    private const string Headers = nameof(Headers);
    private const string Bodies = nameof(Bodies);
    private const char Part = '/'; // in no row key, since keys escape it

    /// <summary>Messages with the places where they will lie.</summary>
    /// <param name="messages">Of one transaction, in order.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="sequence">Names the rows, so that later ones sort behind earlier ones.</param>
    public static List<OutboxRow> Place(IEnumerable<OutboxMessage> messages, string partition, OutboxSequence sequence) =>
    [
        .. TransactionPacks.Of(messages, int.MaxValue, RowBytes, static _ => 0, static message => message.Body.Length + MessageOverhead)
            .SelectMany(row => Place(row, partition, sequence.Next(row.Max(static message => message.Created)))),
    ];

    /// <summary>The rows of placed messages.</summary>
    public static IEnumerable<TableEntity> Write(IEnumerable<OutboxRow> placed) => placed.GroupBy(RowKey).Select(static row => Write(row.First().Partition, row.Key, [.. row]));

    /// <summary>The messages of a row with their places.</summary>
    /// <exception cref="InvalidDataException">It was damaged since.</exception>
    public static List<OutboxRow> Read(TableEntity row) => SoundRow.Read(row, Messages);

    /// <summary>The same; a damaged row goes to those given, where there are any, and holds up no other.</summary>
    public static List<OutboxRow> Read(TableEntity row, ICollection<DamagedRow>? damaged)
    {
        try
        {
            return Read(row);
        }
        catch (InvalidDataException fault) when (damaged is not null)
        {
            damaged.Add(new(row.PartitionKey, row.RowKey, fault.Message));
            return [];
        }
    }

    private static List<OutboxRow> Messages(TableEntity row)
    {
        var headers = JsonSerializer.Deserialize(BinaryProperty.Read(row, Headers).Span, OutboxJson.Default.OutboxHeaderArray) ?? [];
        var (bodies, messages) = (BinaryProperty.Read(row, Bodies), new List<OutboxRow>(headers.Length));
        foreach (var header in headers)
        {
            ArgumentNullException.ThrowIfNull(header);
            messages.Add(new(Message(header, bodies[..header.BodyLength]), row.PartitionKey, Key(row.RowKey, header.Number, headers.Length)));
            bodies = bodies[header.BodyLength..];
        }

        return messages;
    }

    /// <summary>Messages by the row in which they lie, and whether they are all that it holds.</summary>
    public static IEnumerable<(string Partition, string Key, List<OutboxRow> Messages, bool IsAll)> ByRow(IEnumerable<OutboxRow> messages) => messages
        .DistinctBy(static message => (message.Partition, message.Key))
        .GroupBy(static message => (message.Partition, Key: RowKey(message)))
        .Select(static row => (row.Key.Partition, row.Key.Key, Messages: row.ToList(), IsAll: row.Count() == CountOf(row.First())));

    /// <summary>A row as it is without some of its messages; null when none is left.</summary>
    public static TableEntity? Without(TableEntity row, IEnumerable<OutboxRow> messages)
    {
        var gone = messages.Select(Number).ToHashSet();
        var left = Read(row).Where(message => !gone.Contains(Number(message))).ToList();
        return left.Count == 0 ? null : Write(row.PartitionKey, row.RowKey, left);
    }

    private static IEnumerable<OutboxRow> Place(List<OutboxMessage> messages, string partition, string key) =>
        messages.Select((message, number) => new OutboxRow(message, partition, Key(key, number, messages.Count)));

    private static string Key(string row, int number, int count) => string.Create(CultureInfo.InvariantCulture, $"{row}{Part}{number}{Part}{count}");

    private static string RowKey(OutboxRow message) => message.Key.Split(Part, 2)[0];

    private static string Number(OutboxRow message) => message.Key.Split(Part)[1];

    private static int CountOf(OutboxRow message) => int.Parse(message.Key.Split(Part)[2], CultureInfo.InvariantCulture);

    private static TableEntity Write(string partition, string key, IReadOnlyList<OutboxRow> messages)
    {
        var row = new TableEntity(partition, key) { [nameof(OutboxMessage.Created)] = messages.Min(static each => each.Message.Created) };
        OutboxHeader[] headers = [.. messages.Select(static each => Header(each.Message, int.Parse(Number(each), CultureInfo.InvariantCulture)))];
        BinaryProperty.Write(row, Headers, JsonSerializer.SerializeToUtf8Bytes(headers, OutboxJson.Default.OutboxHeaderArray));
        var bodies = new byte[messages.Sum(static each => each.Message.Body.Length)];
        var length = 0;
        foreach (var (message, _, _) in messages)
        {
            message.Body.CopyTo(bodies.AsMemory(length));
            length += message.Body.Length;
        }

        BinaryProperty.Write(row, Bodies, bodies);
        return row;
    }

    private static OutboxHeader Header(OutboxMessage message, int number) => new(
        number, message.Id, message.Channel, $"{TableKeys.Escape(message.Subject.Tenant.Value)}|{TableKeys.Entity(message.Subject)}", message.Properties,
        message.Created, message.Body.Length, message.Enqueued, message.EventTime);

    private static OutboxMessage Message(OutboxHeader header, ReadOnlyMemory<byte> body) => new(
        header.Id, header.Channel, TableKeys.ReadEntity(header.Subject, header.Subject[header.Subject.IndexOf('|', StringComparison.Ordinal)..]), body, header.Properties,
        header.Created, header.Enqueued)
    {
        EventTime = header.EventTime,
    };
}
