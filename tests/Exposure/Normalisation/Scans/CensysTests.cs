using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>Censys's objects, of our own making.</summary>
public sealed class CensysTests
{
    private const string V2 = $$"""{"ip":"45.9.9.9","services":[{"port":443,"service_name":"HTTP","extended_service_name":"HTTPS","transport_protocol":"TCP","observed_at":"2026-07-18T13:40:00.123456789Z"},{"port":443,"service_name":"UNKNOWN","transport_protocol":"QUIC","observed_at":"{{Stamp}}"}],"last_updated_at":"2026-07-18T14:00:00Z"}""";
    private const string V3 = $$"""{"ip":"45.9.9.9","service_count":2,"services":[{"port":22,"protocol":"SSH","transport_protocol":"tcp","scan_time":"{{Stamp}}"},{"port":53,"protocol":"DNS","transport_protocol":"udp","scan_time":"{{Stamp}}"}]}""";
    private const string OfV2 = "45.9.9.9 tcp/443 http at 07-18T13:40:00.123; 45.9.9.9 udp/443";
    private const string OfV3 = "45.9.9.9 tcp/22 ssh; 45.9.9.9 udp/53 dns";

    [Theory]
    [InlineData(V2, OfV2)]
    [InlineData($"[{V2},{V2}]", OfV2)] // the command line's file
    [InlineData($$"""{"code":200,"status":"OK","result":{{V2}}}""", OfV2)]
    [InlineData($$$$$"""{"code":200,"status":"OK","result":{"query":"x","total":1,"hits":[{{{{{V2}}}}}],"links":{"next":""}}}""", OfV2)]
    [InlineData($$$$$"""{"result":{"resource":{{{{{V3}}}}},"extensions":{}}}""", OfV3)]
    [InlineData($$$$$"""{"result":{"hits":[{"host_v1":{"resource":{{{{{V3}}}}}}},{"webproperty_v1":{"resource":{"hostname":"a"}}}],"total_hits":2}}""", OfV3 + "; 1 kind-not-read")]
    [InlineData($$"""{"result":[{"resource":{{V3}}}]}""", OfV3)]
    [InlineData(V3 + "\r\n" + V3 + "\r\n", OfV3)]
    [InlineData("""{"code":200,"result":{"total":0,"hits":[],"services":"","ip":"","service_count":0}}""", "1 no-ports")]
    public void a_service_is_an_answer_in_every_wrapper(string body, string expected) => Assert.Equal(expected, Read("censys", body));

    [Theory]
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":80,"service_name":"HTTP","transport_protocol":"TCP"}],"last_updated_at":"2026-07-18T13:40:00Z"}""", "45.9.9.9 tcp/80 http")] // a search hit
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":80,"transport_protocol":"TCP"}],"service_count":1}""", "1 InvalidTimestamp")]
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":80,"transport_protocol":"TCP","observed_at":"x"}],"last_updated_at":"2026-07-18T13:40:00Z"}""", "1 InvalidTimestamp")]
    [InlineData("""{"ip":"2a00:1450:4001::200e","services":[{"port":"80","transport_protocol":"TCP","observed_at":"2026-07-18T13:40:00Z"}]}""", "2a00:1450:4001::200e tcp/80")]
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":-80,"transport_protocol":"TCP","observed_at":"2026-07-18T13:40:00Z"}]}""", "1 InvalidField")]
    [InlineData("""{"ip":"45.9.9.9","services":[{"transport_protocol":"TCP","observed_at":"2026-07-18T13:40:00Z"}]}""", "1 MissingField")]
    [InlineData("""{"ip":"45.9.9","services":[{"port":80,"transport_protocol":"TCP"}]}""", "1 InvalidField")]
    [InlineData("""{"ip":null,"services":[{"port":80,"transport_protocol":"TCP"}]}""", "1 MissingField")]
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":80,"transport_protocol":"SCTP","observed_at":"2026-07-18T13:40:00Z"}]}""", "1 transport-not-read")]
    [InlineData("""{"ip":"10.1.1.1","services":[{"port":80,"transport_protocol":"TCP","observed_at":"2026-07-18T13:40:00Z"}]}""", "1 scan-of-inside")]
    [InlineData("""{"ip":"45.9.9.9","services":[],"last_updated_at":"2026-07-18T13:40:00Z"}""", "1 no-ports")]
    [InlineData("""{"ip":"45.9.9.9","services":[{"port":80,"transport_protocol":"TCP","observed""", "1 Truncated")]
    [InlineData($$$"""{"code":200,"result":{"query":"x","hits":[{{{V2}}},{"ip":"45.9.9.8","services":[{"port":25,"observed_at":"{{{Stamp}}}"},{"po""", OfV2 + "; 45.9.9.8 tcp/25; 1 Truncated")]
    [InlineData($$$"""{"result":{"resource":{"ip":"45.9.9.8","services":[{"port":25,"scan_time":"{{{Stamp}}}"}""", "45.9.9.8 tcp/25; 1 Truncated")]
    public void what_a_service_says_is_taken_or_set_aside_with_its_reason(string body, string expected) => Assert.Equal(expected, Read(body));

    [Theory]
    [InlineData("""{"ip":"45.9.9.9","autonomous_system":{"asn":1},"location":{}}""", "1 no-ports")]
    [InlineData("""{"code":404,"status":"Not Found","error":"x"}""", "1 MissingField")]
    [InlineData("""{"result":{"result":{"result":{"result":{"result":{"result":{"result":{"ip":"45.9.9.9"}}}}}}}}""", "1 MissingField")] // no client wraps this deep
    public void an_object_without_services_says_nothing_or_is_none(string body, string expected) => Assert.Equal(expected, Read("censys", body));

    [Fact]
    public void a_service_whose_banner_fills_the_head_is_recognised() =>
        Assert.Equal("censys", FormatsOf($$$"""{"code":200,"result":{"ip":"45.9.9.9","services":[{"_decoded":"http","banner":"{{{new string('x', 5000)}}}","port":80}]}}"""[..4096]));
}
