namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>Google Cloud's services: databases with authorised networks that may have ended, control planes with allow lists, and buckets.</summary>
internal static class GcpServices
{
    public static ServiceNetwork Of(int seed)
    {
        var draw = new Draw(seed);
        return new([Database(draw), Cluster(draw), Bucket(draw)]);
    }

    // Verdicts are asked for at the beginning of 1970.
    private static Service Database(Draw draw)
    {
        var (hasAddress, needsConnector) = (draw.Chance(85), draw.Chance(10));
        var engine = draw.Of(("POSTGRES_16", 5432), ("MYSQL_8_0", 3306), ("SQLSERVER_2022_WEB", 1433));
        var networks = Enumerable.Range(0, draw.Below(4)).Select(_ => (Range: draw.Of(["0.0.0.0/0", .. ServiceNetwork.Lists]), Until: draw.Of<string?>(null, null, "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z"))).ToArray();
        return new(
            "//cloudsql.googleapis.com/projects/p1/instances/db",
            [Asset("//cloudsql.googleapis.com/projects/p1/instances/db", "sqladmin.googleapis.com/Instance", $$"""
                {"name":"db","databaseVersion":"{{engine.Item1}}","settings":{"activationPolicy":"ALWAYS","connectorEnforcement":"{{(needsConnector ? "REQUIRED" : "NOT_REQUIRED")}}","ipConfiguration":{"ipv4Enabled":{{(hasAddress ? "true" : "false")}},
                 "authorizedNetworks":[{{string.Join(',', networks.Select(static network => $$"""{"kind":"sql#aclEntry","value":"{{network.Range}}"{{(network.Until is null ? "" : $",\"expirationTime\":\"{network.Until}\"")}}}"""))}}]} } }
                """)],
            packet => hasAddress && !needsConnector && packet.Source.IsV4 && packet.Protocol == 6 && packet.Port == engine.Item2
                && ServiceNetwork.Any(networks.Where(static network => network.Until?.StartsWith("19", StringComparison.Ordinal) is not true).Select(static network => network.Range), packet.Source));
    }

    private static Service Cluster(Draw draw)
    {
        var (isPrivate, isListed, ranges) = (draw.Chance(20), draw.Chance(60), draw.Some(ServiceNetwork.Lists, 3).Distinct().ToArray());
        return new(
            "//container.googleapis.com/projects/p1/locations/r1/clusters/c",
            [Asset("//container.googleapis.com/projects/p1/locations/r1/clusters/c", "container.googleapis.com/Cluster", $$"""
                {"name":"c","endpoint":"34.9.9.9","privateClusterConfig":{"enablePrivateNodes":true,"enablePrivateEndpoint":{{(isPrivate ? "true" : "false")}} },
                 "masterAuthorizedNetworksConfig":{"enabled":{{(isListed ? "true" : "false")}},"cidrBlocks":[{{string.Join(',', ranges.Select(static range => $$"""{"cidrBlock":"{{range}}"}"""))}}]} }
                """)],
            packet => !isPrivate && packet is { Protocol: 6, Port: 443, Source.IsV4: true } && (!isListed || ServiceNetwork.Any(ranges, packet.Source)));
    }

    private static Service Bucket(Draw draw)
    {
        var (isPrevented, isUniform, isListed, member) = (draw.Chance(25), draw.Chance(50), draw.Chance(40), draw.Of("allUsers", "allAuthenticatedUsers", "user:a@example.com", "user:b@example.com"));
        var ranges = draw.Chance(30) ? draw.Some(["45.0.0.0/8", "2a00:1450::/32"], 2) : null;
        return new(
            "//storage.googleapis.com/b",
            [
                Asset("//storage.googleapis.com/b", "storage.googleapis.com/Bucket", $$"""
                {"name":"b","iamConfiguration":{"publicAccessPrevention":"{{(isPrevented ? "enforced" : "inherited")}}","uniformBucketLevelAccess":{"enabled":{{(isUniform ? "true" : "false")}}} },"acl":[{"entity":"{{(isListed ? "allUsers" : "project-owners-1")}}","role":"READER"}],"defaultObjectAcl":[]
                 {{(ranges is null ? "" : $$""","ipFilter":{"mode":"Enabled","publicNetworkSource":{"allowedIpCidrRanges":[{{ServiceNetwork.Texts(ranges)}}]} }""")}} }
                """),
                $$"""{"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","iam_policy":{"bindings":[{"role":"roles/storage.objectViewer","members":["{{member}}"]}]} }""",
            ],
            packet => packet is { Protocol: 6, Port: 80 or 443 } && (ranges is null || ServiceNetwork.Any(ranges, packet.Source)),
            !isPrevented && (member.StartsWith("all", StringComparison.Ordinal) || (!isUniform && isListed)));
    }

    private static string Asset(string name, string type, string data) => $$"""{"name":"{{name}}","asset_type":"{{type}}","ancestors":["projects/1"],"resource":{"version":"v1","data":{{data}} } }""";
}
