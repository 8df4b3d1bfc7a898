namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>A network with machines, as lines of a Cloud Asset export.</summary>
internal static class GcpSite
{
    private const int Machines = 25;
    private const int Public = 5;

    /// <summary>A line a resource; they are in no list.</summary>
    public static IEnumerable<(string List, string Row)> Resources(int site, Random draw) => Lines(site, draw).Select(static line => ("", line));

    private static IEnumerable<string> Lines(int site, Random draw)
    {
        var project = $"projects/workload-{site}";
        yield return Asset(project, "global/networks/main", "Network", $$$$"""{"autoCreateSubnetworks":false,"creationTimestamp":"2025-11-01T08:15:30.000-07:00","id":"{{{{site}}}}001","name":"main","networkFirewallPolicyEnforcementOrder":"AFTER_CLASSIC_FIREWALL","routingConfig":{"routingMode":"REGIONAL"},"selfLink":"{{{{Url(project, "global/networks/main")}}}}"}""");
        yield return Asset(project, "regions/us-central1/subnetworks/sub", "Subnetwork", $$$$"""{"creationTimestamp":"2025-11-01T08:15:30.000-07:00","gatewayAddress":"10.{{{{site % 250}}}}.0.1","id":"{{{{site}}}}002","ipCidrRange":"10.{{{{site % 250}}}}.0.0/16","name":"sub","network":"{{{{Url(project, "global/networks/main")}}}}","privateIpGoogleAccess":true,"purpose":"PRIVATE","region":"{{{{Url(project, "regions/us-central1")}}}}","selfLink":"{{{{Url(project, "regions/us-central1/subnetworks/sub")}}}}","stackType":"IPV4_ONLY"}""");
        yield return Asset(project, "global/routes/default-route", "Route", $$$$"""{"description":"Default route to the Internet.","destRange":"0.0.0.0/0","id":"{{{{site}}}}003","name":"default-route","network":"{{{{Url(project, "global/networks/main")}}}}","nextHopGateway":"{{{{Url(project, "global/gateways/default-internet-gateway")}}}}","priority":1000,"selfLink":"{{{{Url(project, "global/routes/default-route")}}}}"}""");
        yield return Firewall(project, site, "allow-web", 1000, "0.0.0.0/0", "allowed", "tcp", "\"80\",\"443\"", "web");
        yield return Firewall(project, site, "allow-ssh", 1000, site % 7 == 0 ? "0.0.0.0/0" : $"81.2.{draw.Next(250)}.0/24", "allowed", "tcp", "\"22\"", null);
        yield return Firewall(project, site, "deny-some", 900, $"45.{draw.Next(250)}.0.0/16", "denied", "all", null, null);
        yield return Firewall(project, site, "allow-internal", 65534, "10.0.0.0/8", "allowed", "all", null, null);
        yield return Firewall(project, site, "allow-partner", 1000, $"{20 + draw.Next(60)}.{draw.Next(250)}.0.0/16", "allowed", "tcp", $"\"{9000 + draw.Next(500)}-9999\"", "app");
        for (var machine = 0; machine < Machines; machine++)
        {
            yield return Instance(project, site, machine);
            yield return Asset(project, $"zones/us-central1-a/disks/vm-{machine}", "Disk", $$$$"""{"creationTimestamp":"2025-11-01T08:15:30.000-07:00","guestOsFeatures":[{"type":"UEFI_COMPATIBLE"},{"type":"VIRTIO_SCSI_MULTIQUEUE"},{"type":"GVNIC"}],"id":"{{{{site}}}}3{{{{machine:d2}}}}","labelFingerprint":"42WmSpB8rSM=","lastAttachTimestamp":"2025-11-01T08:15:30.000-07:00","name":"vm-{{{{machine}}}}","physicalBlockSizeBytes":"4096","selfLink":"{{{{Url(project, $"zones/us-central1-a/disks/vm-{machine}")}}}}","sizeGb":"30","sourceImage":"https://www.googleapis.com/compute/v1/projects/debian-cloud/global/images/debian-12","status":"READY","type":"{{{{Url(project, "zones/us-central1-a/diskTypes/pd-balanced")}}}}","users":["{{{{Url(project, $"zones/us-central1-a/instances/vm-{machine}")}}}}"],"zone":"{{{{Url(project, "zones/us-central1-a")}}}}"}""");
        }

        yield return Asset(project, "regions/us-central1/targetPools/pool", "TargetPool", $$$$"""{"id":"{{{{site}}}}005","instances":[{{{{string.Join(',', Enumerable.Range(Public, 6).Select(machine => $"\"{Url(project, $"zones/us-central1-a/instances/vm-{machine}")}\""))}}}}],"name":"pool","region":"{{{{Url(project, "regions/us-central1")}}}}","selfLink":"{{{{Url(project, "regions/us-central1/targetPools/pool")}}}}","sessionAffinity":"NONE"}""");
        yield return Asset(project, "regions/us-central1/forwardingRules/front", "ForwardingRule", $$$$"""{"IPAddress":"{{{{Address(site, 99)}}}}","IPProtocol":"TCP","creationTimestamp":"2025-11-01T08:15:30.000-07:00","id":"{{{{site}}}}006","loadBalancingScheme":"EXTERNAL","name":"front","networkTier":"PREMIUM","portRange":"443-443","region":"{{{{Url(project, "regions/us-central1")}}}}","selfLink":"{{{{Url(project, "regions/us-central1/forwardingRules/front")}}}}","target":"{{{{Url(project, "regions/us-central1/targetPools/pool")}}}}"}""");
        yield return Sql(project, site, draw);
    }

