using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>Reads a Windows event from JSON: flat, nested in any known wrapper, or as XML or JSON inside a text.</summary>
internal static class WindowsEventJson
{
    private const int LongestValue = 512;
    private const int MostTexts = 8;

    private static readonly AsciiNames PairNames = new("@Name", "Name");
    private static readonly AsciiNames PairValues = new("#text", "@Value", "Value", "text", "content");

    /// <summary>False when the record is not well-formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, WindowsEvent to)
    {
        if (json.IsEmpty)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                return false;
            }

            ReadObject(ref reader, default, to);
            return !reader.Read();
        }
        catch (JsonException) // the reader has no Try form; JsonFault finds out what is wrong
        {
            return false;
        }
    }

    // Of {"@Name":"SourceIp","#text":"45.9.9.9"} the first member is the second one's name.
    private static void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> parent, WindowsEvent to)
    {
        var called = default(ReadOnlySpan<byte>);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType is JsonTokenType.String && PairNames.Contains(name))
            {
                called = reader.ValueSpan;
            }

            ReadMember(ref reader, parent, called.IsEmpty || !PairValues.Contains(name) ? name : called, to);
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name, WindowsEvent to)
    {
        var isKnown = TrySplit(ref parent, ref name);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when isKnown && WindowsNames.Wrappers.Contains(name):
                ReadObject(ref reader, name, to);
                break;
            case JsonTokenType.StartArray when isKnown && WindowsNames.Wrappers.Contains(name):
                ReadElements(ref reader, name, to);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                break;
            case JsonTokenType.String when isKnown && WindowsNames.Texts.Contains(name):
                ReadText(new(JsonTokenType.String, reader.ValueSpan, reader.ValueIsEscaped, 0), to);
                break;
            default:
                if (isKnown && WindowsNames.Find(parent, name) is { } field)
                {
                    Take(field, new(reader.TokenType, reader.ValueSpan, reader.ValueIsEscaped, 0), to);
                }

                break;
        }
    }

    // As many bytes are never more characters.
    private static void Take(WindowsField field, JsonValue value, WindowsEvent to)
    {
        if (value.Bytes.Length <= LongestValue)
        {
            to.Take(field, value.IsAbsent ? default : value.Plain(stackalloc byte[LongestValue]), isOwn: false);
        }
        else
        {
            to.Take(field, Encoding.UTF8.GetBytes(value.Text(LongestValue) ?? ""), isOwn: false);
        }
    }

    private static void ReadElements(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, WindowsEvent to)
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                ReadObject(ref reader, name, to);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    // "winlog.event_data.SourceIp" in one name says the same as the members one by one.
    private static bool TrySplit(ref ReadOnlySpan<byte> parent, ref ReadOnlySpan<byte> name)
    {
        var point = name.LastIndexOf((byte)'.');
        if (point <= 0)
        {
            return true;
        }

        parent = name[..point];
        parent = parent[(parent.LastIndexOf((byte)'.') + 1)..];
        name = name[(point + 1)..];
        return WindowsNames.Wrappers.Contains(parent);
    }

    private static void ReadText(JsonValue text, WindowsEvent to)
    {
        var mayBeXml = text.Bytes.IndexOf("<Event"u8) >= 0 || text.Bytes.IndexOf("\\u003cEvent"u8) >= 0 || text.Bytes.IndexOf("\\u003CEvent"u8) >= 0;
        var mayBeJson = !mayBeXml && text.Bytes.TrimStart((byte)' ') is [(byte)'{', ..];
        if (mayBeXml)
        {
            WindowsEventXml.Read(text.Nested(), to);
        }
        else if (mayBeJson && (to.Unwrapped++ > MostTexts || !TryRead(text.Nested(), to)))
        {
            to.Fault = (RejectionReason.MalformedJson, "the JSON inside a text of the record is not well-formed, or wrapped too often");
        }
        else if (!mayBeJson)
        {
            to.Take(WindowsField.OtherText, "text"u8, isOwn: false);
        }
    }
}
