using System.Text;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Functions.Http;
using ExposurePipeline.Tests.Support.Fuzzing;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.AspNetCore.Http;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.Fuzz;

/// <summary>Whatever a caller sends as a body: understood, or refused with 400 or 413 and the part that is wrong.</summary>
public sealed class BodyFuzz(ITestOutputHelper output)
{
    private const int Usual = 10_000;

    private const string Policy = """
        {"ownRanges":["45.9.9.0/24","2600::/32"],"trustedRanges":["45.8.0.0/16"],"scannerRanges":[],"excludedProcesses":["svchost.exe"],"window":"2.00:00:00",
        "expectations":[{"name":"web","deviceTag":"dmz","transport":"Tcp","ports":["443","8000-8100"]},{"name":"dns","transport":"Udp","ports":["53"]}],"effective":{},"changedBy":"ann","changedAt":"2026-07-18T14:10:00Z"}
        """;

    private static readonly string[] Names =
    [
        "\"part\":", "\"Comment\":", "\"comment\":", "\"port\":443,", "\"until\":\"2026-08-01\"", "\"decision\":\"approve\"", "\"ownRanges\":", "\"ports\":[\"0-65535\"]", "\"window\":\"48:00:00\"", "\"0.0.0.0/0\"", "\"::/0\"", "/33", "-1-2",
        "ann@contoso.com", "\"transport\":\"Any\"",
    ];

    private static readonly MemoryClouds Estate = new MemoryClouds().Know(Answers.Tenant, CloudSamples.All);

    private readonly Suppositions suppositions = new(Estate, Estate, new MemoryPolicies(ExposurePolicy.Default), new FixedClock(Answers.Now));

    [Fact]
    public void a_report_of_any_shape_is_understood_or_refused() => Feed("body of a report",
        """{"part":"DeviceInformation","information":"InternetFacingClassification","correctValue":"no","comment":"line 1\nline 2","email":"ann@contoso.com","transport":"Udp","port":53}""",
        request => Error(InaccuracyRequest.ReadAsync(request, default)));

    [Fact]
    public void a_review_of_any_shape_is_understood_or_refused() => Feed("body of a review",
        """{"decision":"approve","until":"2026-08-01T00:00:00Z","comment":"right"}""", request => Error(ReviewRequest.ReadAsync(request, Answers.Now, default)));

    [Fact]
    public void an_offboarding_of_any_shape_is_understood_or_refused() => Feed("body of an offboarding",
        """{"Comment":"sold"}""", request => Error(OffboardRequest.ReadAsync(request, default)));

    [Fact]
    public void a_supposition_of_any_shape_is_understood_or_refused() => Feed("body of a what-if",
        $$$$"""
        {"resources":[{{{{CloudSamples.SecurityGroup(22)}}}},{{{{CloudSamples.Azure[4]}}}}],"removed":["sg-1"],
         "patches":[{"id":"{{{{CloudSamples.Nsg}}}}","patch":[{"op":"add","path":"/properties/securityRules/-","value":{{{{CloudSamples.Rule("rdp", 200, 3389)}}}}},{"op":"move","from":"/properties/securityRules/0","path":"/properties/securityRules/1"},
         {"op":"copy","from":"","path":"/a~1b"},{"op":"test","path":"/name","value":"nsg"},{"op":"replace","path":"/tags/0","value":null}]},{"id":"sg-1","mergePatch":{"IpPermissions":null}}]}
        """,
        request =>
        {
            var (asked, error) = Supposition.ReadAsync(request, default).GetAwaiter().GetResult();
            return asked is null ? error : suppositions.AskAsync(Answers.Tenant, asked, default).GetAwaiter().GetResult().Error;
        });

    [Fact]
    public void a_policy_of_any_shape_is_understood_or_refused_and_then_comes_back_as_it_was() => Feed("body of a policy", Policy, request =>
    {
        var (asked, error) = PolicyRequest.ReadAsync(request, default).GetAwaiter().GetResult();
        if (asked is not null)
        {
            var written = TenantPolicyDocument.Write(asked.Policy);
            Assert.Empty(TenantPolicyDocument.Read(written, out TenantPolicy again));
            Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(TenantPolicyDocument.Write(again)));
        }

        return error;
    });

    private void Feed(string target, string seed, Func<HttpRequest, ApiError?> read)
    {
        var mutation = new Mutation([Encoding.UTF8.GetBytes(seed)], [.. Scraps.Any, .. Names]);
        new FuzzRun(target, output).Each(Usual, random =>
        {
            var error = read(new DefaultHttpContext { Request = { Body = new MemoryStream(mutation.Any(random)) } }.Request);
            Assert.True(error is null || (error.Status is 400 or 413 && error.Message.Length > 0 && error.Target is not null), error?.ToString());
            return error is null;
        });
    }

    private static ApiError? Error<T>(Task<(T? Request, ApiError? Error)> reading)
    {
        var (asked, error) = reading.GetAwaiter().GetResult();
        Assert.True(asked is null ^ error is null);
        return error;
    }
}
