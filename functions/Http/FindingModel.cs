using ExposurePipeline.Exposure.Messages;
using static ExposurePipeline.Functions.Http.ResourceProperty<ExposurePipeline.Exposure.Messages.FindingView>;

namespace ExposurePipeline.Functions.Http;

/// <summary>What queries may say of findings that are nobody's yet.</summary>
internal static class FindingModel
{
    public static ResourceModel<FindingView> Create() => new("exposure", "finding", "findings", Key,
    [
        Text("address", static f => f.Address),
        Number("port", static f => f.Port),
        Text("transport", static f => f.Transport.ToString()),
        Text("reason", static f => f.Reason.ToString()),
        Text("why", static f => f.Why.ToString()),
        Text("publicIp", static f => f.PublicIp),
        Number("publicPort", static f => f.PublicPort),
        Text("networkRule", static f => f.NetworkRule),
        Time("firstSeen", static f => f.FirstSeen),
        Time("lastSeen", static f => f.LastSeen),
        Time("expiresAt", static f => f.ExpiresAt),
        Texts("candidates", static f => f.Candidates),
        Texts("scanners", static f => f.Scanners),
        Texts("services", static f => f.Services),
        Texts("sources", static f => f.Sources),
    ]);

    private static string Key(FindingView f) => $"{f.Address} {f.Transport} {f.Port:d5} {f.Reason} {f.PublicIp} {f.PublicPort}";
}
