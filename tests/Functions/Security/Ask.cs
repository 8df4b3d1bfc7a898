using System.Text.Json;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>What a route is for, and a request that it answers.</summary>
/// <param name="Method">The method.</param>
/// <param name="Right">Who may.</param>
/// <param name="Body">A sound body; null where there is none.</param>
internal sealed record Ask(string Method, Right Right, string? Body = null)
{
    /// <summary>By function. A new HTTP function needs its line here.</summary>
    public static IReadOnlyDictionary<string, Ask> All { get; } = new Dictionary<string, Ask>
    {
        ["GetInaccuracyReport"] = new("GET", Right.Reader),
        ["GetMachine"] = new("GET", Right.Reader),
        ["GetResource"] = new("GET", Right.Reader),
        ["ListDeviceInfo"] = new("GET", Right.Reader),
        ["ListFindings"] = new("GET", Right.Reader),
        ["ListInaccuracyReports"] = new("GET", Right.Reader),
        ["ListMachines"] = new("GET", Right.Reader),
        ["ListResources"] = new("GET", Right.Reader),
        ["OffboardMachine"] = new("POST", Right.Operator, """{"Comment":"sold"}"""),
        ["ReadPaths"] = new("GET", Right.Reader),
        ["ReadPolicy"] = new("GET", Right.Reader),
        ["ReadTimeline"] = new("GET", Right.Reader),
        ["ReportHealth"] = new("GET", Right.Anybody),
        ["ReportInaccuracy"] = new("POST", Right.Reader, """{"comment":"a proxy"}"""),
        ["ReviewInaccuracyReport"] = new("POST", Right.Operator, """{"decision":"dismiss"}"""),
        ["RunAdvancedQuery"] = new("POST", Right.Reader, """{"Query":"print 1"}""") { MaxBody = 256 * 1024 },
        ["RunHuntingQuery"] = new("POST", Right.Reader, """{"Query":"print 1"}""") { MaxBody = 256 * 1024 },
        ["SupposeChange"] = new("POST", Right.Reader, """{"removed":["sg-1"]}""") { MaxBody = 1024 * 1024 },
        ["SummariseExposure"] = new("GET", Right.Reader),
        ["SummariseMachines"] = new("GET", Right.Reader),
        ["WritePolicy"] = new("PUT", Right.Operator, """{"ownRanges":["45.9.9.0/24"]}"""),
    };

    /// <summary>Most bytes of a body.</summary>
    public long MaxBody { get; init; } = Method switch { "PUT" => PolicyLimits.Document, "POST" => 16 * 1024, _ => 64 * 1024 };
}

/// <summary>Who may use a route.</summary>
internal enum Right
{
    Anybody,
    Reader,
    Operator,
}

/// <summary>What App Service authentication writes.</summary>
internal static class Principals
{
    public static string Of(string tenant, string role, string name = "ann") => Encode(new { claims = new[] { Claim("tid", tenant), Claim("roles", role), Claim("preferred_username", name) } });

    public static string Encode(object principal) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(principal));

    public static object Claim(string type, string value) => new { typ = type, val = value };
}
