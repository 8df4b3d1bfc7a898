#pragma warning disable CA1822, IDE0060 // what would be fixed is what is wrong with them
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>Functions that cannot be run, one reason each; the tests name them.</summary>
public abstract class BadFunctions
{
    [Function("1st")]
    public static void Named([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("Twice")]
    public static void Twice([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("TWICE")]
    public static void TwiceAgain([TimerTrigger("0 * * * * *")] TimerInfo timer) => _ = timer;

    [Function("TwoTriggers")]
    public static void TwoTriggers([TimerTrigger("0 * * * * *")] TimerInfo timer, [EventHubTrigger("hub")] byte[][] events) => _ = events;

    [Function("NoTrigger")]
    public static void NoTrigger(TimerInfo timer) => _ = timer;

    [Function("OddParameter")]
    public static void OddParameter([EventHubTrigger("hub")] byte[][] events, TimeProvider clock) => _ = clock;

    [Function("BatchIntoOne")]
    public static void BatchIntoOne([EventHubTrigger("hub")] byte[] payload) => _ = payload;

    [Function("NotInRoute")]
    public static IResult NotInRoute([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{id}")] HttpRequest request, string name) => Results.Ok(name);

    [Function("ReturnsText")]
    public static string ReturnsText([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method;

    [Function("ReturnsNumber")]
    public static Task<int> ReturnsNumber([EventHubTrigger("hub")] byte[][] events) => Task.FromResult(events.Length);

    [Function("RetriedHttp")]
    [FixedDelayRetry(1, "00:00:01")]
    public static IResult RetriedHttp([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();

    [Function("OddInterval")]
    [FixedDelayRetry(1, "soon")]
    public static void OddInterval([EventHubTrigger("hub")] byte[][] events) => _ = events;

    [Function("Abstract")]
    public void Abstract([EventHubTrigger("hub")] byte[][] events) => _ = events;

    [Function("Hidden")]
    internal static void Hidden([EventHubTrigger("hub")] byte[][] events) => _ = events;
}
