using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Connection events from the hub to the answer of a query.</summary>
public sealed class ArchiveTests
{
    private const int RecordsPerEvent = 5;

    private static readonly Dictionary<string, string> Tenant = new() { ["tenantId"] = Run.Tenant };

    [Fact]
    public async Task an_event_that_was_sent_is_found_by_a_query_and_by_its_own_tenant_alone()
    {
        await using var run = await Run.StartAsync();
        await run.SendAsync("connections", [Event(1)], properties: Tenant);
        await run.SettleAsync();

        var row = Assert.Single(await QueryAsync(run, Run.Tenant, "DeviceNetworkEvents | where DeviceId == 'device-3' | project ActionType, RemoteIP, ReportId, Age = ingestion_time() - Timestamp"));
        Assert.Equal(("ConnectionSuccess", "10.0.0.9", 8), (row.GetProperty("ActionType").GetString(), row.GetProperty("RemoteIP").GetString(), row.GetProperty("ReportId").GetInt64()));
        Assert.Empty(await QueryAsync(run, "fabrikam", "DeviceNetworkEvents"));
    }

    [Fact]
    public async Task killing_the_function_app_loses_no_row_and_keeps_none_twice()
    {
        const int Events = 3000;
        await using var run = await Run.StartAsync();
        var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(() =>
            run.SendAsync("connections", Enumerable.Range(0, Events / 4).Select(n => Event((n * 4) + lane)), $"lane-{lane}", Tenant))));
        for (var kill = 0; kill < 3; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400 * (kill + 1)));
            var id = run.Host.Functions.HandlerProcessId!.Value;
            using var handler = Process.GetProcessById(id);
            handler.Kill(); // SIGKILL
            while (run.Host.Functions.HandlerProcessId is null || run.Host.Functions.HandlerProcessId == id)
            {
                await Task.Delay(5);
            }
        }

        await sending;
        await run.SettleAsync();

        var counted = Assert.Single(await QueryAsync(run, Run.Tenant, "DeviceNetworkEvents | summarize Rows = count() by ReportId | summarize Rows = sum(Rows), Reports = count()"));
        Assert.Equal((Events * RecordsPerEvent, Events * RecordsPerEvent), (counted.GetProperty("Rows").GetInt32(), counted.GetProperty("Reports").GetInt32()));
    }

    private static ReadOnlyMemory<byte> Event(int number) => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(number * RecordsPerEvent, RecordsPerEvent).Select(static report =>
        $$"""{"Timestamp":"{{DateTimeOffset.UtcNow:O}}","DeviceId":"device-{{report % RecordsPerEvent}}","ActionType":"ConnectionSuccess","RemoteIP":"10.0.0.9","RemotePort":443,"LocalIP":"10.0.0.5","LocalPort":50000,"Protocol":"Tcp","ReportId":{{report}}}""")));

    private static async Task<IReadOnlyList<JsonElement>> QueryAsync(Run run, string tenant, string query)
    {
        using var http = new HttpClient { BaseAddress = run.Host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", tenant } } };
        using var answer = await AskAsync(http, query);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.GetProperty("results").EnumerateArray().Select(static row => row.Clone())];
    }

    // An app that was killed once everything had been taken in is still starting when it is asked; the host says to try again.
    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string query)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await http.PostAsJsonAsync("/api/security/runHuntingQuery", new { Query = query });
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == 300)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