    private static string Firewall(string project, int site, string name, int priority, string source, string action, string protocol, string? ports, string? tag) => Asset(project, $"global/firewalls/{name}", "Firewall", $$$$"""
        {"{{{{action}}}}":[{"IPProtocol":"{{{{protocol}}}}"{{{{(ports is null ? "" : $",\"ports\":[{ports}]")}}}}}],"creationTimestamp":"2025-11-01T08:15:30.000-07:00","description":"as agreed","direction":"INGRESS","disabled":false,"id":"{{{{site}}}}004","logConfig":{"enable":false},"name":"{{{{name}}}}","network":"{{{{Url(project, "global/networks/main")}}}}","priority":{{{{priority}}}},"selfLink":"{{{{Url(project, $"global/firewalls/{name}")}}}}","sourceRanges":["{{{{source}}}}"]{{{{(tag is null ? "" : $",\"targetTags\":[\"{tag}\"]")}}}}}
        """);

    private static string Instance(string project, int site, int machine)
    {
        var access = machine < Public ? $$$$""","accessConfigs":[{"kind":"compute#accessConfig","name":"External NAT","natIP":"{{{{Address(site, machine)}}}}","networkTier":"PREMIUM","type":"ONE_TO_ONE_NAT"}]""" : "";
        return Asset(project, $"zones/us-central1-a/instances/vm-{machine}", "Instance", $$$$"""
            {"canIpForward":false,"confidentialInstanceConfig":{"enableConfidentialCompute":false},"cpuPlatform":"Intel Broadwell","creationTimestamp":"2025-11-01T08:15:30.000-07:00","deletionProtection":false,"disks":[{"autoDelete":true,"boot":true,"deviceName":"vm-{{{{machine}}}}","diskSizeGb":"30","guestOsFeatures":[{"type":"UEFI_COMPATIBLE"},{"type":"GVNIC"}],"index":0,"interface":"SCSI","licenses":["https://www.googleapis.com/compute/v1/projects/debian-cloud/global/licenses/debian-12-bookworm"],"mode":"READ_WRITE","source":"{{{{Url(project, $"zones/us-central1-a/disks/vm-{machine}")}}}}","type":"PERSISTENT"}],"fingerprint":"Dpp0B7Yfxg8=","id":"{{{{site}}}}2{{{{machine:d2}}}}","keyRevocationActionType":"NONE","labelFingerprint":"42WmSpB8rSM=","labels":{"environment":"production","owner":"platform-team"},"lastStartTimestamp":"2025-11-01T08:15:30.000-07:00","machineType":"{{{{Url(project, "zones/us-central1-a/machineTypes/e2-medium")}}}}","metadata":{"fingerprint":"Dpp0B7Yfxg8=","items":[{"key":"enable-oslogin","value":"TRUE"}]},"name":"vm-{{{{machine}}}}","networkInterfaces":[{"fingerprint":"Dpp0B7Yfxg8=","name":"nic0","network":"{{{{Url(project, "global/networks/main")}}}}","networkIP":"10.{{{{site % 250}}}}.0.{{{{10 + machine}}}}","stackType":"IPV4_ONLY","subnetwork":"{{{{Url(project, "regions/us-central1/subnetworks/sub")}}}}"{{{{access}}}}}],"scheduling":{"automaticRestart":true,"onHostMaintenance":"MIGRATE","preemptible":false,"provisioningModel":"STANDARD"},"selfLink":"{{{{Url(project, $"zones/us-central1-a/instances/vm-{machine}")}}}}","serviceAccounts":[{"email":"12345-compute@developer.gserviceaccount.com","scopes":["https://www.googleapis.com/auth/cloud-platform"]}],"shieldedInstanceConfig":{"enableIntegrityMonitoring":true,"enableSecureBoot":false,"enableVtpm":true},"status":"{{{{(machine == 24 ? "TERMINATED" : "RUNNING")}}}}","tags":{"fingerprint":"42WmSpB8rSM=","items":["{{{{(machine < 11 ? "web" : "app")}}}}"]},"zone":"{{{{Url(project, "zones/us-central1-a")}}}}"}
            """);
    }

