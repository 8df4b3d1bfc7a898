using System.Net;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Commands;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Queries against everything on one machine, by HTTP and by the command line.</summary>
public sealed class HuntingTests
{
    [Fact]
    public async Task a_query_is_answered_as_graph_answers_it_and_a_wrong_one_is_told_where()
    {
        await using var run = await Run.StartAsync();

        var (status, answer) = await AskAsync(run, "range x from 1 to 100000 step 1 | extend even = x % 2 == 0");
        var (wrong, error) = await AskAsync(run, "print x = 1\n| where y");

        Assert.Equal((HttpStatusCode.OK, 100_000), (status, answer.GetProperty("results").GetArrayLength()));
        Assert.Equal("""{"x@odata.type":"#Int64","x":100000,"even@odata.type":"#SByte","even":1}""", answer.GetProperty("results")[99_999].GetRawText());
        Assert.Equal((HttpStatusCode.BadRequest, "Query:2:9"), (wrong, error.GetProperty("error").GetProperty("target").GetString()));
    }

    [Fact]
    public async Task the_command_prints_rows_and_points_at_faults()
    {
        await using var run = await Run.StartAsync();
        run.Host.Endpoints.Write(run.State);

        Assert.Equal((0, "{\"b\":true,\"y\":{\"k\":[\"a\",{\"n\":null}],\"p\":[443]}}\n", ""), await TypeAsync(run, "query", "print b = true, y = dynamic({\"k\":[\"a\",{\"n\":null}],\"p\":[443]})", "--json"));
        Assert.Equal((0, "a,b\n1,\"x,y\"\n", ""), await TypeAsync(run, "query", "print a = 1, b = 'x,y'", "--csv", "--timespan", "P1D"));
        Assert.Equal((1, "", "print c\n      ^\n1:7: 'c' names no column or value\n"), await TypeAsync(run, "query", "print c"));
        Assert.Equal(1, (await TypeAsync(run, "query", "print 1", "--timespan", "soon")).Code);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(Run run, string query)
    {
        using var http = new HttpClient { BaseAddress = run.Host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", Run.Tenant } } };
        using var body = new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["Query"] = query }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("api/security/runHuntingQuery", UriKind.Relative), body);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    private static async Task<(int Code, string Output, string Errors)> TypeAsync(Run run, params string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var told = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(told);
        Console.SetError(complained);
        try
        {
            var code = await CommandLine.RunAsync([.. arguments, "--state", run.State, "--tenant", Run.Tenant], default);
            return (code, told.ToString().ReplaceLineEndings("\n"), complained.ToString().ReplaceLineEndings("\n"));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
