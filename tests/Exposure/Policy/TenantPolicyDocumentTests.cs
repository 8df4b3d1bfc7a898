using System.Text;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Values;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Policy;

public sealed class TenantPolicyDocumentTests
{
    [Fact]
    public void every_member_is_read()
    {
        var policy = Read("""
            {
              "ownRanges": ["45.9.9.0/24", "2a01:4f8::/32"], "trustedRanges": ["9.9.9.9"], "scannerRanges": [], "excludedProcesses": [" zsatunnel ", "tailscaled"],
              "window": "7.00:00:00",
              "expectations": [
                {"name": "web", "deviceTag": "dmz", "deviceGroup": "Servers", "process": "nginx", "transport": "tcp", "ports": ["443", "8000-8100", 80]},
                {"name": "anything"}
              ]
            }
            """);

        Assert.Equal(["45.9.9.0/24", "2a01:4f8::/32"], policy.OwnRanges!.Select(range => range.ToString()));
        Assert.Equal("9.9.9.9/32", Assert.Single(policy.TrustedRanges!).ToString());
        Assert.Empty(policy.ScannerRanges!);
        Assert.Equal(["zsatunnel", "tailscaled"], policy.ExcludedProcesses!);
        Assert.Equal(TimeSpan.FromDays(7), policy.Window);
        var (web, anything) = (policy.Expectations![0], policy.Expectations[1]);
        Assert.Equal(("web", "dmz", "Servers", "nginx", Transport.Tcp), (web.Name, web.DeviceTag, web.DeviceGroup, web.Process, web.Transport!.Value));
        Assert.Equal([new(443, 443), new(8000, 8100), new(80, 80)], web.Ports);
        Assert.Equal(("anything", null, null, null, null, 0), (anything.Name, anything.DeviceTag, anything.DeviceGroup, anything.Process, anything.Transport, anything.Ports.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ownRanges":null,"window":null,"expectations":null}""")]
    public void what_a_tenant_leaves_open_is_the_deployments_setting(string json)
    {
        var deployment = ExposurePolicy.Default with { Window = TimeSpan.FromHours(1) };

        Assert.Same(deployment, Read(json).Over(deployment));
    }

    [Fact]
    public void a_list_replaces_the_deployments_even_when_it_is_empty()
    {
        var deployment = ExposurePolicy.Default with { OwnRanges = Ranges("45.9.9.0/24"), TrustedRanges = Ranges("9.9.9.9") };

        var policy = Read("""{"ownRanges":[],"excludedProcesses":[]}""").Over(deployment);

        Assert.Empty(policy.OwnRanges);
        Assert.Empty(policy.ExcludedProcesses);
        Assert.Same(deployment.TrustedRanges, policy.TrustedRanges);
    }

    [Theory]
    [InlineData("", "no well-formed JSON")]
    [InlineData("""{"window":"1.00:00:00","window":"2.00:00:00"}""", "no well-formed JSON")] // twice: which one?
    [InlineData("""{"ownRanges":["\ud800"]}""", "a text of it is no Unicode")] // half a character
    [InlineData("""{"\ud800":1}""", "a text of it is no Unicode")]
    [InlineData("[]", "an object is expected")]
    [InlineData("""{"ownRange":[]}""", "ownRange is []: there is no such member; there are ownRanges, trustedRanges")]
    [InlineData("""{"ownRanges":"45.9.9.0/24"}""", "ownRanges is \"45.9.9.0/24\": a list is expected")]
    [InlineData("""{"ownRanges":["45.9.9.0/24","45.9.9.1/24"]}""", "ownRanges[1] is \"45.9.9.1/24\": an address or a CIDR range with zero host bits is expected")]
    [InlineData("""{"ownRanges":[null]}""", "ownRanges[0] is null: an address or a CIDR range")]
    [InlineData("""{"ownRanges":["0.0.0.0/2"]}""", "ownRanges[0] is \"0.0.0.0/2\": so large a range would hide most of the internet; its prefix must have at least 3 bits")]
    [InlineData("""{"trustedRanges":["::/0"]}""", "trustedRanges[0] is \"::/0\": so large a range")]
    [InlineData("""{"scannerRanges":["2000::/3"]}""", "scannerRanges[0] is \"2000::/3\": so large a range")] // all of today's IPv6
    [InlineData("""{"excludedProcesses":["exe"]}""", "excludedProcesses[0] is \"exe\": the file name of a process")] // would match every program
    [InlineData("""{"excludedProcesses":["a"]}""", "excludedProcesses[0] is \"a\"")]
    [InlineData("""{"excludedProcesses":["..."]}""", "excludedProcesses[0] is \"...\"")]
    [InlineData("""{"excludedProcesses":[7]}""", "excludedProcesses[0] is 7: a text of 1 to 260 characters")]
    [InlineData("""{"window":"00:00:59"}""", "window is \"00:00:59\": a duration from 1 minute to 30 days is expected, written [days.]hh:mm:ss")]
    [InlineData("""{"window":"30.00:00:01"}""", "window is")]
    [InlineData("""{"window":"48"}""", "window is")] // 48 days, as .NET would read it; surely hours
    [InlineData("""{"window":172800}""", "window is 172800")]
    [InlineData("""{"expectations":[{}]}""", "expectations[0].name: an expectation needs a name")]
    [InlineData("""{"expectations":[{"name":"  "}]}""", "expectations[0].name is \"  \": a text of 1 to 100 characters")]
    [InlineData("""{"expectations":[{"name":"a","transport":"icmp"}]}""", "expectations[0].transport is \"icmp\": Tcp or Udp is expected")]
    [InlineData("""{"expectations":[{"name":"a","ports":["0"]}]}""", "expectations[0].ports[0] is \"0\": a port from 1 to 65535")]
    [InlineData("""{"expectations":[{"name":"a","ports":["443","9-8"]}]}""", "expectations[0].ports[1] is \"9-8\"")]
    [InlineData("""{"expectations":[{"name":"a","ports":[65536]}]}""", "expectations[0].ports[0] is 65536")]
    [InlineData("""{"expectations":["web"]}""", "expectations[0] is \"web\": an object is expected")]
    [InlineData("""{"expectations":[{"name":"a","port":443}]}""", "expectations[0].port is 443: there is no such member")]
    public void what_is_wrong_is_told_with_its_place_its_value_and_what_would_be_right(string json, string expected)
    {
        var problems = TenantPolicyDocument.Read(Encoding.UTF8.GetBytes(json), out var policy);

        Assert.StartsWith(expected, Assert.Single(problems).ToString(), StringComparison.Ordinal);
        Assert.Same(TenantPolicy.Empty, policy);
    }

    [Fact]
    public void all_problems_are_told_at_once_in_the_order_of_the_members() => Assert.Equal(
        ["nonsense", "ownRanges[0]", "ownRanges[2]", "window", "expectations[1].name", "expectations[1].ports[0]"],
        TenantPolicyDocument.Read(
            """{"expectations":[{"name":"ok"},{"ports":["x"]}],"window":"x","ownRanges":["x","9.9.9.9","y"],"nonsense":1}"""u8.ToArray(), out _).Select(problem => problem.Path));

    [Theory]
    [InlineData("ownRanges", 1024, "\"9.9.9.9\"")]
    [InlineData("excludedProcesses", 64, "\"abc\"")]
    [InlineData("expectations", 256, "{\"name\":\"a\"}")]
    public void a_list_may_be_so_long_and_no_longer(string member, int most, string element)
    {
        string Document(int count) => $"{{\"{member}\":[{string.Join(',', Enumerable.Repeat(element, count))}]}}";

        Assert.Empty(TenantPolicyDocument.Read(Encoding.UTF8.GetBytes(Document(most)), out _));
        Assert.Equal($"{most + 1} elements; at most {most} are allowed", Assert.Single(TenantPolicyDocument.Read(Encoding.UTF8.GetBytes(Document(most + 1)), out _)).Why);
    }

    [Fact]
    public void a_document_may_be_so_large_and_no_larger()
    {
        Assert.Empty(TenantPolicyDocument.Read(Encoding.UTF8.GetBytes("{}".PadRight(PolicyLimits.Document)), out _));
        Assert.Single(TenantPolicyDocument.Read(Encoding.UTF8.GetBytes("{}".PadRight(PolicyLimits.Document + 1)), out _));
    }

    [Fact]
    public void what_an_answer_adds_may_be_sent_back() =>
        Assert.Empty(TenantPolicyDocument.Read("""{"window":"1.00:00:00","changedBy":"x"}"""u8.ToArray(), out _, "changedBy"));

    [Fact]
    public void what_is_written_reads_the_same() => Check.QuickThrowOnFailure(Prop.ForAll(Policies.ToArbitrary(), policy =>
    {
        var bytes = TenantPolicyDocument.Write(policy);
        return TenantPolicyDocument.Read(bytes, out var read).Count == 0 && bytes.AsSpan().SequenceEqual(TenantPolicyDocument.Write(read)) && read.Version == policy.Version;
    }));

    [Fact]
    public void no_bytes_whatever_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("{", "}", "[", "]", "\"", ":", ",", "\"ownRanges\":", "\"expectations\":", "\"name\":", "\"ports\":", "null", "1e999", "\"\\ud800\"", "\"9.9.9.9\"", "\u00e9").ListOf().ToArbitrary(),
        parts => TenantPolicyDocument.Read(Encoding.UTF8.GetBytes(string.Concat(parts)), out _) is not null));

    private static Gen<TenantPolicy> Policies { get; } =
        from own in Gen.Elements("45.9.9.0/24", "9.9.9.9/32", "2a01:4f8::/32").ListOf().Select(Few)
        from window in Gen.Choose(1, 30 * 24 * 60)
        from process in Gen.Elements("a b.exe", "tailscaled", "\u00fcber\"\\.exe").ListOf().Select(Few)
        from isOpen in Gen.Elements(true, false)
        from ports in Gen.Choose(1, 65000).Select(port => new PortRange((ushort)port, (ushort)(port + (port % 2)))).ListOf().Select(Few)
        from transport in Gen.Elements<Transport?>(null, Transport.Tcp, Transport.Udp)
        select new TenantPolicy
        {
            OwnRanges = isOpen ? null : Ranges([.. own]), ExcludedProcesses = [.. process], Window = isOpen ? null : TimeSpan.FromMinutes(window),
            Expectations = [new("web", isOpen ? null : "dmz", null, isOpen ? "nginx" : null, transport, [.. ports])],
        };

    private static T[] Few<T>(IEnumerable<T> items) => [.. items.Take(20)];

    private static IpRange[] Ranges(params string[] texts) => [.. texts.Select(text => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text))];

    private static TenantPolicy Read(string json)
    {
        Assert.Empty(TenantPolicyDocument.Read(Encoding.UTF8.GetBytes(json), out var policy));
        return policy;
    }
}
