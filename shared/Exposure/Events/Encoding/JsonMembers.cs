using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>Values as members of the encoding; what is null is left out.</summary>
internal static class JsonMembers
{
    /// <summary>How a moment is written: UTC with up to seven fraction digits.</summary>
    public const string Moment = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private const int LongestMoment = 28;

    extension(Utf8JsonWriter json)
    {
        public void Text(ReadOnlySpan<byte> name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        public void Address(ReadOnlySpan<byte> name, IpAddress? value) => json.Text(name, value?.ToString());

        public void Endpoint(ReadOnlySpan<byte> name, Endpoint? value) => json.Text(name, value?.ToString());

        public void Transport(Transport? value) => json.Text("transport"u8, value?.ToString());

        public void Time(ReadOnlySpan<byte> name, DateTimeOffset? value)
        {
            if (value is { } time)
            {
                json.WriteString(name, time);
            }
        }

        public void Seen(Sighting value)
        {
            Span<byte> text = stackalloc byte[(2 * LongestMoment) + 1];
            var length = Write(value.First, text);
            if (value.First != value.Last)
            {
                text[length++] = (byte)'/';
                length += Write(value.Last, text[length..]);
            }

            json.WriteString("seen"u8, text[..length]);
        }

        public void Remotes(IReadOnlyCollection<IpAddress> addresses)
        {
            json.WriteStartArray("remotes"u8);
            foreach (var address in addresses)
            {
                json.WriteStringValue(address.ToString());
            }

            json.WriteEndArray();
        }

        public void Process(ProcessIdentity? process)
        {
            if (process is not null)
            {
                json.WriteStartObject("process"u8);
                json.Text("name"u8, process.Name);
                json.Text("commandLine"u8, process.CommandLine);
                json.WriteNumber("id"u8, process.Id);
                json.WriteEndObject();
            }
        }

        public void Path(ForwardingPath path)
        {
            json.WriteStartObject("path"u8);
            json.Transport(path.Transport);
            json.WriteNumber("fromPort"u8, path.FromPort);
            json.WriteNumber("toPort"u8, path.ToPort);
            json.Endpoint("target"u8, path.Target);
            json.Text("rule"u8, path.Rule);
            json.WriteEndObject();
        }
    }

    private static int Write(DateTimeOffset time, Span<byte> text)
    {
        time.UtcDateTime.TryFormat(text, out var length, Moment, CultureInfo.InvariantCulture);
        return length;
    }
}
