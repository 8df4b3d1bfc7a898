using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy.Documents;

/// <summary>
/// A tenant's policy as JSON: <c>{"ownRanges":["45.9.9.0/24"],"window":"2.00:00:00","expectations":[{"name":"web","transport":"Tcp","ports":["443","8000-8100"]}]}</c>.
/// Every member may be missing or null.
/// </summary>
public static class TenantPolicyDocument
{
    private const string OwnRanges = "ownRanges";
    private const string TrustedRanges = "trustedRanges";
    private const string ScannerRanges = "scannerRanges";
    private const string ExcludedProcesses = "excludedProcesses";
    private const string Window = "window";
    private const string Expectations = "expectations";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a document; every problem is told at once. Never throws on input.</summary>
    /// <param name="json">UTF-8, at most <see cref="PolicyLimits.Document"/> bytes.</param>
    /// <param name="policy">What it decides; empty when there are problems.</param>
    /// <param name="ignored">Members that are passed over: what an answer adds to the document.</param>
    /// <returns>What is wrong with it, in its order; nothing when nothing is.</returns>
    public static IReadOnlyList<PolicyProblem> Read(ReadOnlyMemory<byte> json, out TenantPolicy policy, params ReadOnlySpan<string> ignored)
    {
        policy = TenantPolicy.Empty;
        if (json.Length > PolicyLimits.Document)
        {
            return [new("", null, $"the document has {json.Length} bytes; at most {PolicyLimits.Document} are allowed")];
        }

        var problems = new List<PolicyProblem>();
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            policy = Read(new PolicyNode(document.RootElement, "", problems), ignored);
        }
        catch (JsonException fault) // the parser has no Try form
        {
            return [new("", null, $"no well-formed JSON: {fault.Message}")];
        }
        catch (InvalidOperationException) // how a text that is no Unicode is told
        {
            return [new("", null, "a text of it is no Unicode")];
        }

        policy = problems.Count == 0 ? policy : TenantPolicy.Empty;
        return problems;
    }

    /// <summary>The document of a policy; members that are left open are left out. Equal policies have equal bytes.</summary>
    public static byte[] Write(TenantPolicy policy)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        Write(json, policy);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes the members of the document into an object.</summary>
    public static void Write(Utf8JsonWriter json, TenantPolicy policy)
    {
        WriteTexts(json, OwnRanges, policy.OwnRanges?.Select(range => range.ToString()));
        WriteTexts(json, TrustedRanges, policy.TrustedRanges?.Select(range => range.ToString()));
        WriteTexts(json, ScannerRanges, policy.ScannerRanges?.Select(range => range.ToString()));
        WriteTexts(json, ExcludedProcesses, policy.ExcludedProcesses);
        if (policy.Window is { } window)
        {
            json.WriteString(Window, window.ToString("c", CultureInfo.InvariantCulture));
        }

        if (policy.Expectations is { } expectations)
        {
            json.WriteStartArray(Expectations);
            foreach (var expectation in expectations)
            {
                ExpectationDocument.Write(json, expectation);
            }

            json.WriteEndArray();
        }
    }

    internal static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string>? texts)
    {
        if (texts is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static TenantPolicy Read(PolicyNode root, ReadOnlySpan<string> ignored) =>
        root.Members([OwnRanges, TrustedRanges, ScannerRanges, ExcludedProcesses, Window, Expectations, .. ignored]) is not { } members ? TenantPolicy.Empty : new()
        {
            OwnRanges = members(OwnRanges).Values(PolicyLimits.Ranges, ReadRange),
            TrustedRanges = members(TrustedRanges).Values(PolicyLimits.Ranges, ReadRange),
            ScannerRanges = members(ScannerRanges).Values(PolicyLimits.Ranges, ReadRange),
            ExcludedProcesses = members(ExcludedProcesses).List(PolicyLimits.Processes, ReadProcess),
            Window = ReadWindow(members(Window)),
            Expectations = members(Expectations).List(PolicyLimits.Expectations, ExpectationDocument.Read),
        };

    private static IpRange? ReadRange(PolicyNode node)
    {
        if (!IpRange.TryParse(node.Scalar(), out var range))
        {
            node.Wrong("an address or a CIDR range with zero host bits is expected");
            return null;
        }

        var shortest = range.Network.IsV4 ? PolicyLimits.PrefixV4 : PolicyLimits.PrefixV6;
        if (range.PrefixLength < shortest)
        {
            node.Wrong($"so large a range would hide most of the internet; its prefix must have at least {shortest} bits");
            return null;
        }

        return range;
    }

    private static string? ReadProcess(PolicyNode node) => node.Text(PolicyLimits.Text) switch
    {
        null => null,
        { Length: >= PolicyLimits.ShortestProcess } name when name.Any(char.IsLetterOrDigit) && name.TrimStart('.').ToUpperInvariant() is not ("EXE" or "DLL" or "COM" or "SYS") => name,
        _ => node.Wrong($"the file name of a process is expected, of at least {PolicyLimits.ShortestProcess} characters"),
    };

    private static TimeSpan? ReadWindow(PolicyNode node)
    {
        if (node.IsAbsent)
        {
            return null;
        }

        var isRead = TimeSpan.TryParseExact(node.Scalar(), "c", CultureInfo.InvariantCulture, out var window);
        if (isRead && window >= PolicyLimits.ShortestWindow && window <= PolicyLimits.LongestWindow)
        {
            return window;
        }

        node.Wrong("a duration from 1 minute to 30 days is expected, written [days.]hh:mm:ss");
        return null;
    }
}