    private static string Sql(string project, int site, Random draw) => Line($"//cloudsql.googleapis.com/{project}/instances/db", "sqladmin.googleapis.com/Instance", $$$$"""
        {"backendType":"SECOND_GEN","connectionName":"workload-{{{{site}}}}:us-central1:db","databaseVersion":"POSTGRES_15","instanceType":"CLOUD_SQL_INSTANCE","ipAddresses":[{"ipAddress":"34.{{{{site / 250 % 250}}}}.{{{{site % 250}}}}.9","type":"PRIMARY"}],"name":"db","project":"workload-{{{{site}}}}","region":"us-central1","selfLink":"https://sqladmin.googleapis.com/sql/v1beta4/{{{{project}}}}/instances/db","settings":{"activationPolicy":"ALWAYS","dataDiskSizeGb":"100","ipConfiguration":{"authorizedNetworks":[{"kind":"sql#aclEntry","name":"office","value":"81.2.{{{{draw.Next(250)}}}}.0/24"}],"ipv4Enabled":{{{{(site % 3 == 0 ? "false" : "true")}}}},"requireSsl":true},"tier":"db-custom-2-7680"},"state":"RUNNABLE"}
        """);

    private static string Asset(string project, string place, string kind, string data) => Line($"//compute.googleapis.com/{project}/{place}", $"compute.googleapis.com/{kind}", data);

    private static string Line(string name, string type, string data) => $$$$"""
        {"name":"{{{{name}}}}","asset_type":"{{{{type}}}}","resource":{"version":"v1","discovery_document_uri":"https://www.googleapis.com/discovery/v1/apis/compute/v1/rest","discovery_name":"{{{{type[(type.IndexOf('/') + 1)..]}}}}","parent":"//cloudresourcemanager.googleapis.com/projects/123456789012","data":{{{{data.Trim()}}}},"location":"us-central1"},"ancestors":["projects/123456789012","folders/345678901234","organizations/567890123456"],"update_time":"2026-01-01T00:00:00Z"}
        """;

    private static string Address(int site, int machine) => $"35.{site / 250 % 250}.{site % 250}.{machine}";

    private static string Url(string project, string place) => $"https://www.googleapis.com/compute/v1/{project}/{place}";
}
