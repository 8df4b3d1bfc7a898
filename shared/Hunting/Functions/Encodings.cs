using System.Text;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Base64, and texts that hold other forms: comma-separated values, command lines, versions, paths.</summary>
internal static class Encodings
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<ScalarFunction> All =>
    [
        new("base64_encode_tostring", [Define.Of<string, string>(v => Convert.ToBase64String(Encoding.UTF8.GetBytes(v)))]) { Aliases = ["base64_encodestring"] },
        new("base64_decode_tostring", [Define.Of<string, string>(v => Bytes(v) is { } bytes ? Text(bytes) : "")]) { Aliases = ["base64_decodestring"], Nulls = "\"\" where it is no text" },
        new("base64_decode_toarray", [Define.Of<string, Dynamic>(v => Bytes(v) is { } bytes ? new DynamicArray([.. bytes.Select(b => Dynamic.Of((long)b))]) : null!)]) { Nulls = "null where it is not base64" },
        new("base64_encode_fromarray", [Define.Of<Dynamic, string>(FromArray)]) { Nulls = "\"\" where it is no array of bytes" },
        new("base64_encode_fromguid", [Define.Of<Guid, string>(v => Convert.ToBase64String(v.ToByteArray()))]),
        new("base64_decode_toguid", [Define.Try<string, Guid>(v => Bytes(v) is { Length: 16 } bytes ? new Guid(bytes) : null)]) { Nulls = "null where it is no guid" },
        new("parse_csv", [Define.Of<string, Dynamic>(v => Array(SeparatedText.FirstRecord(v)))]),
        new("parse_command_line", [Define.Of<string, string, Dynamic>((v, system) => system is "windows" ? Array(SeparatedText.CommandLine(v)) : null!)]) { Nulls = "null unless for \"windows\"" },
        new("parse_version", [Define.Try<string, decimal>(Version)]) { Nulls = "null where it is no version" },
        new("parse_path", [Define.Of<string, Dynamic>(PathText.Parse)]),
        new("dynamic_to_json", [Define.Of<Dynamic, string>(v => Sorted(v)!.ToString())]) { TakesAnythingAsDynamic = true, Nulls = "null becomes \"\"" },
    ];

    private static DynamicArray Array(IEnumerable<string> texts) => new([.. texts.Select(Dynamic.Of)]);

    private static byte[]? Bytes(string text)
    {
        // The padding may be left out.
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }

    private static string Text(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : "";

    private static string FromArray(Dynamic value)
    {
        var bytes = Arrays.Items(value)?.Select(i => i is DynamicScalar<long> { Value: >= 0 and <= 255 and var b } ? (byte)b : (byte?)null).ToArray();
        return bytes is null || bytes.Contains(null) ? "" : Text([.. bytes.Select(b => b!.Value)]) is { Length: > 0 } text ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : "";
    }

    // 1.2.3.40 is 1 00000002 00000003 00000040.
    private static decimal? Version(string text)
    {
        var parts = text.Split('.');
        var version = 0m;
        for (var i = 0; i < 4; i++)
        {
            var part = 0;
            if (parts.Length > 4 || (i < parts.Length && (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out part) || part > 99_999_999)))
            {
                return null;
            }

            version = (version * 100_000_000m) + part;
        }

        return version;
    }

    private static Dynamic? Sorted(Dynamic? value) => value switch
    {
        DynamicArray array => new DynamicArray([.. array.Items.Select(Sorted)]),
        DynamicBag bag => new DynamicBag(bag.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        _ => value,
    };
}
