using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>masscan's list and XML, of our own making.</summary>
public sealed class MasscanTests
{
    [Theory]
    [InlineData("#masscan\nopen tcp 80 45.9.9.9 1784382000\nopen udp 53 45.9.9.9 1784382000\n# end\n", "45.9.9.9 tcp/80; 45.9.9.9 udp/53")]
    [InlineData("open tcp 80 45.9.9.9 1784382000\r\nbanner tcp 80 45.9.9.9 1784382000 http HTTP/1.1 200 OK\\x0d\\x0aServer: x\r\n", "45.9.9.9 tcp/80; 45.9.9.9 tcp/80 http")]
    [InlineData("#masscan\n# end\n", "")]
    [InlineData("#masscan\nopen tcp 80 45.9.9.9 1784382000\n# end\n#masscan\nopen tcp 81 45.9.9.9 1784382000\n# end\n", "45.9.9.9 tcp/80; 45.9.9.9 tcp/81")] // two files in one
    [InlineData("#masscan\nopen tcp 443 2a00:1450:4001::200e 1784382000\n", "2a00:1450:4001::200e tcp/443")]
    [InlineData("#masscan\nclosed tcp 80 45.9.9.9 1784382000\n", "1 port-not-open")]
    [InlineData("#masscan\nopen sctp 80 45.9.9.9 1784382000\nopen icmp 0 45.9.9.9 1784382000\n", "2 transport-not-read")]
    [InlineData("#masscan\nopen tcp -1 45.9.9.9 1784382000\nopen tcp 70000 45.9.9.9 1784382000\n", "2 InvalidField")]
    [InlineData("#masscan\nopen tcp 80 45.9.9 1784382000\nmaybe tcp 80 45.9.9.9 1784382000\n", "2 InvalidField")]
    [InlineData("#masscan\nopen tcp 80 45.9.9.9 soon\n", "1 InvalidTimestamp")]
    [InlineData("#masscan\nopen tcp 80 45.9.9.9\nopen tcp 80 45.9", "1 Truncated; 1 InvalidField")]
    [InlineData("#masscan\nopen tcp 80 10.1.1.1 1784382000\n", "1 scan-of-inside")]
    public void a_line_of_the_list_is_an_answer(string body, string expected) => Assert.Equal(expected, Read(body));
}
