using System.Runtime.InteropServices;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>One XML document among those that a body holds.</summary>
internal static class NmapDocument
{
    private static ReadOnlySpan<byte> EndTag => "</nmaprun>"u8;

    private static ReadOnlySpan<byte> Declaration => "<?xml "u8;

    /// <summary>How long the first document is: to its end tag or the next declaration, or to the body's end when no other one follows.</summary>
    public static int Length(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf(EndTag) is var tag and >= 0 ? tag + EndTag.Length : body.Length;
        if (body[Math.Min(1, end)..end].IndexOf(Declaration) is var declaration and >= 0)
        {
            return 1 + declaration;
        }

        var behind = body[end..];
        return behind.IndexOf("<nmaprun"u8) < 0 && behind.IndexOf(Declaration) < 0 ? body.Length : end;
    }

    /// <summary>Without what stands before its declaration, which suffers nothing before it: white space, and comments such as published files begin with.</summary>
    public static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> document)
    {
        var whole = document.TrimStart(" \t\r\n"u8);
        var rest = whole;
        while (rest.Span.StartsWith("<!--"u8) && rest.Span.IndexOf("-->"u8) is var end and >= 0)
        {
            rest = rest[(end + 3)..].TrimStart(" \t\r\n"u8);
        }

        return rest.Span.StartsWith(Declaration) ? rest : whole;
    }

    /// <summary>Whether a run began and did not end.</summary>
    public static bool IsCut(ReadOnlySpan<byte> document) =>
        document.IndexOf(EndTag) < 0 && (document.IndexOf("<nmaprun"u8) >= 0 || document.IndexOf("<!DOCTYPE nmaprun"u8) >= 0);

    /// <summary>The document without a copy of it.</summary>
    public static MemoryStream Stream(ReadOnlyMemory<byte> document) =>
        MemoryMarshal.TryGetArray(document, out var bytes) ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new(document.ToArray(), writable: false);
}
