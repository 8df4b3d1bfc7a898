namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>How text is written as bytes.</summary>
internal enum UnicodeForm
{
    /// <summary>UTF-8, and whatever is none of the others.</summary>
    Utf8,

    Utf16LittleEndian,

    Utf16BigEndian,

    Utf32,
}

/// <summary>Tells the forms of Unicode apart: by byte-order mark, else by where the zeros of ASCII characters lie.</summary>
internal static class Unicode
{
    private const int Looked = 64;

    public static UnicodeForm Recognise(ReadOnlySpan<byte> body) => body switch
    {
        [0xff, 0xfe, 0, 0, ..] or [0, 0, 0xfe, 0xff, ..] => UnicodeForm.Utf32,
        [0xff, 0xfe, ..] => UnicodeForm.Utf16LittleEndian,
        [0xfe, 0xff, ..] => UnicodeForm.Utf16BigEndian,
        [_, 0, 0, 0, ..] or [0, 0, 0, _, ..] when body.Length % 4 == 0 && ZerosOf(body, 4) is { } => UnicodeForm.Utf32,
        [not 0, 0, not 0, 0, ..] when ZerosOf(body, 2) is 1 => UnicodeForm.Utf16LittleEndian,
        [0, not 0, 0, not 0, ..] when ZerosOf(body, 2) is 0 => UnicodeForm.Utf16BigEndian,
        _ => UnicodeForm.Utf8,
    };

    // Text of the formats begins with ASCII: of each unit all bytes but one are zero, and always the same one is not.
    private static int? ZerosOf(ReadOnlySpan<byte> body, int unit)
    {
        var head = body[..(Math.Min(body.Length, Looked) / unit * unit)];
        var letter = head[0] == 0 ? unit - 1 : 0;
        for (var i = 0; i < head.Length; i++)
        {
            if ((head[i] != 0) != (i % unit == letter))
            {
                return null;
            }
        }

        return letter == 0 ? 1 : 0;
    }
}
