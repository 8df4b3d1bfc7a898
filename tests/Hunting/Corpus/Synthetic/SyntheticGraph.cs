namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Made-up rows of the exposure graph: as <c>ExposureGraphNodes</c> and <c>ExposureGraphEdges</c> hold them.</summary>
internal static class SyntheticGraph
{
    public static IReadOnlyList<Dictionary<string, object?>> Nodes(Draw draw, IReadOnlyList<(string Id, string Name)> devices, int count)
        => [.. Enumerable.Range(0, count).Select(i => Node(draw, Vocabulary.NodeLabels[i % Vocabulary.NodeLabels.Length], devices[i % devices.Count], i))];

    public static IReadOnlyList<Dictionary<string, object?>> Edges(Draw draw, IReadOnlyList<Dictionary<string, object?>> nodes, int count)
        => [.. Enumerable.Range(0, count).Select(i => Edge(draw, draw.Of(nodes), draw.Of(nodes), i))];

    private static Dictionary<string, object?> Node(Draw draw, string label, (string Id, string Name) device, int index) => new()
    {
        ["NodeId"] = $"node-{index}", ["NodeLabel"] = label, ["NodeName"] = label is "device" ? device.Name : $"{label}-{index}",
        ["Categories"] = JsonValue.Of(Categories(label)),
        ["EntityIds"] = JsonValue.Of(new[] { new { type = label is "device" ? "DeviceInventoryId" : "AzureResourceId", id = label is "device" ? device.Id : $"/subscriptions/1/{label}/{index}" } }),
        ["NodeProperties"] = JsonValue.Of(new { rawData = label is "Cve" ? Cve(draw) : label is "user" ? User(draw) : Asset(draw, device, index), department = "IT" }),
    };

    private static Dictionary<string, object?> Edge(Draw draw, Dictionary<string, object?> source, Dictionary<string, object?> target, int index) => new()
    {
        ["EdgeId"] = $"edge-{index}", ["EdgeLabel"] = draw.Of(Vocabulary.EdgeLabels),
        ["SourceNodeId"] = source["NodeId"], ["SourceNodeName"] = source["NodeName"], ["SourceNodeLabel"] = source["NodeLabel"], ["SourceNodeCategories"] = source["Categories"],
        ["TargetNodeId"] = target["NodeId"], ["TargetNodeName"] = target["NodeName"], ["TargetNodeLabel"] = target["NodeLabel"], ["TargetNodeCategories"] = target["Categories"],
        ["EdgeProperties"] = JsonValue.Of(new { rawData = new { permissions = new[] { "Microsoft.Storage/read" }, userRightsOnDevice = new { isLocalAdmin = draw.Chance(50) }, highPrivilege = draw.Chance(30) } }),
    };

    private static string[] Categories(string label) => label switch
    {
        "device" => ["device", "compute"],
        "user" or "group" or "serviceprincipal" or "managedidentity" => ["identity"],
        "IP address" => ["ip_address"],
        "microsoft.compute/virtualmachines" or "aws.ec2.instance" or "gcp.compute.instance" => ["virtual_machine", "compute", "device"],
        "microsoft.storage/storageaccounts" or "microsoft.keyvault/vaults" => ["data", "storage"],
        _ => ["other"],
    };

    private static object Asset(Draw draw, (string Id, string Name) device, int index) => new
    {
        criticalityLevel = new { criticalityLevel = index % 4, ruleBasedCriticalityLevel = index % 4, ruleNames = new[] { "Domain Controller" } }, deviceName = device.Name, deviceType = "Server", deviceRole = "DomainController",
        highRiskVulnerabilityInsights = new { hasHighOrCritical = true, maxCvssScore = 9.8, vulnerableToRCE = draw.Chance(60), vulnerableToPrivilegeEscalation = draw.Chance(60) },
        vulnerableToRCE = new { type = "RCE" }, VulnerableToPrivilegeEscalation = new { type = "EoP" }, IsInternetFacing = true, exposedToInternet = true, publicIP = draw.PublicAddress(), openPortRanges = new[] { "22-22", "443-443" },
        exposureScore = draw.Of(["High", "Low"]), tags = new[] { new { key = "env", value = "prod" } }, lastSeen = "2026-11-20T10:00:00Z", onboardingStatus = "Onboarded", osPlatform = "WindowsServer2022", osPlatformFriendlyName = "Windows Server", environmentName = "prod",
        rdpStatus = new { allowConnections = true, nlaRequired = false }, remoteServicesInfo = new { winrm = true }, osDistribution = "server", serviceNowCmdbAssetInfo = new { id = index }, tenableReportInfo = new { id = index }, severity = "High",
    };

    private static object Cve(Draw draw) => new { cvssScore = 5 + draw.Below(5), hasExploit = draw.Chance(50), severity = "Critical", exploitabilityLevel = "ExploitIsPublic" };

    private static object User(Draw draw) => new
    {
        accountDisplayName = draw.Of(Vocabulary.Accounts), accountEnabled = true, accountUpn = "alice@contoso.com", assignedRoles = new[] { "Global Administrator" },
        criticalityLevel = new { criticalityLevel = 0, ruleNames = new[] { "Privileged" } },
    };
}
