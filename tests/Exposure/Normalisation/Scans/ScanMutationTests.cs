using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>Every small damage to a scanner's file: cut, one byte lost, one byte changed, one byte doubled.</summary>
public sealed class ScanMutationTests
{
    private static readonly byte[] Replacements = [0, (byte)'"', (byte)'{', (byte)']', (byte)',', (byte)'\n', (byte)'-', (byte)'9', 0x1b, 0xff];

    [Theory]
    [InlineData("shodan", """{"ip_str":"45.9.9.9","ip":755566857,"data":[{"port":22,"_shodan":{"module":"ssh"},"timestamp":"2026-07-18T13:40:00.1"}]}""")]
    [InlineData("censys", """{"result":{"hits":[{"ip":"45.9.9.9","services":[{"port":443,"service_name":"HTTP","transport_protocol":"QUIC","observed_at":"2026-07-18T13:40:00Z"}]}]}}""")]
    [InlineData("zgrab2", """{"ip":"45.9.9.9","port":22,"data":{"ssh":{"status":"protocol-error","protocol":"ssh","result":{"a":1},"timestamp":"2026-07-18T13:40:00Z"}}}""")]
    [InlineData("naabu", """{"ip":"45.9.9.9","port":{"Port":443,"Protocol":0},"timestamp":"2026-07-18T13:40:00Z"}""")]
    [InlineData("naabu", "host,ip,port,protocol,timestamp\na,45.9.9.9,80,tcp,\"2026-07-18 13:40:00 +0000 UTC\"\n45.9.9.9:80 [cdn]\n")]
    [InlineData("zmap", "saddr,sport,classification,success,timestamp_ts,timestamp_us\n45.9.9.9,80,\"synack\",1,1784382000,5\n")]
    [InlineData("zmap", """{"saddr":"45.9.9.9","sport":443,"success":true,"timestamp_str":"2026-07-18T13:40:00.000+0000"}""")]
    [InlineData("rustscan", "Open \u001b[35m[2a00::1]:80\u001b[0m\n45.9.9.9 -> [80, 443]\n[~] x\n")]
    [InlineData("masscan", "#masscan\nopen tcp 80 45.9.9.9 1784382000\nbanner tcp 80 45.9.9.9 1784382000 http x y\n# end\n")]
    [InlineData("masscan", "# Masscan 1 scan initiated x\nTimestamp: 1784382000\tHost: 45.9.9.9 ()\tPorts: 80/open/tcp//http//\n")]
    [InlineData("nmap", "# Nmap 7 scan initiated Sat Jul 18 13:40:00 2026 as: x\nHost: 45.9.9.9 ()\tPorts: 22/open/tcp//ssh///, 23/closed/tcp/////\nNmap scan report for a (45.9.9.9)\n22/tcp open ssh\n")]
    public void no_damage_throws_and_the_books_balance(string format, string whole)
    {
        var body = Encoding.UTF8.GetBytes(whole);
        for (var at = 0; at < body.Length; at++)
        {
            Balances(format, body[..at]);
            Balances(format, [.. body[..at], .. body[(at + 1)..]]);
            Balances(format, [.. body[..(at + 1)], .. body[at..]]);
            foreach (var replacement in Replacements)
            {
                Balances(format, [.. body[..at], replacement, .. body[(at + 1)..]]);
            }
        }
    }

    private static void Balances(string format, byte[] body)
    {
        var batch = Normaliser.Normalise([Normalising.Event(body, format), Normalising.Event(body)], ExposurePolicy.Default, Normalising.Now);
        Assert.True(batch.Tally.Balances(), Encoding.UTF8.GetString(body));
    }
}
