namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>Bodies as the Compute Engine API answers them, with as little in them as a case needs.</summary>
internal static class GcpSamples
{
    public const string Network = "https://www.googleapis.com/compute/v1/projects/p/global/networks/net";

    private const string Root = "https://www.googleapis.com/compute/v1/projects/p";

    /// <summary>An instance with one interface in the network; without external address unless one is given.</summary>
    public static string Instance(string name = "vm", string? natIp = "203.0.114.10", string more = "", string nic = "", string zone = "us-central1-a") => $$"""
        { "kind": "compute#instance", "name": "{{name}}", "selfLink": "{{Root}}/zones/{{zone}}/instances/{{name}}",
          "networkInterfaces": [{ "name": "nic0", "network": "{{Network}}", "networkIP": "10.0.0.2"{{nic}}
            {{(natIp is null ? "" : $$""", "accessConfigs": [{ "type": "ONE_TO_ONE_NAT", "natIP": "{{natIp}}" }]""")}} }],
          "status": "RUNNING" {{more}} }
        """;

    /// <summary>A VPC firewall rule of the network.</summary>
    public static string Firewall(string name, string what, string sources = "\"0.0.0.0/0\"", int priority = 1000, string more = "") => $$"""
        { "kind": "compute#firewall", "name": "{{name}}", "selfLink": "{{Root}}/global/firewalls/{{name}}", "network": "{{Network}}",
          "direction": "INGRESS", "priority": {{priority}}, "sourceRanges": [{{sources}}], {{what}} {{more}} }
        """;

    public static string Allowed(string protocol, params string[] ports) => Layer4("allowed", protocol, ports);

    public static string Denied(string protocol, params string[] ports) => Layer4("denied", protocol, ports);

    /// <summary>Any resource of the project: its place, like <c>global/urlMaps/m</c>, and the rest of its body.</summary>
    public static string Of(string place, string rest) => $$"""{ "name": "{{place[(place.LastIndexOf('/') + 1)..]}}", "selfLink": "{{Root}}/{{place}}", {{rest}} }""";

    public static string Url(string place) => $"{Root}/{place}";

    private static string Layer4(string member, string protocol, string[] ports) => ports.Length == 0
        ? $$""" "{{member}}": [{ "IPProtocol": "{{protocol}}" }] """
        : $$""" "{{member}}": [{ "IPProtocol": "{{protocol}}", "ports": [{{string.Join(", ", ports.Select(static port => $"\"{port}\""))}}] }] """;
}
