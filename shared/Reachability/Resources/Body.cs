using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>A JSON value of a resource's body, read with the tolerance that the clouds' surfaces demand.</summary>
/// <remarks>
/// The same property comes as <c>publicIPAddress</c> and <c>publicIpAddress</c>, booleans as 1 and 0 or as text, numbers as text, objects as a string
/// that holds JSON. A property that is absent, or null, reads as <see cref="Missing"/>, never as an exception.
/// </remarks>
/// <param name="element">The value; <c>default</c> for one that is missing.</param>
public readonly struct Body(JsonElement element)
{
    /// <summary>Nothing.</summary>
    public static Body Missing => default;

    /// <summary>Whether there is a value other than null.</summary>
    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether the value is an object.</summary>
    public bool IsObject => element.ValueKind is JsonValueKind.Object;

    /// <summary>Whether the value is an array.</summary>
    public bool IsArray => element.ValueKind is JsonValueKind.Array;

    /// <summary>The text of a string, or of a number as it is written; null for anything else.</summary>
    public string? Text => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>A whole number, also when written as a string or as <c>8.0</c>; null for anything else.</summary>
    public long? Number => Text is { } text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    /// <summary>A truth value, also when written as 1 and 0 or as text; null for anything else.</summary>
    public bool? Flag => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Text switch
        {
            "1" or "true" or "True" => true,
            "0" or "false" or "False" => false,
            _ => null,
        },
    };

    /// <summary>The JSON that a string holds, or the value itself where it is no string; nothing where the string holds none.</summary>
    /// <remarks>Text that was encoded more than once is decoded as often.</remarks>
    public Body Decoded => element.ValueKind is not JsonValueKind.String ? this : Parse(element.GetString()).Decoded;

    /// <summary>The elements of an array; a single object or text counts as an array of one; nothing otherwise.</summary>
    public IEnumerable<Body> Items => IsArray ? element.EnumerateArray().Select(static item => new Body(item)) : Exists ? [this] : [];

    /// <summary>The texts of an array of strings, or of one string.</summary>
    public IEnumerable<string> Texts => Items.Select(static item => item.Text).OfType<string>();

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, Body Value)> Members =>
        IsObject ? element.EnumerateObject().Select(static member => (member.Name, new Body(member.Value))) : [];

    /// <summary>A member of an object: the spelling given, else any that differs in case alone.</summary>
    public Body this[string name]
    {
        get
        {
            if (!IsObject)
            {
                return Missing;
            }

            if (element.TryGetProperty(name, out var exact))
            {
                return new(exact);
            }

            foreach (var member in element.EnumerateObject())
            {
                if (IsCalled(member, name))
                {
                    return new(member.Value);
                }
            }

            return Missing;
        }
    }

    /// <summary>Writes the value as it is, without white space; null where there is none.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        if (element.ValueKind is JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            element.WriteTo(json);
        }
    }

    // Most look-ups are for members that are not there: they must not make a string of every name that is.
    private static bool IsCalled(JsonProperty member, string name)
    {
        var written = JsonMarshal.GetRawUtf8PropertyName(member);
        return written.Length > name.Length
            ? written.Contains((byte)'\\') && member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            : written.Length == name.Length && Ascii.EqualsIgnoreCase(written, name);
    }

    private static Body Parse(string? json)
    {
        try
        {
            return new(JsonElement.Parse(json ?? "null"));
        }
        catch (JsonException)
        {
            return Missing;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => element.ValueKind is JsonValueKind.Undefined ? "" : element.GetRawText();
}
