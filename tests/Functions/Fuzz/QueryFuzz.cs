using System.Text;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Tests.Functions.Http;
using ExposurePipeline.Tests.Support.Fuzzing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.Fuzz;

/// <summary>Whatever a caller writes into a query: a page, or 400 with what is wrong and where. What is accepted can be evaluated on every machine.</summary>
public sealed class QueryFuzz(ITestOutputHelper output)
{
    // A longest filter has 400 parts, and each of the machines has a few values.
    private const long MostBytes = 32L * 1024 * 1024;

    private static readonly string[] Filters =
    [
        "isInternetFacing eq true and osPlatform eq 'Linux'", "not startswith(osPlatform,'Win')", "evidenceCount ge 1 and evidenceCount lt 3.0", "lastSeen ge 2026-03-04T12:00:00+01:00",
        "exposureLevel in ('High','Medium')", "machineTags/any(t: t eq 'O''Neil''s')", "internetFacingReasons/any(r: r eq 'PublicScan' or machineTags/any(t: t eq 'admin'))",
        "internetFacingPorts/any(p: p in (53,3389) or p gt 400)", "tolower(osPlatform) eq 'linux' or contains(computerDnsName,'JUMP')", "osPlatform ne null", "offboardedAt ne null", "machineTags/any()",
    ];

    private static readonly string[] Orders = ["lastSeen desc", "isInternetFacing desc,evidenceCount", "osPlatform asc", "tolower(osPlatform)", "machineTags/any() desc"];

    private static readonly string[] Words =
    [
        " and ", " or ", "not ", " eq ", " ne ", " gt ", " le ", " in ", " has ", " add ", " div 0", "(", ")", "()", "/any(", "/all(", "t:", "$it", "@p", "null", "true", "INF", "-INF", "NaN", "1e400", "-1.7e308", "79228162514264337593543950335",
        "1.5f", "3m", "2L", "0.1d", "duration'P1D'", "2026-03-04", "12:00:00", "guid'6f1b0c4e-2a37-4d8e-9c55-0d3e1f2a4b6c'", "binary'AA=='", "X'00'", "geography'POINT(1 2)'", "cast(", "isof(", "length(", "concat(", "now()", "year(lastSeen)",
        "evidenceCount", "id", "lastSeen", "machineTags", "internetFacingPorts", "isInternetFacing", "$count", "/$count", "[1,2]", "['a']", "{\"a\":1}", " desc", ",", "''", "'", "%27", "+", "-", "*",
    ];

    private readonly ResourceQueries<Machine> queries = new(MachineModel.Create);

    [Fact]
    public void a_filter_of_any_shape_selects_or_is_refused_with_its_position() => Feed("$filter", Filters, 6_000);

    [Fact]
    public void an_order_of_any_shape_sorts_or_is_refused() => Feed("$orderby", Orders, 3_000);

    [Fact]
    public void numbers_of_any_shape_cut_or_are_refused()
    {
        var mutation = Of(["10", "0", "10000", "2147473647", "true"]);
        new FuzzRun("OData $top, $skip, $count", output).Each(10_000, random => Ask(
            ("$top", Text(mutation, random)), (random.Next(2) == 0 ? "$skip" : "$SKIP", Text(mutation, random)), ("$count", random.Next(2) == 0 ? "true" : Text(mutation, random))));
    }

    private void Feed(string option, string[] seeds, int usual)
    {
        var mutation = Of(seeds);
        new FuzzRun($"OData {option}", output).Each(usual, random =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isAccepted = Ask((option, Text(mutation, random)));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
            return isAccepted;
        });
    }

    private bool Ask(params (string Name, string Value)[] options)
    {
        var query = new QueryCollection(options.ToDictionary(static o => o.Name, static o => new StringValues(o.Value)));
        if (queries.TryRead(query, out var read) is { } error)
        {
            Assert.Equal(400, error.Status);
            Assert.NotEmpty(error.Message);
            Assert.Contains(options, option => error.Target!.StartsWith(option.Name, StringComparison.Ordinal));
            return false;
        }

        _ = MachineModel.IsOfIndex(read!);
        var page = ResourcePage<Machine>.ReadAsync(read!, MachineSamples.All.ToAsyncEnumerable(), ResourcePage<Machine>.Size, CancellationToken.None).GetAwaiter().GetResult();
        Assert.InRange(page.Items.Count, 0, MachineSamples.All.Length);
        return true;
    }

    private static Mutation Of(string[] seeds) => new([.. seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, .. Words, .. Words]);

    private static string Text(Mutation mutation, Random random) => Encoding.UTF8.GetString(mutation.Any(random));
}
