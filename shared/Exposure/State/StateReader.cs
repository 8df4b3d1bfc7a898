using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Reads what <see cref="StateWriter"/> writes.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> utf8)
{
    private Utf8JsonReader json = new(utf8);

    public delegate T Row<T>(ref StateReader reader);

    public readonly long Position => json.BytesConsumed;

    /// <summary>The name of the next member; null at the end of the object.</summary>
    public string? Member()
    {
        Next();
        if (json.TokenType is JsonTokenType.StartObject)
        {
            Next();
        }

        return json.TokenType is JsonTokenType.PropertyName ? json.GetString() : null;
    }

    public List<T> Rows<T>(Row<T> read)
    {
        var rows = new List<T>();
        Expect(JsonTokenType.StartArray);
        while (NextIs(JsonTokenType.StartArray))
        {
            rows.Add(read(ref this));
            Expect(JsonTokenType.EndArray);
        }

        return rows;
    }

    public long Number()
    {
        Next();
        return json.GetInt64();
    }

    public long? NumberOrNull()
    {
        Next();
        return json.TokenType is JsonTokenType.Null ? null : json.GetInt64();
    }

    public bool? FlagOrNull() => NumberOrNull() is { } number ? number == 1 : null;

    public string? TextOrNull()
    {
        Next();
        return json.GetString();
    }

    public string Text() => TextOrNull() ?? throw Unexpected();

    public string Id()
    {
        if (!NextIs(JsonTokenType.StartArray))
        {
            return json.GetString() ?? throw Unexpected();
        }

        Next();
        var id = Encoding.Unicode.GetString(json.GetBytesFromBase64());
        Expect(JsonTokenType.EndArray);
        return id;
    }

    public List<string> Texts()
    {
        var texts = new List<string>();
        Expect(JsonTokenType.StartArray);
        while (NextIs(JsonTokenType.String))
        {
            texts.Add(json.GetString()!);
        }

        return texts;
    }

    public DateTimeOffset? TimeOrNull() => NumberOrNull() is { } ticks ? DateTimeOffset.UnixEpoch.AddTicks(ticks) : null;

    public DateTimeOffset Time() => DateTimeOffset.UnixEpoch.AddTicks(Number());

    public Sighting Sighting()
    {
        var first = Time();
        return new(first, first.AddTicks(Number()));
    }

    public IpAddress Address() => IpAddress.TryParse(Text(), out var address) ? address : throw Unexpected();

    public Endpoint? EndpointOrNull() =>
        TextOrNull() is not { } text ? null : Values.Endpoint.TryParse(text, out var endpoint) ? endpoint : throw Unexpected();

    public Endpoint Endpoint() => EndpointOrNull() ?? throw Unexpected();

    public ProcessRegister? Process()
    {
        if (!NextIs(JsonTokenType.StartArray))
        {
            return null;
        }

        var process = new ProcessRegister(Time(), new(Text(), TextOrNull(), Number()));
        Expect(JsonTokenType.EndArray);
        return process;
    }

    public RemoteSample Remotes()
    {
        Next();
        var bytes = json.GetBytesFromBase64();
        var addresses = new List<IpAddress>(RemoteBound.Capacity);
        for (var at = 1; at < bytes.Length;)
        {
            var isV4 = addresses.Count < bytes[0];
            addresses.Add(isV4
                ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)), IsV4: true)
                : new(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at)), IsV4: false));
            at += isV4 ? 4 : 16;
        }

        return RemoteSample.Of(addresses);
    }

    public OccupantPorts Ports(TimeSpan slot)
    {
        Next();
        return OccupantPorts.Of(json.GetBytesFromBase64().Chunk(PackedPort.Bytes).Select(b => PackedPort.Read(b, slot)), slot);
    }

    public readonly InvalidDataException Unexpected() => new($"Stored state is unreadable at byte {Position}: unexpected {json.TokenType}.");

    private void Next()
    {
        if (!json.Read())
        {
            throw Unexpected();
        }
    }

    private bool NextIs(JsonTokenType type)
    {
        Next();
        return json.TokenType == type;
    }

    private void Expect(JsonTokenType type)
    {
        if (!NextIs(type))
        {
            throw Unexpected();
        }
    }
}
