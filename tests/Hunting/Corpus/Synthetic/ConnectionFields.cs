using System.Text.Json;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>The JSON that Defender puts into <c>AdditionalFields</c>, by action.</summary>
internal static class ConnectionFields
{
    public static string Of(string action, string host, string remote, int port, Draw draw) => JsonSerializer.Serialize(action switch
    {
        "InboundInternetScanInspected" => new { PublicScannedIp = draw.PublicAddress(), PublicScannedPort = port, IsInternetFacing = "true" },
        "ConnectionSuccessAggregatedReport" or "ConnectionFailedAggregatedReport" => new { uniqueEventsAggregated = 50 + draw.Below(500), minTimestamp = "2026-11-01T00:00:00Z" },
        "HttpConnectionInspected" => new { direction = Direction(draw), host, uri = "/index.php", method = draw.Of(["GET", "POST"]), user_agent = draw.Of(["Mozilla/5.0", "curl/8.0", "python-requests/2.31"]), status_code = "200", version = "1.1" },
        "DnsConnectionInspected" => new { direction = Direction(draw), query = host, qtype_name = "A", rcode_name = draw.Of(["NOERROR", "NXDOMAIN"]), answers = $"[\"{remote}\"]" },
        "SslConnectionInspected" => new { direction = Direction(draw), server_name = host, ja3 = draw.Hex(32), ja3s = draw.Hex(32), subject = $"CN={host}", issuer = "CN=R3,O=Let's Encrypt,C=US", established = "true" },
        "SshConnectionInspected" => new { direction = Direction(draw), server = "SSH-2.0-OpenSSH_9.6", client = "SSH-2.0-PuTTY", auth_success = draw.Of(["true", "false"]), auth_attempts = (1 + draw.Below(9)).ToString() },
        "IcmpConnectionInspected" => new { direction = Direction(draw), duration = "1.5", orig_bytes = 64 },
        "SmtpConnectionInspected" => new { direction = Direction(draw), helo = host, mailfrom = "a@b.c", rcptto = "d@e.f", subject = "hello", last_reply = "250 OK", tls = "true", from = "a@b.c" },
        "NetworkSignatureInspected" => new { SignatureName = draw.Of(["HTTP_Client", "SSH", "NTLM", "SSL"]), SignatureMatchedContent = "%20HTTP/1.1", SamplePacketContent = $"[\"GET%20/%20HTTP/1.1%0D%0AHost:%20{host}%0D%0AUser-Agent:%20curl/8.0\"]" },
        "NtlmAuthenticationInspected" => new { direction = Direction(draw), DomainName = "contoso", UserName = "alice", ServerName = host },
        _ => (object)new { },
    });

    private static string Direction(Draw draw) => draw.Of(["In", "Out"]);
}
