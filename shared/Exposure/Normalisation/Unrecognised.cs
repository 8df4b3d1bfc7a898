using System.Text;
using System.Text.Unicode;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Says why no reader recognises a body, as precisely as its bytes allow.</summary>
internal static class Unrecognised
{
    private const int MaxDepth = 64;

    public static (RejectionReason Reason, string Detail) Explain(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
        {
            return (RejectionReason.InvalidEncoding, "not UTF-8 text");
        }

        if (text.IsEmpty)
        {
            return (RejectionReason.Empty, "only white space");
        }

        if (text[0] is (byte)'{' or (byte)'[' && JsonFault.Find(text, MaxDepth, out var detail) is { } fault)
        {
            return (fault, detail);
        }

        return text.IndexOf("<!ENTITY"u8) >= 0
            ? (RejectionReason.ForbiddenEntity, "an XML document that declares entities")
            : (RejectionReason.UnknownFormat, $"no reader recognises a body that begins with '{Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)])}'");
    }
}
