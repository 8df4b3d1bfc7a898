using System.Text.Json;
using ExposurePipeline.Local.Commands;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class CloudReportTests
{
    private const string Verdict = """
        {"asset":"i-1","status":"NotReachable","reachable":[],"perhaps":[],"missing":[],"paths":[{"entrance":"DirectAddress","resource":"eni-1","address":"3.1.1.1","reachable":[],"perhaps":[],
         "hops":[{"what":"security group","resource":"sg-1","ends":true,"rules":["no rule of sg-1"]}]}]}
        """;

    private const string Closed = $$$$"""
        {"id":"0123456789abcdef0123456789abcdef","resourceId":"i-1","name":"web","kind":"AWS EC2","verdict":"Contradiction","explanation":"Seen, though closed.","problems":["An odd rule."],
         "configured":{{{{Verdict}}}},
         "observed":{"deviceId":"i-1","evidence":[{"reason":"ExternalNetworkConnection","transport":"Tcp","localIp":"10.0.0.4","localPort":22,"publicIp":"3.1.1.1","publicPort":2222,"lastSeen":"2026-07-18T14:05:00Z","configured":"NotReachable"}]}}
        """;

    [Fact]
    public void a_contradiction_is_told_with_both_sides() => Assert.Equal(
        """
        web (AWS EC2): Contradiction
          Seen, though closed.
          tcp/22 by configuration: NotReachable
        configured:
          i-1: NotReachable
            by public address eni-1 (3.1.1.1)
              ends at security group sg-1: blocked by no rule of sg-1
        observed:
          ExternalNetworkConnection Tcp 10.0.0.4:22 behind 3.1.1.1:2222, last seen 2026-07-18T14:05:00Z; by configuration NotReachable
        problem: An odd rule.
        """,
        string.Join('\n', CloudReport.Explain(Of(Closed), new(6, 22))));

    [Fact]
    public void a_side_about_which_nothing_is_known_is_not_left_out()
    {
        var told = CloudReport.Explain(Of("""{"id":"k","resourceId":"//x/y/z","type":"t","verdict":"Unknown","explanation":"Nobody knows."}"""), null).ToList();

        Assert.Equal(["z (t): Unknown", "  Nobody knows.", "configured:", "  not judged yet", "observed:", "  nothing in force"], told);
    }

    [Fact]
    public void a_supposed_change_is_told_before_and_after()
    {
        var outcome = JsonElement.Parse($$$$"""
            {"examined":3,"changed":2,"changes":[{"id":"k","asset":"i-1","before":{{{{Verdict}}}}},{"id":"l","asset":"i-2","after":{{{{Verdict.Replace("i-1", "i-2", StringComparison.Ordinal)}}}}}],"problems":[{"resource":"sg-1","problem":"Odd."}]}
            """);

        var told = CloudReport.Differences(outcome).ToList();

        Assert.StartsWith("now:  i-1: NotReachable\n", told[0], StringComparison.Ordinal);
        Assert.Equal(("then: no such asset", "now:  no such asset"), (told[1], told[2]));
        Assert.Equal(["sg-1: Odd.", "2 of 3 examined verdict(s) would change."], told[4..]);
    }

    private static CloudResource Of(string json) => new(JsonElement.Parse(json));
}
