using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>
/// Decodes bodies as files of the same formats are found: gzip (RFC 1952), UTF-16 with a byte-order mark or without (what Windows PowerShell
/// writes when output is redirected), UTF-8 with or without one; and tables that a query returned as the rows that they hold. Plain UTF-8 is passed on as it is, without a look beyond its first bytes.
/// </summary>
public static class BodyText
{
    /// <summary>Largest decoded body, 64 MiB: a compressed event of 1 MiB may hold a log of that size, and a bomb no more.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    /// <summary>Never throws on input. Bytes that are no UTF-8 are left as they are: readers judge record by record.</summary>
    public static DecodedBody Decode(ReadOnlyMemory<byte> body)
    {
        if (!Gzip.Recognises(body.Span))
        {
            return Rows(Text(body));
        }

        var packed = Gzip.Decode(body, MaxBytes);
        if (packed.Bytes.IsEmpty)
        {
            return packed;
        }

        var text = Rows(Text(packed.Bytes));
        return text with { Fault = packed.Fault ?? text.Fault };
    }

    private static DecodedBody Rows(DecodedBody text)
    {
        if (!QueryTables.Recognises(text.Bytes.Span))
        {
            return text;
        }

        var rows = QueryTables.Decode(text.Bytes, MaxBytes);
        return rows with { Fault = text.Fault ?? rows.Fault };
    }

    private static DecodedBody Text(ReadOnlyMemory<byte> body) => Unicode.Recognise(body.Span) switch
    {
        UnicodeForm.Utf8 => new(body.Span.StartsWith(Utf8Mark) ? body[Utf8Mark.Length..] : body),
        UnicodeForm.Utf16LittleEndian => Utf16.Decode(body.Span, isBigEndian: false),
        UnicodeForm.Utf16BigEndian => Utf16.Decode(body.Span, isBigEndian: true),
        _ => DecodedBody.Unusable(RejectionReason.InvalidEncoding, "UTF-32; UTF-8 and UTF-16 are read"),
    };
}
