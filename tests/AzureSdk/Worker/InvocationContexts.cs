using System.Diagnostics;
using System.Net;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class InvocationContexts
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task ids_metadata_and_retries_come_from_the_host()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync(
            "TakeBytes",
            """{"Data":{"events":"[\"YQ==\"]"},"Metadata":{"SequenceNumberArray":"[41]","RetryContext":{"RetryCount":2,"MaxRetryCount":5,"Exception":null}}}""",
            ("X-Azure-Functions-InvocationId", "4c0ffee0-0000-0000-0000-000000000001"));

        var call = Assert.Single(app.Seen.Calls);
        Assert.Equal("4c0ffee0-0000-0000-0000-000000000001", call.InvocationId);
        Assert.Equal("[41]", call.Metadata["SequenceNumberArray"]);
        Assert.Equal((2, 5), (call.RetryCount, call.MaxRetryCount));
    }

    [Fact]
    public async Task a_timer_says_whether_it_is_late_and_when_it_is_next()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync(
            "Tick",
            """{"Data":{"timer":{"ScheduleStatus":{"Last":"2025-01-02T03:04:05Z","Next":"2025-01-02T03:09:05Z","LastUpdated":"2025-01-02T03:04:05Z"},"IsPastDue":true}},"Metadata":{}}""");

        var call = Assert.Single(app.Seen.Calls);
        Assert.Equal(true, call.Metadata["IsPastDue"]);
        Assert.Equal(new DateTime(2025, 1, 2, 3, 9, 5, DateTimeKind.Utc), call.Metadata["Next"]);
    }

    [Fact]
    public async Task the_callers_trace_goes_on_in_a_span_of_the_invocation()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await RunningApp.StartAsync();
        var parent = $"00-{TraceId}-b7ad6b7169203331-01";

        using var response = await app.InvokeAsync(
            "TakeBytes", """{"Data":{"events":"[]"}}""", ("traceparent", parent), ("X-Azure-Functions-InvocationId", "traced"));

        var call = Assert.Single(app.Seen.Calls);
        Assert.Equal((parent, TraceId), (call.TraceParent, call.Activity));
        var span = Assert.Single(spans, span => Equals(span.GetTagItem("faas.invocation_id"), "traced"));
        Assert.Equal("b7ad6b7169203331", span.ParentSpanId.ToHexString());
        Assert.Equal("TakeBytes", span.GetTagItem("faas.name"));
    }

    [Theory]
    [InlineData("WaitForCancellation", "System.Threading.Tasks.TaskCanceledException")] // gives way
    [InlineData("IgnoreCancellation", "DeadlineExceeded")] // blocks its thread and never looks
    public async Task past_its_deadline_an_invocation_is_cancelled_and_the_host_is_answered(string function, string code)
    {
        await using var app = await RunningApp.StartAsync("--FUNCTIONS_CUSTOMHANDLER_DEADLINE=00:00:00.4");

        using var response = await app.InvokeAsync(function, """{"Data":{"events":"[\"YQ==\"]"}}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
