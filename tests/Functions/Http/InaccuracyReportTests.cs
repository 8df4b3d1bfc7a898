using ExposurePipeline.Tests.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class InaccuracyReportTests : IDisposable
{
    private readonly App app = new();
    private readonly Asking reader;
    private readonly Asking operating;

    public InaccuracyReportTests() => (reader, operating) = (new(app, "ann:Reader"), new(app, "olga:Operator"));

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task the_answers_to_every_question_of_the_form_are_kept()
    {
        await KnowAsync();

        var made = await reader.ReportAsync("web", """
            {"part":"DeviceInformation","information":"InternetFacingClassification","correctValue":"Not internet-facing","comment":"line 1\nline 2",
            "email":"ann@contoso.com","transport":"Udp","port":53}
            """);

        Assert.Equal(201, made.Status);
        Assert.Equal(
            $$"""{"id":"{{made.Text("id")}}","status":"Open","transport":"Udp","port":53,"correctValue":"Not internet-facing","comment":"line 1\nline 2","email":"ann@contoso.com","reportedBy":"ann","reportedAt":"2026-07-18T14:10:00Z"}""",
            made.Body);
        Assert.Equal($"/api/machines/web/inaccuracyReports/{made.Text("id")}", made.Location);
        Assert.Equal(made.Body, (await operating.ReportOfAsync("web", made.Text("id"))).Body);
        Assert.Equal($$"""{"value":[{{made.Body}}]}""", (await reader.ReportsAsync("web")).Body);
        Assert.Equal(made.Text("id"), (await reader.MachineAsync("web")).Json.GetProperty("inaccuracyReports")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"correctValue":"no"}""")] // what is inaccurate need not be said
    [InlineData("""{"comment":"a proxy"}""")]
    [InlineData("""{"CorrectValue":"no","Email":null,"port":""}""")] // as Defender writes the members of its actions
    [InlineData("""{"part":"Device information","information":"internet facing classification","correctValue":"no"}""")] // as its form words them
    [InlineData("""{"correctValue":"no","transport":"TCP","port":"443"}""")]
    public async Task what_is_clear_is_understood(string body)
    {
        await KnowAsync();
        Assert.Equal(201, (await reader.ReportAsync("web", body)).Status);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"correctValue":"no""", "body")]
    [InlineData("""{"correctValue":"no","correctValue":"yes"}""", "body")]
    [InlineData("""{"correctValue":"\ud800"}""", "body")] // half a character
    [InlineData("""{"correctValue":"no","CORRECTVALUE":"yes"}""", "CORRECTVALUE")]
    [InlineData("""{"correctvalue":"no","remark":"x"}""", "remark")]
    [InlineData("""{}""", "correctValue")]
    [InlineData("""{"correctValue":"  ","comment":""}""", "correctValue")]
    [InlineData("""{"correctValue":["no"]}""", "correctValue")]
    [InlineData("""{"correctValue":"a\u0000b"}""", "correctValue")]
    [InlineData("""{"correctValue":"no","part":"Software"}""", "part")]
    [InlineData("""{"correctValue":"no","information":"OSPlatform"}""", "information")]
    [InlineData("""{"correctValue":"no","email":"ann"}""", "email")]
    [InlineData("""{"correctValue":"no","email":"@contoso.com"}""", "email")]
    [InlineData("""{"correctValue":"no","email":"a@b@contoso.com"}""", "email")]
    [InlineData("""{"correctValue":"no","email":"ann @contoso.com"}""", "email")]
    [InlineData("""{"correctValue":"no","transport":"Icmp"}""", "transport")]
    [InlineData("""{"correctValue":"no","port":0}""", "port")]
    [InlineData("""{"correctValue":"no","port":65536}""", "port")]
    [InlineData("""{"correctValue":"no","port":-1}""", "port")]
    [InlineData("""{"correctValue":"no","port":44.3}""", "port")]
    public async Task what_is_wrong_is_named(string body, string target)
    {
        await KnowAsync();
        var answer = await reader.ReportAsync("web", body);
        Assert.Equal((400, target), (answer.Status, answer.ErrorTarget));
        Assert.Equal("""{"value":[]}""", (await reader.ReportsAsync("web")).Body);
    }

    [Theory]
    [InlineData("correctValue", 256)]
    [InlineData("comment", 512)]
    [InlineData("email", 128)]
    public async Task a_text_has_its_greatest_length(string member, int length)
    {
        await KnowAsync();
        Assert.Equal(201, (await reader.ReportAsync("web", $$"""{"comment":"x","{{member}}":"a@{{new string('a', length - 2)}}"}""".Replace("\"comment\":\"x\",\"comment\"", "\"comment\"", StringComparison.Ordinal))).Status);
        var answer = await reader.ReportAsync("web", $$"""{"{{member}}":"a@{{new string('a', length - 1)}}"}""");
        Assert.Equal((400, member), (answer.Status, answer.ErrorTarget));
    }

    [Fact]
    public async Task a_body_beyond_16_kibibytes_is_refused()
    {
        await KnowAsync();
        Assert.Equal(413, (await reader.ReportAsync("web", """{"correctValue":"no"}""".PadRight((16 * 1024) + 1))).Status);
        Assert.Equal(201, (await reader.ReportAsync("web", """{"correctValue":"no"}""".PadRight(16 * 1024))).Status);
    }

    [Fact]
    public async Task the_same_report_made_twice_is_one_and_another_persons_is_another()
    {
        await KnowAsync();
        const string body = """{"correctValue":"no","comment":"a proxy"}""";
        var first = await reader.ReportAsync("web", body);
        app.Clock.Now = App.Now.AddHours(1);
        await operating.ReviewAsync("web", first.Text("id"), """{"decision":"dismiss"}""");

        var again = await reader.ReportAsync("web", """{"comment":" a proxy ","correctValue":"no"}""");

        Assert.Equal((200, first.Text("id"), "Dismissed", first.Location), (again.Status, again.Text("id"), again.Text("status"), again.Location));
        Assert.Equal(201, (await operating.ReportAsync("web", body)).Status);
        Assert.Equal(2, (await reader.ReportsAsync("web")).Json.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task the_seventeenth_report_about_a_machine_is_refused_and_none_of_the_others_is_lost()
    {
        await KnowAsync();
        var made = new List<string>();
        for (var n = 0; n < 16; n++)
        {
            made.Add((await reader.ReportAsync("web", $$"""{"comment":"{{n}}"}""")).Text("id"));
        }

        Assert.Equal(409, (await reader.ReportAsync("web", """{"comment":"16"}""")).Status);
        Assert.Equal(200, (await reader.ReportAsync("web", """{"comment":"0"}""")).Status); // there already
        Assert.Equal(made.Order(), (await reader.ReportsAsync("web")).Json.GetProperty("value").EnumerateArray().Select(each => each.GetProperty("id").GetString()!).Order());
    }

    [Fact]
    public async Task a_machine_or_report_that_is_not_known_is_not_found()
    {
        await KnowAsync();
        Assert.Equal((404, "id"), Target(await reader.ReportAsync("jump", """{"correctValue":"no"}""")));
        Assert.Equal((404, "id"), Target(await reader.ReportsAsync("jump")));
        Assert.Equal((404, "id"), Target(await operating.ReviewAsync("jump", "0", """{"decision":"dismiss"}""")));
        Assert.Equal((404, "id"), Target(await operating.OffboardAsync("jump")));
        Assert.Equal((404, "reportId"), Target(await reader.ReportOfAsync("web", "0")));
        Assert.Equal((404, "reportId"), Target(await operating.ReviewAsync("web", "0", """{"decision":"dismiss"}""")));
        Assert.Equal((404, "id"), Target(await new Asking(app, "ann:Reader", "fabrikam").ReportAsync("web", """{"correctValue":"no"}"""))); // another tenant's
    }

    [Theory]
    [InlineData("""{"decision":"approve","until":"2026-07-18T14:10:00.0000001Z"}""", null)]
    [InlineData("""{"Decision":"Approve","Until":"2027-07-18T14:10:00Z"}""", null)] // one year
    [InlineData("""{"decision":"approve","until":"2026-12-31"}""", null)]
    [InlineData("""{"decision":"approve","until":"2026-07-18T16:11:00+02:00"}""", null)]
    [InlineData("""{"decision":"dismiss","comment":"no"}""", null)]
    [InlineData("""{"decision":"approve","until":"2026-07-18T14:10:00Z"}""", "until")] // now
    [InlineData("""{"decision":"approve","until":"2027-07-18T14:10:00.0000001Z"}""", "until")]
    [InlineData("""{"decision":"approve","until":"tomorrow"}""", "until")]
    [InlineData("""{"decision":"approve"}""", "until")]
    [InlineData("""{"decision":"dismiss","until":"2026-12-31T00:00:00Z"}""", "until")]
    [InlineData("""{"decision":"perhaps"}""", "decision")]
    [InlineData("""{"until":"2026-12-31T00:00:00Z"}""", "decision")]
    [InlineData("""{"decision":"dismiss","by":"me"}""", "by")]
    public async Task a_review_says_what_is_decided_and_until_when(string body, string? wrong)
    {
        await KnowAsync();
        var report = (await reader.ReportAsync("web", """{"correctValue":"no"}""")).Text("id");

        var answer = await operating.ReviewAsync("web", report, body);

        Assert.Equal((wrong is null ? 200 : 400, wrong), (answer.Status, wrong is null ? null : answer.ErrorTarget));
        Assert.Equal(wrong is null ? "olga" : null, (await reader.ReportOfAsync("web", report)).Json.TryGetProperty("reviewedBy", out var by) ? by.GetString() : null);
    }

    [Fact]
    public async Task a_reader_reports_and_neither_reviews_nor_offboards()
    {
        await KnowAsync();
        var report = (await reader.ReportAsync("web", """{"correctValue":"no"}""")).Text("id");

        Assert.Equal(403, (await reader.ReviewAsync("web", report, """{"decision":"dismiss"}""")).Status);
        Assert.Equal(403, (await reader.OffboardAsync("web")).Status);
        Assert.Equal("Open", (await reader.ReportOfAsync("web", report)).Text("status"));
        Assert.False((await reader.MachineAsync("web")).Json.TryGetProperty("offboardedAt", out _));
    }

    [Fact]
    public async Task on_one_machine_nobody_signs_in_and_everybody_is_local()
    {
        await KnowAsync();
        var anybody = new Asking(app, null);
        var report = await anybody.ReportAsync("web", """{"correctValue":"no"}""");
        Assert.Equal("local", report.Text("reportedBy"));
        Assert.Equal("local", (await anybody.ReviewAsync("web", report.Text("id"), """{"decision":"dismiss"}""")).Text("reviewedBy"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"comment":" "}""")]
    [InlineData("""{"comment":"sold","force":"yes"}""")]
    public async Task a_machine_is_not_offboarded_without_saying_why(string body)
    {
        await KnowAsync();
        Assert.Equal(400, (await operating.OffboardAsync("web", body)).Status);
    }

    private static (int Status, string Target) Target(Answer answer) => (answer.Status, answer.ErrorTarget);

    private async Task KnowAsync()
    {
        await app.NormaliseAsync([ConnectionEvent.Of("web")]);
        await app.AggregateAsync([app.Ports.TakeEvent()]);
    }
}
