using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>RustScan's screens, of our own making.</summary>
public sealed class RustScanTests
{
    private static readonly (string, string) Observed = ("observedAt", Stamp);

    [Theory]
    [InlineData("Open 45.9.9.9:80\nOpen [2a00:1450:4001::200e]:443\r\n", "45.9.9.9 tcp/80; 2a00:1450:4001::200e tcp/443")]
    [InlineData("45.9.9.9 -> [80,443]\n2a00:1450:4001::200e -> [ 22 ]", "45.9.9.9 tcp/80; 45.9.9.9 tcp/443; 2a00:1450:4001::200e tcp/22")]
    [InlineData("Open \u001b[35m45.9.9.9:80\u001b[0m\n\u001b[1;34m[~]\u001b[0m Starting Script(s)", "45.9.9.9 tcp/80; 1 kind-not-read")]
    [InlineData("45.9.9.9 -> [80,44", "45.9.9.9 tcp/80; 1 Truncated")] // 44 may be half of 443
    [InlineData("Open a.example:80\na.example -> [80,81]", "3 InvalidField")] // names are not resolved
    [InlineData("Open 45.9.9.9:0\n45.9.9.9 -> [80000,-1]", "3 InvalidField")]
    [InlineData("Open 10.0.0.1:80\n", "1 scan-of-inside")]
    [InlineData("45.9.9.9 -> [80]\n45.9.9.8 -> []\n", "45.9.9.9 tcp/80; 1 no-ports")]
    public void a_finding_is_an_open_port(string body, string expected) => Assert.Equal(expected, Read(body, Observed));

    [Fact]
    public void what_stands_around_the_findings_says_nothing() => Assert.Equal("45.9.9.9 tcp/22; 9 kind-not-read", Read("""
        .----. .-. .-. .----..---.  .----. .---.   .--.  .-. .-.
        The Modern Day Port Scanner.
        : https://github.com/RustScan/RustScan :
        [~] Automatically increasing ulimit value to 5000.
        Open 45.9.9.9:22
        [~] Starting Script(s)
        [~] Starting Nmap 7.94 ( https://nmap.org ) at 2026-07-18 06:55 EDT
        Nmap scan report for 45.9.9.9
        PORT      STATE SERVICE REASON
        22/tcp    open  ssh     syn-ack
        """, Observed));

    [Fact]
    public void without_the_property_the_time_is_the_files() => Assert.Equal("45.9.9.9 tcp/22 at 07-18T14:10:00", Read("Open 45.9.9.9:22"));
}
