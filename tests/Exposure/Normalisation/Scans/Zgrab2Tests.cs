using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>zgrab2's lines, of our own making.</summary>
public sealed class Zgrab2Tests
{
    [Theory]
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","protocol":"ssh","result":{},"timestamp":"2026-07-18T13:40:00Z"}}}""", "45.9.9.9 tcp/22 ssh")]
    [InlineData("""{"ip":"45.9.9.9","domain":"a","data":{"ntp":{"status":"success","protocol":"ntp","timestamp":"2026-07-18T13:40:00Z"}}}""", "45.9.9.9 udp/22 ntp")]
    [InlineData("""{"ip":"45.9.9.9","port":2222,"data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""", "45.9.9.9 tcp/2222 ssh")] // newer versions write the input's port
    [InlineData("""{"ip":"45.9.9.9","data":{"web":{"status":"success","protocol":"http","timestamp":"2026-07-18T15:40:00+02:00"}}}""", "45.9.9.9 tcp/22 http")] // a module named by the scan's configuration
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"},"tls":{"status":"connection-timeout","protocol":"tls","timestamp":"2026-07-18T13:40:00Z"}}}""", "45.9.9.9 tcp/22 ssh; 1 port-not-open")]
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","protocol":"ssh"}}}""", "1 InvalidTimestamp")]
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":{"protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""", "1 MissingField")]
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":7}}""", "1 MissingField")]
    [InlineData("""{"ip":"45.9.9.9","data":{}}""", "1 no-ports")]
    [InlineData("""{"domain":"a.example","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""", "1 MissingField")] // names are not resolved
    [InlineData("""{"ip":"45.9.9","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""", "1 InvalidField")]
    [InlineData("""{"ip":"100.65.0.26","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""", "1 scan-of-inside")]
    [InlineData("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}""" + "\r\n{\"ip\":\"45.9.9.9\",\"da", "45.9.9.9 tcp/22 ssh; 1 Truncated")]
    public void a_module_answers_on_the_port_that_was_scanned(string body, string expected) => Assert.Equal(expected, Read(body, ("port", "22")));

    [Theory]
    [InlineData("connection-refused", "{\"a\":1}", false)]
    [InlineData("connection-timeout", "{\"a\":1}", false)]
    [InlineData("connection-closed", "{\"a\":1}", false)]
    [InlineData("io-timeout", "{\"a\":1}", false)] // also UDP silence
    [InlineData("unknown-error", "{\"a\":1}", false)]
    [InlineData("protocol-error", "{\"a\":1}", true)] // something answered, in another protocol
    [InlineData("application-error", "{\"a\":1}", true)]
    [InlineData("protocol-error", "{}", false)] // nothing shows that anything was received
    [InlineData("protocol-error", "null", false)]
    [InlineData("application-error", "null", false)] // a failure of the module's own
    [InlineData("SUCCESS", "null", true)]
    public void only_what_was_received_is_an_answer(string status, string result, bool answers)
    {
        var line = $$$$"""{"ip":"45.9.9.9","data":{"ssh":{"status":"{{{{status}}}}","protocol":"ssh","result":{{{{result}}}},"timestamp":"2026-07-18T13:40:00Z"}}}""";
        Assert.Equal(answers ? "45.9.9.9 tcp/22 ssh" : "1 port-not-open", Read(line, ("port", "22")));
    }

    [Fact]
    public void without_a_port_the_record_is_set_aside_and_the_property_named() =>
        Assert.Contains("property 'port'", Detail("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","protocol":"ssh","timestamp":"2026-07-18T13:40:00Z"}}}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("ssh")]
    public void a_property_that_is_no_port_is_refused(string port) =>
        Assert.Equal("1 InvalidField", Read("""{"ip":"45.9.9.9","data":{"ssh":{"status":"success","timestamp":"2026-07-18T13:40:00Z"}}}""", ("port", port)));
}
